/** What the server says of one gift (BEN-1). */
interface GiftAnswer {
  readonly allowed: boolean
  readonly code?: string | undefined
  readonly fromLevel: number | null
}

/** A level opens it; else it cannot be sent now, whatever the level. */
type GiftLock = { readonly kind: 'level'; readonly level: number } | { readonly kind: 'notNow' }

/** Refusals that a level, or joining, ends. */
const byLevel: ReadonlySet<string | undefined> = new Set(['level_too_low', 'not_a_member'])

/** What keeps a fan from sending a gift; null: nothing, or nothing is known of it. @rule BEN-1 */
export function giftLock(answer: GiftAnswer | undefined): GiftLock | null {
  if (answer === undefined || answer.allowed) return null
  return byLevel.has(answer.code) ? { kind: 'level', level: answer.fromLevel ?? 1 } : { kind: 'notNow' }
}
