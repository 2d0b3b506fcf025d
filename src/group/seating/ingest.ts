import { z } from 'zod'
import { id, instant, uuid } from '../../contract/forms.ts'
import { joinedView, removalInput, removalView } from '../../contract/groups.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { toInstant } from '../../lib/time.ts'
import { readVoucherCode } from '../../lib/voucher-code.ts'
import { run } from '../run.ts'
import { joinDesk } from './desk.ts'
import { endSeats, removeMember } from './leaving.ts'
import { removalOf } from './read.ts'
import { holdGroups, unbar } from './store.ts'

const groupParams = z.object({ groupId: uuid })
const userParams = groupParams.extend({ userId: id })

const join = route({
  name: 'putGroupMember',
  method: 'PUT',
  path: '/v1/groups/{groupId}/members/{userId}',
  tag: 'groups',
  summary: 'Join: the lowest-numbered sub-group with a free seat; joining twice is the same as once',
  clauses: ['GRP-2', 'GRP-4', 'GRP-5', 'GRP-6'],
  access: { kind: 'self' },
  params: userParams,
  query: z.object({ phrase: z.string().max(64).optional() }),
  answer: joinedView,
  handle: (app, { params: { groupId, userId }, query }) => {
    const phrase = query.phrase === undefined ? null : readVoucherCode(query.phrase)
    if (query.phrase !== undefined && phrase === null) return Promise.resolve(reject('phrase_invalid'))
    return app.together(joinDesk, { groupId, userId, phrase })
  },
})

const leave = route({
  name: 'deleteGroupMember',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/members/{userId}',
  tag: 'groups',
  summary: 'Leave a group',
  clauses: ['GRP-2'],
  access: { kind: 'self' },
  params: userParams,
  answer: z.object({ groupId: z.string(), userId: z.string(), leftAt: instant }),
  handle: (app, { params: { groupId, userId }, subject }) =>
    app.command(subject, async (context) => {
      const group = (await holdGroups(context.tx, [groupId])).get(groupId)
      if (group === undefined) return reject('not_found')
      const person = (await context.members.hold([userId])).get(userId)
      const seat = person === undefined ? null : { ...person, groupNo: group.group_no, group }
      if (seat === null || !(await endSeats(context, [seat], 'left'))) return reject('not_in_group')
      return { groupId, userId, leftAt: toInstant(context.now) }
    }),
})

const remove = route({
  name: 'postGroupRemoval',
  method: 'POST',
  path: '/v1/groups/{groupId}/removals',
  tag: 'groups',
  summary: 'Remove a member: his seat ends, and he may not join again until that is lifted',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: groupParams,
  body: removalInput,
  answer: removalView,
  status: 201,
  handle: (app, { params, body, subject }) =>
    app.command(subject, (context) =>
      run(context, params.groupId, async (group) => {
        const person = (await context.members.hold([body.userId])).get(body.userId)
        if (person === undefined || !(await removeMember(context, group, person, body.reason ?? null)))
          return reject('not_in_group')
        return removalOf(context.tx, { userNo: person.userNo, groupNo: group.group_no })
      }),
    ),
})

const lift = route({
  name: 'deleteGroupRemoval',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/removals/{userId}',
  tag: 'groups',
  summary: 'Let somebody who was removed join again',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: userParams,
  answer: z.object({ groupId: z.string(), userId: z.string() }),
  handle: (app, { params: { groupId, userId }, subject }) =>
    app.command(subject, (context) =>
      run(context, groupId, async (group) => {
        const person = (await context.members.hold([userId])).get(userId)
        const lifted =
          person !== undefined && (await unbar(context.tx, { userNo: person.userNo, groupNo: group.group_no }))
        return lifted ? { groupId, userId } : reject('not_found')
      }),
    ),
})

/** Routes that give and take seats. */
export const seatWrites: readonly Route[] = [join, leave, remove, lift]
