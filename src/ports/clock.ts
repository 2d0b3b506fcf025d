import type { Queryable } from './db.ts'

/**
 * The decision clock (rules.md "The clock is injected everywhere"). In a sandbox it lives in the store (PLT-5), shared by nodes, so reading it
 * is a query; elsewhere it is the machine's. Keys, tokens and rate limits never use it: they run on real time.
 */
export interface Clock {
  /** UTC milliseconds now. Pass the transaction's `tx` when one is open. */
  now(on?: Queryable): Promise<number>
}
