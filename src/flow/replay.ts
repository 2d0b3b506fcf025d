import type { RuleSet } from '../contract/rule-set.ts'
import { modes } from '../contract/words.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { families, groundwork, ledgerChecks, projections } from './rebuild.ts'
import type { LedgerCheckName, Projection, RebuildRules } from './rebuild.ts'
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
    await tx.query(fix ? 'lock table club in exclusive mode' : COMPARING)
    await tx.query('set local statement_timeout = 0')
    const { byTable, lines, lasting } = await compareWithLedger(tx, linesMost)
    const differences = Object.values(byTable).reduce((a, b) => a + b, 0)
    const fixed = fix && differences > lasting
    if (fixed) await writeAnew(tx)
    return { differences, byTable, lines, fixed, lasting }
  })
}

/**
 * One picture of the store, and a transaction without a number: readers of the outbox wait for every transaction that has one (docs/adr/0004), so
 * that a temporary table in here would stop streams, webhooks and pushes until the end. PostgreSQL refuses it in a transaction that only reads.
 */
export const COMPARING = 'set transaction isolation level repeatable read, read only'

/** What is stored beside what the ledger says, inside the caller's transaction. */
export interface LedgerComparison extends Pick<ReplayReport, 'byTable' | 'lines' | 'lasting'> {
  /** what the ledger itself has wrong, by check */
  readonly byCheck: Readonly<Record<LedgerCheckName, { readonly total: number; readonly lines: readonly string[] }>>
}

/**
 * Rebuilds everything that follows from the ledger and compares, inside the caller's transaction; writes nothing.
 * @param linesMost lines of each table and check
 */
export async function compareWithLedger(tx: Queryable, linesMost = LINES_MOST): Promise<LedgerComparison> {
  // compiling these many large statements takes longer than running them
  await tx.query('set local jit = off')
  const rules = JSON.stringify(await readRules(tx))
  const byTable: Record<string, number> = {}
  const lines: string[] = []
  const found = async (compared: readonly { readonly name: string; readonly text: string }[]) => {
    const parts = compared.map(
      ({ name, text }) => `(select '${name}' as name, text, total from (${text} limit ${linesMost}) as told)`,
    )
    const rows = await tx.query<{ name: string; text: string; total: number }>(
      `with ${rebuilt} ${parts.join(' union all ')}`,
      [rules],
    )
    lines.push(...rows.map((row) => row.text))
    return (name: string) => {
      const own = rows.filter((row) => row.name === name)
      return { total: own[0]?.total ?? 0, lines: own.map((row) => row.text) }
    }
  }
  for (const family of families) {
    const told = await found(family.map((projection) => ({ name: projection.table, text: comparison(projection) })))
    for (const { table } of family) byTable[table] = told(table).total
  }
  const checked: Partial<Record<LedgerCheckName, { total: number; lines: readonly string[] }>> = {}
  for (const check of ledgerChecks) checked[check.name] = (await found([check]))(check.name)
  const byCheck = checked as LedgerComparison['byCheck']
  const lasting = Object.values(byCheck).reduce((sum, { total }) => sum + total, 0)
  byTable['ledger'] = lasting
  return { byTable, lines, lasting, byCheck }
}

/** Everything rebuilt, by name; what a statement does not read is not run. */
const rebuilt = [
  ...groundwork.map(({ name, text, view }) => `${name} as ${view === true ? 'not ' : ''}materialized (${text})`),
  ...projections.map(({ table, rebuild }) => `replay_${table} as materialized (${rebuild})`),
].join(', ')

/** Writes the state anew, from temporary tables: what one piece is written from must not change while the next is written. */
async function writeAnew(tx: Queryable): Promise<void> {
  const rules = JSON.stringify(await readRules(tx))
  for (const { name, text, view } of groundwork) {
    const values = text.includes('$1') ? [rules] : []
    await tx.query(
      `create temp ${view === true ? 'view' : 'table'} ${name} ${view === true ? '' : 'on commit drop'} as ${text}`,
      values,
    )
  }
  await tx.query('analyze replay_root, replay_current')
  for (const { table, rebuild } of projections) {
    await tx.query(`create temp table replay_${table} on commit drop as ${rebuild}`)
    await tx.query(`analyze replay_${table}`)
  }
  for (const { fix } of projections) for (const statement of fix) await tx.query(statement)
  // what nodes remember of members is old now: every club's version moves (migration 0200)
  await tx.query('update club set version = version')
}

/** The rules in force, and those before them that long work has not yet left behind. */
async function readRules(tx: Queryable): Promise<RebuildRules> {
  const versions = await loadRuleSets(tx)
  const waiting = await tx.query<{ version: number }>(
    `select (payload->>'version')::int4 as version from due where kind = 'rules.effective' and done_at is null`,
  )
  const rules = versions.findLast(({ version }) => !waiting.some((due) => due.version === version))
  if (rules === undefined) throw new Error('no rule set')
  const unfinished = await tx.query<{ from: number }>(
    `select (payload->>'from')::int4 as "from" from work_progress where kind = 'relevel' and finished_at is null`,
  )
  const oldest = Math.min(...unfinished.map((work) => work.from))
  const thresholdsOf = (set: RuleSet) => modes.map((mode) => ({ mode, thresholds: set.modes[mode].thresholds }))
  const before = versions.filter(({ version }) => version >= oldest && version < rules.version)
  return { now: thresholdsOf(rules), before: before.flatMap(thresholdsOf) }
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
function comparison({ table, stored: compared = table, keys, values, rows }: Projection): string {
  const first = keys[0] ?? ''
  const pairs = values.map(({ name, zero, stored = `s.${name}::text` }) => {
    const empty = rows === 'must' ? `''` : `'${zero}'`
    return `('${name}', case when s.${first} is null then ${empty} else coalesce(${stored}, '') end, case when r.${first} is null then ${empty} else coalesce(r.${name}::text, '') end)`
  })
  const words = keys.map((key) => wordOf[key] ?? `'${key} ' || d.${key}`)
  // nearly all rows agree: those are passed over before anything becomes text
  const all = (side: string): string => values.map(({ name }) => `${side}.${name}`).join(', ')
  const differing = `(${all('s')}) is distinct from (${all('r')})`
  // a row too many or too few is one difference, not one a value
  const missing = `case when s.${first} is null then 'missing' when r.${first} is null then 'extra' else 'both' end`
  return `select format('${table}: %s: %s', concat_ws(', ', ${words.join(', ')}),
       case d.found when 'missing' then 'is not there, the ledger has it' when 'extra' then 'is there, the ledger does not have it'
         else format('%s is %s, the ledger says %s', d.name, d.stored, d.rebuilt) end) as text, count(*) over ()::int4 as total
     from (
       select ${keys.join(', ')}, v.name, v.stored, v.rebuilt, ${rows === 'must' ? missing : `'both'::text`} as found
       from ${compared} s full join replay_${table} r using (${keys.join(', ')})
       cross join lateral (values ${pairs.join(', ')}) as v(name, stored, rebuilt)
       where ${differing} and (${rows === 'must' ? `(${missing} = 'both' and v.stored <> v.rebuilt) or (${missing} <> 'both' and v.name = '${values[0]?.name ?? ''}')` : 'v.stored <> v.rebuilt'})
     ) as d ${keys.flatMap((key) => namesOf[key] ?? []).join(' ')} order by ${keys.map((key) => `d.${key}`).join(', ')}, d.name`
}
