import type { RuleSet, RuleSetBody } from '../contract/rule-set.ts'
import type { Mode, Tier } from '../contract/words.ts'

/**
 * The highest level whose threshold is reached.
 * @param intimacy points, integer ≥ 0
 * @returns 1 to 20
 * @rule LVL-2
 */
export function levelOf(rules: RuleSetBody, mode: Mode, intimacy: number): number {
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
export function tierOf(rules: RuleSetBody, level: number): Tier {
  let name: Tier = '新粉'
  for (const tier of rules.tiers) if (tier.fromLevel <= level) name = tier.name
  return name
}

/** `Lv{N}{tier}`. @rule LVL-1 */
export const titleOf = (rules: RuleSetBody, level: number): string => `Lv${level}${tierOf(rules, level)}`

/** The next rung: its level, where it begins, and the points still missing; null at the top. @rule LVL-2 */
export function nextLevelOf(
  rules: RuleSetBody,
  mode: Mode,
  intimacy: number,
): { level: number; at: number; missing: number } | null {
  const level = levelOf(rules, mode, intimacy) + 1
  const at = rules.modes[mode].thresholds[level - 1]
  return at === undefined ? null : { level, at, missing: at - intimacy }
}

/** The version that rules a business day: the last whose effective day has come. @rule LVL-4 */
export function ruleSetOfDay(versions: readonly RuleSet[], day: string): RuleSet {
  let found = versions[0]
  for (const version of versions) if (version.effectiveDay <= day) found = version
  if (found === undefined) throw new Error('no rule set')
  return found
}
