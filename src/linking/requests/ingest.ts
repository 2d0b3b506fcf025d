import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { requestInput, requestList, requestView } from '../../contract/linking.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { toInstant } from '../../lib/time.ts'
import { asked } from '../publish.ts'
import { isHimself, isOwnersSide } from '../rights.ts'
import { findPlace, findRunning, holdSeats } from '../store.ts'
import { requestOf } from '../views.ts'
import { dropRequests, listClubRequests, listRequests, putRequest } from './store.ts'

const groupParams = z.object({ groupId: uuid })
const userParams = groupParams.extend({ userId: id })

const ask = route({
  name: 'putLinkRequest',
  method: 'PUT',
  path: '/v1/groups/{groupId}/link-requests/{userId}',
  tag: 'linking',
  summary: 'A member asks to be called; twice is the same as once',
  clauses: ['GRP-8'],
  access: { kind: 'self' },
  params: userParams,
  body: requestInput,
  answer: requestView,
  handle: (app, { params: { groupId, userId }, body, subject }) =>
    app.command(subject, async ({ tx, now, members, publish }) => {
      const group = await findPlace(tx, groupId)
      if (group === null) return reject('not_found')
      if (group.closed_at !== null) return reject('group_closed')
      const person = (await members.hold([userId])).get(userId)
      const seat =
        person === undefined
          ? undefined
          : (await holdSeats(tx, group.group_no, [person.userNo], now)).get(person.userNo)
      if (person === undefined || seat === undefined || !seat.sits) return reject('not_in_group')
      if (seat.muted) return reject('muted')
      const askedAt = await putRequest(tx, { userNo: person.userNo, groupNo: group.group_no, kind: body.kind }, now)
      await publish([asked(group.owner_id, groupId)])
      return { groupId, userId, name: null, kind: body.kind, askedAt: toInstant(askedAt) }
    }),
})

const unask = route({
  name: 'deleteLinkRequest',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/link-requests/{userId}',
  tag: 'linking',
  summary: 'He asks no more; the owner’s side passes him over',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: userParams,
  answer: z.object({ groupId: z.string(), userId: z.string() }),
  handle: (app, { params: { groupId, userId }, subject }) =>
    app.command(subject, async ({ tx, members, publish }) => {
      const group = await findPlace(tx, groupId)
      if (group === null) return reject('not_found')
      if (!(await isHimself(tx, subject, userId)) && !(await isOwnersSide(tx, subject, group)))
        return reject('forbidden')
      const person = (await members.hold([userId])).get(userId)
      if (person === undefined || !(await dropRequests(tx, group.group_no, [person.userNo]))) return reject('not_found')
      await publish([asked(group.owner_id, groupId)])
      return { groupId, userId }
    }),
})

const queueOf = (rows: Awaited<ReturnType<typeof listRequests>>) => ({
  items: rows.map(requestOf),
  waiting: rows[0]?.waiting ?? 0,
})

const list = route({
  name: 'listLinkRequests',
  method: 'GET',
  path: '/v1/groups/{groupId}/link-requests',
  tag: 'linking',
  summary: 'Who asks to be called in a group, longest first; the owner’s side alone',
  clauses: ['GRP-8'],
  access: { kind: 'any' },
  params: groupParams,
  answer: requestList,
  handle: async (app, { params: { groupId }, subject }) => {
    const group = await findPlace(app.db, groupId)
    if (group === null) return reject('not_found')
    if (!(await isOwnersSide(app.db, subject, group))) return reject('forbidden')
    return queueOf(await listRequests(app.db, group.group_no, await app.clock.now()))
  },
})

const listAll = route({
  name: 'listClubLinkRequests',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/link-requests',
  tag: 'linking',
  summary:
    'Who asks to be called in any group of an owner, longest first; to a sub-account those of the groups it runs',
  clauses: ['GRP-8'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  answer: requestList,
  handle: async (app, { params: { ownerId }, subject }) => {
    const { known } = await findRunning(app.db, ownerId)
    if (!known) return reject('unknown_owner')
    const staffId = subject.role === 'staff' ? subject.id : null
    return queueOf(await listClubRequests(app.db, ownerId, staffId, await app.clock.now()))
  },
})

/** Routes of those who ask to be called. */
export const requestRoutes: readonly Route[] = [ask, unask, list, listAll]
