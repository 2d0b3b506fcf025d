import { Fault } from '../../ports/db.ts'
import type { Db, Queryable } from '../../ports/db.ts'
import type { Log } from '../../ports/log.ts'
import { migrate, type Migration } from '../migrate.ts'
import { errorCode } from '../pool-db.ts'
import {
  damaged,
  FILE_FORMAT,
  FILE_VERSION,
  fileEndForm,
  headerForm,
  HeaderProblem,
  lineHash,
  StoreFileProblem,
  tableEndForm,
  type FileHeader,
  type FileTable,
} from './form.ts'
import { mapOutbox, OUTBOX, prepareOutbox, readingRows, reserveNumbers } from './move-outbox.ts'
import { readLines } from './read-lines.ts'
import { quoted, readColumns, type TableNote } from './tables.ts'

export interface ImportParts {
  readonly migrations: readonly Migration[]
  readonly notes: Readonly<Record<string, TableNote>>
  readonly log: Log
}

/** Of one insert; a row of the outbox or the quarantine may be large. */
const ROWS_AT_ONCE = 1_000
const BYTES_AT_ONCE = 1_000_000

/** What a store says of itself and must not bring to another: the name by which its nodes find each other. */
const OWN_SETTINGS = ['storeId']

/**
 * Fills an empty store from a file of `exportStore`, in one transaction: killed at any moment, it is empty as before. A store without any
 * migration is first brought to the file's, and afterwards to this program's.
 * @param input the file's bytes
 * @throws StoreFileProblem in plain words: foreign, newer or damaged file, store not empty or ahead of the file
 */
export async function importStore(
  db: Db,
  input: AsyncIterable<Uint8Array>,
  { migrations, notes, log }: ImportParts,
): Promise<{ readonly header: FileHeader; readonly rows: number }> {
  const lines = readLines(input)
  try {
    const first = await lines.next()
    const header = readHeader(first.done === true ? '' : first.value)
    checkMigrations(header, migrations, await migrationsRun(db))
    const numbers = new Set(header.migrations.map(({ number }) => number))
    await migrate(
      db,
      migrations.filter(({ number }) => numbers.has(number)),
      log,
    )
    await reserveNumbers(db, readingRows(header, notes))
    const rows = await load(db, header, first.value ?? '', lines, notes)
    await migrate(db, migrations, log)
    await db.exec('analyze')
    return { header, rows }
  } catch (error) {
    // throws in its turn where the bytes do not check
    if (error instanceof HeaderProblem) while ((await lines.next()).done !== true);
    throw error
  } finally {
    await lines.return(undefined)
  }
}

function readHeader(line: string): FileHeader {
  const value = parseLine(line) as { format?: unknown; version?: unknown } | null
  if (value?.format !== FILE_FORMAT)
    throw new StoreFileProblem('这不是铁粉导出的文件', 'This is no file that tiefen export wrote')
  if (value.version !== FILE_VERSION)
    throw new HeaderProblem(
      `文件格式版本为 ${String(value.version)},本程序只认 ${FILE_VERSION};请升级程序`,
      `The file has format ${String(value.version)}, this program reads ${FILE_VERSION}: update the program`,
    )
  const header = headerForm.safeParse(value)
  if (!header.success) throw damaged('its header')
  return header.data
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null
  }
}

async function migrationsRun(db: Db): Promise<readonly number[]> {
  const [there] = await db.query<{ there: boolean }>(`select to_regclass('schema_migration') is not null as there`)
  if (there?.there !== true) return []
  return (await db.query<{ number: number }>('select number from schema_migration')).map(({ number }) => number)
}

function checkMigrations(header: FileHeader, migrations: readonly Migration[], run: readonly number[]): void {
  const known = new Map(migrations.map(({ number, sha256 }) => [number, sha256]))
  const other = header.migrations.find(({ number, sha256 }) => known.get(number) !== sha256)
  if (other !== undefined)
    throw new HeaderProblem(
      `文件来自更新或不同的版本 ${header.program}(${other.name}),请用那个版本恢复`,
      `The file is of a newer or another version, ${header.program} (${other.name}): restore it with that one`,
    )
  const has = new Set(header.migrations.map(({ number }) => number))
  if (run.some((number) => !has.has(number)))
    throw new HeaderProblem(
      '文件比这个数据库的结构旧:请新建一个空数据库(或空目录)再恢复,随后会自动升级',
      'The file is older than the schema of this store: make a new, empty database (or folder) and restore into that; it is brought up to date afterwards',
    )
}

async function load(
  db: Db,
  header: FileHeader,
  firstLine: string,
  lines: AsyncIterator<string>,
  notes: Readonly<Record<string, TableNote>>,
): Promise<number> {
  let begun = false
  return db.transaction(async (tx) => {
    await tx.query('set local statement_timeout = 0')
    await tx.query('set local idle_in_transaction_session_timeout = 0')
    await tx.query(`set local timezone = 'UTC'`)
    const columns = await readColumns(tx, notes)
    checkColumns(header, columns)
    const names = columns.map(({ name }) => quoted(name)).join(', ')
    // whoever wants to begin on this store waits, and then finds it filled
    await tx.query(`lock table ${names} in access exclusive mode`)
    await checkEmpty(tx, columns, notes)
    if (begun) throw new Fault('the restore was interrupted and undone; start it again')
    begun = true
    const triggers = await triggeredTables(tx)
    for (const name of triggers) await tx.query(`alter table ${name} disable trigger user`)
    const whole = lineHash()
    whole.add(firstLine)
    let rows = 0
    for (const table of columns) rows += await loadTable(tx, table, header, lines, whole)
    await checkEnd(lines, rows, whole.hex())
    if (columns.some(({ name }) => name === OUTBOX)) await mapOutbox(tx, columns, notes)
    await tx.query('delete from setting where key = any ($1::text[])', [OWN_SETTINGS])
    await setCounters(tx, header)
    for (const name of triggers) await tx.query(`alter table ${name} enable trigger user`)
    return rows
  })
}

