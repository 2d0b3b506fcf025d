import { z } from 'zod'
import { tasks, tiers, type Mode, type Task } from './words.ts'

/**
 * A rule set is data (LVL-4): every number the rules use, validated and versioned. `rulesets/*.json` holds ours; later versions live in the
 * store and take effect on a business day. Points are integers, durations name their unit.
 */

/** A cap per member per business day by the level held when the day began (TASK-3): the last step whose `fromLevel` ≤ level. */
const cap = z.array(z.object({ fromLevel: z.int().min(1).max(20), points: z.int().min(0).max(1_000_000) })).min(1)

/** `points` for each full `per` units (seconds, likes, coins, minor units of money, or 1 for a thing done). */
const taskRule = z.object({
  points: z.int().min(1).max(10_000),
  per: z.int().min(1).max(1_000_000),
  cap,
})
export type TaskRule = z.infer<typeof taskRule>

const modeRules = z.object({
  /** TASK-4: over all tasks in a business day; null = none. */
  dayCap: z.int().min(0).max(10_000_000).nullable(),
  tasks: z.partialRecord(z.enum(tasks), taskRule),
  /** LVL-2: intimacy at which each of the 20 levels begins. */
  thresholds: z.array(z.int().min(0).max(1_000_000_000)).length(20),
})
export type ModeRules = z.infer<typeof modeRules>

export const ruleSetBody = z
  .object({
    modes: z.object({ live: modeRules, shopping: modeRules }),
    /** LVL-1: first level of each tier. */
    tiers: z.array(z.object({ name: z.enum(tiers), fromLevel: z.int().min(1).max(20) })).length(4),
    limits: z.object({
      /** CLUB-4 */ modeNoticeHours: z.int().min(0).max(720),
      /** CLUB-3 */ modeChangesPerMonth: z.int().min(1).max(100),
      /** BADGE-4 */ badgeChangesPerMonth: z.int().min(1).max(100),
      /** BADGE-2: Han 2, letter 1 */ badgeWidth: z.int().min(1).max(40),
      /** BADGE-5 */ liveBadgeLitDays: z.int().min(1).max(365),
      /** MEM-4 */ rejoinHours: z.int().min(0).max(8_760),
      /** MEM-5 */ leavesPerDay: z.int().min(1).max(1_000),
      /** TASK-10 */ lateDays: z.int().min(1).max(90),
      /** TASK-10 */ aheadMinutes: z.int().min(0).max(1_440),
      /** TASK-10 */ refundLateDays: z.int().min(1).max(3_650),
      /** TASK-9 */ refundWaitDays: z.int().min(1).max(365),
      /** TASK-6: the share of phase 1 unless the platform says */ rolloutSharePercent: z.int().min(0).max(100),
      /** GRP-1: open groups of an owner */ groupsMost: z.int().min(1).max(1_000).default(25),
      /** GRP-1: of a group */ subGroupsMost: z.int().min(1).max(1_000).default(20),
      /** GRP-1: of a sub-group */ subGroupSeats: z.int().min(2).max(10_000).default(100),
      /** GRP-1: who makes a group from the profile */ groupFollowers: z.int().min(0).max(100_000_000).default(10_000),
      /** GRP-9: super admins of a group */ groupAdminsMost: z.int().min(0).max(100).default(9),
      /** GRP-8: of a video shot for the group */ videoShotSeconds: z.int().min(1).max(600).default(15),
      /** GRP-8: of a video picked from the phone */ videoPickedSeconds: z.int().min(1).max(600).default(60),
      /** GRP-8: pictures and videos of a member within 24 h */ mediaPerDay: z.int().min(1).max(10_000).default(100),
    }),
  })
  .superRefine((body, context) => {
    for (const mode of ['live', 'shopping'] as const) {
      const { thresholds, tasks: rules } = body.modes[mode]
      thresholds.forEach((at, index) => {
        const before = thresholds[index - 1]
        if (index === 0 ? at !== 0 : before !== undefined && at <= before)
          context.addIssue({
            code: 'custom',
            path: ['modes', mode, 'thresholds', index],
            message: 'The first threshold is 0 and each is above the one before (LVL-2)',
          })
      })
      for (const [name, rule] of Object.entries(rules)) {
        rule.cap.forEach((step, index) => {
          const before = rule.cap[index - 1]
          if (index === 0 ? step.fromLevel !== 1 : before !== undefined && step.fromLevel <= before.fromLevel)
            context.addIssue({
              code: 'custom',
              path: ['modes', mode, 'tasks', name, 'cap', index],
              message: 'Cap steps begin at level 1 and rise',
            })
        })
      }
    }
    body.tiers.forEach((tier, index) => {
      const before = body.tiers[index - 1]
      if (
        tier.name !== tiers[index] ||
        (index === 0 ? tier.fromLevel !== 1 : before !== undefined && tier.fromLevel <= before.fromLevel)
      )
        context.addIssue({
          code: 'custom',
          path: ['tiers', index],
          message: 'Tiers stand in order and begin at level 1 (LVL-1)',
        })
    })
  })
export type RuleSetBody = z.infer<typeof ruleSetBody>

/** A published version. It rules the business days from `effectiveDay` until the next version's. */
export interface RuleSet extends RuleSetBody {
  readonly version: number
  /** YYYY-MM-DD; version 1 has '0001-01-01' */
  readonly effectiveDay: string
}

/** The rule of a task in a mode, or undefined where the mode has no such task. */
export function taskRuleOf(rules: RuleSetBody, mode: Mode, task: Task): TaskRule | undefined {
  return rules.modes[mode].tasks[task]
}
