import { copyRows, type Column } from '../lib/binary-array.ts'
import type { Queryable } from '../ports/db.ts'

/** Fewer rows than this do not pay for a COPY, whose text is read and planned each time. */
const COPY_FROM_ROWS = 64

/**
 * Appends rows to a table: by COPY where the store can (it writes many rows as one record of the log), else by one insert. What a row lacks
 * gets its column's default.
 */
export async function appendRows<R>(
  tx: Queryable,
  table: string,
  rows: readonly R[],
  columns: readonly Column<R>[],
): Promise<void> {
  if (rows.length === 0) return
  const names = columns.map(({ name }) => name).join(', ')
  if (tx.copyIn !== undefined && rows.length >= COPY_FROM_ROWS) {
    await tx.copyIn(`copy ${table} (${names}) from stdin (format binary)`, copyRows(rows, columns))
    return
  }
  const arrays = columns.map(({ sql }, index) => `$${index + 1}::${sql}[]`).join(', ')
  await tx.query(
    `insert into ${table} (${names}) select * from unnest(${arrays})`,
    columns.map((each) => each.array(rows)),
  )
}
