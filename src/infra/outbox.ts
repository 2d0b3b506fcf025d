import type { Db } from '../ports/db.ts'
import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'

interface Place {
  txid: string
  position: number
  /** when it was written, µs */
  micros: number
}

interface Row extends Place {
  topic: string
  kind: string
  body: Record<string, unknown>
  bytes: number
}

/** Bodies of a page; one entry is read however big it is. */
const PAGE_BYTES = 4 * 1024 * 1024

/** An instant of the database in whole microseconds, which a JavaScript number holds until the year 2255. */
const micros = '(extract(epoch from at) * 1000000)::int8 as micros'

/** Before everything: the position of an outbox that never held anything. */
const BEGINNING = '0.0'

/**
 * A position is `{txid}.{number}.{µs in base 36}`: entries are ordered by transaction first, because a lower number may commit later. The
 * instant is no part of the order: it says which entry is meant, because a store that was restored to an earlier moment, or moved to another
 * server, gives the same numbers to other entries.
 */
const tell = ({ txid, position, micros: at }: Place): string => `${txid}.${position}.${at.toString(36)}`

const parse = (text: string): Readonly<Record<'txid' | 'number' | 'micros', string>> | null => {
  const match = /^(\d{1,20})\.(\d{1,19})(?:\.([0-9a-z]{1,10}))?$/.exec(text)
  const [, txid = '', number = '', at = ''] = match ?? []
  return match === null || BigInt(number) > 9223372036854775807n || BigInt(txid) > 18446744073709551615n
    ? null
    : { txid, number, micros: at === '' ? '-1' : String(Number.parseInt(at, 36)) }
}

/** Only transactions older than every one still under way: nothing can be inserted before what was read (a late commit is never skipped). */
const settled = 'txid < pg_snapshot_xmin(pg_current_snapshot())'

/** The last entry that was swept away, or a value below every entry after a move. */
const SWEPT = 'outbox.swept'

// the table is named where it is ordered: a bare txid would be the text beside it, in which 1000 comes before 999
const columns = `outbox.txid, outbox.position, ${micros}, topic, kind, body, octet_length(body::text) as bytes`
/** Of rows in one order no more than their bodies have room: `pageBytes` is the last parameter, so many there are. */
const within = (rows: string, order: 'asc' | 'desc', pageBytes: number): string =>
  `select page.txid::text as txid, position, micros, topic, kind, body, bytes from (
    select *, sum(bytes) over (order by txid ${order}, position ${order} rows unbounded preceding) - bytes as ahead from (${rows}) as read
  ) as page where ahead < $${pageBytes}::int8 order by page.txid ${order}, position ${order}`
const behind = `(txid, position) > ($1::text::xid8, $2::text::int8) and ${settled}`

const everything = within(
  `select ${columns} from outbox where ${behind} order by outbox.txid, outbox.position limit $3::int4`,
  'asc',
  4,
)

/** The page is walked without bodies: most of it is other people's. */
const some = `with page as materialized (
    select txid, position, topic from outbox where ${behind} order by txid, position limit $4::int4
  ), own as (
    select txid, position from page where topic = any($5::text[]) order by txid, position limit $3::int4
  ), found as (
    select txid, position from own union
    (select txid, position from page where (select count(*) from own) < $3::int4 order by txid desc, position desc limit 1)
  )
  ${within(`select ${columns} from found join outbox using (txid, position)`, 'asc', 6)}`

const newest = within(
  `select ${columns} from outbox where (txid, position) <= ($1::text::xid8, $2::text::int8) and ${settled}
   order by outbox.txid desc, outbox.position desc limit $3::int4`,
  'desc',
  4,
)

