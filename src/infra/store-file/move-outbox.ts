import type { Db, Queryable } from '../../ports/db.ts'
import type { FileHeader, FileTable } from './form.ts'
import { quoted, type TableNote } from './tables.ts'

/**
 * Messages not yet told go along when a store moves, and whoever has read part of them goes on where he was. But an entry's place is a
 * transaction number of its server (ADR 0004), and the new server's run differently. So the entries get places of their own: in the old
 * order, numbers above all old ones, transactions that are over on the new server. A stored reading («all up to transaction 77») cuts the
 * entries in two; every cut gets a transaction number of its own, so that it cuts the moved entries at the same place.
 */

export const OUTBOX = 'outbox'

/** Columns that remember a place, of tables that the file has. */
function readings(names: ReadonlySet<string>, notes: Readonly<Record<string, TableNote>>) {
  return Object.entries(notes).flatMap(([table, { outbox }]) =>
    outbox === undefined || !names.has(table) ? [] : [{ table, ...outbox }],
  )
}

/** Rows of the file that remember a place: each may need a transaction number of its own. */
export function readingRows(header: FileHeader, notes: Readonly<Record<string, TableNote>>): number {
  const told = readings(new Set(header.tables.map(({ name }) => name)), notes)
  return header.tables.reduce((sum, { name, rows }) => sum + (told.some(({ table }) => table === name) ? rows : 0), 0)
}

/** The lowest numbers of transactions mean something else to PostgreSQL. */
const FIRST_NUMBERS = 16

/**
 * Each stored reading needs a transaction number that is over; a server made a minute ago has given out few. Takes as many as may be missing.
 */
export async function reserveNumbers(db: Db, needed: number): Promise<void> {
  for (;;) {
    const [row] = await db.query<{ given: number }>('select pg_current_xact_id()::text::int8 as given')
    if ((row?.given ?? 0) > needed + FIRST_NUMBERS) return
  }
}

/** Places of another server's: how many, the transaction of the highest, and how far this server's own go. */
export interface ForeignPlaces {
  readonly places: number
  readonly highest: string
  readonly reached: string
}

/**
 * Looks for places that this server has not reached, since another one gave them: a dump was restored. An entry would wait for it, and be
 * overtaken; below a reading, what is written here would count as read and be swept untold, and a quiet day leaves nothing but readings.
 */
export async function readForeignPlaces(
  on: Queryable,
  notes: Readonly<Record<string, TableNote>>,
): Promise<ForeignPlaces | null> {
  const there = await on.query<{ name: string }>(
    'select name from unnest($1::text[]) as name where to_regclass(quote_ident(name)) is not null',
    [Object.keys(notes)],
  )
  const names = new Set(there.map(({ name }) => name))
  const told = readings(names, notes)
  const places = [
    ...(names.has('outbox') ? ['select txid from outbox'] : []),
    ...told.map(({ table, txid }) => `select ${quoted(txid)} from ${quoted(table)}`),
    ...(names.has('setting') ? [`select (value->>'txid')::xid8 from setting where key = 'outbox.swept'`] : []),
  ]
  if (places.length === 0) return null
  const [row] = await on.query<ForeignPlaces>(
    `select count(*)::int4 as places, max(txid::text::int8)::text as highest, pg_snapshot_xmax(pg_current_snapshot())::text as reached
     from (${places.join(' union all ')}) as place where txid >= pg_snapshot_xmax(pg_current_snapshot())`,
  )
  return row === undefined || row.places === 0 ? null : row
}

/**
 * Gives foreign entries and readings (`readForeignPlaces`) places of this server, once; whoever starts at the same time waits.
 * @returns entries that were moved; null: nothing was foreign
 */
