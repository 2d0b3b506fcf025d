import { modes, tasks } from '../contract/words.ts'
import { columns } from '../lib/columns.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { groundwork, ledgerChecks, projections, type Projection } from './rebuild.ts'
import { loadRuleSets } from './rules.ts'

/** What a replay found. */
export interface ReplayReport {
  /** how many values differ, over all tables */
  readonly differences: number
  /** differences by table; a table without any is there with 0 */
  readonly byTable: Readonly<Record<string, number>>
  /** the first differences of each table, in words */
  readonly lines: readonly string[]
  /** the state was written anew (`fix`); what the ledger itself has wrong stays */
  readonly fixed: boolean
  /** differences that no replay can mend: the ledger itself */
  readonly lasting: number
}

export interface ReplayOptions {
  readonly fix: boolean
  /** lines of each table at most */
  readonly linesMost?: number
}

const LINES_MOST = 20

/**
 * Rebuilds what follows from the append-only ledger and membership log, and compares it with the stored state; with `fix` writes it anew,
 * all in one transaction. Rebuilt: memberships (epoch, intimacy, level, last earning), fans (epoch, entries, lit orders), days (earned, net,
 * by task), orders (earned, taken back), the ladder, a club's day (earned, taken, joins, leaves, active), who completed and exhausted what in
 * a session, and its viewers.
 *
 * Not in the ledger, so not checked: what has not earned yet (units towards the next step, products counted, watched spans), the level frozen
 * for a day (a late entry may have come after it), how many times a task paid, orders and sales of people who are no members (`purchase_order`
 * is its own record of what was paid and refunded), follows and entry gifts, exclusions, whose instant of joining history moved back. A
 * membership or a day that has gone missing altogether is made again with what is known: the log's time of joining, no units.
 * @rule TASK-12
 */
export async function replay(db: Db, { fix, linesMost = LINES_MOST }: ReplayOptions): Promise<ReplayReport> {
  return db.transaction(async (tx) => {
    // one picture of a store that others write to; to write it, nobody else may: every batch and command takes the club's row lock
    await tx.query(fix ? 'lock table club in exclusive mode' : 'set transaction isolation level repeatable read')
    await tx.query('set local statement_timeout = 0')
    // compiling these many large statements takes longer than running them
    await tx.query('set local jit = off')
    await prepareReplay(tx)
    const byTable: Record<string, number> = {}
    const lines: string[] = []
    for (const projection of projections) {
      const rows = await tx.query<{ text: string; total: number }>(`${comparison(projection)} limit ${linesMost}`)
      byTable[projection.table] = rows[0]?.total ?? 0
      lines.push(...rows.map((row) => row.text))
    }
    let lasting = 0
    for (const check of ledgerChecks) {
      const rows = await tx.query<{ text: string; total: number }>(`${check} limit ${linesMost}`)
      lasting += rows[0]?.total ?? 0
      lines.push(...rows.map((row) => row.text))
    }
    byTable['ledger'] = lasting
    const differences = Object.values(byTable).reduce((a, b) => a + b, 0)
    if (fix && differences > lasting)
      for (const projection of projections) for (const statement of projection.fix) await tx.query(statement)
    return { differences, byTable, lines, fixed: fix && differences > lasting, lasting }
  })
}

/** The rules in force, the tasks' places, and every rebuilt table. */
async function prepareReplay(tx: Queryable): Promise<void> {
  const versions = await loadRuleSets(tx)
  const waiting = await tx.query<{ version: number }>(
    `select (payload->>'version')::int4 as version from due where kind = 'rules.effective' and done_at is null`,
  )
  const rules = versions.findLast(({ version }) => !waiting.some((due) => due.version === version))
  if (rules === undefined) throw new Error('no rule set')
  await tx.query('create temp table replay_mode (mode text primary key, thresholds int8[] not null) on commit drop')
  for (const mode of modes)
    await tx.query('insert into replay_mode values ($1, $2::int8[])', [mode, rules.modes[mode].thresholds])
  await tx.query('create temp table replay_task (kind text primary key, place int4 not null) on commit drop')
  await tx.query(
    'insert into replay_task select * from unnest($1::text[], $2::int4[])',
    columns(
      [...tasks.entries()],
      ([, task]) => task,
      ([place]) => place + 1,
    ),
  )
  for (const statement of groundwork) await tx.query(statement)
  for (const { table, rebuild } of projections) {
    await tx.query(rebuild)
    await tx.query(`analyze replay_${table}`)
  }
}

const wordOf: Readonly<Record<string, string>> = {
  user_no: `'user ' || coalesce(p.user_id, d.user_no::text)`,
  club_no: `'club ' || coalesce(c.owner_id, d.club_no::text)`,
  session_no: `'session ' || coalesce(n.session_id, d.session_no::text)`,
}
const namesOf: Readonly<Record<string, string>> = {
  user_no: 'left join person p on p.user_no = d.user_no',
  club_no: 'left join club c on c.club_no = d.club_no',
  session_no: 'left join live_session n on n.session_no = d.session_no',
}

/** One row a differing value: `text` in words, `total` how many there are. */
function comparison({ table, keys, values, rows }: Projection): string {
  const first = keys[0] ?? ''
  const pairs = values.map(({ name, zero, stored = `s.${name}::text` }) => {
    const empty = rows === 'must' ? `''` : `'${zero}'`
    return `('${name}', case when s.${first} is null then ${empty} else coalesce(${stored}, '') end, case when r.${first} is null then ${empty} else coalesce(r.${name}::text, '') end)`
  })
  const words = keys.map((key) => wordOf[key] ?? `'${key} ' || d.${key}`)
  // a row too many or too few is one difference, not one a value
  const missing = `case when s.${first} is null then 'missing' when r.${first} is null then 'extra' else 'both' end`
  return `select format('${table}: %s: %s', concat_ws(', ', ${words.join(', ')}),
       case d.found when 'missing' then 'is not there, the ledger has it' when 'extra' then 'is there, the ledger does not have it'
         else format('%s is %s, the ledger says %s', d.name, d.stored, d.rebuilt) end) as text, count(*) over ()::int4 as total
     from (
       select ${keys.join(', ')}, v.name, v.stored, v.rebuilt, ${rows === 'must' ? missing : `'both'::text`} as found
       from ${table} s full join replay_${table} r using (${keys.join(', ')})
       cross join lateral (values ${pairs.join(', ')}) as v(name, stored, rebuilt)
       where ${rows === 'must' ? `(${missing} = 'both' and v.stored <> v.rebuilt) or (${missing} <> 'both' and v.name = '${values[0]?.name ?? ''}')` : 'v.stored <> v.rebuilt'}
     ) as d ${keys.flatMap((key) => namesOf[key] ?? []).join(' ')} order by ${keys.map((key) => `d.${key}`).join(', ')}, d.name`
}
