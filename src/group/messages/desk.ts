import type { MessageInput } from '../../contract/messages.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import { toInstant } from '../../lib/time.ts'
import type { CommandContext, Desk } from '../../ports/app.ts'
import type { Worded } from '../../ports/words.ts'
import { numberOfSubGroup } from '../apply.ts'
import { judgeCarried, keptOf, readCarried, writeCarried, type Carried } from '../cards/carry.ts'
import { readCards } from '../cards/read.ts'
import type { HeldMedium } from '../../ports/media.ts'
import { holdMedia, judgeMedium, keepMedium, linkMedia, useMedia } from '../media/attach.ts'
import type { GroupRow } from '../rows.ts'
import { holdGroups, seatKey, type SeatKey } from '../seating/store.ts'
import { countIntoCases } from '../reports/store.ts'
import { contentOf, sendKey, type Send } from '../sends/apply.ts'
import { findSends, holdStreams, keepSends } from '../sends/store.ts'
import { judgeWriting, messageIdOf, type Scope, type Writer } from './apply.ts'
import { messageSaid } from './publish.ts'
import { holdWriters, saveWriters } from './store.ts'
import { wordedOf } from './wording.ts'
import { writeMessages } from './write.ts'

/** Something said in a group. */
export interface SayWish {
  readonly groupId: string
  readonly message: MessageInput
  /** the fan who says it; null: the owner's side does */
  readonly userId: string | null
  /** the sub-account that says it for the owner */
  readonly staffId: string | null
  /** what it is known by when it is sent again (its own `sendId`, or made of an Idempotency-Key); null: it is said as often as it is sent */
  readonly sendId: string | null
}

export interface Said {
  readonly messageId: string
  readonly seq: number
  readonly at: string
}

interface Accepted {
  readonly wish: SayWish
  readonly group: GroupRow
  readonly scope: Scope
  readonly writer: (SeatKey & { readonly userId: string }) | null
  readonly send: Send | null
  /** words of lists that bring it before the reviewer */
  readonly noted: readonly string[]
}

/** What is known before anything is judged. */
interface Held {
  readonly carried: Carried
  readonly media: ReadonlyMap<string, HeldMedium>
  readonly groups: ReadonlyMap<string, GroupRow>
  readonly people: Awaited<ReturnType<CommandContext['members']['hold']>>
  readonly writers: ReadonlyMap<string, Writer>
  readonly worded: ReadonlyMap<SayWish, Worded<MessageInput>>
}

/**
 * Where messages are said together, in the order in which they came: a fixed number of statements whatever their number and whoever reads them.
 * What was said under the same id before is answered as then, whatever became of its writer meanwhile; else `idempotency_key_reused`.
 * Checks, in this order: `not_found`, the id it is sent under, `group_closed`, then as `judgeWriting`, `not_found` (sub-group), then as `judgeCarried`, then
 * what it says (`words_not_allowed`, `links_not_allowed`, `contacts_not_allowed`). Locks clubs and settings, people, seats, then
 * the clubs' streams.
 * @rule GRP-8 GRP-10
 */
export const sayDesk: Desk<SayWish, Said> = {
  name: 'group.say',
  wishesMost: 500,
  async decide(context, wishes) {
    const groups = await holdGroups(
      context.tx,
      wishes.map(({ groupId }) => groupId),
    )
    const fans = wishes.filter(({ groupId, userId }) => userId !== null && groups.has(groupId))
    const people = fans.length === 0 ? new Map() : await context.members.hold(fans.map(({ userId }) => userId ?? ''))
    const keys = fans.flatMap(({ groupId, userId }) => {
      const group = groups.get(groupId)
      const person = people.get(userId ?? '')
      return group === undefined || person === undefined ? [] : [{ userNo: person.userNo, groupNo: group.group_no }]
    })
    const writers = await holdWriters(context.tx, keys)
    const carried = await readCarried(context, carriedBy(wishes, groups))
    const media = await holdMedia(
      context,
      wishes.map(({ message }) => message),
    )
    const worded = await wordedOf(context, wishes, groups)
    const held: Held = { groups, people, writers, carried, media, worded }
    const judged = await judgeAll(context, wishes, held)
    const accepted = [...new Set(judged.filter((one): one is Accepted => 'scope' in one))]
    const said = await write(context, accepted, held)
    return judged.map((one) => ('scope' in one ? (said.get(one) ?? reject('not_found')) : one))
  },
}

