import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { mergeInput, mergeView, userInput, userView } from '../contract/views.ts'
import { toInstant } from '../lib/time.ts'
import { addAlias, setName } from './store.ts'
import { viewUser } from './read.ts'

const userParams = z.object({ userId: id })

const putUser = route({
  name: 'putUser',
  method: 'PUT',
  path: '/v1/users/{userId}',
  tag: 'people',
  summary: 'Name a user',
  clauses: ['PLT-8'],
  access: { kind: 'self' },
  params: userParams,
  body: userInput,
  answer: userView,
  handle: async (app, { params, body, subject }) => {
    await app.command(subject, ({ tx, now }) => setName(tx, params.userId, body.name, now).then(() => null))
    return viewUser(app, params.userId)
  },
})

const putAlias = route({
  name: 'putAlias',
  method: 'PUT',
  path: '/v1/users/{userId}/aliases/{aliasId}',
  tag: 'people',
  summary: 'Say that another id is this user; an id that is known as someone else’s needs a merge',
  clauses: ['PLT-8'],
  access: { kind: 'platform' },
  params: z.object({ userId: id, aliasId: id }),
  answer: userView,
  handle: async (app, { params, subject }) => {
    const added = await app.command(subject, async ({ tx, now }) =>
      (await addAlias(tx, params.userId, params.aliasId, now)) ? null : reject('alias_in_use'),
    )
    return isRejection(added) ? added : viewUser(app, params.userId)
  },
})

const merge = route({
  name: 'postMerge',
  method: 'POST',
  path: '/v1/users/{userId}/merges',
  tag: 'people',
  summary: 'Merge another known user into this one: a decision with a record; balances move as ledger entries',
  clauses: ['PLT-8', 'TASK-12'],
  access: { kind: 'platform' },
  params: userParams,
  body: mergeInput,
  answer: mergeView,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ members, now }) => {
      const actor = actorOf(subject)
      const merged = await members.merge({ into: params.userId, from: body.from, reason: body.reason, actor })
      if (isRejection(merged)) return merged
      return { ...merged, into: params.userId, from: body.from, at: toInstant(now), by: actor, reason: body.reason }
    }),
})

/** Routes that write people. */
export const personWrites: readonly Route[] = [putUser, putAlias, merge]
