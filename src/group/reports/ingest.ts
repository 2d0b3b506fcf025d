import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import {
  reportCase,
  reportDecision,
  reportInput,
  reportLimits,
  reportParams,
  reportView,
  type ReportCase,
} from '../../contract/reports.ts'
import { actorOf } from '../../contract/rights.ts'
import { route, type Route } from '../../contract/route.ts'
import { groupTopic, reviewsTopic } from '../../contract/topics.ts'
import { fromInstant, HOUR } from '../../lib/time.ts'
import type { CommandContext } from '../../ports/app.ts'
import { isSameUser } from '../listing/store.ts'
import { releaseMedium, useMedia } from '../media/attach.ts'
import { messageIdOf, parseMessageId } from '../messages/apply.ts'
import { muteMember } from '../messages/muting.ts'
import { messageDeleted, messageSaid } from '../messages/publish.ts'
import { deleteMessage, findSeat } from '../messages/store.ts'
import type { GroupRow } from '../rows.ts'
import { removeMember } from '../seating/leaving.ts'
import { holdGroups } from '../seating/store.ts'
import { mayDecide } from './rights.ts'
import {
  addReport,
  countIntoCases,
  countReports,
  decideCase,
  findCase,
  findReport,
  hideMessage,
  holdMessage,
  listReports,
  readHideAt,
  showMessage,
  type CaseRow,
  type Place,
} from './store.ts'
import { caseIdOf, parseCaseId, viewOfReport, viewsOfCases } from './views.ts'

/** The message of a path as its reporter reads it: in his sub-group, his group or to all, and said after he joined. */
async function placeFor(
  { tx }: CommandContext,
  group: GroupRow,
  messageId: string,
  userId: string,
): Promise<Place | Rejection> {
  const seat = await findSeat(tx, userId, group.group_no)
  if (seat === null) return reject('not_in_group')
  const place = parseMessageId(messageId)
  const isHis =
    place !== null &&
    (place.groupNo === 0 || place.groupNo === group.group_no) &&
    (place.number === 0 || place.number === seat.number) &&
    place.seq > seat.joined_seq
  return isHis ? { clubNo: group.club_no, ...place } : reject('not_found')
}

/** A message that was reported by enough members is not shown until somebody decides. */
async function hideWhereEnough(
  { tx, now, publish }: CommandContext,
  group: GroupRow,
  place: Place,
  reports: number,
): Promise<void> {
  const hideAt = await readHideAt(tx, group.club_no)
  if (hideAt === null || reports < hideAt) return
  await hideMessage(tx, place, now)
  await publish([messageDeleted(group, place, place.seq)])
}

const report = route({
  name: 'putGroupReport',
  method: 'PUT',
  path: '/v1/groups/{groupId}/messages/{messageId}/reports/{userId}',
  tag: 'moderation',
  summary: 'A member reports a message, once: reporting again changes nothing and tells what came of it',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: z.object({ groupId: uuid, messageId: z.string().max(64), userId: id }),
  body: reportInput,
  answer: reportView,
  handle: (app, { params: { groupId, messageId, userId }, body, subject }) =>
    app.command(subject, async (context) => {
      const { tx, now } = context
      const group = (await holdGroups(tx, [groupId])).get(groupId)
      if (group === undefined) return reject('not_found')
      const mine = subject.role === 'fan' && (await isSameUser(tx, subject.id, userId))
      if (!mine && subject.role !== 'platform' && subject.role !== 'admin') return reject('forbidden')
      const person = (await context.members.hold([userId])).get(userId)
      const place = await placeFor(context, group, messageId, userId)
      if ('rejected' in place) return place
      if (person === undefined) return reject('not_in_group')
      const message = await holdMessage(tx, place)
      // after the message is held: the same report sent twice at once is one
      const before = await findReport(tx, person.userNo, place)
      if (before !== null) return viewOfReport(groupId, messageId, before)
      if (message === null) return reject('not_found')
      if (message.user_no === person.userNo) return reject('report_own')
      if ((await countReports(tx, person.userNo, now - HOUR)) >= reportLimits.perHour)
        return reject('reports_too_many', undefined, { retryAfterSeconds: HOUR / 1_000 })
      await addReport(tx, person.userNo, place, { reason: body.reason, note: body.note ?? null, at: now })
      // its case keeps the medium until somebody decides, whatever becomes of the message
      if ((await findCase(tx, place)) === null) await useMedia(context, [message.body])
      const [counted] = await countIntoCases(
        tx,
        [
          {
            ...place,
            inGroup: group.group_no,
            writerNo: message.user_no,
            kind: message.kind,
            said: message.body,
            saidAt: message.at,
            reports: 1,
            noted: [],
          },
        ],
        now,
      )
      if (message.user_no !== null && counted?.open === true)
        await hideWhereEnough(context, group, place, counted.reports)
      await context.publish([
        { topic: reviewsTopic, kind: 'report.made', body: { caseId: caseIdOf(place), ownerId: group.owner_id } },
      ])
      const made = await findReport(tx, person.userNo, place)
      return made === null ? reject('not_found') : viewOfReport(groupId, messageId, made)
    }),
})

