import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkload, everythingMix, ownerIdOf, userIdOf } from './workload.ts'
import type { Db } from '../../src/ports/db.ts'
import type { Engine } from '../../src/flow/engine.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { describeAnyStore } from '../support/store.ts'
import { LANES } from '../../src/flow/engine.ts'
import { openEngine, fillClubs } from './engine.ts'
import { event } from './events.ts'
import { handClock } from './nodes.ts'

const CLUBS = 20
/** One for every table that is read, one for new and one for known rows of every table that is written, and begin, commit, people and sources. */
const STATEMENTS_MOST = 50
/** A batch with refused events asks the store about them and starts again. */
const TRIES = 2

describeAnyStore('TASK-10: a batch costs a fixed number of statements', (store) => {
  let db: Db
  let engine: Engine
  const clock = handClock()

  beforeAll(async () => {
    db = await store.open()
    engine = await openEngine(db, clock)
    await fillClubs(engine, CLUBS, 2_000)
  })
  afterAll(() => db.close())

  const workload = (seed: number, people: number) =>
    createWorkload({
      seed,
      clubs: CLUBS,
      people,
      active: people,
      eventsEach: 10,
      from: clock.now() - 3_600_000,
      pause: 100,
      duplicates: 0.02,
      mix: everythingMix,
    })

  /** Statements of one batch from the first look to the commit. */
  const costOf = async (events: readonly unknown[]): Promise<number> => {
    const before = db.statements()
    const answer = await engine.app.ingest(events)
    if (isRejection(answer)) throw new Error(answer.rejected)
    expect(answer.applied).toBeGreaterThan(events.length / 4)
    return db.statements() - before
  }

  it('the same for 1 000 events and for 5 000 of every type, and for the batch after it', async () => {
    // the first people, sources and sessions are made once
    await costOf(workload(1, 2_000).take(1_000))
    const known = workload(2, 2_000)
    const costs = [await costOf(known.take(1_000)), await costOf(known.take(5_000)), await costOf(known.take(5_000))]
    console.log(`statements of a batch of 1 000, 5 000 and 5 000 events [${store.name}]: ${costs.join(', ')}`)
    // a call's events go to the lanes by user; each lane has a transaction of its own
    const lanes = store.name === 'pglite' ? 1 : LANES
    expect(Math.max(...costs)).toBeLessThanOrEqual(STATEMENTS_MOST * TRIES * lanes)
    // five times the events: the same statements, but for those that only some batches need
    expect(costs[1]).toBeLessThanOrEqual((costs[0] ?? 0) * 2)
  }, 240_000)

  it('who was seen a moment ago is not read again', async () => {
    const watched = (turn: number) =>
      Array.from({ length: 200 }, (_, person) =>
        event('live.liked', {
          subject: userIdOf(person),
          at: clock.now() - 1_000,
          id: `again-${turn}-${person}`,
          data: { ownerId: ownerIdOf(0), sessionId: 'again', count: 1 },
        }),
      )
    const first = await costOf(watched(1))
    const second = await costOf(watched(2))
    expect(second).toBeLessThan(first)
    // begin, time and rules, club, session; guard, days, presence, totals, what was seen, news, commit, and those of points
    expect(second).toBeLessThanOrEqual(16 * (store.name === 'pglite' ? 1 : LANES))
  })

  it('TASK-10: where there are more sources than a node remembers, each event is known by its own', async () => {
    const followed = (source: string, id = source) =>
      event('user.followed', { id, source, subject: userIdOf(0), at: clock.now(), data: { ownerId: ownerIdOf(0) } })
    const sources = Array.from({ length: 10_001 }, (_, place) => `source-${place}`)
    const many = await engine.app.ingest(sources.map((source) => followed(source)))
    const again = [followed('source-0'), followed('source-10000', 'more'), followed('another')]
    const few = await engine.app.ingest(again)
    if (isRejection(many) || isRejection(few)) throw new Error('busy')
    expect(many.applied).toBe(sources.length)
    expect(few.results.map(({ status }) => status)).toEqual(['duplicate', 'applied', 'applied'])
    const rows = await db.query(
      `select source from event_seen join source using (source_no) where event_id in ('more', 'another') order by event_id desc`,
    )
    expect(rows).toEqual([{ source: 'source-10000' }, { source: 'another' }])
  })
})
