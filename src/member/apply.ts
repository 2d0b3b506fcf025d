import { reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { HOUR, toInstant } from '../lib/time.ts'

/**
 * Judges a wish to join.
 * @param leftAt UTC ms of the last leaving, null = never
 * @param gift whether an unused entry gift is there
 * @returns null when allowed, or `rejoin_cooldown` (+ retryAt) | `entry_gift_required`
 * @rule MEM-1 MEM-4
 */
export function judgeJoin(
  rules: RuleSetBody,
  wish: { readonly mode: Mode; readonly now: number; readonly leftAt: number | null; readonly gift: boolean },
): Rejection | null {
  if (wish.leftAt !== null) {
    const retryAt = wish.leftAt + rules.limits.rejoinHours * HOUR
    if (wish.now < retryAt) return reject('rejoin_cooldown', undefined, { retryAt: toInstant(retryAt) })
  }
  if (wish.mode === 'live' && !wish.gift) return reject('entry_gift_required')
  return null
}

/**
 * Judges a wish to leave.
 * @param leftToday clubs the user left in this business day
 * @param nextDayAt when the next business day begins, UTC ms
 * @returns null when allowed, or `leave_limit` (+ retryAt)
 * @rule MEM-3 MEM-5
 */
export function judgeLeave(rules: RuleSetBody, leftToday: number, nextDayAt: number): Rejection | null {
  if (leftToday < rules.limits.leavesPerDay) return null
  return reject('leave_limit', undefined, { retryAt: toInstant(nextDayAt) })
}
