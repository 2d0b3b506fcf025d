import type { RuleSetBody } from '../contract/rule-set.ts'
import { modes } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

/** Members whose level would change under these thresholds, with today's balances. @rule LVL-4 */
export async function countMoves(
  on: Queryable,
  body: RuleSetBody,
): Promise<{ up: number; down: number; same: number }> {
  const sum = { up: 0, down: 0, same: 0 }
  for (const mode of modes) {
    const rows = await on.query<{ up: number; down: number; same: number }>(
      `select count(*) filter (where width_bucket(intimacy, $2::int8[]) > level)::int4 as up,
         count(*) filter (where width_bucket(intimacy, $2::int8[]) < level)::int4 as down,
         count(*) filter (where width_bucket(intimacy, $2::int8[]) = level)::int4 as same
       from membership where mode = $1`,
      [mode, body.modes[mode].thresholds],
    )
    for (const key of ['up', 'down', 'same'] as const) sum[key] += rows[0]?.[key] ?? 0
  }
  return sum
}

/** The newest version, locked, so that two publishers take turns. */
export async function lockLatestVersion(tx: Queryable): Promise<number> {
  await tx.query('select version from rule_set order by version desc limit 1 for update')
  // asked anew: who waited for another publisher has locked the row that was the newest before
  const rows = await tx.query<{ version: number | null }>('select max(version) as version from rule_set')
  return rows[0]?.version ?? 0
}

/** Adds a version, and the due work that recomputes levels when it takes effect. @rule LVL-4 */
export async function insertVersion(
  tx: Queryable,
  next: {
    version: number
    effectiveDay: string
    effectiveAt: number
    body: RuleSetBody
    note: string
    by: string
    at: number
  },
): Promise<void> {
  await tx.query(
    `insert into rule_set (version, effective_day, published_at, published_by, note, body)
     values ($1::int4, $2::date, $3::timestamptz, $4, $5, $6::jsonb)`,
    [next.version, next.effectiveDay, toInstant(next.at), next.by, next.note, JSON.stringify(next.body)],
  )
  await tx.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'rules.effective', $2::jsonb)`, [
    toInstant(next.effectiveAt),
    JSON.stringify({ version: next.version }),
  ])
}
