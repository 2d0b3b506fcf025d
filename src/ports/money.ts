/** What an owner's accounts hold, minor units of his currency. */
export interface OwnerBook {
  readonly clubNo: number
  readonly currency: string
  /** what came in from the world, negative */
  readonly outside: number
  readonly budget: number
  readonly held: number
}

/** One movement of an owner's money, as asked for. The kind says between which accounts (`money/apply.ts`). */
export interface OwnerMovement {
  readonly clubNo: number
  readonly kind: 'deposit' | 'withdrawal' | 'packetOpened' | 'packetClaimed' | 'packetReturned' | 'benefitClaimed'
  /** minor units, above 0 */
  readonly amount: number
  /** whose balance gets it; with `packetClaimed` and `benefitClaimed`, and only there */
  readonly userNo?: number
  readonly packetId?: string
  readonly benefitId?: string
  readonly note?: string
  readonly actor?: string
}

export interface BudgetPayment {
  readonly clubNo: number
  readonly userNo: number
  /** minor units of the owner's currency, above 0 */
  readonly amount: number
  readonly benefitId: string
}

/** Money inside an open transaction (the flow provides it, so that slices need not import each other). A fixed number of statements each, whatever their size. */
export interface MoneyCommands {
  /** Locks the books of owners until the commit, in one order, made where they are not there yet; unknown clubs are left out. */
  books(clubNos: readonly number[]): Promise<ReadonlyMap<number, OwnerBook>>
  /**
   * Books movements in order, each with two sides, on books that were locked by `books` in this transaction. The caller has seen that what it
   * takes is there: an account below zero is our bug, and fails.
   */
  book(movements: readonly OwnerMovement[]): Promise<void>
  /**
   * Pays fixed amounts from owners' budgets to users' balances, in order, each if what is then available suffices (BEN-5, `redPacket` benefits).
   * Call it with fans, entitlements and benefits locked: it locks owners' books, then users'.
   * @returns for each whether it was paid; false: `budget_exceeded`
   */
  payFromBudget(payments: readonly BudgetPayment[]): Promise<boolean[]>
}
