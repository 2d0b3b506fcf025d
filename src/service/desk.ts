import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { ServiceMessageInput } from '../contract/service.ts'
import { toInstant, type Calendar } from '../lib/time.ts'
import type { CommandContext, Desk, HeldPerson } from '../ports/app.ts'
import { bodyOf, deskWrites, fanWrites, leastLoaded, ROWS_MOST, type FanMoment, type Moment } from './apply.ts'
import { standingAt } from './hours.ts'
import {
  addThreads,
  countOpen,
  dropEmpty,
  findMembers,
  findOrders,
  findSent,
  holdDesks,
  holdThreads,
  readDuty,
  sendKey,
  takeNumbers,
  threadKey,
  type DeskRow,
  type HeldThread,
  type SendKey,
  type SentRow,
  type ThreadKey,
} from './store.ts'
import { writeMoves, type Move } from './write.ts'

/** Something said in a thread. */
export interface SayWish {
  readonly ownerId: string
  /** the fan whose thread it is, by any id of his */
  readonly userId: string
  readonly message: ServiceMessageInput
  /** who answers for the owner; null: the fan writes */
  readonly agent: string | null
  readonly calendar: Calendar
}

export interface Said {
  readonly seq: number
  readonly at: string
}

/** A wish with whom and what it is about. */
interface Placed {
  readonly wish: SayWish
  readonly desk: DeskRow
  readonly person: HeldPerson
  readonly key: ThreadKey
  readonly send: SendKey
}

/** All that the wishes of one transaction are judged by. */
interface Known {
  readonly threads: ReadonlyMap<string, HeldThread>
  readonly sent: Map<string, SentRow>
  readonly orders: ReadonlySet<string>
  readonly members: ReadonlySet<string>
  /** on duty by club, with their open threads */
  readonly duty: ReadonlyMap<number, Map<string, number>>
  /** what may be said, with words masked; null: it may not */
  readonly worded: ReadonlyMap<SayWish, ServiceMessageInput | null>
  readonly next: (clubNo: number) => number
}

/**
 * Where private messages are said together, in the order in which they came: a fixed number of statements whatever their number. Sent again under its
 * `sendId`, a message is answered as the first time; with other words it is `idempotency_key_reused`. Else refuses, in this order: `unknown_owner`,
 * `unsolicited` (the desk to a stranger), `not_allowed`, `words_not_allowed`, `unknown_order`, then as `fanWrites` and `deskWrites`. Locks clubs, people, threads, then the
 * owners' streams.
 * @rule GRP-14
 */
export const sayDesk: Desk<SayWish, Said> = {
  name: 'service.say',
  wishesMost: 200,
  async decide(context, wishes) {
    const placed = await place(context, wishes)
    const found = placed.filter((one): one is Placed => !isRejection(one))
    const known = await load(context, found)
    const moves: Move[] = []
    const answers = placed.map((one) => (isRejection(one) ? one : judge(context, one, known, moves)))
    await writeMoves(context, moves)
    await dropEmpty(
      context.tx,
      found.flatMap(({ key }) => (known.threads.get(threadKey(key))?.lastSeq === 0 ? [key] : [])),
    )
    return answers
  },
}

async function place(context: CommandContext, wishes: readonly SayWish[]): Promise<(Placed | Rejection)[]> {
  const desks = await holdDesks(
    context.tx,
    wishes.map(({ ownerId }) => ownerId),
  )
  // one who was never heard of may write; nobody is made known by being written to
  const fans = wishes.filter(({ agent, ownerId }) => agent === null && desks.has(ownerId))
  if (fans.length > 0) await context.members.intern([...new Set(fans.map(({ userId }) => userId))])
  const people = await context.members.hold(wishes.map(({ userId }) => userId))
  return wishes.map((wish) => {
    const desk = desks.get(wish.ownerId)
    const person = people.get(wish.userId)
    if (desk === undefined) return reject('unknown_owner')
    if (person === undefined) return reject('unsolicited')
    const key = { userNo: person.userNo, clubNo: desk.club_no }
    return { wish, desk, person, key, send: { ...key, agent: wish.agent, sendId: wish.message.sendId } }
  })
}

