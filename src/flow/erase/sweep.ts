import { platformTopic } from '../../contract/topics.ts'
import { toInstant } from '../../lib/time.ts'
import { holdErasure, noteFinished, type HeldErasure } from '../../person/erasure/store.ts'
import type { Queryable, SqlValue } from '../../ports/db.ts'
import { publish } from '../save.ts'
import type { Piece, WorkRow } from '../work-piece.ts'
import { forgetRequests } from './forget.ts'

/** What was said about an erased person, found by his ids in whatever carries it: outbox, webhooks, deliveries of platform rooms. */

interface Found {
  /** of what mentions him, see `mentionOf` */
  readonly pattern: string
  readonly userIds: readonly string[]
  readonly topics: readonly string[]
  /** RFC 3339: what was said until then, by the deciding clock and by the store's own */
  readonly decided: string
  readonly real: string
}

interface Swept {
  readonly table: string
  /** its key, in whose order rows are looked at, and how a part is read from text */
  readonly keys: readonly (readonly [column: string, type: string])[]
  /** what is done to the rows of `page` that mention him; its parameters are written `:pattern` and so on, by the names of `Found` */
  readonly done: string
}

const room = (table: string, keys: Swept['keys'], text: string): Swept => ({
  table,
  keys,
  done: `delete from ${table} r using page where ${keys.map(([column]) => `r.${column} = page.${column}`).join(' and ')} and ${text} ~ :pattern
    returning 1`,
})

const swept: readonly Swept[] = [
  {
    table: 'outbox',
    keys: [
      ['txid', 'text::xid8'],
      ['position', 'int8'],
    ],
    // a screen's lines are those of many people: only his go
    done: `update outbox o set body = jsonb_set(o.body, '{lines}', (
        select coalesce(jsonb_agg(l.line order by l.nth), '[]') from jsonb_array_elements(o.body->'lines') with ordinality as l(line, nth)
        where not coalesce(l.line->>'userId' = any(:userIds), false)))
      from page where o.txid = page.txid and o.position = page.position and o.at <= :real and o.kind = 'screen.lines' and o.body::text ~ :pattern
      returning 1`,
  },
  {
    table: 'outbox',
    keys: [
      ['txid', 'text::xid8'],
      ['position', 'int8'],
    ],
    done: `delete from outbox o using page where o.txid = page.txid and o.position = page.position and o.at <= :real
        and (o.topic = any(:topics) or (o.kind <> 'screen.lines' and o.body::text ~ :pattern))
      returning 1`,
  },
  {
    table: 'webhook_message',
    keys: [['message_no', 'int8']],
    // a minute for clocks of machines that differ
    done: `delete from webhook_delivery d using webhook_message m, page where m.message_no = page.message_no and d.message_no = m.message_no
        and m.at <= :decided + interval '1 minute' and (m.lane = any(:topics) or m.body ~ :pattern)
      returning 1`,
  },
  {
    table: 'webhook_message',
    keys: [['message_no', 'int8']],
    done: `delete from webhook_message m using page where m.message_no = page.message_no
        and m.at <= :decided + interval '1 minute' and (m.lane = any(:topics) or m.body ~ :pattern)
      returning 1`,
  },
  room(
    'room_delivery',
    [
      ['connection_id', 'text'],
      ['slot', 'int2'],
    ],
    `concat(r.headers, r.body)`,
  ),
  room(
    'room_pending',
    [
      ['connection_id', 'text'],
      ['message_key', 'text'],
    ],
    'r.message::text',
  ),
  room(
    'room_order',
    [
      ['connection_id', 'text'],
      ['order_id', 'text'],
    ],
    'r.body::text',
  ),
  {
    table: 'consumer_incident',
    keys: [['incident_no', 'int8']],
    done: `update consumer_incident i set body = null from page where i.incident_no = page.incident_no and i.body is not null
        and encode(i.body, 'escape') ~ :pattern
      returning 1`,
  },
]

/**
 * Where one of the ids stands in JSON as a text of its own, also in JSON within a text; an id of six digits and more also as a number, as some
 * platforms write them. Ids hold no character that JSON escapes. The result is a regular expression of PostgreSQL.
 */
