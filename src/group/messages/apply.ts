import { messageLimits, ownersKinds, type MessageInput, type MessageKind } from '../../contract/messages.ts'
import { noticeCodes, type NoticeCode } from '../../contract/polls.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { canonicalJson, shortHash } from '../../lib/hash.ts'
import { fold } from '../../lib/words/fold.ts'
import { MINUTE } from '../../lib/time.ts'

/** What is known of the seat a fan writes from. */
export interface Writer {
  /** null: he sits no more */
  readonly number: number | null
  /** UTC ms; Infinity: until it is lifted */
  readonly mutedUntil: number | null
  /** his last minute of writing */
  minuteAt: number | null
  minuteMessages: number
  /** what he said last, as `sameness` has it, and how often one after another within the minute */
  saidHash: string | null
  saidTimes: number
}

const owners: ReadonlySet<MessageKind> = new Set(ownersKinds)

/**
 * The code that words a notice of ours; undefined: it has none. A benefit's is kept as what it names alone, since nodes of before fail at a code that
 * they do not know; one that a later node wrote is none to us.
 * @param body a message's, as it is kept
 * @rule BEN-11
 */
export function noticeCodeOf({ code, withdrawing }: Readonly<Record<string, unknown>>): NoticeCode | undefined {
  if (typeof withdrawing === 'object' && withdrawing !== null)
    return 'withdrawAt' in withdrawing ? 'benefit_withdrawing' : 'benefit_kept'
  return noticeCodes.find((known) => known === code)
}

/**
 * Whether a fan may write something of this kind at all. Checks, in this order: `not_in_group`, `not_allowed`, `muted`.
 * @rule GRP-8 GRP-9 GRP-10
 */
export function judgeSeat(
  writer: Writer | undefined,
  message: Pick<MessageInput, 'kind' | 'to'>,
  now: number,
): Rejection | null {
  if (writer === undefined || writer.number === null) return reject('not_in_group')
  if (owners.has(message.kind) || message.to === 'allGroups') return reject('not_allowed')
  return writer.mutedUntil !== null && writer.mutedUntil > now ? reject('muted') : null
}

/**
 * Whether a fan may write this; counts it in his minute if so. Checks as `judgeSeat`, then `writing_too_fast`, `said_too_often`.
 * @rule GRP-8 GRP-9 GRP-10
 */
export function judgeWriting(writer: Writer | undefined, message: MessageInput, now: number): Rejection | null {
  const refusal = judgeSeat(writer, message, now)
  if (refusal !== null || writer === undefined) return refusal
  if (writer.minuteAt === null || now >= writer.minuteAt + MINUTE) {
    writer.minuteAt = now
    writer.minuteMessages = 0
    writer.saidTimes = 0
  }
  const retryAfterSeconds = Math.max(1, Math.ceil((writer.minuteAt + MINUTE - now) / 1_000))
  if (writer.minuteMessages >= messageLimits.perMinute)
    return reject('writing_too_fast', undefined, { retryAfterSeconds })
  const same = sameness(message)
  const times = same === writer.saidHash ? writer.saidTimes : 0
  if (times >= messageLimits.sameMost) return reject('said_too_often', undefined, { retryAfterSeconds })
  writer.minuteMessages += 1
  writer.saidHash = same
  writer.saidTimes = times + 1
  return null
}

/** What makes two messages the same to who reads them: their letters, whatever stands between; without letters, all of it. */
function sameness(message: MessageInput): string {
  const { points } = fold(message.kind === 'text' ? message.text : '')
  return shortHash(points.length > 0 ? String.fromCodePoint(...points) : canonicalJson(bodyOf(message)))
}

/** What a message says, as it is kept: without who, where and under which id. */
export function bodyOf(message: MessageInput): Readonly<Record<string, unknown>> {
  const { from: _from, subGroupId: _subGroupId, to: _to, kind: _kind, sendId: _sendId, ...body } = message
  return body
}

/** Where a message is read: 0 stands for all. */
export interface Scope {
  readonly clubNo: number
  readonly groupNo: number
  readonly number: number
}

/** A scope's name in the maps of one transaction. */
export const scopeKey = ({ clubNo, groupNo, number }: Scope): string => `${clubNo}:${groupNo}:${number}`

/**
 * A message's id: its owner's group stream and its number there, so that the id alone finds the row (ADR 0012). It is no secret: whoever names
 * one that is not his to read is refused.
 */
export const messageIdOf = (groupNo: number, number: number, seq: number): string => `${groupNo}-${number}-${seq}`

/** Reads a message's id; null: it is none. */
export function parseMessageId(text: string): { groupNo: number; number: number; seq: number } | null {
  const match = /^(\d{1,9})-(\d{1,4})-(\d{1,15})$/.exec(text)
  return match === null ? null : { groupNo: Number(match[1]), number: Number(match[2]), seq: Number(match[3]) }
}
