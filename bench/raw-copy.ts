import { once } from 'node:events'
import { Client } from 'pg'
import { from, to } from 'pg-copy-streams'
import { meterOf, inParallel, type Meter, type Way } from './measure.ts'
import type { Db } from '../src/ports/db.ts'

/**
 * Way (d): what the server can take at all. The rows that the engine wrote for some events are read once as binary COPY data, cut into batches
 * before the clock starts, and copied into tables `like` the product's, indexes and partitions included, a commit each batch.
 */

const BATCH_ROWS = 5_000
/** PGCOPY\n\377\r\n\0, flags, length of the extension: what binary COPY data begins with. */
const HEADER_BYTES = 19
const TRAILER = Buffer.from([0xff, 0xff])

interface Captured {
  readonly table: string
  readonly header: Buffer
  readonly rows: readonly Buffer[]
}

export interface RawCopy {
  /** Ways over 1 and 2 connections: the ledger's rows alone, and with those of the events seen. */
  readonly ways: readonly Way[]
  close(): Promise<void>
}

/**
 * @param db to read the meter by
 * @param events how many events the engine was sent for all that stands in its ledger and among the events seen
 */
export async function createRawCopy(url: string, db: Db, postmaster: number | null, events: number): Promise<RawCopy> {
  const clients = await Promise.all([open(url), open(url)])
  const [client] = clients
  if (client === undefined) throw new Error('no connection')
  const ledger = await capture(client, 'ledger')
  const seen = await capture(client, 'event_seen')
  let statements = 0
  const meter: Meter = { ...meterOf(db, postmaster), statements: () => statements }

  const copy = async (on: Client, batch: readonly Piece[]): Promise<void> => {
    if (batch.length > 1) await on.query('begin')
    for (const { table, data } of batch) await send(on, table, data)
    if (batch.length > 1) await on.query('commit')
    statements += batch.length > 1 ? batch.length + 2 : 1
  }
  const way = (kind: 'd' | 'dBoth', tables: readonly Captured[], connections: number): Way => {
    const most = Math.max(...tables.map((table) => table.rows.length))
    const batches = cut(tables, Math.ceil(most / BATCH_ROWS))
    const rows = tables.reduce((sum, table) => sum + table.rows.length, 0)
    return {
      kind,
      name: `raw COPY of ${kind === 'd' ? 'ledger rows' : 'ledger and event rows'}, ${connections} connection${connections === 1 ? '' : 's'}`,
      events,
      rows,
      meter,
      async prepare() {
        for (const { table } of tables) await client.query(`truncate bench_raw.${table}`)
        return async () => {
          const latencies = await Promise.all(
            clients.slice(0, connections).map((on, index) => {
              const own = batches.filter((_, place) => place % connections === index)
              return inParallel(own.length, 1, (turn) => copy(on, own[turn] ?? []))
            }),
          )
          return latencies.flat()
        }
      },
    }
  }
  return {
    ways: [1, 2].flatMap((connections) => [way('d', [ledger], connections), way('dBoth', [ledger, seen], connections)]),
    async close() {
      await Promise.all(clients.map((each) => each.end()))
    },
  }
}

async function open(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  await client.connect()
  return client
}

/** Reads a table as binary COPY data and makes an empty one like it. */
async function capture(client: Client, table: string): Promise<Captured> {
  await client.query('create schema if not exists bench_raw')
  await client.query(`drop table if exists bench_raw.${table}`)
  const { rows: described } = await client.query<{ key: string | null }>(
    'select pg_get_partkeydef($1::regclass) as key',
    [`public.${table}`],
  )
  const key = described[0]?.key
  await client.query(
    `create table bench_raw.${table} (like public.${table} including all)${typeof key === 'string' ? ` partition by ${key}` : ''}`,
  )
  const { rows: partitions } = await client.query<{ name: string; bound: string }>(
    `select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bound from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::regclass`,
    [`public.${table}`],
  )
  for (const { name, bound } of partitions)
    await client.query(`create table bench_raw.${name} partition of bench_raw.${table} ${bound}`)
  const stream = client.query(to(`copy (select * from public.${table}) to stdout (format binary)`))
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return { table, ...rowsOf(Buffer.concat(chunks)) }
}

/** Cuts binary COPY data into the bytes of its rows. */
function rowsOf(data: Buffer): { header: Buffer; rows: Buffer[] } {
  const rows: Buffer[] = []
  let at = HEADER_BYTES + data.readInt32BE(HEADER_BYTES - 4)
  const header = data.subarray(0, at)
  for (let fields = data.readInt16BE(at); fields >= 0; fields = data.readInt16BE(at)) {
    const start = at
    at += 2
    for (let field = 0; field < fields; field += 1) at += 4 + Math.max(0, data.readInt32BE(at))
    rows.push(data.subarray(start, at))
  }
  return { header, rows }
}

interface Piece {
  readonly table: string
  readonly data: Buffer
}

/** So many batches, each with its share of every table's rows. */
function cut(tables: readonly Captured[], count: number): Piece[][] {
  return Array.from({ length: count }, (_, index) =>
    tables.map(({ table, header, rows }) => {
      const share = rows.slice(
        Math.floor((rows.length * index) / count),
        Math.floor((rows.length * (index + 1)) / count),
      )
      return { table, data: Buffer.concat([header, ...share, TRAILER]) }
    }),
  )
}

async function send(client: Client, table: string, data: Buffer): Promise<void> {
  const stream = client.query(from(`copy bench_raw.${table} from stdin (format binary)`))
  stream.end(data)
  await once(stream, 'finish')
}
