import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrationsFolder } from '../../src/infra/migrate.ts'
import { readTableNotes, type TableNote } from '../../src/infra/store-file/tables.ts'
import type { Db } from '../../src/ports/db.ts'
import { seedStore } from '../../src/wire.ts'
import { describeStores } from '../support/store.ts'

/** Ready to be spread over machines (docs/operate/scale.md): what the schema must keep to, read from the catalogue after all migrations. */

const WITHOUT_COLUMN = new Set(['reference', 'local'])

describeStores('scale: the schema', (store) => {
  let db: Db
  let notes: Readonly<Record<string, TableNote>>
  beforeAll(async () => {
    db = await store.open()
    notes = await readTableNotes(migrationsFolder())
  })
  afterAll(() => db.close())

  const distributed = (): readonly (readonly [string, string])[] =>
    Object.entries(notes).flatMap(([table, note]) =>
      WITHOUT_COLUMN.has(note.class) ? [] : [[table, note.class] as const],
    )

  test('scale: every table of every migration has a class, and no class is of a table that is not there', async () => {
    const rows = await db.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition order by 1`,
    )
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(notes).sort())
  })

  test('scale: a distributed table has its column, never null, and every unique key holds it', async () => {
    for (const [table, column] of distributed()) {
      const [has] = await db.query<{ fine: boolean }>(
        `select attnotnull as fine from pg_attribute where attrelid = $1::text::regclass and attname = $2 and not attisdropped`,
        [table, column],
      )
      expect(has, `${table}.${column}`).toEqual({ fine: true })
      const keys = await db.query<{ name: string; columns: string[] }>(
        `select i.indexrelid::regclass::text as name, array(
           select a.attname::text from unnest(i.indkey::int2[]) as k(n) join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n) as columns
         from pg_index i where i.indrelid = $1::text::regclass and (i.indisunique or i.indisexclusion)`,
        [table],
      )
      expect(keys.length, `${table} has a key`).toBeGreaterThan(0)
      for (const key of keys) expect(key.columns, key.name).toContain(column)
    }
  })

  test('scale: no foreign key at all, so none crosses', async () => {
    expect(
      await db.query(`select conname from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`),
    ).toEqual([])
  })

  test('scale: what blocks it today is what docs/operate/scale.md names', async () => {
    const identities = await db.query<{ name: string }>(
      `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and a.attidentity <> '' order by 1`,
    )
    const triggers = await db.query<{ name: string }>(
      `select distinct c.relname as name from pg_trigger g join pg_class c on c.oid = g.tgrelid where not g.tgisinternal order by 1`,
    )
    const spread = (names: readonly { name: string }[]): string[] =>
      names.flatMap(({ name }) => (notes[name]?.class === 'local' ? [] : [name]))
    expect(spread(identities)).toEqual([
      'benefit',
      'campaign',
      'club',
      'club_change',
      'fan_group',
      'live_session',
      'membership_log',
      'person',
      'source',
    ])
    expect(spread(triggers)).toEqual([
      'campaign_draw',
      'club',
      'club_change',
      'ledger',
      'membership_log',
      'owner_transfer',
      'points_entry',
      'user_transfer',
    ])
  })

  test('scale: a store just made holds rows only where that is declared', async () => {
    await seedStore(db)
    for (const [table, { seeded, stays }] of Object.entries(notes)) {
      if (seeded === true || stays !== undefined) continue
      expect(await db.query(`select 1 from ${table} limit 1`), table).toEqual([])
    }
  })
})
