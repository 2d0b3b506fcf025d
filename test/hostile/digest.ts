import type { Db } from '../../src/ports/db.ts'

/** One number for all that a store holds: what it is before is what it must be after input that has no effect. */

/**
 * Written by being asked at all: an idempotency key keeps the refusal it led to, nodes count what they answered, a source gets its number
 * before its event is judged, and a push that is refused is shown to the owner of its room (bounded, PLT-2). Sessions and tickets that
 * have ended are swept now and then, whatever is asked meanwhile.
 */
const besides: ReadonlySet<string> = new Set([
  'idempotency',
  'node',
  'node_minute',
  'source',
  'room_connection',
  'room_delivery',
  'browser_session',
  'stream_ticket',
  'schema_migration',
])

export async function createDigest(db: Db): Promise<() => Promise<string>> {
  const tables = await db.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  )
  const parts = tables
    .filter(({ name }) => !besides.has(name))
    .map(
      ({ name }) =>
        `select '${name} ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) as told from "${name}" t`,
    )
  const text = parts.join(' union all ')
  return async () => (await db.query<{ told: string }>(text)).map(({ told }) => told).join('\n')
}
