import type { RuleSetBody, TaskRule } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { mulDivFloor } from '../lib/integers.ts'

/**
 * What a task is worth before caps when the day's units go from `before` to `after`: each full `per` pays once.
 * @param scale stored units that make one of the rule's (1 000 where milliseconds are kept for seconds)
 * @returns points; the same total whatever the split into events
 * @rule TASK-7 TASK-11
 */
export function pointsOfUnits(rule: TaskRule, before: number, after: number, scale: number): number {
  const per = rule.per * scale
  return (Math.floor(after / per) - Math.floor(before / per)) * rule.points
}

/**
 * What a payment is worth before caps: `floor(paid minor units × points / per)`.
 * @param paid minor units (fen), coupons, freight and fees excluded
 * @rule TASK-7
 */
export const pointsOfPayment = (rule: TaskRule, paid: number): number => mulDivFloor(paid, rule.points, rule.per)

/** What of `wanted` still fits under the task's cap and the day's. @rule TASK-3 TASK-4 */
export function grantable(
  rules: RuleSetBody,
  mode: Mode,
  day: { readonly cap: number; readonly taskEarned: number; readonly earned: number },
  wanted: number,
): number {
  const total = rules.modes[mode].dayCap
  const room = Math.min(day.cap - day.taskEarned, total === null ? Infinity : total - day.earned)
  return Math.max(0, Math.min(wanted, room))
}

/**
 * Points an order has given back once `refunded` of `paid` is refunded, in total: any split of a refund gives the same.
 * @rule TASK-8
 */
export function takenBack(earned: number, paid: number, refunded: number): number {
  return refunded >= paid ? earned : mulDivFloor(earned, refunded, paid)
}

/** What a deduction can really take: the balance never falls below 0; the rest is recorded beside the entry. @rule TASK-12 */
export function deduct(balance: number, wanted: number): { taken: number; shortfall: number } {
  const taken = Math.min(balance, wanted)
  return { taken, shortfall: wanted - taken }
}

/**
 * Adds the span [from, to) to merged spans (flattened pairs, ascending, UTC ms).
 * @rule TASK-14
 */
export function addSpan(spans: readonly number[], from: number, to: number): readonly number[] {
  const before: number[] = []
  const after: number[] = []
  let start = from
  let end = to
  for (let index = 0; index + 1 < spans.length; index += 2) {
    const a = spans[index] ?? 0
    const b = spans[index + 1] ?? 0
    if (b < from) before.push(a, b)
    else if (a > to) after.push(a, b)
    else {
      start = Math.min(start, a)
      end = Math.max(end, b)
    }
  }
  return [...before, start, end, ...after]
}

/**
 * How many ms of [from, to) no span of the given lists covers: what a watch event adds (spans of the neighbouring days may reach over midnight).
 * @rule TASK-14
 */
export function uncoveredMs(lists: readonly (readonly number[])[], from: number, to: number): number {
  const parts: [number, number][] = []
  for (const spans of lists)
    for (let index = 0; index + 1 < spans.length; index += 2) {
      const a = Math.max(from, spans[index] ?? 0)
      const b = Math.min(to, spans[index + 1] ?? 0)
      if (a < b) parts.push([a, b])
    }
  let covered = 0
  let reached = from
  for (const [a, b] of parts.sort((x, y) => x[0] - y[0])) {
    covered += Math.max(0, b - Math.max(a, reached))
    reached = Math.max(reached, b)
  }
  return to - from - covered
}
