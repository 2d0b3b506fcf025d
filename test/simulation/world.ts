import { readFileSync } from 'node:fs'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import type { RuleSetBody } from '../../src/contract/rule-set.ts'
import type { SentEvent } from '../support/club.ts'
import { storyOf } from './story.ts'

/** A seed as a world: owners, people, rules, and everything that is asked of the product, in the order and at the time it arrives. */

export const SECOND = 1_000
export const MINUTE = 60_000
export const HOUR = 3_600_000
export const DAY = 24 * HOUR
/** Every zone rule of these tests: Shanghai is UTC+8 and has been since 1991. */
export const SHANGHAI = 8 * HOUR

export type ModeName = 'live' | 'shopping'

/** One thing asked of the product at virtual time `at` (UTC ms). */
export type Op = { readonly at: number } & (
  | { readonly kind: 'send'; readonly events: readonly SentEvent[] }
  | { readonly kind: 'join'; readonly owner: string; readonly user: string; readonly gift: string | null }
  | { readonly kind: 'leave'; readonly owner: string; readonly user: string }
  | { readonly kind: 'correct'; readonly owner: string; readonly user: string; readonly delta: number }
  | { readonly kind: 'exclude'; readonly owner: string; readonly user: string; readonly out: boolean }
  | { readonly kind: 'merge'; readonly into: string; readonly from: string }
  | { readonly kind: 'name'; readonly user: string; readonly name: string }
  | { readonly kind: 'purchase'; readonly owner: string; readonly on: boolean }
  | { readonly kind: 'rollout'; readonly owner: string; readonly phase: number; readonly share: number }
  | { readonly kind: 'mode'; readonly owner: string; readonly to: ModeName; readonly effectiveAt: number }
  | { readonly kind: 'publish'; readonly body: RuleSetBody }
)

export interface World {
  readonly seed: string
  readonly begins: number
  readonly days: number
  readonly owners: readonly { readonly ownerId: string; readonly mode: ModeName }[]
  readonly users: readonly string[]
  readonly rules: RuleSetBody
  readonly ops: readonly Op[]
}

const shipped = JSON.parse(
  readFileSync(new URL('../../rulesets/default-1.json', import.meta.url), 'utf8'),
) as RuleSetBody

/** The shipped rules, or others whose caps, rungs and limits lie so close that a short life meets all of them. */
export function rulesOf(random: Random): RuleSetBody {
  if (random.chance(0.35)) return shipped
  const body = structuredClone(shipped)
  for (const mode of ['live', 'shopping'] as const) {
    const rules = body.modes[mode]
    let at = 0
    rules.thresholds = rules.thresholds.map((_, index) => (index === 0 ? 0 : (at += random.between(1, 90))))
    rules.dayCap = random.chance(0.5) ? random.between(20, 400) : rules.dayCap
    for (const rule of Object.values(rules.tasks)) {
      rule.points = random.between(1, Math.max(2, rule.points))
      rule.cap = [
        { fromLevel: 1, points: random.between(0, 120) },
        { fromLevel: random.between(2, 5), points: random.between(0, 300) },
      ]
    }
    if (rules.tasks.watch) rules.tasks.watch.per = random.pick([60, 300, 301])
    if (rules.tasks.like) rules.tasks.like.per = random.pick([3, 20])
  }
  Object.assign(body.limits, {
    modeNoticeHours: random.pick([0, 24]),
    modeChangesPerMonth: random.pick([1, 1, 3]),
    rejoinHours: random.pick([0, 1, 24]),
    leavesPerDay: random.between(1, 3),
    lateDays: random.pick([1, 3, 7]),
    aheadMinutes: random.pick([0, 5]),
    refundLateDays: random.pick([5, 180]),
    refundWaitDays: random.pick([1, 2, 30]),
  })
  return body
}

/** Days begin near an edge that has a story: any day, the end of a month, of a year, a leap day. */
const beginnings = [
  Date.UTC(2026, 2, 10),
  Date.UTC(2026, 2, 30),
  Date.UTC(2026, 11, 30),
  Date.UTC(2028, 1, 28),
  Date.UTC(2027, 1, 27),
]

/** The world of a seed: the same for the same text, on every machine. */
export function worldOf(seed: string): World {
  const random = createRandom(seed)
  const begins = random.pick(beginnings) - SHANGHAI + random.below(DAY)
  const days = random.pick([1, 2, 2, 3, 3, 5, 9, 35])
  const owners = Array.from({ length: random.between(2, 4) }, (_, index) => ({
    ownerId: `o${index}`,
    mode: random.pick(['live', 'shopping'] as const),
  }))
  const users = Array.from({ length: random.between(20, 60) }, (_, index) => `u${index}`)
  const rules = rulesOf(random.fork('rules'))
  const frame = { begins, days, owners, users, rules }
  const ops = storyOf(frame, random.fork('story'))
  return { seed, ...frame, ops }
}
