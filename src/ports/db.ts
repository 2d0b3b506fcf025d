/** A value that can be bound to a parameter. Arrays become SQL arrays; instants are sent as Date or ISO text. */
export type SqlValue = string | number | bigint | boolean | null | Date | Uint8Array | readonly SqlValue[]

/**
 * Both stores return the same JavaScript values: int2/int4/int8 → number (int8 checked to be safe), numeric → string, bool → boolean,
 * text/uuid → string, timestamptz → number (UTC milliseconds), date → 'YYYY-MM-DD', json/jsonb → parsed, bytea → Uint8Array,
 * int[] / text[] → arrays of those.
 */
export type Row = Record<string, unknown>

/** Runs one statement; parameters only, never text built from input. */
export interface Queryable {
  query<R extends object = Row>(text: string, values?: readonly SqlValue[]): Promise<R[]>
  /** Runs a `copy … from stdin (format binary)` with its data; only inside a transaction, and only where the store can. */
  copyIn?(text: string, data: Uint8Array): Promise<void>
}

/** The only truth. */
export interface Db extends Queryable {
  /** 'pglite' is one connection in this process (no races, no statement_timeout); 'postgres' a pool. */
  readonly kind: 'pglite' | 'postgres'
  /**
   * Runs `work` in one transaction (READ COMMITTED); commits when it resolves, rolls back when it throws.
   * Inside, use only `tx`: on PGlite asking the pool again would wait for itself.
   * Retried with bounds on 40001, 40P01 and 55P03, as a statement alone is, so `work` must not have effects outside the database.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>
  /** Several statements at once, for migrations. */
  exec(text: string): Promise<void>
  /** Statements sent since the start; a test counts with it. */
  statements(): number
  close(): Promise<void>
}

/** The world failed (store, network); retried with bounds in one place, answered as 503. */
export class Fault extends Error {
  readonly retryable: boolean
  constructor(message: string, options: { cause?: unknown; retryable?: boolean } = {}) {
    super(message, { cause: options.cause })
    this.name = 'Fault'
    this.retryable = options.retryable ?? false
  }
}