export function mentionOf(userIds: readonly string[]): string {
  const numbers = userIds.filter((id) => /^[1-9]\d{5,17}$/.test(id))
  const asText = `"(${userIds.map((id) => id.replaceAll('.', '\\.')).join('|')})\\\\*"`
  return numbers.length === 0 ? asText : `${asText}|[:,[]\\s*(${numbers.join('|')})\\s*[],}]`
}

/** A statement over the next page of a table, as text and parameters. */
function statementOf(
  { table, keys, done }: Swept,
  after: readonly string[] | null,
  rows: number,
  found: Found,
): { text: string; values: readonly SqlValue[] } {
  const columns = keys.map(([column]) => column).join(', ')
  const behind =
    after === null ? '' : `where (${columns}) > (${keys.map(([, type], n) => `$${n + 2}::${type}`).join(', ')})`
  const values: SqlValue[] = [rows, ...(after ?? [])]
  const types: Readonly<Record<keyof Found, string>> = {
    pattern: 'text',
    userIds: 'text[]',
    topics: 'text[]',
    decided: 'timestamptz',
    real: 'timestamptz',
  }
  const body = done.replaceAll(/:(pattern|userIds|topics|decided|real)\b/g, (_, name: keyof Found) => {
    values.push(found[name])
    return `$${values.length}::${types[name]}`
  })
  return {
    text: `with page as (select ${columns} from ${table} ${behind} order by ${columns} limit $1::int4), done as (${body})
      select array[${keys.map(([column]) => `${column}::text`).join(', ')}] as key, (select count(*) from page)::int4 as looked
      from page order by ${keys.map(([column]) => `${column} desc`).join(', ')} limit 1`,
    values,
  }
}

interface Position {
  /** in `swept` */
  readonly table: number
  readonly after: readonly string[] | null
}

/**
 * The next rows of what may have carried word of an erased person; at the end his ids, which were kept for this, go too, and it is told.
 * @param now decision time, UTC ms
 * @rule PLT-6
 */
export async function sweepPiece(tx: Queryable, work: WorkRow, rows: number, now: number): Promise<Piece> {
  const erasure = await holdErasure(tx, work.subject)
  if (erasure === null || erasure.state !== 'erased') return { looked: 0, position: null }
  const position = (work.position as Position | null) ?? { table: 0, after: null }
  const each = swept[position.table]
  if (each === undefined) return finish(tx, erasure, now)
  // who reads the outbox on may hold what was swept from it: his messages are in, or he reads what is left
  if (each.table === 'webhook_message') await tx.query('select 1 from webhook_feed for key share')
  const { text, values } = statementOf(each, position.after, rows, foundBy(erasure))
  const [last] = await tx.query<{ key: string[]; looked: number }>(text, values)
  const next =
    last === undefined || last.looked < rows
      ? { table: position.table + 1, after: null }
      : { ...position, after: last.key }
  return { looked: Math.max(1, last?.looked ?? 0), position: next }
}

function foundBy(erasure: HeldErasure): Found {
  const userIds = erasure.user_ids ?? []
  return {
    pattern: mentionOf(userIds),
    userIds,
    topics: erasure.topics ?? [],
    decided: toInstant(erasure.erased_at ?? 0),
    real: toInstant(erasure.swept_until ?? 0),
  }
}

async function finish(tx: Queryable, erasure: HeldErasure, now: number): Promise<Piece> {
  const until = { decided: erasure.erased_at ?? now, real: erasure.swept_until ?? now }
  await forgetRequests(tx, erasure.user_ids ?? [], until)
  await noteFinished(tx, erasure.erasure_id, now)
  const body = { erasureId: erasure.erasure_id, erasedAt: toInstant(until.decided) }
  await publish(tx, [{ topic: platformTopic, kind: 'user.erased', body }])
  return { looked: 0, position: null, told: true }
}

/** Begins what is then done piece by piece by any node: the erasure itself, or, an hour later, the sweeping of what was said. */
export const startErasing = async (tx: Queryable, kind: 'erase' | 'sweep', erasureId: string): Promise<void> =>
  void (await tx.query(
    `insert into work_progress (kind, subject, payload, total) values ($1, $2, '{}'::jsonb, 0) on conflict (kind, subject) do nothing`,
    [kind, erasureId],
  ))
