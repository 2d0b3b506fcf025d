import { reject, type Rejection } from '../contract/rejections.ts'
import { serviceLimits, type ServiceDeed, type ServiceMessageInput, type ServiceSide } from '../contract/service.ts'
import { MINUTE } from '../lib/time.ts'

/** Rules of a thread between a fan and an owner's service desk (GRP-14). Pure: a thread is changed in place and what is to be written is returned. */

/** A thread as decisions need it; times are UTC ms. */
export interface Thread {
  readonly userNo: number
  readonly clubNo: number
  openedAt: number
  /** null: open */
  resolvedAt: number | null
  assignedTo: string | null
  /** 0: nobody said anything yet */
  lastSeq: number
  lastAt: number
  fanMessages: number
  deskMessages: number
  fanRead: number
  deskRead: number
  waitingSince: number | null
  answered: boolean
  wroteAt: number | null
  autoRepliedAt: number | null
  blockedAt: number | null
  minuteAt: number | null
  minuteMessages: number
}

/** A row of a thread to be written. */
export interface Draft {
  readonly seq: number
  readonly side: ServiceSide
  readonly kind: string
  readonly agent: string | null
  readonly sendId: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly fanCount: number
  readonly deskCount: number
}

/** A wait that ended. */
export interface Reply {
  readonly seq: number
  readonly agent: string
  readonly how: 'first' | 'later' | 'closed'
  readonly askedAt: number
}

export interface Moved {
  readonly drafts: readonly Draft[]
  readonly reply: Reply | null
}

/** What a move on a thread knows beside it. */
export interface Moment {
  readonly now: number
  /** the owner's next number */
  next(): number
}

export interface FanMoment extends Moment {
  /** said now, since the desk is closed and has not said it in this stretch; `since`: when it closed */
  readonly autoReply: { readonly text: string; readonly since: number | null } | null
  onDuty(agent: string): boolean
  /** whom a waiting thread goes to; null: nobody */
  pick(): string | null
}

/** Rows that one call writes at most: opened again, the words, assigned, an auto-reply. */
export const ROWS_MOST = 4

/** What a message says, as it is kept: without by whom and under which id. */
export function bodyOf(message: ServiceMessageInput): Readonly<Record<string, unknown>> {
  const { sendId: _sendId, side: _side, kind: _kind, ...body } = message
  return body
}

type Words = Pick<Draft, 'side' | 'kind' | 'agent' | 'sendId' | 'body'>

/** Counts a row into its thread. */
function put(thread: Thread, { now, next }: Moment, words: Words): Draft {
  const seq = next()
  if (words.side === 'fan') thread.fanMessages += 1
  if (words.side === 'desk') thread.deskMessages += 1
  if (words.side !== 'inner' || thread.lastSeq === 0) {
    thread.lastSeq = seq
    thread.lastAt = now
  }
  return { ...words, seq, fanCount: thread.fanMessages, deskCount: thread.deskMessages }
}

const deed = (thread: Thread, moment: Moment, agent: string | null, what: ServiceDeed, more: object = {}): Draft =>
  put(thread, moment, { side: 'inner', kind: 'deed', agent, sendId: null, body: { deed: what, ...more } })

function assign(thread: Thread, moment: Moment, agent: string | null, to: string | null): Draft {
  thread.assignedTo = to
  return deed(thread, moment, agent, 'assigned', { to })
}

function open(thread: Thread, moment: Moment, agent: string | null): Draft {
  thread.resolvedAt = null
  thread.answered = false
  return deed(thread, moment, agent, 'reopened')
}

/**
 * A fan writes: a resolved thread opens again, with whom it was if he is on duty. Refuses `service_blocked`, `writing_too_fast`.
 * @rule GRP-14
 */
export function fanWrites(thread: Thread, message: ServiceMessageInput, moment: FanMoment): Moved | Rejection {
  const { now, autoReply } = moment
  if (thread.blockedAt !== null) return reject('service_blocked')
  if (thread.minuteAt === null || now >= thread.minuteAt + MINUTE) {
    thread.minuteAt = now
    thread.minuteMessages = 0
  }
  if (thread.minuteMessages >= serviceLimits.perMinute)
    return reject('writing_too_fast', undefined, {
      retryAfterSeconds: Math.max(1, Math.ceil((thread.minuteAt + MINUTE - now) / 1_000)),
    })
  thread.minuteMessages += 1
  const drafts: Draft[] = []
  if (thread.resolvedAt !== null) {
    drafts.push(open(thread, moment, null))
    if (thread.assignedTo !== null && !moment.onDuty(thread.assignedTo)) thread.assignedTo = null
  }
  const { kind, sendId } = message
  drafts.push(put(thread, moment, { side: 'fan', kind, agent: null, sendId, body: bodyOf(message) }))
  thread.fanRead = thread.deskMessages
  thread.waitingSince ??= now
  thread.wroteAt ??= now
  const to = thread.assignedTo === null ? moment.pick() : null
  if (to !== null) drafts.push(assign(thread, moment, null, to))
  const said = thread.autoRepliedAt
  if (autoReply !== null && (said === null || (autoReply.since !== null && said < autoReply.since))) {
    const body = { text: autoReply.text }
    drafts.push(put(thread, moment, { side: 'desk', kind: 'autoReply', agent: null, sendId: null, body }))
    thread.autoRepliedAt = now
  }
  return { drafts, reply: null }
}

