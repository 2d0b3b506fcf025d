import type { Db } from '../../src/ports/db.ts'
import { until } from '../faults/wait.ts'

/**
 * Waits until every entry of the outbox can be read: a transaction of another test, in another database of the same server, holds back what was
 * written after it began (ADR 0004).
 */
export const allReadable = (db: Db): Promise<void> =>
  until(
    async () =>
      (await db.query('select 1 from outbox where txid >= pg_snapshot_xmin(pg_current_snapshot()) limit 1')).length ===
      0,
    60_000,
    'every entry of the outbox can be read',
  )
