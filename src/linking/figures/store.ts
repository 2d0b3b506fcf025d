import type { Queryable } from '../../ports/db.ts'

/** How many links run, of all owners. */
export async function countRunning(on: Queryable): Promise<{ readonly ringing: number; readonly active: number }> {
  const rows = await on.query<{ ringing: number; active: number }>(
    `select count(*) filter (where status = 'ringing')::int4 as ringing, count(*) filter (where status = 'active')::int4 as active
     from link where ended_at is null`,
  )
  return rows[0] ?? { ringing: 0, active: 0 }
}
