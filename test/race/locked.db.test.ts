import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isRejection } from '../../src/contract/rejections.ts'
import { createIngestor, type Ingestor } from '../../src/flow/batch.ts'
import { DueFirst } from '../../src/flow/batch-store.ts'
import { createSqlStore } from '../../src/flow/sql-store.ts'
import { loadRuleSets } from '../../src/flow/rules.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { createDatabase, describePostgres, silentLog } from '../support/store.ts'
import { fillClubs, openEngine, ingestorParts } from './engine.ts'
import { event, order } from './events.ts'
import { handClock } from './nodes.ts'
import { ownerIdOf } from './workload.ts'

/** An index made without `concurrently`, a `lock table` that somebody forgot: the store's trouble, and no event's. */
describePostgres('TASK-10: what a batch needs is locked for long', () => {
  const clock = handClock()
  let db: Db
  let rival: Client
  let drop: () => Promise<void>
  let ingestor: Ingestor
  let kept = 0
  let overdue = false

  beforeAll(async () => {
    const made = await createDatabase()
    drop = made.drop
    // the address has the last word: a wait ends after 50 ms instead of 10 s
    db = await openPostgres({ connectionString: `${made.url}?lock_timeout=50`, max: 8, log: silentLog })
    rival = new Client({ connectionString: made.url })
    await rival.connect()
    await fillClubs(await openEngine(db, clock), 1, 1)
    const store = createSqlStore(db, async (tx) => {
      // two statements, as where the rules are new: the second stands behind what is asked beside the first
      await tx.query('select')
      if (overdue) throw new DueFirst()
      return { now: clock.now(), versions: await loadRuleSets(tx), store: 'one' }
    })
    const quarantine = () => {
      kept += 1
      return Promise.resolve('kept' as const)
    }
    ingestor = createIngestor(ingestorParts(clock, { store, lanes: 2, quarantine }))
  })
  afterAll(async () => {
    await rival.end()
    await db.close()
    await drop()
  })

  const calls = (name: string) =>
    ['ann', 'bob', 'cat'].map(
      (user) => () =>
        ingestor.ingest([
          event('user.followed', {
            id: `${name}-${user}`,
            subject: `${user}-${name}`,
            at: clock.now() - 1,
            data: { ownerId: ownerIdOf(0) },
          }),
        ]),
    )
  /** Every call ends with a fault after few tries; the same events are taken when it is over. */
  async function expectPatience(name: string, over: () => Promise<unknown>): Promise<void> {
    const before = db.statements()
    for (const each of await Promise.allSettled(calls(name).map((ask) => ask())))
      expect(each).toMatchObject({ status: 'rejected', reason: { name: 'Fault', retryable: true } })
    // nobody was tried for himself
    expect(db.statements() - before).toBeLessThan(200)
    await over()
    // one after another: they must not wait 50 ms for each other either
    for (const ask of calls(name)) {
      const answer = await ask()
      expect(isRejection(answer) ? answer : answer.applied).toBe(1)
    }
    expect(kept).toBe(0)
  }

  for (const table of ['event_seen', 'fan', 'person_alias', 'club'])
    it(`${table}: the calls are told to come again, no event is set aside`, async () => {
      await rival.query(`begin; lock table ${table} in exclusive mode`)
      await expectPatience(table, () => rival.query('rollback'))
    })

  it('order_waiting: a refund is told to come again though the session of its order is asked for behind the locked table', async () => {
    const ownerId = ownerIdOf(0)
    const at = clock.now() - 1
    const bought = { ownerId, userId: 'dan', orderId: 'o-1' }
    await ingestor.ingest([
      event('live.started', { at, data: { ownerId, sessionId: 's-1' } }),
      order({ ...bought, yuan: 10, at, sessionId: 's-1' }),
    ])
    const refund = event('order.refunded', {
      subject: 'dan',
      at,
      data: { ownerId, orderId: 'o-1', refundId: 'r-1', amount: { value: 1_000, currency: 'CNY' } },
    })
    await rival.query('begin; lock table order_waiting in access exclusive mode')
    await expect(ingestor.ingest([refund])).rejects.toMatchObject({ name: 'Fault', retryable: true })
    await rival.query('rollback')
    expect(await ingestor.ingest([refund])).toMatchObject({ applied: 1 })
    expect(kept).toBe(0)
  })

  it('due work that is not done whatever is tried: the same', async () => {
    overdue = true
    await expectPatience('due', () => Promise.resolve((overdue = false)))
  })
})
