import { beforeAll, expect, test } from 'vitest'
import { insertModeChange } from '../../src/club/store.ts'
import { replay } from '../../src/flow/replay.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { orKilledEarly, sharedProgram, startServer, type Program } from '../faults/program.ts'
import { seedStore } from '../../src/wire.ts'
import { createDatabase, describePostgres, silentLog } from '../support/store.ts'

/** kill -9 of a server that carries a club over, between the work of a piece and its commit: the next one goes on where it was (CLUB-5). */

/** Three pieces of the first size: further ones may grow, so that every server here surely begins a second. */
const MEMBERS = 3_000

/** A live club of so many members, each with one entry; its first change to shopping fell due a moment ago. */
async function fill(db: Db): Promise<void> {
  await seedStore(db)
  await db.exec(`
    insert into club (owner_id, kind, name, currency, created_at, mode) values ('luo', 'creator', 'luo', 'CNY', now() - interval '30 days', 'live');
    insert into club_change (club_no, kind, at, value) select club_no, k, to_timestamp(0), v::jsonb
      from club, (values ('mode', '"live"'), ('purchase', 'false'), ('rollout', '{"phase":2,"share":1}')) t(k, v);
    insert into person (user_id, created_at) select 'fan-' || i, now() from generate_series(1, ${MEMBERS}) i;
    insert into person_alias select user_id, user_no from person;
    insert into fan (user_no, club_no, epoch, seq) select user_no, 1, 1, 1 from person;
    insert into membership (user_no, club_no, mode, epoch, scene, joined_at, intimacy, last_earned_at)
      select user_no, 1, 'live', 1, 'liveRoom', timestamptz '2026-01-01Z', 1 + user_no % 99, timestamptz '2026-01-02Z' from person;
    insert into membership_log (user_no, club_no, epoch, mode, kind, scene, at, business_day)
      select user_no, 1, 1, 'live', 'join', 'liveRoom', joined_at, '2026-01-01' from membership;
    insert into ledger (user_no, club_no, seq, id, mode, epoch, at, recorded_at, business_day, kind, delta, balance, rule_set_version)
      select user_no, 1, 1, gen_random_uuid(), 'live', 1, last_earned_at, last_earned_at, '2026-01-02', 'coins', intimacy, intimacy, 1 from membership;
    insert into member_day (user_no, club_no, mode, day, level, earned, net, tasks_earned, tasks_count, tasks_units)
      select user_no, 1, 'live', '2026-01-02', 1, 0, 0, '{}', '{}', '{}' from membership;
    insert into club_level (club_no, mode, level, part, members) values (1, 'live', 1, 0, ${MEMBERS})`)
  // the days and totals follow from the ledger
  await replay(db, { fix: true })
  const effectiveAt = Date.now() - 1_000
  const change = { id: '01890a5d-ac96-774b-bcce-b302099a8057', clubNo: 1, from: 'live', to: 'shopping' } as const
  await db.transaction((tx) =>
    insertModeChange(tx, { ...change, now: effectiveAt - 86_400_000, effectiveAt, carries: MEMBERS }),
  )
}

describePostgres('a server killed while it carries a club over', () => {
  let program: Program
  beforeAll(async () => void (program = await sharedProgram()))

  test('CLUB-5: killed within the first piece and twice within the second, it ends with everyone carried once', async () => {
    const { url, drop } = await createDatabase()
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    try {
      await fill(db)
      const done = async () => (await db.query<{ done: number }>('select done from work_progress'))[0]?.done ?? 0
      const reached: number[] = []
      for (const nth of [1, 2, 2]) {
        const dying = startServer(program, { DATABASE_URL: url, TIEFEN_CRASH_AT: `work.piece:${nth}` })
        await dying.then((server) => server.gone, orKilledEarly)
        reached.push(await done())
      }
      // the killed piece left nothing: one piece was whole before the second kill, and one more before the third
      expect(reached[0]).toBe(0)
      expect(reached[1]).toBeGreaterThan(0)
      expect(reached[2]).toBeGreaterThan(reached[1] ?? 0)
      const server = await startServer(program, { DATABASE_URL: url })
      await expect
        .poll(() => db.query('select 1 from work_progress where finished_at is null'), {
          timeout: 60_000,
          interval: 100,
        })
        .toEqual([])
      await server.stop()
      const [sums] = await db.query(
        `select count(*)::int4 as members, sum(intimacy)::int4 as points,
           (select sum(intimacy)::int4 from membership where mode = 'live') as before,
           (select count(*)::int4 from ledger where kind = 'migration') as entries,
           (select sum(members)::int4 from club_level where mode = 'shopping') as counted
         from membership where mode = 'shopping'`,
      )
      expect(sums).toMatchObject({ members: MEMBERS, entries: MEMBERS, counted: MEMBERS, points: sums?.['before'] })
      expect((await replay(db, { fix: false })).lines).toEqual([])
    } finally {
      await db.close()
      await drop()
    }
  }, 300_000)
})