async function load(context: CommandContext, placed: readonly Placed[]): Promise<Known> {
  const { tx, now } = context
  const asDesk = placed.filter(({ wish }) => wish.agent !== null).map(({ key }) => key)
  const members = await findMembers(tx, asDesk)
  const opening = placed.filter(({ wish, key }) => wish.agent === null || members.has(threadKey(key)))
  await addThreads(
    tx,
    opening.map(({ key }) => key),
    now,
  )
  const threads = await holdThreads(
    tx,
    placed.map(({ key }) => key),
  )
  const sent = await findSent(
    tx,
    placed.map(({ send }) => send),
  )
  const orders = await findOrders(
    tx,
    placed.flatMap(({ wish: { message }, key }) =>
      message.kind === 'order' ? [{ ...key, orderId: message.orderId }] : [],
    ),
  )
  const wanted = new Map<number, number>()
  for (const { key } of placed) wanted.set(key.clubNo, (wanted.get(key.clubNo) ?? 0) + ROWS_MOST)
  const last = placed.length === 0 ? new Map<number, number>() : await takeNumbers(tx, wanted)
  const at = new Map([...last].map(([clubNo, seq]) => [clubNo, seq - (wanted.get(clubNo) ?? 0)]))
  const next = (clubNo: number): number => {
    const seq = (at.get(clubNo) ?? 0) + 1
    at.set(clubNo, seq)
    return seq
  }
  // read behind the streams, which whoever assigns holds
  const duty = await readLoads(tx, [
    ...new Set(placed.flatMap(({ wish, key }) => (wish.agent === null ? [key.clubNo] : []))),
  ])
  return { threads, sent: new Map(sent), orders, members, duty, worded: await readWords(context, placed), next }
}

/**
 * What the lists of words allow. Links and contacts pass: whoever asks for a delivery gives his number, and the desk sends the way to a form. Notes are
 * the desk's own.
 */
async function readWords(
  { words }: CommandContext,
  placed: readonly Placed[],
): Promise<ReadonlyMap<SayWish, ServiceMessageInput | null>> {
  const asked = placed.filter(({ wish }) => wish.message.kind !== 'note')
  const judged = await words.judge(
    asked.map(({ wish, key }) => ({
      clubNo: key.clubNo,
      side: wish.agent === null ? ('fan' as const) : ('owner' as const),
      body: wish.message,
    })),
  )
  return new Map(
    asked.map(({ wish }, index) => {
      const one = judged[index]
      return [wish, one === undefined || one.refused === 'words_not_allowed' ? null : one.body] as const
    }),
  )
}

/** Who is on duty at desks, with the open threads of each. */
async function readLoads(
  tx: CommandContext['tx'],
  clubNos: readonly number[],
): Promise<ReadonlyMap<number, Map<string, number>>> {
  const loads = new Map<number, Map<string, number>>()
  if (clubNos.length === 0) return loads
  for (const { club_no: clubNo, agent } of await readDuty(tx, clubNos))
    loads.set(clubNo, (loads.get(clubNo) ?? new Map<string, number>()).set(agent, 0))
  if (loads.size === 0) return loads
  for (const { club_no: clubNo, agent, open } of await countOpen(tx, [...loads.keys()]))
    if (loads.get(clubNo)?.has(agent) === true) loads.get(clubNo)?.set(agent, open)
  return loads
}

function judge(context: CommandContext, one: Placed, known: Known, moves: Move[]): Said | Rejection {
  const { wish, desk, person, key, send } = one
  const { agent } = wish
  // where words are masked, a message sent again is masked again: the same as it was kept
  const message = known.worded.get(wish) ?? wish.message
  const before = known.sent.get(sendKey(send))
  if (before !== undefined)
    return isSame(before, message) ? { seq: before.seq, at: toInstant(before.at) } : reject('idempotency_key_reused')
  const thread = known.threads.get(threadKey(key))
  if (thread === undefined) return reject('unsolicited')
  if (agent === null && (message.kind === 'note' || message.kind === 'product')) return reject('not_allowed')
  if (known.worded.get(wish) === null) return reject('words_not_allowed')
  if (message.kind === 'order' && !known.orders.has(`${threadKey(key)} ${message.orderId}`))
    return reject('unknown_order')
  const moment: Moment = { now: context.now, next: () => known.next(key.clubNo) }
  const moved =
    agent === null
      ? fanWrites(thread, message, fanMoment(one, known, moment))
      : deskWrites(thread, message, agent, known.members.has(threadKey(key)), moment)
  if (isRejection(moved)) return moved
  moves.push({ ...moved, thread, desk, userId: person.userId, calendar: wish.calendar })
  const seq = moved.drafts.find(({ sendId }) => sendId !== null)?.seq ?? 0
  known.sent.set(sendKey(send), { seq, at: context.now, kind: message.kind, body: bodyOf(message) })
  return { seq, at: toInstant(context.now) }
}

function fanMoment({ wish, desk }: Placed, known: Known, moment: Moment): FanMoment {
  const { open, closedSince } = standingAt(desk.hours, wish.calendar, moment.now)
  const loads = known.duty.get(desk.club_no)
  return {
    ...moment,
    autoReply: open || desk.auto_reply === null ? null : { text: desk.auto_reply, since: closedSince },
    onDuty: (agent) => loads?.has(agent) === true,
    pick: () => (desk.auto_assign && loads !== undefined ? leastLoaded(loads) : null),
  }
}

/** Whether a message says what was said under its id before. */
function isSame(before: SentRow, message: ServiceMessageInput): boolean {
  const body = Object.entries(bodyOf(message))
  return (
    before.kind === message.kind &&
    body.length === Object.keys(before.body).length &&
    body.every(([name, value]) => before.body[name] === value)
  )
}
