/** A benefit for a user as a prize, in exchange, or straight from the owner. */
export interface Gift {
  readonly userNo: number
  readonly clubNo: number
  readonly benefitId: string
}

/** Why one cannot be given: `already_claimed` | `not_open` (withdrawn, or run out) | `out_of_stock` | `budget_exceeded`. */
export type GiftRefusal = 'already_claimed' | 'not_open' | 'out_of_stock' | 'budget_exceeded'

/**
 * Has the last word on a gift; asked in order, under the locks.
 * @param place among the gifts
 * @param refusal why it cannot be given, whatever he says; null: it can
 */
export type Consent = (place: number, refusal: GiftRefusal | null) => boolean

/** Benefits inside an open transaction (the flow provides it, so that slices need not import each other). */
export interface BenefitCommands {
  /**
   * Gives benefits whatever the level and the claim window, once ever each (BEN-4), within stock and budget, in order; a fixed number of
   * statements. Locks fans, then `benefit_total`: call it before other hot rows, or with the fans locked already.
   * @param consent takes what it says yes to as given; only a red packet may still meet an empty budget then
   * @returns the entitlement's id; null: he had it already, nothing is left, it was withdrawn or would have run out, the club has no such benefit,
   * or `consent` said no
   */
  give(gifts: readonly Gift[], consent?: Consent): Promise<(string | null)[]>
}
