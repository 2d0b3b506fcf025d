import { readFile } from 'node:fs/promises'
import { capAtLevel } from '../src/contract/ladder.ts'
import type { RuleSet } from '../src/contract/rule-set.ts'
import { tasks } from '../src/contract/words.ts'
import { toInstant } from '../src/lib/time.ts'
import type { Db } from '../src/ports/db.ts'
import type { Load } from '../sim/load.ts'
import { memberRanges } from './fill.ts'
import type { Rival, Sums } from './rival.ts'

/** Way (b): one PL/pgSQL call an event, `percall.apply` of percall.sql, in a schema of its own on the same server. */

const APPLY = `select status, code, points from percall.apply($1, $2, $3, $4, $5, $6::timestamptz, $7::uuid, $8::timestamptz, $9::int2, $10,
  $11::int8, $12, $13, $14, $15::text[])`

/** Gives the sum, 0 for no rows. */
const sum = (column: string, table: string): string =>
  `(select coalesce(sum(${column}), 0)::int8 from percall.${table})`

const SUMS = `select (select count(*)::int8 from percall.ledger) as entries, ${sum('delta', 'ledger')} as points,
  ${sum('level', 'fan where joined_at is not null')} as levels, ${sum('intimacy', 'fan')} as intimacy, ${sum('lit_orders', 'fan')} as "litOrders",
  ${sum('viewers', 'session_total')} as viewers, ${sum('interactions', 'session_total')} as interactions, ${sum('earned', 'club_day')} as earned,
  ${sum('taken', 'club_day')} as taken, ${sum('sales', 'club_day')} as sales, ${sum('refunded', 'club_day')} as refunded`

/**
 * @param db a pool on `withKeptPlans`
 * @param joined when all joined, UTC ms
 */
export async function createPerCall(
  db: Db,
  load: Load,
  options: { versions: readonly RuleSet[]; joined: number; now: () => number },
): Promise<Rival> {
  await db.exec(await readFile(new URL('./percall.sql', import.meta.url), 'utf8'))
  for (const rules of options.versions) await putRules(db, rules)
  await fill(db, load, toInstant(options.joined))
  return {
    async apply(event) {
      const rows = await db.query<{ status: string; code: string | null; points: number | null }>(APPLY, [
        event.id,
        event.source,
        event.type,
        event.userId,
        event.ownerId,
        toInstant(event.at),
        event.bodyHash,
        toInstant(options.now()),
        event.task,
        event.sessionId,
        event.number,
        event.key,
        event.refundId,
        event.currency,
        event.lineIds,
      ])
      const outcome = rows[0]
      if (outcome === undefined) throw new Error('percall.apply gave no row')
      return outcome
    },
    async sums() {
      const rows = await db.query<Sums>(SUMS)
      if (rows[0] === undefined) throw new Error('no sums')
      return rows[0]
    },
  }
}

/** The numbers of the rule set's JSON as rows; all clubs of the load are in shopping mode. */
async function putRules(db: Db, rules: RuleSet): Promise<void> {
  const { limits, modes } = rules
  await db.query(
    `insert into percall.rule values ($1::date, $2::int4, make_interval(mins => $3::int4), make_interval(days => $4::int4),
       make_interval(days => $5::int4), make_interval(days => $6::int4), $7::int4, $8::int8[])`,
    [
      rules.effectiveDay,
      rules.version,
      limits.aheadMinutes,
      limits.lateDays,
      limits.refundLateDays,
      limits.refundWaitDays,
      modes.shopping.dayCap,
      modes.shopping.thresholds,
    ],
  )
  for (const [index, task] of tasks.entries()) {
    const rule = modes.shopping.tasks[task]
    if (rule === undefined) continue
    const levels = modes.shopping.thresholds.map((_, place) => place + 1)
    await db.query(
      `insert into percall.task_cap select $1::int4, $2::int2, level, $3::int4, $4::int4, cap
       from unnest($5::int2[], $6::int4[]) as t(level, cap)`,
      [rules.version, index + 1, rule.points, rule.per, levels, levels.map((level) => capAtLevel(rule, level))],
    )
  }
}

async function fill(db: Db, load: Load, joined: string): Promise<void> {
  await db.query(
    `insert into percall.club select i, owner_id, 'CNY' from unnest($1::text[]) with ordinality as t(owner_id, i)`,
    [load.ownerIds],
  )
  for (const { clubs, firsts, ends, users } of memberRanges(load, { before: [], from: 1, size: 100_000 })) {
    const range = `from unnest($1::int4[], $2::int4[], $3::int4[], $4::int8[]) as t(club, first, past, user_no),
      generate_series(first, past - 1) as member`
    const values = [clubs, firsts, ends, users]
    await db.query(
      `insert into percall.person (user_no, user_id) overriding system value
       select user_no + member - first, 'u' || club || '-' || member ${range}`,
      values,
    )
    await db.query(
      `insert into percall.fan (user_no, club_no, joined_at) select user_no + member - first, club, $5::timestamptz ${range}`,
      [...values, joined],
    )
  }
  await db.query(`insert into percall.club_level select club_no, 1, 0, count(*) from percall.fan group by 1`)
  await db.query(
    `select setval(pg_get_serial_sequence('percall.person', 'user_no'), (select max(user_no) from percall.person))`,
  )
  for (const table of ['person', 'fan', 'club', 'club_level', 'rule', 'task_cap'])
    await db.exec(`vacuum analyze percall.${table}`)
}
