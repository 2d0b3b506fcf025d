/** A benefit for a user as a prize, in exchange, or straight from the owner. */
export interface Gift {
  readonly userNo: number
  readonly clubNo: number
  readonly benefitId: string
}

/** Benefits inside an open transaction (the flow provides it, so that slices need not import each other). */
export interface BenefitCommands {
  /**
   * Gives benefits whatever the level and the claim window, once ever each (BEN-4), within stock and budget, in order; a fixed number of
   * statements. Locks fans, then `benefit_total`: call it before other hot rows, or with the fans locked already.
   * @returns the entitlement's id; null: he had it already, nothing is left, it was withdrawn, or the club has no such benefit
   */
  give(gifts: readonly Gift[]): Promise<(string | null)[]>
}
