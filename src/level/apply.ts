import { capAtLevel } from '../contract/ladder.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import { modes } from '../contract/words.ts'

/** A value that differs between two rule sets; the path is dotted. */
export interface Change {
  readonly path: string
  readonly from: unknown
  readonly to: unknown
}

/** Every leaf that differs, in the order of the older body. @rule LVL-4 */
export function changesBetween(from: RuleSetBody, to: RuleSetBody): Change[] {
  const changes: Change[] = []
  const walk = (path: string, before: unknown, after: unknown): void => {
    if (isTree(before) && isTree(after)) {
      for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
        walk(path === '' ? key : `${path}.${key}`, before[key], after[key])
    } else if (JSON.stringify(before) !== JSON.stringify(after))
      changes.push({ path, from: before ?? null, to: after ?? null })
  }
  walk('', from, to)
  return changes
}

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/**
 * What is allowed but rarely meant: caps that fall as the level rises, a day's cap that the tasks can exceed or never reach.
 * @rule LVL-4 TASK-4
 */
export function warningsOf(rules: RuleSetBody): string[] {
  const warnings: string[] = []
  for (const mode of modes) {
    const { dayCap, tasks } = rules.modes[mode]
    for (const [name, rule] of Object.entries(tasks))
      if (rule.cap.some((step, index) => step.points < (rule.cap[index - 1]?.points ?? 0)))
        warnings.push(`modes.${mode}.tasks.${name}: the cap falls as the level rises`)
    const most = Object.values(tasks).reduce((sum, rule) => sum + capAtLevel(rule, 20), 0)
    if (dayCap !== null && most !== dayCap)
      warnings.push(`modes.${mode}: the task caps of level 20 sum to ${most}, the day's cap is ${dayCap}`)
  }
  return warnings
}