/** What the owner's side says, which alone brings something along. */
const carriedBy = (wishes: readonly SayWish[], groups: ReadonlyMap<string, GroupRow>) =>
  wishes.flatMap(({ groupId, userId, message }) => {
    const clubNo = groups.get(groupId)?.club_no
    return clubNo === undefined || userId !== null ? [] : [{ clubNo, message }]
  })

/** One after another; what was said before, or stands earlier among these, under the same id is not judged again. */
async function judgeAll(
  context: CommandContext,
  wishes: readonly SayWish[],
  held: Held,
): Promise<(Accepted | Said | Rejection)[]> {
  const sends = wishes.map((wish) => sendOf(wish, held))
  const asked = sends.filter((send) => send !== null)
  if (asked.some(({ userNo }) => userNo === 0))
    await holdStreams(context.tx, new Set([...held.groups.values()].map((group) => group.club_no)))
  const known = asked.length === 0 ? new Map() : await findSends(context.tx, asked)
  const before = new Map<string, Accepted>()
  return wishes.map((wish, index) => {
    const send = sends[index] ?? null
    if (send === null) return judge(context, wish, held, null)
    const kept = known.get(sendKey(send))
    const first = before.get(sendKey(send))
    if ((kept ?? first?.send ?? send).content !== send.content) return reject('idempotency_key_reused')
    if (kept !== undefined) return saidAt({ ...send, ...kept })
    if (first !== undefined) return first
    const judged = judge(context, wish, held, send)
    if (!isRejection(judged)) before.set(sendKey(send), judged)
    return judged
  })
}

/** Under which id a wish is known; null: under none, or nobody is known to say it. */
function sendOf({ groupId, userId, message, sendId }: SayWish, { groups, people }: Held): Send | null {
  const group = groups.get(groupId)
  const userNo = userId === null ? 0 : people.get(userId)?.userNo
  if (group === undefined || userNo === undefined || sendId === null) return null
  const groupNo = userId === null && message.to === 'allGroups' ? 0 : group.group_no
  return { clubNo: group.club_no, groupNo, userNo, sendId, content: contentOf(message) }
}

/** What its sender is told of a message. */
const saidAt = ({ groupNo, number, seq, at }: Scope & { readonly seq: number; readonly at: number }): Said => ({
  messageId: messageIdOf(groupNo, number, seq),
  seq,
  at: toInstant(at),
})

/** As it may be said: with words shown as ＊. */
function judge(context: CommandContext, wish: SayWish, held: Held, send: Send | null): Accepted | Rejection {
  const judged = judgePlace(context, wish, held, send)
  const worded = held.worded.get(wish)
  if (isRejection(judged) || worded === undefined) return judged
  if (worded.refused !== null) return reject(worded.refused)
  return { ...judged, wish: { ...wish, message: worded.body }, noted: worded.noted }
}