/** What a decision does to the message. */
async function settleMessage(
  context: CommandContext,
  group: GroupRow,
  place: Place,
  row: CaseRow,
  dismissed: boolean,
): Promise<void> {
  const { tx, now, publish, subject } = context
  if (!dismissed) {
    const deleted = await deleteMessage(tx, place, { actor: actorOf(subject), at: now })
    // deleted by its writer before, it is released already
    if (deleted !== null) await releaseMedium(context, row.said)
    // who reads there was told when it was hidden
    if (deleted !== null && !row.hidden) await publish([messageDeleted(group, place, place.seq)])
    return
  }
  if (!row.hidden || !(await showMessage(tx, place))) return
  const told = { seq: place.seq, at: row.said_at, kind: row.kind, body: row.said ?? {}, from: row.writer_id }
  await publish([{ ...messageSaid(group, place, told), kind: 'group.restored' }])
}

/** What a decision does to who wrote it, in the group where he did. */
async function settleWriter(
  context: CommandContext,
  group: GroupRow,
  writer: { readonly userNo: number; readonly userId: string },
  wish: z.output<typeof reportDecision>,
): Promise<'muted' | 'removed' | null> {
  if (wish.writer === 'mute') {
    const until = wish.until === undefined ? Infinity : fromInstant(wish.until)
    return (await muteMember(context, group, writer, until)) === null ? null : 'muted'
  }
  return wish.writer === 'remove' && (await removeMember(context, group, writer, null)) ? 'removed' : null
}

/** Tells reporters what came of it, and whoever looks at the queue. */
async function tell({ tx, publish }: CommandContext, row: CaseRow, place: Place, outcome: string): Promise<void> {
  const caseId = caseIdOf(place)
  const reporters = await listReports(tx, place, reportLimits.reportsShown)
  const messageId = messageIdOf(row.group_no, row.number, row.seq)
  await publish([
    ...reporters.map(({ user_id: userId }) => ({
      topic: groupTopic(row.group_id, userId),
      kind: 'group.reportDecided',
      body: { messageId, outcome },
    })),
    { topic: reviewsTopic, kind: 'report.decided', body: { caseId, ownerId: row.owner_id } },
  ])
}

/** Decides a case, once. Codes: `not_found`, `forbidden`, `malformed`, `review_decided`. */
async function decide(
  context: CommandContext,
  caseId: string,
  wish: z.output<typeof reportDecision>,
): Promise<ReportCase | Rejection> {
  const { tx, now, members, subject } = context
  const place = parseCaseId(caseId)
  const found = place === null ? null : await findCase(tx, place)
  if (place === null || found === null) return reject('not_found')
  if (!(await mayDecide(tx, subject, found))) return reject('forbidden')
  if (wish.writer === 'mute' && wish.until !== undefined && fromInstant(wish.until) <= now)
    return reject('malformed', undefined, { errors: [{ path: 'body/until', message: 'After now' }] })
  const group = (await holdGroups(tx, [found.group_id])).get(found.group_id)
  if (group === undefined) return reject('not_found')
  const writers = found.writer_id === null || found.writer_erased ? null : await members.hold([found.writer_id])
  // what was said before its case, as who reports it
  await holdMessage(tx, place)
  const row = await findCase(tx, place, true)
  if (row === null) return reject('not_found')
  if (row.decided_at !== null) return reject('review_decided')
  const writer = writers?.get(found.writer_id ?? '')
  const writerAct = writer === undefined ? null : await settleWriter(context, group, writer, wish)
  await settleMessage(context, group, place, row, wish.decision === 'dismiss')
  // what the case kept to be seen
  if (row.keeps_medium) await releaseMedium(context, row.said)
  const decision = wish.decision === 'dismiss' ? 'dismissed' : 'deleted'
  await decideCase(tx, place, { decision, writerAct, note: wish.note ?? null, by: actorOf(subject), at: now })
  await tell(context, row, place, decision)
  const after = await findCase(tx, place)
  const [view] = await viewsOfCases({ on: tx, links: context.media.links, now }, after === null ? [] : [after])
  return view ?? reject('not_found')
}

const decideRoute = route({
  name: 'postReportDecision',
  method: 'POST',
  path: '/v1/reports/{caseId}/decision',
  tag: 'moderation',
  summary:
    'Dismiss a report, or delete the message; mute or remove who wrote it. Reporters are told; the owner’s side decides on his fans’ messages',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: reportParams,
  body: reportDecision,
  answer: reportCase,
  handle: (app, { params: { caseId }, body, subject }) =>
    app.command(subject, (context) => decide(context, caseId, body)),
})

/** Routes that write reports. */
export const reportWrites: readonly Route[] = [report, decideRoute]
