import { afterAll, beforeAll, expect, it } from 'vitest'
import { createWorkload, everythingMix } from './workload.ts'
import type { Db } from '../../src/ports/db.ts'
import type { Engine } from '../../src/flow/engine.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { describeStores } from '../support/store.ts'
import { openEngine, fillClubs } from './engine.ts'
import { handClock } from './nodes.ts'

const CLUBS = 20
/** One for every table that is read or written, and begin, commit, people and sources. */
const STATEMENTS_MOST = 39

describeStores('TASK-10: a batch costs a fixed number of statements', (store) => {
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

  it('the same for 500 events and for 5 000 of every type, and for the batch after it', async () => {
    // the first people, sources and sessions are made once
    await costOf(workload(1, 2_000).take(1_000))
    const known = workload(2, 2_000)
    const costs = [await costOf(known.take(500)), await costOf(known.take(5_000)), await costOf(known.take(5_000))]
    console.log(`statements of a batch of 500, 5 000 and 5 000 events [${store.name}]: ${costs.join(', ')}`)
    // a lookup that a batch does not need (no refund whose session is elsewhere) is left out
    expect(Math.max(...costs) - Math.min(...costs), costs.join()).toBeLessThanOrEqual(3)
    expect(Math.max(...costs)).toBeLessThanOrEqual(STATEMENTS_MOST)
  })
})