function checkColumns(header: FileHeader, columns: readonly Omit<FileTable, 'rows'>[]): void {
  const tell = (tables: readonly Omit<FileTable, 'rows'>[]): readonly string[] =>
    tables.map((table) => `${table.name}(${table.columns.map(({ name, type }) => `${name} ${type}`).join(', ')})`)
  const [mine, theirs] = [new Set(tell(columns)), tell(header.tables)]
  const odd = theirs.find((table) => !mine.has(table)) ?? (mine.size === theirs.length ? undefined : 'tables')
  if (odd !== undefined)
    throw new HeaderProblem(
      `文件与数据库的结构不同:${odd};先运行 tiefen doctor`,
      `The file’s schema is not this store’s: ${odd}; run tiefen doctor on both`,
    )
}

async function checkEmpty(
  tx: Queryable,
  tables: readonly Omit<FileTable, 'rows'>[],
  notes: Readonly<Record<string, TableNote>>,
): Promise<void> {
  const filled: string[] = []
  for (const { name } of tables) {
    if (notes[name]?.seeded === true) await tx.query(`delete from ${quoted(name)}`)
    else {
      const [row] = await tx.query<{ filled: boolean }>(`select exists (select from ${quoted(name)}) as filled`)
      if (row?.filled === true) filled.push(name)
    }
  }
  if (filled.length > 0)
    throw new StoreFileProblem(
      `数据库不是空的(${filled.join(', ')}),未写入;请新建一个空数据库或空目录`,
      `The store is not empty (${filled.join(', ')}), nothing was written: make a new, empty database or folder`,
    )
}

async function triggeredTables(tx: Queryable): Promise<readonly string[]> {
  const rows = await tx.query<{ name: string }>(
    `select distinct c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = current_schema() and not g.tgisinternal and c.relkind in ('r', 'p') order by 1`,
  )
  return rows.map(({ name }) => quoted(name))
}

/** Takes the lines of one table up to the one that closes it. */
async function loadTable(
  tx: Queryable,
  { name, columns }: Omit<FileTable, 'rows'>,
  header: FileHeader,
  lines: AsyncIterator<string>,
  whole: ReturnType<typeof lineHash>,
): Promise<number> {
  const hash = lineHash()
  const insert = name === OUTBOX ? await prepareOutbox(tx) : insertOf(name, columns)
  let batch: string[] = []
  let bytes = 0
  let rows = 0
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await takeRows(tx, insert, name, batch)
    batch = []
    bytes = 0
  }
  for (;;) {
    const next = await lines.next()
    if (next.done === true) throw damaged(`it ends in table ${name}`)
    const line = next.value
    whole.add(line)
    if (!line.startsWith('[')) {
      await flush()
      const end = tableEndForm.safeParse(parseLine(line))
      const told = header.tables.find((table) => table.name === name)?.rows
      if (
        !end.success ||
        end.data.table !== name ||
        end.data.rows !== rows ||
        rows !== told ||
        end.data.sha256 !== hash.hex()
      )
        throw damaged(`table ${name}`)
      return rows
    }
    hash.add(line)
    batch.push(line)
    bytes += line.length
    rows += 1
    if (batch.length >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE) await flush()
  }
}

/** What the store refuses (a row twice, a value of another type) is the file's fault. */
async function takeRows(tx: Queryable, insert: string, table: string, batch: readonly string[]): Promise<void> {
  try {
    await tx.query(insert, [`[${batch.join(',')}]`])
  } catch (error) {
    if (/^2[23]/.test(errorCode(error) ?? '')) throw damaged(`table ${table}`)
    throw error
  }
}

const insertOf = (name: string, columns: FileTable['columns']): string =>
  `insert into ${quoted(name)} (${columns.map((column) => quoted(column.name)).join(', ')}) overriding system value
   select ${columns.map(({ type }, place) => `(r->>${place})::${type}`).join(', ')} from jsonb_array_elements($1::text::jsonb) as r`

async function checkEnd(lines: AsyncIterator<string>, rows: number, sha256: string): Promise<void> {
  const last = await lines.next()
  const end = fileEndForm.safeParse(last.done === true ? null : parseLine(last.value))
  if (!end.success || end.data.rows !== rows || end.data.sha256 !== sha256) throw damaged('its end')
  if ((await lines.next()).done !== true) throw damaged('more follows its end')
}

async function setCounters(tx: Queryable, header: FileHeader): Promise<void> {
  for (const { table, column, last, called } of header.counters) {
    // never behind the rows that came, nor behind what was given to moved outbox entries
    await tx.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest(n.most, $3::text::int8), n.most is not null or $4::boolean)
       from (select max(${quoted(column)}) as most from ${quoted(table)}) as n`,
      [quoted(table), column, last, called],
    )
  }
}
