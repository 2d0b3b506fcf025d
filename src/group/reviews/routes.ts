import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { reviewCallView, type ReviewCallView } from '../../contract/polls.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import type { App } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { isSameUser, userNoOf } from '../listing/store.ts'
import { readsScope } from '../polls/ground.ts'
import { isMainAccount, mayRun } from '../rights.ts'
import { closeCall, lockCalls, readCalls, type ReviewCallRow } from './store.ts'
import { viewReviewCalls } from './views.ts'

const callParams = z.object({ reviewCallId: uuid })

/** Who runs it: the group's side, and the main account alone where it was asked in all groups. @rule GRP-9 */
const mayRunCall = (on: Queryable, subject: Subject, row: ReviewCallRow): Promise<boolean> =>
  row.group_no === 0
    ? Promise.resolve(isMainAccount(subject, row.owner_id))
    : mayRun(on, subject, { group_no: row.group_no, owner_id: row.owner_id })

const shown = async (app: App, reviewCallId: string, userNo: number | null): Promise<ReviewCallView | Rejection> => {
  const now = await app.clock.now()
  return (
    (await viewReviewCalls(app.db, app.cards, [reviewCallId], { userNo, now })).get(reviewCallId) ?? reject('not_found')
  )
}

const getCall = route({
  name: 'getReviewCall',
  method: 'GET',
  path: '/v1/review-calls/{reviewCallId}',
  tag: 'groups',
  summary: 'A rewarded review as a member, or the owner’s side, sees it',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: callParams,
  query: z.object({ userId: id.optional() }),
  answer: reviewCallView,
  handle: async (app, { params: { reviewCallId }, query, subject }) => {
    const [row] = await readCalls(app.db, [reviewCallId])
    if (row === undefined) return reject('not_found')
    const userId = query.userId ?? (subject.role === 'fan' ? subject.id : null)
    if (userId === null)
      return mayActFor(subject, row.owner_id, 'groups') ? shown(app, reviewCallId, null) : reject('forbidden')
    const mine = subject.role === 'fan' && (await isSameUser(app.db, subject.id, userId))
    if (!mine && subject.role !== 'platform' && subject.role !== 'admin') return reject('forbidden')
    const userNo = await userNoOf(app.db, userId)
    if (userNo === null || !(await readsScope(app.db, row, userNo, await app.clock.now())))
      return reject('not_in_group')
    return shown(app, reviewCallId, userNo)
  },
})

const close = route({
  name: 'postReviewCallClose',
  method: 'POST',
  path: '/v1/review-calls/{reviewCallId}/close',
  tag: 'groups',
  summary: 'Reward nobody for a review written from now on',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: callParams,
  answer: reviewCallView,
  handle: async (app, { params: { reviewCallId }, subject }) => {
    const closed = await app.command(subject, async ({ tx, now }) => {
      const [row] = await lockCalls(tx, [reviewCallId])
      if (row === undefined) return reject('not_found')
      if (!(await mayRunCall(tx, subject, row))) return reject('forbidden')
      await closeCall(tx, reviewCallId, now)
      return { reviewCallId }
    })
    return isRejection(closed) ? closed : shown(app, reviewCallId, null)
  },
})

/** Routes that read rewarded reviews. */
export const reviewCallReads: readonly Route[] = [getCall]
/** Routes that write them; they are made by the message that asks. */
export const reviewCallWrites: readonly Route[] = [close]
