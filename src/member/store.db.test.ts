import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describePostgres, describeAnyStore, emptyTables } from '../../test/support/store.ts'
import { createRandom } from '../lib/prng.ts'
import type { Db } from '../ports/db.ts'
import { ANY_INTIMACY, listByJoining, listByRank, type After, type ListedRow, type Listing } from './store.ts'

const everyone: Listing = { clubNo: 1, mode: 'live', from: 0, below: ANY_INTIMACY, lit: null, q: null }

/** A club of people whose balances crowd as real ones do: nothing, one task's points, small sums, a long tail; and a second club between them. */
async function fill(db: Db, members: number, seed: number): Promise<void> {
  const { below: draw } = createRandom(`club ${seed}`)
  const balances = Array.from({ length: members }, () => {
    const kind = draw(10)
    if (kind < 3) return 0
    if (kind < 5) return 50
    if (kind < 7) return draw(40)
    return kind < 9 ? draw(3_000) : draw(2 ** draw(40))
  })
  await db.query(
    `insert into person (user_no, user_id, name, created_at) overriding system value
     select no, 'fan-' || lpad((no * 7 % 100000)::text, 5, '0'), case when no % 3 = 0 then 'name ' || no % 50 end, now()
     from generate_series(1, $1::int8) as no`,
    [members],
  )
  await db.query(
    `insert into fan (user_no, club_no, lit_orders) select no, club, (no % 5 = 0)::int from generate_series(1, $1::int8) as no, (values (1), (2)) as c(club)`,
    [members],
  )
  await db.query(
    `insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, last_earned_at)
     select no, club, 'live', 1, 'liveRoom', timestamptz '2026-03-01' - (no % 7) * interval '1 day', points,
       case when no % 2 = 0 then timestamptz '2026-03-10' end
     from unnest($1::int8[]) with ordinality as t(points, no), (values (1), (2)) as c(club)`,
    [balances],
  )
}

/** Every page of a list, one after another. */
async function walk(db: Db, list: typeof listByRank, listing: Listing, limit: number): Promise<ListedRow[]> {
  const all: ListedRow[] = []
  for (let after: After | null = null; ;) {
    const page = await list(db, listing, after, limit)
    all.push(...page)
    const last = page.at(-1)
    if (last === undefined || page.length < limit) return all
    after = { value: list === listByRank ? last.intimacy : last.joined_at, userNo: last.user_no }
  }
}

const brief = (rows: readonly { user_no: number; intimacy: number }[]) =>
  rows.map((row) => `${row.user_no}:${row.intimacy}`)

describeAnyStore('members by rank', (store) => {
  let db: Db
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(() => emptyTables(db))

  const expected = (where: string, order = 'm.intimacy desc, m.user_no') =>
    db.query<{ user_no: number; intimacy: number }>(
      `select m.user_no, m.intimacy from membership m join person p using (user_no) join fan f using (user_no, club_no)
       where m.club_no = 1 and m.mode = 'live' and ${where} order by ${order}`,
    )

  test.each([1, 2, 3])(
    'LVL-3: page after page is the whole club by intimacy, nobody twice, nobody left out (seed %i)',
    async (seed) => {
      await fill(db, 500, seed)
      const all = brief(await expected('true'))
      for (const limit of [3, 50, 1_000]) expect(brief(await walk(db, listByRank, everyone, limit))).toEqual(all)
    },
  )

  test('LVL-3: a span of intimacy, a lit badge and the beginning of a name or id narrow it without changing the order', async () => {
    await fill(db, 700, 4)
    const cases: readonly (readonly [Partial<Listing>, string])[] = [
      [{ from: 100, below: 2_000 }, 'm.intimacy >= 100 and m.intimacy < 2000'],
      [{ from: 0, below: 1 }, 'm.intimacy = 0'],
      [{ from: 3, below: 51 }, 'm.intimacy between 3 and 50'],
      [{ lit: { is: true, earnedAfter: null } }, 'f.lit_orders > 0'],
      [{ lit: { is: false, earnedAfter: null } }, 'f.lit_orders = 0'],
      [{ lit: { is: true, earnedAfter: Date.UTC(2026, 2, 9) } }, `m.last_earned_at > '2026-03-09'`],
      [{ lit: { is: false, earnedAfter: Date.UTC(2026, 2, 9) } }, `m.last_earned_at is null`],
      [{ q: 'fan-00' }, `p.user_id like 'fan-00%'`],
      [{ q: 'name 1' }, `p.name like 'name 1%'`],
      [{ q: 'name 1', from: 10, below: 60 }, `p.name like 'name 1%' and m.intimacy between 10 and 59`],
      [{ q: 'fan-0_' }, 'false'],
    ]
    for (const [narrowed, where] of cases) {
      const rows = await walk(db, listByRank, { ...everyone, ...narrowed }, 9)
      expect(brief(rows), where).toEqual(brief(await expected(where)))
      const joined = await walk(db, listByJoining, { ...everyone, ...narrowed }, 9)
      expect(brief(joined), where).toEqual(brief(await expected(where, 'm.joined_at desc, m.user_no')))
    }
    expect((await expected(`p.name like 'name 1%'`)).length).toBeGreaterThan(20)
  })

  test('LVL-3: a beginning that thousands share is found along the list, in the same order', async () => {
    await fill(db, 6_000, 5)
    const listing = { ...everyone, q: 'fan-' }
    expect(brief(await walk(db, listByRank, listing, 999))).toEqual(brief(await expected('true')))
    expect(brief(await listByJoining(db, listing, null, 20))).toEqual(
      brief((await expected('true', 'm.joined_at desc, m.user_no')).slice(0, 20)),
    )
  })

  test('LVL-3: the rank bucket grows with the balance, is exact below 8 and at most a quarter of a balance wide', async () => {
    const rows = await db.query<{ v: number; bucket: number }>(
      `select v, rank_bucket(v) as bucket from (select generate_series(0, 5000)::int8 as v
         union select (2 ^ e)::int8 + d from generate_series(3, 40) as e, generate_series(-1, 1) as d) as t order by v`,
    )
    const first = new Map<number, number>()
    for (const [index, { v, bucket }] of rows.entries()) {
      expect(bucket).toBeGreaterThanOrEqual(rows[index - 1]?.bucket ?? 0)
      if (v < 8) expect(bucket).toBe(v)
      if (!first.has(bucket)) first.set(bucket, v)
      if (v < 2 ** 27) expect(v - (first.get(bucket) ?? 0)).toBeLessThanOrEqual(v / 4)
    }
  })
})

describePostgres('the rank and the writes', (store) => {
  test('TASK-12: earning inside a bucket is a HOT update: no index is written; only a new bucket writes them', async () => {
    const db = await store.open()
    try {
      await fill(db, 10, 6)
      const hot = (intimacy: number) =>
        db.transaction(async (tx) => {
          const counts = async () =>
            (
              await tx.query<{ updated: number; hot: number }>(
                `select n_tup_upd as updated, n_tup_hot_upd as hot from pg_stat_xact_user_tables where relname = 'membership'`,
              )
            )[0] ?? { updated: 0, hot: 0 }
          const before = await counts()
          await tx.query(
            'update membership set intimacy = $1::int8, level = 3, last_earned_at = now() where user_no = 1 and club_no = 1',
            [intimacy],
          )
          const after = await counts()
          return { updated: after.updated - before.updated, hot: after.hot - before.hot }
        })
      await hot(1_024)
      expect(await hot(1_279)).toEqual({ updated: 1, hot: 1 })
      expect(await hot(1_280)).toEqual({ updated: 1, hot: 0 })
    } finally {
      await db.close()
    }
  })
})
