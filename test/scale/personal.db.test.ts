import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { migrationsFolder } from '../../src/infra/migrate.ts'
import { readTableNotes } from '../../src/infra/store-file/tables.ts'
import { sections } from '../../src/person/data/sections.ts'
import type { Db } from '../../src/ports/db.ts'
import { describeStores } from '../support/store.ts'

/** What each class means stands in docs/adr/0011-erasure.md. */
const classes = ['no', 'staff', 'number', 'row', 'blank', 'pseudonym', 'sweep'] as const
const form = z.record(z.string(), z.record(z.string(), z.enum(classes)))

describeStores('PLT-6: what is personal', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())

  test('PLT-6: every column that can hold words of a user is classified, and no other', async () => {
    const rows = await db.query<{ name: string }>(
      `select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
         and a.atttypid in ('text'::regtype, 'text[]'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'bytea'::regtype)
       order by 1`,
    )
    const classified = form.parse(JSON.parse(await readFile(`${migrationsFolder()}/personal.json`, 'utf8')))
    const names = Object.entries(classified).flatMap(([table, columns]) =>
      Object.keys(columns).map((column) => `${table}.${column}`),
    )
    expect(names.sort()).toEqual(rows.map(({ name }) => name).sort())
  })

  test('PLT-6: every table that is kept by user is in the export', async () => {
    const notes = await readTableNotes(migrationsFolder())
    const read = sections.map(({ from }) => from).join(' ')
    const missing = Object.entries(notes).flatMap(([table, note]) =>
      note.class === 'user_no' && !new RegExp(`\\b${table}(_shown)?\\b`).test(read) ? [table] : [],
    )
    expect(missing).toEqual([])
  })

  test('PLT-6: a word may leave a book, its figures may not change, and a word may not become another', async () => {
    await db.query(
      `insert into ledger (user_no, club_no, seq, id, mode, epoch, at, recorded_at, business_day, kind, delta, balance, rule_set_version, reason, actor)
       values (7, 7, 1, gen_random_uuid(), 'live', 1, now(), now(), '2026-01-01', 'correction', 5, 5, 1, 'because of him', 'owner:luo')`,
    )
    for (const change of [
      'delta = delta',
      'delta = 6',
      `reason = 'another'`,
      `actor = null`,
      'reason = null, balance = 6',
      'reason = reason',
    ])
      await expect(db.query(`update ledger set ${change} where user_no = 7`), change).rejects.toThrow('append-only')
    await db.query('update ledger set reason = null where user_no = 7')
    await expect(db.query(`update ledger set reason = 'back' where user_no = 7`)).rejects.toThrow('append-only')
    await expect(db.query('delete from ledger where user_no = 7')).rejects.toThrow('append-only')
    expect(await db.query('select delta, balance, reason, actor from ledger where user_no = 7')).toEqual([
      { delta: 5, balance: 5, reason: null, actor: 'owner:luo' },
    ])
  })
})
