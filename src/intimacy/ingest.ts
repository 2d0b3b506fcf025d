import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { correctionInput, exclusionInput, ledgerEntry } from '../contract/views.ts'
import { setExcluded } from './store.ts'
import { findEntry } from './read.ts'

const memberParams = z.object({ ownerId: id, userId: id })

const correct = route({
  name: 'postCorrection',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/members/{userId}/corrections',
  tag: 'members',
  summary: 'Add or take points, with a reason; the ledger names who',
  clauses: ['TASK-15', 'TASK-12'],
  access: { kind: 'club', permission: 'corrections' },
  params: memberParams,
  body: correctionInput,
  answer: ledgerEntry,
  status: 201,
  handle: async (app, { params, body, subject }) => {
    const made = await app.command(subject, ({ members }) =>
      members.correct({
        ...params,
        mode: body.mode ?? null,
        delta: body.delta,
        reason: body.reason,
        actor: actorOf(subject),
      }),
    )
    if (isRejection(made)) return made
    return (await findEntry(app.db, params.userId, params.ownerId, made.entryId)) ?? reject('not_found')
  },
})

const exclude = route({
  name: 'putExclusion',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/exclusions/{userId}',
  tag: 'members',
  summary: 'Exclude an account (the owner’s own, a robot) from points, boards and draws',
  clauses: ['TASK-15'],
  access: { kind: 'club', permission: 'corrections' },
  params: memberParams,
  body: exclusionInput,
  answer: z.object({ userId: z.string(), excluded: z.boolean() }),
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now }) => {
      const done = await setExcluded(tx, params, { by: actorOf(subject), reason: body.reason, at: now })
      return done === null ? { userId: params.userId, excluded: true } : reject(done)
    }),
})

const include = route({
  name: 'deleteExclusion',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/exclusions/{userId}',
  tag: 'members',
  summary: 'Let an excluded account take part again; what it did meanwhile stays uncounted',
  clauses: ['TASK-15'],
  access: { kind: 'club', permission: 'corrections' },
  params: memberParams,
  answer: z.object({ userId: z.string(), excluded: z.boolean() }),
  handle: (app, { params, subject }) =>
    app.command(subject, async ({ tx }) => {
      const done = await setExcluded(tx, params, null)
      return done === null ? { userId: params.userId, excluded: false } : reject(done)
    }),
})

/** Routes that write points by hand. */
export const intimacyWrites: readonly Route[] = [correct, exclude, include]
