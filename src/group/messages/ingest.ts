import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { messageInput, messageView, muteInput, muteView, readInput } from '../../contract/messages.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { actorOf } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import { fromInstant } from '../../lib/time.ts'
import type { App } from '../../ports/app.ts'
import { isSameUser } from '../listing/store.ts'
import { releaseMedium } from '../media/attach.ts'
import { unhideCase } from '../reports/store.ts'
import { mayRun } from '../rights.ts'
import { run } from '../run.ts'
import { holdGroups } from '../seating/store.ts'
import { findGroup } from '../settings/store.ts'
import { parseMessageId } from './apply.ts'
import { sayDesk } from './desk.ts'
import { muteMember } from './muting.ts'
import { messageDeleted } from './publish.ts'
import { deleteMessage, findWriter, markRead } from './store.ts'
import { sendIdOfKey } from '../sends/apply.ts'
import { speakerOf } from '../speaker.ts'
import { noteVisit } from '../visiting/visit.ts'

const groupParams = z.object({ groupId: uuid })
const userParams = groupParams.extend({ userId: id })
const messageParams = groupParams.extend({ messageId: z.string().max(64) })

const say = route({
  name: 'postGroupMessage',
  method: 'POST',
  path: '/v1/groups/{groupId}/messages',
  tag: 'groups',
  summary: 'Say something: the owner’s side to one sub-group, the group or all groups, a fan to his own sub-group',
  clauses: ['GRP-8', 'GRP-10'],
  access: { kind: 'any' },
  params: groupParams,
  body: messageInput,
  answer: messageView.pick({ messageId: true, seq: true, at: true }),
  status: 201,
  handle: async (app, { params: { groupId }, body, subject, idempotencyKey }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    // a super admin of one group does not speak to the others
    if (body.to === 'allGroups' && subject.role === 'staff') return reject('forbidden')
    const speaker = await speakerOf(app, subject, group, body.from)
    if ('rejected' in speaker) return speaker
    // an answer is kept for a key after the commit only: what was said under it is written with it
    const sendId = body.sendId ?? (idempotencyKey === null ? null : sendIdOfKey(subject, idempotencyKey))
    return app.together(sayDesk, { groupId, message: body, sendId, ...speaker })
  },
})

const read = route({
  name: 'postGroupRead',
  method: 'POST',
  path: '/v1/groups/{groupId}/read',
  tag: 'groups',
  summary: 'A member has read up to a number; opening a group counts for the daily task',
  clauses: ['GRP-5', 'GRP-7'],
  access: { kind: 'any' },
  params: groupParams,
  body: readInput,
  answer: z.object({ groupId: z.string(), upTo: z.int() }),
  handle: async (app, { params: { groupId }, body, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const mine = subject.role === 'fan' && (await isSameUser(app.db, subject.id, body.userId))
    if (!mine && subject.role !== 'platform' && subject.role !== 'admin') return reject('forbidden')
    if (!(await markRead(app.db, body.userId, group.group_no, body.upTo))) return reject('not_in_group')
    await noteVisit(app, subject, group, body.userId)
    return { groupId, upTo: body.upTo }
  },
})

const remove = route({
  name: 'deleteGroupMessage',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/messages/{messageId}',
  tag: 'groups',
  summary: 'Take a message back: the owner’s side any, a fan his own; its place stays',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: messageParams,
  answer: z.object({ groupId: z.string(), messageId: z.string() }),
  handle: (app, { params: { groupId, messageId }, subject }) =>
    app.command(subject, async (context) => {
      const group = (await holdGroups(context.tx, [groupId])).get(groupId)
      const place = parseMessageId(messageId)
      if (group === undefined || place === null) return reject('not_found')
      // a message to all groups can be named through each of them
      if (place.groupNo !== group.group_no && place.groupNo !== 0) return reject('not_found')
      const scope = { clubNo: group.club_no, ...place }
      // people before what they said, as everywhere
      const fan = subject.role === 'fan' ? (await context.members.hold([subject.id])).get(subject.id) : undefined
      const written = await findWriter(context.tx, scope)
      if (written === undefined) return reject('not_found')
      if (place.groupNo === 0 && subject.role === 'staff') return reject('forbidden')
      const isHis = fan !== undefined && fan.userNo === written.user_no
      if (!isHis && !(await mayRun(context.tx, subject, group))) return reject('forbidden')
      // a fan takes back his own: his id is no record of who decided (ADR 0011)
      const actor = subject.role === 'fan' ? 'writer' : actorOf(subject)
      // what reports hid is deleted for good: its case tells what it said, and who reads there was told when it was hidden
      const said = written.hidden ? await unhideCase(context.tx, scope) : { said: written.body }
      if (said === null) return reject('not_found')
      await deleteMessage(context.tx, scope, { actor, at: context.now })
      await releaseMedium(context, said.said)
      if (!written.hidden) await context.publish([messageDeleted(group, scope, place.seq)])
      return { groupId, messageId }
    }),
})

/** Mutes or lifts it. */
const setMute = (
  app: App,
  subject: Subject,
  { groupId, userId }: { groupId: string; userId: string },
  until: number | null,
): Promise<z.infer<typeof muteView> | Rejection> =>
  app.command(subject, (context) =>
    run(context, groupId, async (group) => {
      const person = (await context.members.hold([userId])).get(userId)
      if (person === undefined) return reject('not_in_group')
      const told = await muteMember(context, group, person, until)
      return told === null ? reject('not_in_group') : { groupId, userId, ...told }
    }),
  )

const mute = route({
  name: 'putGroupMute',
  method: 'PUT',
  path: '/v1/groups/{groupId}/mutes/{userId}',
  tag: 'groups',
  summary: 'He reads and does not write, until an instant or until it is lifted',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: userParams,
  body: muteInput,
  answer: muteView,
  handle: async (app, { params, body, subject }) => {
    const until = body.until === null ? Infinity : fromInstant(body.until)
    return until > (await app.clock.now())
      ? setMute(app, subject, params, until)
      : reject('malformed', undefined, { errors: [{ path: 'until', message: 'After now' }] })
  },
})

const unmute = route({
  name: 'deleteGroupMute',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/mutes/{userId}',
  tag: 'groups',
  summary: 'He writes again',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: userParams,
  answer: muteView,
  handle: (app, { params, subject }) => setMute(app, subject, params, null),
})

/** Routes that write messages. */
export const messageWrites: readonly Route[] = [say, read, remove, mute, unmute]
