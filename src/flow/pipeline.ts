import type { Column } from '../lib/binary-array.ts'
import { inOrder } from '../lib/in-order.ts'
import type { Queryable, SqlValue } from '../ports/db.ts'
import { appendRows } from './append.ts'

/**
 * Writes of one transaction, sent one behind the other: the server goes from each to the next without waiting for us to hear of it
 * (docs/adr/0016). Whoever adds to it sends before he returns, so that statements, and the locks they take, keep the order of the code.
 */
export interface Pipeline {
  readonly tx: Queryable
  send(text: string, values: readonly SqlValue[]): void
  /** Adds rows to a table (`append.ts`). */
  append<R>(table: string, rows: readonly R[], columns: readonly Column<R>[]): void
  /** What was sent on `tx` by somebody else. */
  add(sent: Promise<unknown>): void
  /** Resolves when all are answered. @throws what the first that failed failed with */
  answered(): Promise<void>
}

/** A pipeline on which nothing was sent yet. */
export function openPipeline(tx: Queryable): Pipeline {
  let sent: Promise<unknown>[] = []
  const add = (one: Promise<unknown>): void => {
    // told by `answered`, not as something that nobody looked at
    one.catch(() => undefined)
    sent.push(one)
  }
  return {
    tx,
    add,
    send: (text, values) => add(tx.query(text, values)),
    append: (table, rows, columns) => add(appendRows(tx, table, rows, columns)),
    async answered() {
      const all = sent
      sent = []
      await inOrder(all)
    },
  }
}
