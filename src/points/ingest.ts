import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { pointsGrantInput, pointsView } from '../contract/money.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { changePoints, viewOfBook } from './book.ts'
import { holdMember } from './store.ts'

const grant = route({
  name: 'postPointsGrant',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/members/{userId}/points/grants',
  tag: 'points',
  summary: 'Give a member spendable points, with a reason; intimacy is not touched',
  clauses: ['BEN-10'],
  access: { kind: 'club', permission: 'benefits' },
  params: z.object({ ownerId: id, userId: id }),
  body: pointsGrantInput,
  answer: pointsView,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now }) => {
      const pair = await holdMember(tx, params)
      if (isRejection(pair)) return pair
      const { points, reason } = body
      const wish = { ...pair, kind: 'granted', points, reason, actor: actorOf(subject) } as const
      const { books, done } = await changePoints(tx, now, [wish])
      return done[0] === true ? viewOfBook(books, pair, params) : reject('not_a_member')
    }),
})

/** Routes that write points. */
export const pointsWrites: readonly Route[] = [grant]
