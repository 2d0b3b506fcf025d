import { v7 as uuidv7 } from 'uuid'
import type { MessageInput } from '../../contract/messages.ts'
import { pollLimits, type BenefitCard } from '../../contract/polls.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { DAY } from '../../lib/time.ts'
import type { CommandContext } from '../../ports/app.ts'
import { bodyOf, type Scope } from '../messages/apply.ts'
import { addPolls, countOpen, isAsking, type NewPoll } from '../polls/asking/store.ts'
import { addReviewCalls, type NewReviewCall } from '../reviews/store.ts'

/** What some messages bring along: a question, a rewarded review, a benefit that must be there (GRP-8). */

/** What is known of that before messages are judged. */
export interface Carried {
  /** polls and calls that are open, by club; grows as messages are accepted */
  readonly open: Map<number, number>
  readonly benefits: ReadonlyMap<string, { readonly clubNo: number; readonly card: BenefitCard }>
}

const benefitOf = (message: MessageInput): string[] =>
  message.kind === 'coupon' || message.kind === 'reviewCall' ? [message.benefitId] : []

/** Reads it: a statement for questions, one for benefits, none where no message brings any along. */
export async function readCarried(
  { tx, now, cards }: CommandContext,
  wishes: readonly { readonly clubNo: number; readonly message: MessageInput }[],
): Promise<Carried> {
  const asking = wishes.flatMap(({ clubNo, message }) => (isAsking(message) ? [clubNo] : []))
  const benefitIds = wishes.flatMap(({ message }) => benefitOf(message))
  return {
    open: asking.length === 0 ? new Map() : new Map(await countOpen(tx, asking, now)),
    benefits: await cards.benefits(tx, benefitIds, null),
  }
}

/**
 * Whether what the owner's side sends can be sent; counts a question that is. Codes: `malformed` (an end that is over or too far), `poll_limit`,
 * `unknown_benefit`, `benefit_withdrawn`.
 * @rule GRP-8
 */
export function judgeCarried(message: MessageInput, clubNo: number, carried: Carried, now: number): Rejection | null {
  if ('closesAt' in message && message.closesAt !== undefined) {
    const at = Date.parse(message.closesAt)
    if (at <= now || at > now + pollLimits.daysMost * DAY)
      return reject('malformed', undefined, {
        errors: [{ path: 'body/closesAt', message: `After now and within ${pollLimits.daysMost} days` }],
      })
  }
  for (const benefitId of benefitOf(message)) {
    const found = carried.benefits.get(benefitId)
    if (found?.clubNo !== clubNo) return reject('unknown_benefit')
    const { withdrawAt } = found.card
    if (withdrawAt !== null && Date.parse(withdrawAt) <= now) return reject('benefit_withdrawn')
  }
  if (!isAsking(message)) return null
  const open = carried.open.get(clubNo) ?? 0
  if (open >= pollLimits.openMost) return reject('poll_limit')
  carried.open.set(clubNo, open + 1)
  return null
}

/** What a message's row keeps: of a question its id alone, the rest is kept with its answers. */
export function keptOf(message: MessageInput): Readonly<Record<string, unknown>> {
  if (isAsking(message)) return { pollId: uuidv7() }
  const body = bodyOf(message)
  if (message.kind !== 'reviewCall') return body
  const { benefitId: _benefitId, quota: _quota, closesAt: _closesAt, ...said } = body
  return { ...said, reviewCallId: uuidv7() }
}

/** Writes what messages bring along, once they have their numbers; nothing where they bring nothing. */
export async function writeCarried(
  { tx, now }: CommandContext,
  said: readonly {
    readonly message: MessageInput
    readonly scope: Scope
    readonly seq: number
    readonly body: Readonly<Record<string, unknown>>
  }[],
): Promise<void> {
  const polls: NewPoll[] = []
  const calls: NewReviewCall[] = []
  for (const { message, scope, seq, body } of said)
    if (isAsking(message)) polls.push({ pollId: String(body['pollId']), scope, seq, message })
    else if (message.kind === 'reviewCall')
      calls.push({ reviewCallId: String(body['reviewCallId']), scope, seq, message })
  await addPolls(tx, polls, now, pollLimits.backsMost)
  await addReviewCalls(tx, calls, now)
}
