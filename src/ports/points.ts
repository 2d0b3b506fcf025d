/** What a wish does to a member's spendable points. */
export interface PointsWish {
  readonly userNo: number
  readonly clubNo: number
  /** above 0 */
  readonly points: number
  readonly campaignId: string | null
  readonly reason: string | null
}

/** Spendable points inside an open transaction (BEN-10). It locks the fans' rows by (user, club): call it before hot rows are locked. */
export interface PointsCommands {
  /** What members have by now, in order; 0 for who is no member. They stay held, so that it does not change before the commit. */
  balances(members: readonly { readonly userNo: number; readonly clubNo: number }[]): Promise<number[]>
  /**
   * Spends in order, each if what the member then has suffices; intimacy is not touched.
   * @returns for each whether it was spent; false: `points_too_low`, also for who is no member
   */
  spend(wishes: readonly PointsWish[]): Promise<boolean[]>
}
