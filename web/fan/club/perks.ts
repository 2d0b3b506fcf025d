import type { MemberBenefit } from '../data/benefit-views.ts'

/** The benefits of a ladder, by the level that opens them (BEN-2). */
export function byLevel(benefits: readonly MemberBenefit[]): ReadonlyMap<number, readonly MemberBenefit[]> {
  const rungs = new Map<number, MemberBenefit[]>()
  for (const benefit of benefits) {
    const rung = rungs.get(benefit.fromLevel)
    if (rung === undefined) rungs.set(benefit.fromLevel, [benefit])
    else rung.push(benefit)
  }
  return rungs
}

/** Whether a touch would take it: it is open to him and there is some left (BEN-5). */
export const canClaim = ({ state, left }: Pick<MemberBenefit, 'state' | 'left'>): boolean =>
  state === 'claimable' && left !== 0

/** What he can take now, what closes first in front. */
export function readyOf(benefits: readonly MemberBenefit[]): MemberBenefit[] {
  const end = ({ claimUntil, withdrawAt }: MemberBenefit): number =>
    Math.min(...[claimUntil, withdrawAt].map((at) => (at === null ? Infinity : Date.parse(at))))
  return benefits.filter(canClaim).sort((one, other) => (end(one) < end(other) ? -1 : end(one) > end(other) ? 1 : 0))
}

/** The nearest level above `level` that opens something, with what it opens; null where none does. */
export function nextOpening(
  benefits: readonly MemberBenefit[],
  level: number,
): { readonly level: number; readonly missing: number; readonly benefits: readonly MemberBenefit[] } | null {
  const above = benefits.filter(({ fromLevel }) => fromLevel > level)
  if (above.length === 0) return null
  const nearest = Math.min(...above.map(({ fromLevel }) => fromLevel))
  const opened = above.filter(({ fromLevel }) => fromLevel === nearest)
  return { level: nearest, missing: Math.max(...opened.map(({ missing }) => missing)), benefits: opened }
}