/** Reads the outbox in a stable order. @param onWake called with a listener; returns how to stop @param pageBytes bodies of one page */
export function createOutboxReader(db: Db, onWake: OutboxReader['onWake'], pageBytes = PAGE_BYTES): OutboxReader {
  const entry = (row: Row): OutboxEntry => {
    const { topic, kind, body, bytes } = row
    return { position: tell(row), topic, kind, body, bytes }
  }
  const placeOf = (position: string | null): [string, string] => {
    const { txid, number } = (position === null ? null : parse(position)) ?? { txid: '0', number: '0' }
    return [txid, number]
  }
  return {
    async after(position, limit, of) {
      const place = placeOf(position)
      const rows =
        of === undefined
          ? await db.query<Row>(everything, [...place, limit, pageBytes])
          : await db.query<Row>(some, [...place, limit, of.rows, [...of.topics], pageBytes])
      return rows.map(entry)
    },
    async upTo(position, limit) {
      const rows = await db.query<Row>(newest, [...placeOf(position), limit, pageBytes])
      return rows.reverse().map(entry)
    },
    async head() {
      const rows = await db.query<Place>(
        `select txid::text as txid, position, ${micros} from outbox where ${settled} order by outbox.txid desc, position desc limit 1`,
      )
      if (rows[0] !== undefined) return tell(rows[0])
      const [swept] = await db.query<{ value: Place }>('select value from setting where key = $1', [SWEPT])
      return swept === undefined ? BEGINNING : tell({ ...swept.value, micros: Number(swept.value.micros ?? 0) })
    },
    async holds(position) {
      const parsed = parse(position)
      if (parsed === null) return false
      // the entry itself is still there, or it was the last to be swept; and nothing behind it was swept
      const rows = await db.query<{ fine: boolean }>(
        `select (s.value is null or ($1::text::xid8, $2::text::int8) >= (s.txid, s.position)) and (
             ($4::boolean and s.value is null)
             or exists (select from outbox o where o.txid = $1::text::xid8 and o.position = $2::text::int8
               and (extract(epoch from o.at) * 1000000)::int8 = $3::text::int8)
             or coalesce(($1::text::xid8, $2::text::int8, $3::text::int8) = (s.txid, s.position, (s.value->>'micros')::int8), false)) as fine
         from (select 1) as one left join (
           select value, (value->>'txid')::xid8 as txid, (value->>'position')::int8 as position from setting where key = '${SWEPT}') as s on true`,
        [parsed.txid, parsed.number, parsed.micros, position === BEGINNING],
      )
      return rows[0]?.fine === true
    },
    onWake,
  }
}

/** What webhooks have read already, or none of them is told. */
const fed = `((txid, position) <= (select f.txid, f.position from webhook_feed f)
  or txid <= coalesce((select from_txid from webhook_endpoint order by from_txid limit 1), txid))`
/** The same of pushes; before the first device none of them is told. */
const pushed = `((txid, position) <= (select f.txid, f.position from push_feed f) or not exists (select 1 from push_feed))`

/**
 * Removes entries older than `hours`, a slice of `rowsMost` in a transaction, until there are none and while `goesOn` says so, and remembers the last one
 * gone. Nodes that do it at once leave each other's rows alone, so the lower slice may be committed last.
 * @returns entries removed
 */
export async function sweepOutbox(db: Db, hours: number, rowsMost: number, goesOn = () => true): Promise<number> {
  let removed = 0
  for (let from: Place = { txid: '0', position: 0, micros: 0 }; ;) {
    const slice = await sweepSlice(db, hours, rowsMost, from)
    removed += slice.removed
    // a slice that is not full may be one of two that nodes took from one page
    if (slice.last === null || !goesOn()) return removed
    from = slice.last
  }
}

/** @param from where the slice before ended: what it deleted is walked over once more as long as somebody's snapshot may need it */
async function sweepSlice(
  db: Db,
  hours: number,
  rowsMost: number,
  from: Place,
): Promise<{ readonly removed: number; readonly last: Place | null }> {
  return db.transaction(async (tx) => {
    // only the first page is looked at: what is young lies behind it, and is most of the table
    const rows = await tx.query<Place>(
      `delete from outbox where (txid, position) in (
         select txid, position from (select txid, position from outbox where ${settled} and (txid, position) > ($3::text::xid8, $4::int8)
               order by txid, position limit $2::int4) as page
         join outbox using (txid, position) where at < now() - make_interval(hours => $1::int4) and ${fed} and ${pushed}
         for update of outbox skip locked)
       returning txid::text as txid, position, ${micros}`,
      [hours, rowsMost, from.txid, from.position],
    )
    if (rows.length === 0) return { removed: 0, last: null }
    const last = rows.reduce((a, b) =>
      BigInt(a.txid) > BigInt(b.txid) || (a.txid === b.txid && a.position > b.position) ? a : b,
    )
    await tx.query(
      `insert into setting as s (key, value) values ('${SWEPT}', $1::jsonb) on conflict (key) do update set value = excluded.value
       where ((excluded.value->>'txid')::xid8, (excluded.value->>'position')::int8) > ((s.value->>'txid')::xid8, (s.value->>'position')::int8)`,
      [JSON.stringify({ txid: last.txid, position: String(last.position), micros: String(last.micros) })],
    )
    return { removed: rows.length, last }
  })
}