/**
 * The desk writes: whoever answers an unassigned thread takes it, one that another has is refused (`assigned_to_other`). To who is no member and never
 * wrote nothing is said (`unsolicited`).
 * @param member whether the fan is in the club's running mode
 * @rule GRP-14
 */
export function deskWrites(
  thread: Thread,
  message: ServiceMessageInput,
  agent: string,
  member: boolean,
  moment: Moment,
): Moved | Rejection {
  const { kind, sendId } = message
  if (!member && thread.wroteAt === null) return reject('unsolicited')
  if (kind === 'note') {
    const note = put(thread, moment, { side: 'inner', kind, agent, sendId, body: bodyOf(message) })
    return { drafts: [note], reply: null }
  }
  const resolved = thread.resolvedAt !== null
  if (!resolved && thread.assignedTo !== null && thread.assignedTo !== agent) return reject('assigned_to_other')
  const drafts: Draft[] = []
  if (resolved) drafts.push(open(thread, moment, agent))
  if (thread.assignedTo !== agent) drafts.push(assign(thread, moment, agent, agent))
  const words = put(thread, moment, { side: 'desk', kind, agent, sendId, body: bodyOf(message) })
  drafts.push(words)
  thread.deskRead = thread.fanMessages
  return { drafts, reply: endWait(thread, words.seq, agent, thread.answered ? 'later' : 'first') }
}

/** Ends a wait; null: nobody waited. */
function endWait(thread: Thread, seq: number, agent: string, how: Reply['how']): Reply | null {
  const askedAt = thread.waitingSince
  if (askedAt === null) return null
  thread.waitingSince = null
  if (how !== 'closed') thread.answered = true
  return { seq, agent, how, askedAt }
}

/** Gives a thread to somebody, or to nobody. Refuses `assignment_changed` where another has it than expected. @rule GRP-14 */
export function assignTo(
  thread: Thread,
  wish: { readonly to: string | null; readonly expected?: string | null | undefined; readonly agent: string },
  moment: Moment,
): Moved | Rejection {
  if (wish.expected !== undefined && wish.expected !== thread.assignedTo) return reject('assignment_changed')
  const drafts = wish.to === thread.assignedTo ? [] : [assign(thread, moment, wish.agent, wish.to)]
  return { drafts, reply: null }
}

/** Closes a thread; what still waited for an answer is counted as closed without one. Refuses `written_meanwhile`. @rule GRP-14 */
export function resolve(
  thread: Thread,
  wish: { readonly seenSeq?: number | undefined; readonly agent: string },
  moment: Moment,
): Moved | Rejection {
  if (thread.resolvedAt !== null) return { drafts: [], reply: null }
  if (wish.seenSeq !== undefined && thread.waitingSince !== null && thread.lastSeq > wish.seenSeq)
    return reject('written_meanwhile')
  const done = deed(thread, moment, wish.agent, 'resolved')
  thread.resolvedAt = moment.now
  thread.deskRead = thread.fanMessages
  return { drafts: [done], reply: endWait(thread, done.seq, wish.agent, 'closed') }
}

/** Opens a resolved thread again. @rule GRP-14 */
export const reopen = (thread: Thread, agent: string, moment: Moment): Moved => ({
  drafts: thread.resolvedAt === null ? [] : [open(thread, moment, agent)],
  reply: null,
})

/** The fan may not write from now on, or may again. @rule GRP-14 */
export function setBlocked(thread: Thread, blocked: boolean, agent: string, moment: Moment): Moved {
  if ((thread.blockedAt !== null) === blocked) return { drafts: [], reply: null }
  thread.blockedAt = blocked ? moment.now : null
  return { drafts: [deed(thread, moment, agent, blocked ? 'blocked' : 'unblocked')], reply: null }
}

/**
 * Whom threads go to one after another: of those on duty who has the fewest open threads, the first by name where they are equal.
 * @param loads open threads by agent on duty; counted up by what is given here
 */
export function leastLoaded(loads: Map<string, number>): string | null {
  let best: string | null = null
  for (const [agent, open] of [...loads].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (best === null || open < (loads.get(best) ?? 0)) best = agent
  if (best !== null) loads.set(best, (loads.get(best) ?? 0) + 1)
  return best
}
