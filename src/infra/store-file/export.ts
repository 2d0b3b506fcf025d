import { Readable, type Writable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../../ports/db.ts'
import type { Db, Queryable } from '../../ports/db.ts'
import type { Migration } from '../migrate.ts'
import { FILE_FORMAT, FILE_VERSION, lineHash, StoreFileProblem, type FileHeader, type FileTable } from './form.ts'
import { quoted, readColumns, type TableNote } from './tables.ts'

export interface ExportParts {
  readonly migrations: readonly Migration[]
  readonly notes: Readonly<Record<string, TableNote>>
  readonly program: string
  /** RFC 3339 */
  readonly exportedAt: string
}

export interface ExportReport {
  readonly rows: number
  readonly tables: number
}

/** Rows taken from the store at a time. */
const ROWS_AT_ONCE = 500

/**
 * Writes a store, one consistent picture of it, as a file (store-file/form.ts). Others go on writing meanwhile; memory does not grow with it.
 * @param sink where the bytes go
 * @param ends whether the sink ends with the file; standard output does not
 * @throws StoreFileProblem when the store is of a newer version
 */
export async function exportStore(db: Db, sink: Writable, ends: boolean, parts: ExportParts): Promise<ExportReport> {
  let begun = false
  return db.transaction(async (tx) => {
    if (begun) throw new Fault('the export was interrupted; start it again')
    await tx.query('set transaction isolation level repeatable read, read only')
    // a slow reader of the file is no stuck statement
    await tx.query('set local statement_timeout = 0')
    await tx.query('set local idle_in_transaction_session_timeout = 0')
    await tx.query(`set local timezone = 'UTC'`)
    const header = await readHeader(tx, db.kind, parts)
    begun = true
    await pipeline(Readable.from(linesOf(tx, header)), createGzip(), sink, { end: ends })
    return { rows: header.tables.reduce((sum, { rows }) => sum + rows, 0), tables: header.tables.length }
  })
}

async function readHeader(tx: Queryable, store: Db['kind'], parts: ExportParts): Promise<FileHeader> {
  const run = await tx.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from schema_migration order by number',
  )
  const known = new Map(parts.migrations.map(({ number, sha256 }) => [number, sha256]))
  const other = run.find(({ number, sha256 }) => known.get(number) !== sha256)
  if (other !== undefined)
    throw new StoreFileProblem(
      `数据由其他版本创建(${other.name}),请用那个版本导出`,
      `The store was made by another version (${other.name}): export it with that one`,
    )
  const tables: FileTable[] = []
  for (const table of await readColumns(tx, parts.notes)) {
    const [row] = await tx.query<{ rows: number }>(`select count(*) as rows from ${quoted(table.name)}`)
    tables.push({ ...table, rows: row?.rows ?? 0 })
  }
  const { program, exportedAt } = parts
  const counters = await readCounters(tx, tables)
  return { format: FILE_FORMAT, version: FILE_VERSION, program, exportedAt, store, migrations: run, tables, counters }
}

/** A counter is no part of a picture, so it is read after the picture was taken: it is never behind the rows. */
async function readCounters(tx: Queryable, tables: readonly FileTable[]): Promise<FileHeader['counters']> {
  const columns = await tx.query<{ table: string; column: string; sequence: string }>(
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = current_schema() and a.attidentity <> '' and c.relname = any ($1::text[]) order by 1, 2`,
    [tables.map(({ name }) => name)],
  )
  const counters: FileHeader['counters'] = []
  for (const { table, column, sequence } of columns) {
    const [row] = await tx.query<{ last: string; called: boolean }>(
      `select last_value::text as last, is_called as called from ${sequence}`,
    )
    if (row !== undefined) counters.push({ table, column, ...row })
  }
  return counters
}

async function* linesOf(tx: Queryable, header: FileHeader): AsyncGenerator<string> {
  const whole = lineHash()
  const line = (text: string): string => {
    whole.add(text)
    return `${text}\n`
  }
  yield line(JSON.stringify(header))
  let total = 0
  for (const [place, table] of header.tables.entries()) {
    const hash = lineHash()
    let rows = 0
    for await (const texts of rowsOf(tx, table, place)) {
      for (const text of texts) hash.add(text)
      rows += texts.length
      yield texts.map(line).join('')
    }
    total += rows
    yield line(JSON.stringify({ table: table.name, rows, sha256: hash.hex() }))
  }
  yield `${JSON.stringify({ end: FILE_FORMAT, rows: total, sha256: whole.hex() })}\n`
}

/** The rows of a table as lines, some at a time, through a cursor of its own name (a prepared fetch is bound to its cursor's columns). */
async function* rowsOf(tx: Queryable, { name, columns }: FileTable, place: number): AsyncGenerator<readonly string[]> {
  const cursor = `store_file_${place}`
  // only the outbox has an order that its rows do not tell; the others come as they lie
  const order = name === 'outbox' ? 'order by txid, position' : ''
  const texts = columns.map((column) => `${quoted(column.name)}::text`).join(', ')
  await tx.query(
    `declare ${cursor} no scroll cursor for select json_build_array(${texts})::text as line from ${quoted(name)} ${order}`,
  )
  for (;;) {
    const rows = await tx.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from ${cursor}`)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < ROWS_AT_ONCE) break
  }
  await tx.query(`close ${cursor}`)
}
