import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { id } from '../contract/forms.ts'
import type { noticeCodes } from '../contract/polls.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { clubTopic } from '../contract/topics.ts'
import {
  modeChange,
  modeChangeInput,
  ownerInput,
  ownerView,
  purchaseTask,
  purchaseTaskInput,
  rolloutInput,
} from '../contract/views.ts'
import { fromInstant, toInstant } from '../lib/time.ts'
import { judgeModeChange } from './apply.ts'
import { findModeChange, ownerOf, viewOfChange, willCarry } from './read.ts'
import {
  changesNear,
  insertModeChange,
  isOnAir,
  lockClub,
  putOwner,
  setPurchaseTask,
  setRollout,
  withdrawModeChange,
} from './store.ts'

const ownerParams = z.object({ ownerId: id })

const registerOwner = route({
  name: 'putOwner',
  method: 'PUT',
  path: '/v1/owners/{ownerId}',
  tag: 'clubs',
  summary: 'Register an owner and, with him, his club; again: rename him',
  clauses: ['CLUB-1', 'CLUB-2'],
  access: { kind: 'platform' },
  params: ownerParams,
  body: ownerInput,
  answer: ownerView,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, publish }) => {
      const known = await lockClub(tx, params.ownerId)
      const { kind, name } = body
      const currency = body.currency ?? known?.currency ?? 'CNY'
      if (known !== null && (known.kind !== kind || known.currency !== currency)) return reject('owner_kind_fixed')
      const owner = { ownerId: params.ownerId, kind, name, mode: body.mode ?? 'live', currency }
      const { made } = await putOwner(tx, owner, { phase: 2, share: 1 }, now)
      if (!made) await publish([{ topic: clubTopic(params.ownerId), kind: 'club.changed', body: { name } }])
      return (await ownerOf(tx, params.ownerId)) ?? reject('unknown_owner')
    }),
})

const dissolveClub = route({
  name: 'deleteClub',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}',
  tag: 'clubs',
  summary: 'Refused always: a club can change mode but never be dissolved',
  clauses: ['CLUB-7'],
  access: { kind: 'club', permission: 'club' },
  params: ownerParams,
  answer: z.object({}),
  handle: () => Promise.resolve(reject('club_cannot_be_dissolved')),
})

/** A notice of ours to all groups of a club, which pages word in their reader's language. @rule CLUB-4 */
const noticeOf = (
  { club_no, owner_id }: { readonly club_no: number; readonly owner_id: string },
  body: { readonly code: (typeof noticeCodes)[number]; readonly change: object },
) => ({ clubNo: club_no, ownerId: owner_id, kind: 'notice', body })

const scheduleModeChange = route({
  name: 'postModeChange',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/mode-changes',
  tag: 'clubs',
  summary: 'Announce a change of mode',
  clauses: ['CLUB-3', 'CLUB-4', 'CLUB-5'],
  access: { kind: 'club', permission: 'club' },
  params: ownerParams,
  body: modeChangeInput,
  answer: modeChange,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, rules, publish, groups }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const effectiveAt = fromInstant(body.effectiveAt)
      const refusal = judgeModeChange(
        rules.ofDay(app.calendar.dayOf(now)),
        {
          from: club.mode,
          to: body.to,
          now,
          effectiveAt,
          ...(await changesNear(tx, club.club_no, effectiveAt)),
        },
        app.calendar.monthOf,
      )
      if (refusal !== null) return refusal
      const change = {
        id: uuidv7(),
        clubNo: club.club_no,
        from: club.mode,
        to: body.to,
        now,
        effectiveAt,
        carries: await willCarry(tx, club, body.to),
      }
      await insertModeChange(tx, change)
      const told = { id: change.id, to: change.to, effectiveAt: toInstant(effectiveAt), carries: change.carries }
      // CLUB-4: members and the room learn of it, and groups by a notice
      await publish([
        { topic: clubTopic(params.ownerId), kind: 'mode.announced', body: { ...told, from: change.from } },
      ])
      await groups.tell([noticeOf(club, { code: 'mode_announced', change: told })])
      const row = await findModeChange(tx, club.club_no, change.id)
      return row === null ? reject('not_found') : viewOfChange(row)
    }),
})

const withdraw = route({
  name: 'deleteModeChange',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/mode-changes/{changeId}',
  tag: 'clubs',
  summary: 'Withdraw a change that waits',
  clauses: ['CLUB-4'],
  access: { kind: 'club', permission: 'club' },
  params: z.object({ ownerId: id, changeId: z.uuid() }),
  answer: modeChange,
  handle: (app, { params, subject }) =>
    app.command(subject, async ({ tx, publish, groups }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const before = await findModeChange(tx, club.club_no, params.changeId)
      if (before === null) return reject('not_found')
      if (before.status === 'done') return reject('mode_change_done')
      if (await withdrawModeChange(tx, club.club_no, params.changeId)) {
        const told = { id: params.changeId }
        await publish([{ topic: clubTopic(params.ownerId), kind: 'mode.withdrawn', body: told }])
        await groups.tell([noticeOf(club, { code: 'mode_withdrawn', change: told })])
      }
      const row = await findModeChange(tx, club.club_no, params.changeId)
      return row === null ? reject('not_found') : viewOfChange(row)
    }),
})

const switchPurchaseTask = route({
  name: 'putPurchaseTask',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/purchase-task',
  tag: 'clubs',
  summary: 'Turn the purchase task of a live club on or off while on air',
  clauses: ['TASK-5'],
  access: { kind: 'club', permission: 'live' },
  params: ownerParams,
  body: purchaseTaskInput,
  answer: purchaseTask,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, publish }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      if (club.mode !== 'live') return reject('not_in_live_mode')
      if (!(await isOnAir(tx, club.club_no))) return reject('not_live')
      if (club.purchase_on !== body.on) {
        await setPurchaseTask(tx, club.club_no, body.on, now)
        await publish([{ topic: clubTopic(params.ownerId), kind: 'club.changed', body: { purchaseTask: body.on } }])
      }
      return { on: body.on, phase: club.rollout_phase, share: club.rollout_share }
    }),
})

const rollOut = route({
  name: 'putPurchaseTaskRollout',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/purchase-task/rollout',
  tag: 'clubs',
  summary: 'Roll the purchase task out: to a random share, to everyone, with level coupons',
  clauses: ['TASK-6'],
  access: { kind: 'platform' },
  params: ownerParams,
  body: rolloutInput,
  answer: purchaseTask,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, rules, publish }) => {
      const club = await lockClub(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const byRule = rules.ofDay(app.calendar.dayOf(now)).limits.rolloutSharePercent / 100
      const share = body.phase === 1 ? (body.share ?? byRule) : 1
      await setRollout(tx, club.club_no, { phase: body.phase, share }, now)
      await publish([{ topic: clubTopic(params.ownerId), kind: 'club.changed', body: { phase: body.phase } }])
      return { on: club.mode === 'shopping' || club.purchase_on, phase: body.phase, share }
    }),
})

/** Routes that write clubs. */
export const clubWrites: readonly Route[] = [
  registerOwner,
  dissolveClub,
  scheduleModeChange,
  withdraw,
  switchPurchaseTask,
  rollOut,
]
