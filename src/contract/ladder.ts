import type { RuleSet, RuleSetBody, TaskRule } from './rule-set.ts'
import type { Mode, Tier } from './words.ts'

/**
 * Pure readings of a rule set that every slice and every page needs: level, tier, title, cap, badge. No state, no clock.
 */

const DAY = 86_400_000

/**
 * The highest level whose threshold is reached.
 * @param intimacy points, integer ≥ 0
 * @returns 1 to 20
 * @rule LVL-2
 */
export function levelOfIntimacy(rules: RuleSetBody, mode: Mode, intimacy: number): number {
  const { thresholds } = rules.modes[mode]
  let low = 0
  let high = thresholds.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((thresholds[middle] ?? Infinity) <= intimacy) low = middle
    else high = middle - 1
  }
  return low + 1
}

/** The tier of a level. @rule LVL-1 */
export function tierOfLevel(rules: RuleSetBody, level: number): Tier {
  let name: Tier = '新粉'
  for (const tier of rules.tiers) if (tier.fromLevel <= level) name = tier.name
  return name
}

/** `Lv{N}{tier}`. @rule LVL-1 */
export const titleOfLevel = (rules: RuleSetBody, level: number): string => `Lv${level}${tierOfLevel(rules, level)}`

/** The next rung: its level, where it begins, and the points still missing; null at the top. @rule LVL-2 */
export function nextLevel(
  rules: RuleSetBody,
  mode: Mode,
  intimacy: number,
): { level: number; at: number; missing: number } | null {
  const level = levelOfIntimacy(rules, mode, intimacy) + 1
  const at = rules.modes[mode].thresholds[level - 1]
  return at === undefined ? null : { level, at, missing: at - intimacy }
}

/**
 * A task's cap for one business day.
 * @param level the level frozen for that day, 1 to 20
 * @returns points
 * @rule TASK-3
 */
export function capAtLevel(rule: TaskRule, level: number): number {
  let points = 0
  for (const step of rule.cap) if (step.fromLevel <= level) points = step.points
  return points
}

/**
 * Whether a member's badge is lit.
 * @param litOrders orders paid to the owner, before or after joining, that are not fully refunded
 * @param lastEarnedAt UTC ms of the last event that earned anything
 * @rule BADGE-5
 */
export function badgeLit(
  rules: RuleSetBody,
  mode: Mode,
  member: { readonly litOrders: number; readonly lastEarnedAt: number | null },
  now: number,
): boolean {
  if (mode === 'shopping') return member.litOrders > 0
  return member.lastEarnedAt !== null && now < member.lastEarnedAt + rules.limits.liveBadgeLitDays * DAY
}

/** The version that rules a business day: the last whose effective day has come. @rule LVL-4 */
export function ruleSetOfDay(versions: readonly RuleSet[], day: string): RuleSet {
  let found = versions[0]
  for (const version of versions) if (version.effectiveDay <= day) found = version
  if (found === undefined) throw new Error('no rule set')
  return found
}
