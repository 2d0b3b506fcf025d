import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRejection } from '../../src/contract/rejections.ts'
import { createIngestor, type Ingestor } from '../../src/flow/batch.ts'
import type { Poison } from '../../src/flow/isolate.ts'
import { createSqlStore } from '../../src/flow/sql-store.ts'
import { loadRuleSets } from '../../src/flow/rules.ts'
import type { Db } from '../../src/ports/db.ts'
import { describeStores } from '../support/store.ts'
import { fillClubs, openEngine, ingestorParts } from './engine.ts'
import { event } from './events.ts'
import { handClock } from './nodes.ts'
import { ownerIdOf, userIdOf } from './workload.ts'

/** Events whose row the store itself refuses: what a fault of ours in one place looks like to the engine. */
describeStores('TASK-10: an event that fails by itself', (store) => {
  let db: Db
  let ingestor: Ingestor
  let kept: Poison[] = []
  let room = true
  let commits = 0
  const clock = handClock()

  beforeAll(async () => {
    db = await store.open()
    await fillClubs(await openEngine(db, clock), 2, 400)
    await db.exec(`
      create function refuse_poison() returns trigger language plpgsql as $$
      begin
        if new.event_id like 'poison%' then raise exception 'cannot digest %', new.event_id; end if;
        return new;
      end $$;
      create trigger poison before insert on event_seen for each row execute function refuse_poison();`)
    ingestor = createIngestor(
      ingestorParts(clock, {
        store: createSqlStore(db, async (tx) => ({ now: clock.now(), versions: await loadRuleSets(tx), store: 'one' })),
        lanes: store.name === 'pglite' ? 1 : 3,
        jointEventsMost: 0,
        onCommit: () => void (commits += 1),
        quarantine: (poison) => {
          kept.push(poison)
          return Promise.resolve(room ? 'kept' : 'full')
        },
      }),
    )
  })
  afterAll(() => db.close())

  const liked = (id: string, person: number) =>
    event('live.liked', {
      id,
      subject: userIdOf(person),
      at: clock.now() - 60_000,
      data: { ownerId: ownerIdOf(0), sessionId: 's', count: 1 },
    })
  const seen = async (ids: readonly string[]) =>
    (
      await db.query<{ seen: number }>(
        'select count(*)::int4 as seen from event_seen where event_id = any($1::text[])',
        [ids],
      )
    )[0]?.seen

  it('is set aside with its reason; the rest of its call, and other calls, are committed', async () => {
    kept = []
    const first = Array.from({ length: 300 }, (_, turn) =>
      liked(turn === 17 || turn === 211 ? `poison-${turn}` : `a-${turn}`, turn),
    )
    const second = Array.from({ length: 300 }, (_, turn) => liked(`b-${turn}`, turn))
    const [one, two] = await Promise.all([ingestor.ingest(first), ingestor.ingest(second)])
    if (isRejection(one) || isRejection(two)) throw new Error('busy')
    const odd = one.results.filter(({ status }) => status === 'waiting')
    expect(odd).toEqual([
      { id: 'poison-17', status: 'waiting', code: 'quarantined' },
      { id: 'poison-211', status: 'waiting', code: 'quarantined' },
    ])
    expect(one.results.map(({ id }) => id)).toEqual(first.map(({ id }) => id))
    expect([one.waiting, two.waiting, two.rejected]).toEqual([2, 0, 0])
    expect(kept.map(({ raw, userId, history }) => [raw, userId, history]).sort()).toEqual(
      [first[17], first[211]].map((raw) => [raw, raw?.['subject'], false]).sort(),
    )
    for (const { error } of kept) expect(String(error)).toContain('cannot digest')
    expect(await seen([...first, ...second].map(({ id }) => String(id)))).toBe(598)
  })

  it('is found among many calls by halving: they are not committed one by one', async () => {
    commits = 0
    const calls = Array.from({ length: 64 }, (_, turn) => liked(turn === 40 ? 'poison-call' : `e-${turn}`, 3))
    const answers = await Promise.all(calls.map((one) => ingestor.ingest([one])))
    expect(answers.map((answer) => (isRejection(answer) ? answer : answer.waiting))).toEqual(
      calls.map((_, turn) => (turn === 40 ? 1 : 0)),
    )
    expect(commits).toBeLessThan(16)
  })

  it('where nothing more can be kept, is refused and stays with its sender', async () => {
    room = false
    const answer = await ingestor.ingest([liked('poison-full', 1), liked('c-1', 1)])
    room = true
    expect(answer).toMatchObject({
      results: [
        { id: 'poison-full', status: 'rejected', code: 'quarantine_full' },
        { id: 'c-1', status: 'ignored', code: 'not_a_member' },
      ],
    })
  })

  it.each([
    [
      'a column is gone',
      'alter table event_seen rename column points to gone',
      'alter table event_seen rename column gone to points',
    ],
    ['a table is gone', 'alter table event_seen rename to gone', 'alter table gone rename to event_seen'],
  ])('is none where %s: nothing is set aside, its sender keeps it', async (what, breaks, mends) => {
    kept = []
    await db.exec(breaks)
    try {
      await expect(ingestor.ingest([liked(`broken ${what}`, 1)])).rejects.toMatchObject({
        name: 'Fault',
        retryable: true,
      })
      expect(kept).toEqual([])
    } finally {
      await db.exec(mends)
    }
    expect(await ingestor.ingest([liked(`broken ${what}`, 1)])).toMatchObject({ waiting: 0, rejected: 0 })
  })

  it('does not stop a caller’s own writes, which commit with the rest and see all results', async () => {
    await db.exec('create table if not exists position (at int4)')
    const events = Array.from({ length: 40 }, (_, turn) => liked(turn === 5 ? 'poison-5' : `d-${turn}`, turn))
    let told: readonly string[] = []
    await ingestor.ingest(events, {
      alongside: async (tx, results) => {
        told = results.map(({ status }) => status)
        await tx.query('insert into position values (40)')
      },
    })
    expect(told.filter((status) => status === 'waiting')).toHaveLength(1)
    expect(told[5]).toBe('waiting')
    expect(await db.query('select at from position')).toEqual([{ at: 40 }])
    expect(await seen(events.map(({ id }) => String(id)))).toBe(39)
  })
})
