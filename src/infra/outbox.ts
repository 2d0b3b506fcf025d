import type { Db } from '../ports/db.ts'
import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'

interface Row {
  txid: string
  position: number
  topic: string
  kind: string
  body: Record<string, unknown>
}

/** A position is `{txid}.{number}`: entries are ordered by transaction first, because a lower number may commit later. */
const parse = (position: string): [string, string] | null => {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(position)
  return match?.[1] === undefined || match[2] === undefined || BigInt(match[2]) > 9223372036854775807n || BigInt(match[1]) > 18446744073709551615n
    ? null
    : [match[1], match[2]]
}

/** Only transactions older than every one still under way: nothing can be inserted before what was read (a late commit is never skipped). */
const settled = 'txid < pg_snapshot_xmin(pg_current_snapshot())'

/** Reads the outbox in a stable order. @param onWake called with a listener; returns how to stop */
export function createOutboxReader(db: Db, onWake: OutboxReader['onWake']): OutboxReader {
  const entry = (row: Row): OutboxEntry => ({ position: `${row.txid}.${row.position}`, topic: row.topic, kind: row.kind, body: row.body })
  return {
    async after(position, limit) {
      const [txid, number] = (position === null ? null : parse(position)) ?? ['0', '0']
      const rows = await db.query<Row>(
        `select txid::text as txid, position, topic, kind, body from outbox
         where (txid, position) > ($1::text::xid8, $2::text::int8) and ${settled} order by txid, position limit $3::int4`,
        [txid, number, limit],
      )
      return rows.map(entry)
    },
    async head() {
      const rows = await db.query<{ txid: string; position: number }>(
        `select txid::text as txid, position from outbox where ${settled} order by outbox.txid desc, position desc limit 1`,
      )
      return rows[0] === undefined ? '0.0' : `${rows[0].txid}.${rows[0].position}`
    },
    async holds(position) {
      const parsed = parse(position)
      if (parsed === null) return false
      // `outbox.kept` is the last position that was swept; what a reader saw must not lie before it
      const rows = await db.query<{ fine: boolean }>(
        `select coalesce(($1::text::xid8, $2::text::int8) >= ((value->>'txid')::xid8, (value->>'position')::int8), true) as fine
         from (select 1) as one left join setting on key = 'outbox.swept'`,
        parsed,
      )
      return rows[0]?.fine ?? true
    },
    onWake,
  }
}

/** Removes entries older than `hours`, a bounded number at a time, and remembers the last one gone. */
export async function sweepOutbox(db: Db, hours: number, rowsMost: number): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<{ txid: string; position: number }>(
      `delete from outbox where position in (
         select position from outbox where at < now() - make_interval(hours => $1::int4) and ${settled}
         order by txid, position limit $2::int4 for update skip locked)
       returning txid::text as txid, position`,
      [hours, rowsMost],
    )
    if (rows.length === 0) return 0
    const last = rows.reduce((a, b) => (BigInt(a.txid) > BigInt(b.txid) || (a.txid === b.txid && a.position > b.position) ? a : b))
    await tx.query(
      `insert into setting (key, value) values ('outbox.swept', $1::jsonb) on conflict (key) do update set value = excluded.value`,
      [JSON.stringify({ txid: last.txid, position: String(last.position) })],
    )
    return rows.length
  })
}