export async function adoptOutbox(db: Db, notes: Readonly<Record<string, TableNote>>): Promise<number | null> {
  if ((await readForeignPlaces(db, notes)) === null) return null
  const names = Object.entries(notes).flatMap(([table, { outbox }]) => (outbox === undefined ? [] : [table]))
  const rows = await Promise.all(
    names.map((name) => db.query<{ rows: number }>(`select count(*) as rows from ${quoted(name)}`)),
  )
  await reserveNumbers(
    db,
    rows.reduce((sum, [row]) => sum + (row?.rows ?? 0), 0),
  )
  return db.transaction(async (tx) => {
    await tx.query('lock table outbox in access exclusive mode')
    if ((await readForeignPlaces(tx, notes)) === null) return null
    await makeWaiting(tx)
    const moved = await tx.query(
      `insert into moved_outbox (txid, position, at, topic, kind, body)
       select txid::text::int8, position, at, topic, kind, body from outbox order by txid, position returning 1`,
    )
    await tx.query('delete from outbox')
    await mapOutbox(
      tx,
      names.map((name) => ({ name, columns: [] })),
      notes,
    )
    return moved.length
  })
}

const makeWaiting = (tx: Queryable): Promise<unknown> =>
  tx.query(
    `create temp table moved_outbox (place int8 generated always as identity, txid int8 not null, position int8 not null,
       at timestamptz not null, topic text not null, kind text not null, body jsonb not null) on commit drop`,
  )

/** Makes the place where the file's entries wait, in their order; returns the statement that takes lines. */
export async function prepareOutbox(tx: Queryable): Promise<string> {
  await makeWaiting(tx)
  const columns = await tx.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'outbox'::regclass and attnum > 0 and not attisdropped order by attnum`,
  )
  const at = (name: string): number => columns.findIndex((column) => column.name === name)
  return `insert into moved_outbox (txid, position, at, topic, kind, body)
    select (r->>${at('txid')})::int8, (r->>${at('position')})::int8, (r->>${at('at')})::timestamptz, r->>${at('topic')}, r->>${at('kind')},
      (r->>${at('body')})::jsonb
    from jsonb_array_elements($1::text::jsonb) with ordinality as line (r, place) order by place`
}

/** Puts the waiting entries into the outbox and moves the readings along, inside the transaction that loaded them. */
export async function mapOutbox(
  tx: Queryable,
  tables: readonly Omit<FileTable, 'rows'>[],
  notes: Readonly<Record<string, TableNote>>,
): Promise<void> {
  const told = readings(new Set(tables.map(({ name }) => name)), notes)
  const cuts = told.map(({ table, txid }) => `select ${quoted(txid)}::text::int8 as txid from ${quoted(table)}`)
  await tx.query(
    `create temp table moved_cut on commit drop as
     select txid, row_number() over (order by txid) - 1 as rank from (${['select 0::int8 as txid where false', ...cuts].join(' union ')}) as cut`,
  )
  await tx.query(
    `create temp table moved_base on commit drop as
     select pg_current_xact_id()::text::int8 - (select count(*) from moved_cut) as txid,
       coalesce((select max(position) from moved_outbox), 0) as position,
       coalesce((select array_agg(txid order by txid) from moved_cut), '{}') as cuts`,
  )
  await tx.query(
    `insert into outbox (txid, position, at, topic, kind, body) overriding system value
     select (b.txid + case when b.cuts = '{}' then 0 else width_bucket(o.txid - 1, b.cuts) end)::text::xid8, b.position + o.place, o.at, o.topic,
       o.kind, o.body
     from moved_outbox o cross join moved_base b order by o.place`,
  )
  await tx.query(
    `select setval(pg_get_serial_sequence('outbox', 'position'), b.position + n.most)
     from moved_base b cross join (select max(place) as most from moved_outbox) as n where n.most is not null`,
  )
  for (const { table, txid, position } of told) {
    const placed =
      position === undefined
        ? ''
        : `, ${quoted(position)} = b.position + coalesce((
            select max(o.place) from moved_outbox o where (o.txid, o.position) <= (c.txid, t.${quoted(position)})), 0)`
    await tx.query(
      `update ${quoted(table)} t set ${quoted(txid)} = (b.txid + c.rank)::text::xid8${placed}
       from moved_cut c cross join moved_base b where c.txid = t.${quoted(txid)}::text::int8`,
    )
  }
  // what was swept on the old server has no place here; that something was swept counts
  await tx.query(
    `update setting set value = '{"txid": "0", "position": "0", "micros": "0"}' where key = 'outbox.swept'`,
  )
}
