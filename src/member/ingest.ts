import { z } from 'zod'
import { id } from '../contract/forms.ts'
import { isRejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { joinInput, leaveView, memberView } from '../contract/views.ts'
import { toInstant } from '../lib/time.ts'
import { viewMember } from './read.ts'

const memberParams = z.object({ ownerId: id, userId: id })

const joinClub = route({
  name: 'putMember',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/members/{userId}',
  tag: 'members',
  summary: 'Join; joining twice is the same as once',
  clauses: ['MEM-1', 'MEM-2', 'MEM-4', 'MEM-7'],
  access: { kind: 'self' },
  params: memberParams,
  body: joinInput,
  answer: memberView,
  handle: async (app, { params, body, subject }) => {
    const joined = await app.command(subject, ({ members }) =>
      members.join({
        ...params,
        scene: body.scene,
        gift:
          body.entryGift === undefined
            ? null
            : { eventId: body.entryGift.eventId, trusted: subject.role === 'platform' },
      }),
    )
    return isRejection(joined) ? joined : viewMember(app, params.ownerId, params.userId)
  },
})

const leaveClub = route({
  name: 'deleteMember',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/members/{userId}',
  tag: 'members',
  summary: 'Leave: level and intimacy go to zero in both modes',
  clauses: ['MEM-3', 'MEM-4', 'MEM-5', 'MEM-6'],
  access: { kind: 'self' },
  params: memberParams,
  answer: leaveView,
  handle: async (app, { params, subject }) => {
    const left = await app.command(subject, ({ members }) => members.leave(params))
    if (isRejection(left)) return left
    return { leftAt: toInstant(left.leftAt), rejoinAt: toInstant(left.rejoinAt), exitsLeftToday: left.exitsLeftToday }
  },
})

/** Routes that write memberships. */
export const memberWrites: readonly Route[] = [joinClub, leaveClub]
