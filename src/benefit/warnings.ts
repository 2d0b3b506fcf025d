import type { BenefitWarning, CouponTerms } from '../contract/benefits.ts'
import { capAtLevel } from '../contract/ladder.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { DAY } from '../lib/time.ts'
import type { BenefitRow } from './rows.ts'

/** What the console warns of, pure (BEN-1). */

/** The club as far as warnings go. */
export interface Ladder {
  readonly mode: Mode
  /** the highest level that some member stands on; 1 where there is none */
  readonly highest: number
  readonly now: number
  /** when the present business day began, UTC ms */
  readonly dayStart: number
}

/**
 * Warnings of a club's open benefits, by level.
 * @rule BEN-1
 */
export function warningsOf(rules: RuleSetBody, benefits: readonly BenefitRow[], ladder: Ladder): BenefitWarning[] {
  return [...lessAtHigherLevels(benefits), ...emptyTiers(rules, benefits), ...outOfReach(rules, benefits, ladder)].sort(
    (a, b) => a.level - b.level,
  )
}

/** A higher level's coupon or red packet that is in nothing better than a lower level's, and in something worse. */
function lessAtHigherLevels(benefits: readonly BenefitRow[]): BenefitWarning[] {
  const levelled = benefits.filter((benefit) => !benefit.first_join)
  return levelled.flatMap((higher) => {
    const better = levelled.filter((lower) => lower.from_level < higher.from_level && givesLess(higher, lower))
    return better.length === 0
      ? []
      : [
          {
            code: 'higher_level_gets_less' as const,
            level: higher.from_level,
            benefitIds: [higher.benefit_id, ...better.map((lower) => lower.benefit_id)],
          },
        ]
  })
}

function givesLess(one: BenefitRow, other: BenefitRow): boolean {
  if (one.kind !== other.kind) return false
  const [a, b] = [one.terms.coupon, other.terms.coupon]
  if (a !== undefined && b !== undefined) return couponGivesLess(a, b)
  const [mine, its] = [one.terms.amount?.value, other.terms.amount?.value]
  return mine !== undefined && its !== undefined && mine < its
}

/** Both take off what they take off of any order: compared at every amount where either rule bends. */
function couponGivesLess(a: CouponTerms, b: CouponTerms): boolean {
  if (!coversAsMuch(b.products, a.products)) return false
  const at = [...bends(a), ...bends(b)]
  const pairs = at.map((goods) => [worthOf(a, goods), worthOf(b, goods)] as const)
  const days = a.validDays !== undefined && b.validDays !== undefined ? Math.sign(a.validDays - b.validDays) : 0
  if (days > 0 || pairs.some(([mine, its]) => mine > its)) return false
  return days < 0 || pairs.some(([mine, its]) => mine < its)
}

const coversAsMuch = (goods: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean =>
  goods === undefined || (wanted !== undefined && wanted.every((each) => goods.includes(each)))

/** Just below and at the minimum, and where a percentage reaches its maximum. */
function bends(terms: CouponTerms): number[] {
  const { value } = terms.minimum
  const full = 'off' in terms ? value : Math.ceil((terms.atMost.value * 100) / terms.percentOff)
  return [value - 1, value, Math.max(value, full), Math.max(value, full) + 1]
}

function worthOf(terms: CouponTerms, goods: number): number {
  if (goods < terms.minimum.value) return 0
  return 'off' in terms ? terms.off.value : Math.min(terms.atMost.value, (goods * terms.percentOff) / 100)
}

/** A tier that opens nothing, where others open something. */
function emptyTiers(rules: RuleSetBody, benefits: readonly BenefitRow[]): BenefitWarning[] {
  const levels = benefits.filter((benefit) => !benefit.first_join).map((benefit) => benefit.from_level)
  if (levels.length === 0) return []
  return rules.tiers.flatMap(({ fromLevel }, index) => {
    const end = rules.tiers[index + 1]?.fromLevel ?? Infinity
    return levels.some((level) => level >= fromLevel && level < end)
      ? []
      : [{ code: 'level_without_benefit' as const, level: fromLevel, benefitIds: [] }]
  })
}

/**
 * A window that ends before anybody can stand on its level: even the highest member, one point below his next level, earning each day as much
 * as the rules let anybody earn.
 */
function outOfReach(rules: RuleSetBody, benefits: readonly BenefitRow[], ladder: Ladder): BenefitWarning[] {
  const { thresholds } = rules.modes[ladder.mode]
  const most = dailyMost(rules, ladder.mode)
  const best = (thresholds[ladder.highest] ?? Infinity) - 1
  return benefits.flatMap((benefit) => {
    const { claim_until: until, from_level: level } = benefit
    const needed = (thresholds[level - 1] ?? 0) - best
    if (until === null || until <= ladder.now || needed <= 0) return []
    // today's points may all be still to come
    const days = most === 0 ? Infinity : Math.ceil(needed / most)
    return until > ladder.dayStart + (days - 1) * DAY
      ? []
      : [{ code: 'ends_before_it_can_be_reached' as const, level, benefitIds: [benefit.benefit_id] }]
  })
}

/** Points that a member of the top level can earn in a day. @rule TASK-3 TASK-4 */
function dailyMost(rules: RuleSetBody, mode: Mode): number {
  const { dayCap, tasks } = rules.modes[mode]
  const sum = Object.values(tasks).reduce((all, rule) => all + capAtLevel(rule, 20), 0)
  return Math.min(dayCap ?? Infinity, sum)
}
