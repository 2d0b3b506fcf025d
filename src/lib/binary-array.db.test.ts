import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../ports/db.ts'
import { describeStores } from '../../test/support/store.ts'
import { appendRows } from '../flow/append.ts'
import { arrayOf, column, kinds, type Kind } from './binary-array.ts'

describeStores('binary values', (store) => {
  let db: Db
  beforeAll(async () => {
    db = await store.open()
  })
  afterAll(() => db.close())

  const samples: readonly (readonly [Kind<never>, readonly unknown[]])[] = [
    [kinds.bool, [true, false, null]],
    [kinds.int2, [0, -1, 32_767, -32_768, null]],
    [kinds.int4, [0, -1, 2_147_483_647, -2_147_483_648, null]],
    [kinds.int8, [0, -1, 2 ** 32, -(2 ** 32), 2 ** 32 - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null]],
    [kinds.date, ['1970-01-01', '1999-12-31', '2000-01-01', '2024-02-29', '2999-12-31', null]],
    [kinds.instant, [0, 946_684_800_000, 946_684_799_999, Date.UTC(2026, 2, 10), Date.UTC(2999, 11, 31) + 1, null]],
    [kinds.text, ['', 'a', '铁粉 🧲', 'null', '{"a"}', "'\\", null]],
    [kinds.uuid, ['0197f0b2-0000-7000-8000-00000000abcd', null]],
    [kinds.jsonb, ['{"a": [1, "铁"]}', 'null', null]],
  ] as never

  it.each(samples.map(([kind, values]) => [kind.sql, kind, values] as const))(
    'arrays of %s come back as they went',
    async (sql, kind, values) => {
      const rows = await db.query<{ value: unknown }>(
        `select value from unnest($1::${sql}[]) with ordinality as t(value, i) order by i`,
        [arrayOf(kind as Kind<unknown>, values, (value) => value)],
      )
      expect(rows.map(({ value }) => value)).toEqual(
        sql === 'jsonb' ? values.map((value) => (value === null ? null : JSON.parse(String(value)))) : values,
      )
    },
  )

  it('an empty array is an array', async () => {
    const rows = await db.query<{ size: number }>('select cardinality($1::text[]) as size', [
      arrayOf(kinds.text, [], (value: string) => value),
    ])
    expect(rows).toEqual([{ size: 0 }])
  })

  it('32 hex digits are a uuid', async () => {
    const rows = await db.query<{ value: string }>('select unnest($1::uuid[]) as value', [
      arrayOf(kinds.hex, ['000102030405060708090a0b0c0d0e0f'], (value) => value),
    ])
    expect(rows[0]?.value).toBe('00010203-0405-0607-0809-0a0b0c0d0e0f')
  })

  it.each([3, 5_000])('%i rows appended are there, with the defaults of the columns they lack', async (count) => {
    interface Line {
      readonly place: number
      readonly text: string | null
    }
    const lines: Line[] = Array.from({ length: count }, (_, place) => ({
      place,
      text: place % 7 === 0 ? null : `${'铁'.repeat(place % 50)}"\t\n\\N`,
    }))
    const found = await db.transaction(async (tx) => {
      await tx.query(`create temp table line (place int4, text text, kind text default 'x') on commit drop`)
      await appendRows(tx, 'line', lines, [
        column('place', kinds.int4, (line: Line) => line.place),
        column('text', kinds.text, (line) => line.text),
      ])
      return tx.query<Line & { kind: string }>('select place, text, kind from line order by place')
    })
    expect(found).toEqual(lines.map((line) => ({ ...line, kind: 'x' })))
  })

  it('a row that breaks a constraint fails with its code, and the session goes on', async () => {
    const rows = Array.from({ length: 200 }, (_, place) => ({ place: place % 100 }))
    await expect(
      db.transaction(async (tx) => {
        await tx.query('create temp table single (place int4 primary key) on commit drop')
        await appendRows(tx, 'single', rows, [column('place', kinds.int4, (row: { place: number }) => row.place)])
      }),
    ).rejects.toMatchObject({ code: '23505' })
    expect(await db.query('select 1 as one')).toEqual([{ one: 1 }])
  })
})