function judgePlace(
  { now }: CommandContext,
  wish: SayWish,
  { groups, people, writers, carried, media }: Held,
  send: Send | null,
): Accepted | Rejection {
  const group = groups.get(wish.groupId)
  if (group === undefined) return reject('not_found')
  if (group.closed_at !== null) return reject('group_closed')
  const { message, userId } = wish
  const { club_no: clubNo, group_no: groupNo } = group
  if (userId === null) {
    const toAll = message.to === 'allGroups'
    const named = toAll ? undefined : message.subGroupId
    const number = named === undefined ? 0 : numberOfSubGroup(group, named)
    if (number === null) return reject('not_found', 'No such sub-group')
    const refusal =
      judgeCarried(message, clubNo, carried, now) ?? judgeMedium(message, { clubNo, groupNo, userNo: null }, media)
    return (
      refusal ?? { wish, group, scope: { clubNo, groupNo: toAll ? 0 : groupNo, number }, writer: null, send, noted: [] }
    )
  }
  const person = people.get(userId)
  const key = person === undefined ? null : { userNo: person.userNo, groupNo }
  const writer = key === null ? undefined : writers.get(seatKey(key))
  const refusal = judgeWriting(writer, message, now)
  if (refusal !== null) return refusal
  const number = writer?.number ?? 0
  if (message.subGroupId !== undefined && numberOfSubGroup(group, message.subGroupId) !== number)
    return reject('not_in_group', 'A fan writes in his own sub-group')
  const unfit = judgeMedium(message, { clubNo, groupNo, userNo: person?.userNo ?? null }, media)
  if (unfit !== null) return unfit
  const said = key === null || person === undefined ? null : { ...key, userId: person.userId }
  return { wish, group, scope: { clubNo, groupNo, number }, writer: said, send, noted: [] }
}

/** Messages, what each of them brings along, and what is told: a fixed number of statements. @returns what each of them is told */
async function write(
  context: CommandContext,
  accepted: readonly Accepted[],
  { writers, media }: Held,
): Promise<ReadonlyMap<Accepted, Said>> {
  if (accepted.length === 0) return new Map()
  const { tx, now, publish } = context
  const bodies = accepted.map(({ wish }) => keepMedium(keptOf(wish.message), media))
  const seqs = await writeMessages(
    tx,
    now,
    accepted.map(({ wish, scope, writer }, index) => ({
      ...scope,
      kind: wish.message.kind,
      userNo: writer?.userNo ?? null,
      staffId: wish.staffId,
      body: bodies[index] ?? {},
    })),
  )
  const numbered = accepted.map((one, index) => ({ ...one, one, seq: seqs[index] ?? 0, body: bodies[index] ?? {} }))
  await writeCarried(
    context,
    numbered.map(({ wish, scope, seq, body }) => ({ message: wish.message, scope, seq, body })),
  )
  // words bring some before the reviewer: their cases keep their media too
  const looked = numbered.filter(({ noted }) => noted.length > 0)
  await useMedia(context, [...bodies, ...looked.map(({ body }) => body)])
  const sends = numbered.flatMap(({ send, scope, seq }) =>
    send === null ? [] : [{ ...send, number: scope.number, seq }],
  )
  if (sends.length > 0) await keepSends(tx, sends, now)
  await countIntoCases(
    tx,
    looked.map(({ noted, wish, group, scope, seq, writer, body }) => ({
      ...scope,
      seq,
      inGroup: group.group_no,
      writerNo: writer?.userNo ?? null,
      kind: wish.message.kind,
      said: body,
      saidAt: now,
      reports: 0,
      noted,
    })),
    now,
  )
  const wrote = new Map<string, SeatKey & { writer: Writer; seq: number }>()
  for (const { writer, seq } of numbered) {
    const state = writer === null ? undefined : writers.get(seatKey(writer))
    if (writer !== null && state !== undefined) wrote.set(seatKey(writer), { ...writer, writer: state, seq })
  }
  await saveWriters(tx, [...wrote.values()])
  const shown = await readCards(tx, context.cards, bodies, { userNo: null, runs: false, now })
  const links = await linkMedia(bodies, context.media.links)
  await publish(
    numbered.map(({ wish: { message }, group, scope, seq, writer, body }, index) =>
      messageSaid(group, scope, {
        seq,
        at: now,
        kind: message.kind,
        body: { ...body, ...shown[index], ...links[index] },
        sendId: message.sendId,
        from: writer?.userId ?? null,
      }),
    ),
  )
  crashPoint('group.said')
  return new Map(numbered.map(({ one, scope, seq }) => [one, saidAt({ ...scope, seq, at: now })]))
}
