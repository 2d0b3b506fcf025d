import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeStores } from '../../test/support/store.ts'
import { inOrder } from '../lib/in-order.ts'
import type { Db } from '../ports/db.ts'

describeStores('the store port', (store) => {
  let db: Db
  beforeAll(async () => {
    db = await store.open()
    await db.exec('create table thing (number int primary key constraint small check (number < 100), word text)')
  })
  afterAll(() => db.close())

  test('gives the same JavaScript values on both stores', async () => {
    const [row] = await db.query(
      `select 7::int2 as small, 8::int4 as middle, 9007199254740991::int8 as large, 1.50::numeric as exact, true as yes,
              'x'::text as word, '00000000-0000-7000-8000-000000000001'::uuid as id, '2026-03-01T12:00:00.123456+08:00'::timestamptz as instant,
              '2026-03-01'::date as day, '{"a":[1]}'::jsonb as json, '\\x00ff'::bytea as bytes, null::int as nothing,
              '{1,null,3}'::int[] as numbers, '{5,6}'::int8[] as larges, array['a"b','c\\d',null,''] as words, '{t,f}'::bool[] as flags`,
    )
    expect(row).toEqual({
      small: 7,
      middle: 8,
      large: 9007199254740991,
      exact: '1.50',
      yes: true,
      word: 'x',
      id: '00000000-0000-7000-8000-000000000001',
      instant: Date.UTC(2026, 2, 1, 4, 0, 0, 123),
      day: '2026-03-01',
      json: { a: [1] },
      bytes: new Uint8Array([0, 255]),
      nothing: null,
      numbers: [1, null, 3],
      larges: [5, 6],
      words: ['a"b', 'c\\d', null, ''],
      flags: [true, false],
    })
  })

  test('takes the same bound values on both stores', async () => {
    const words = ['plain', 'quo"te', 'back\\slash', '', 'NULL', '{a,b}', '铁粉 🎉', null]
    const [row] = await db.query(
      `select $1::int as number, $2::int8 as big, $3::bool as flag, $4::timestamptz as instant, $5::bytea as bytes, $6::text[] as words,
              $7::int[] as numbers, $8::int8[] as none, $9::timestamptz[] as instants, $10::jsonb as json, $11::text as nothing`,
      [
        1,
        2n,
        false,
        new Date(1_700_000_000_123),
        new Uint8Array([1, 2]),
        words,
        [1, null],
        [],
        [new Date(5)],
        '{"k":"v"}',
        null,
      ],
    )
    expect(row).toEqual({
      number: 1,
      big: 2,
      flag: false,
      instant: 1_700_000_000_123,
      bytes: new Uint8Array([1, 2]),
      words,
      numbers: [1, null],
      none: [],
      instants: [5],
      json: { k: 'v' },
      nothing: null,
    })
  })

  test('refuses an int8 that a JavaScript number cannot hold, and numbers that are none', async () => {
    await expect(db.query('select 9007199254740993::int8 as large')).rejects.toThrow(RangeError)
    await expect(db.query('select $1::float8', [Number.NaN])).rejects.toThrow(RangeError)
    expect(await db.query('select 1 as still')).toEqual([{ still: 1 }])
  })

  test('statements that are sent without waiting are done in order; each has its own answer', async () => {
    const answers = await db.transaction((tx) =>
      Promise.all([
        tx.query('insert into thing values (40, $1)', ['first']),
        tx.query<{ word: string }>('select word from thing where number = 40'),
        tx.query('update thing set word = $1 where number = 40', ['second']),
        tx.query<{ word: string }>('select word from thing where number = 40'),
        tx.query('delete from thing where number = 40'),
      ]),
    )
    expect(answers).toEqual([[], [{ word: 'first' }], [], [{ word: 'second' }], []])
  })

  test('of statements that are sent without waiting the first that fails is told, those behind it do nothing, and the session goes on', async () => {
    const outcome = db.transaction((tx) =>
      inOrder([
        tx.query('insert into thing values (41)'),
        tx.query('insert into thing values (400)'),
        tx.query('insert into thing values ($1)', [42]),
        tx.query('insert into thing values ($1)', [43]),
      ]),
    )
    await expect(outcome).rejects.toMatchObject({ code: '23514', constraint: 'small' })
    // and what they did not do for the failure of another, they do the next time
    await db.transaction((tx) =>
      inOrder([tx.query('insert into thing values ($1)', [42]), tx.query('insert into thing values ($1)', [43])]),
    )
    expect(await db.query('select number from thing where number between 40 and 49 order by number')).toEqual([
      { number: 42 },
      { number: 43 },
    ])
    await db.query('delete from thing')
  })

  test('a failed statement carries SQLSTATE and constraint, rolls back, and leaves the session usable', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into thing (number) values (1)')
      await tx.query('insert into thing (number) values (200)')
    })
    await expect(work).rejects.toMatchObject({ code: '23514', constraint: 'small' })
    await expect(db.query('select nonsense')).rejects.toMatchObject({ code: '42703' })
    expect(await db.query('select number from thing')).toEqual([])
  })

  test('what work throws comes out as it is, and nothing stays', async () => {
    const problem = new Error('ours')
    const work = db.transaction(async (tx) => {
      await tx.query('insert into thing (number) values (2)')
      throw problem
    })
    await expect(work).rejects.toBe(problem)
    expect(await db.query('select number from thing')).toEqual([])
  })

  test('a transaction whose failed statement was swallowed is not taken for committed', async () => {
    const work = db.transaction(async (tx) => {
      await tx.query('insert into thing (number) values (3)')
      await tx.query('select nonsense').catch(() => null)
    })
    await expect(work).rejects.toThrow(/rolled back/)
    expect(await db.query('select number from thing')).toEqual([])
  })

  test('statements awaited together run one after the other; after the end the transaction refuses', async () => {
    let kept: { query(text: string): Promise<object[]> } | null = null
    const rows = await db.transaction(async (tx) => {
      kept = tx
      return Promise.all([1, 2, 3].map((number) => tx.query<{ n: number }>('select $1::int as n', [number])))
    })
    expect(rows.flat().map((row) => row.n)).toEqual([1, 2, 3])
    await expect((kept as unknown as Db).query('select 1')).rejects.toThrow(/over/)
  })

  test('a statement behind a failed one is told what the transaction failed with', async () => {
    const work = db.transaction(async (tx) => {
      const second = tx.query('select 1').then(() => tx.query('select 2'))
      await inOrder([second, tx.query('insert into thing values (400)')])
    })
    await expect(work).rejects.toMatchObject({ code: '23514' })
  })

  test('work is tried again on a serialization failure, five times at most', async () => {
    let attempts = 0
    const raise = `do $$ begin raise exception 'again' using errcode = '40001'; end $$`
    const second = await db.transaction(async (tx) => {
      attempts += 1
      if (attempts === 1) await tx.query(raise)
      return attempts
    })
    expect(second).toBe(2)
    attempts = 0
    const never = db.transaction(async (tx) => {
      attempts += 1
      await tx.query(raise)
    })
    await expect(never).rejects.toMatchObject({ name: 'Fault', retryable: true })
    expect(attempts).toBe(5)
  })

  test('many callers at once are served, and statements are counted', async () => {
    const before = db.statements()
    const sums = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        db.transaction(async (tx) => (await tx.query<{ n: number }>('select $1::int + 1 as n', [n]))[0]?.n),
      ),
    )
    expect(sums).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    expect(db.statements() - before).toBe(150)
  })

  test('exec runs several statements as one, and a failing one leaves nothing behind', async () => {
    await db.exec('create table second (a int); insert into second values (1)')
    await expect(db.exec('insert into second values (2); select nonsense')).rejects.toMatchObject({ code: '42703' })
    await expect(db.exec('begin; insert into second values (3); select nonsense; commit')).rejects.toMatchObject({
      code: '42703',
    })
    expect(await db.query('select a from second')).toEqual([{ a: 1 }])
  })

  test('five thousand rows go in with one statement', async () => {
    await db.exec('create table many (id int, word text)')
    const ids = Array.from({ length: 5000 }, (_, index) => index)
    await db.query('insert into many select * from unnest($1::int[], $2::text[])', [ids, ids.map((id) => `词"${id}\\`)])
    const [row] = await db.query(
      'select count(*) as rows, max(id) as last, max(word) filter (where id = 4999) as word from many',
    )
    expect(row).toEqual({ rows: 5000, last: 4999, word: '词"4999\\' })
  })
})
