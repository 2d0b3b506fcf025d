import { putOwner } from '../../src/club/store.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import type { IngestorOptions } from '../../src/flow/batch.ts'
import { createEngine, type Engine } from '../../src/flow/engine.ts'
import { createCalendar } from '../../src/lib/time.ts'
import type { Db } from '../../src/ports/db.ts'
import { ownerIdOf, clubShares, placeOf, userIdOf } from './workload.ts'
import { seedStore } from '../../src/wire.ts'
import { silentLog } from '../support/store.ts'
import { event } from './events.ts'
import type { HandClock } from './nodes.ts'

/** An engine on a store, without HTTP and timers. */
export async function openEngine(db: Db, clock: Pick<HandClock, 'now'>): Promise<Engine> {
  await seedStore(db)
  return createEngine({
    db,
    systemClock: { now: () => Promise.resolve(clock.now()) },
    realNow: clock.now,
    calendar: createCalendar('Asia/Shanghai'),
    sandbox: false,
    log: silentLog,
    queueEventsMost: 50_000,
    queueBytesMost: 80_000_000,
    batchEventsMost: 5_000,
    cachePeopleMost: 5_000,
    firstPart: 0,
    resolvePurchase: () => Promise.resolve(new Set()),
    purchaseVisible: () => Promise.resolve(true),
    onCommit: () => undefined,
  })
}

/** What an ingestor below the engine is made of, where a test says only what it is about. */
export const ingestorParts = (
  clock: Pick<HandClock, 'now'>,
  own: Partial<IngestorOptions> & Pick<IngestorOptions, 'store'>,
): IngestorOptions => ({
  calendar: createCalendar('Asia/Shanghai'),
  batchEventsMost: 5_000,
  queueEventsMost: 50_000,
  queueBytesMost: 80_000_000,
  lanes: 1,
  jointEventsMost: 512,
  cachePeopleMost: 1_000,
  firstPart: 0,
  runDue: () => Promise.resolve(),
  now: () => Promise.resolve(clock.now()),
  resolvePurchase: () => Promise.resolve(new Set()),
  onCommit: () => undefined,
  ...own,
})

const platform = { role: 'platform', id: 'test' } as const

/** Shopping clubs 0…n-1 (every fifth a live one), and the first people of the workload as members of theirs. */
export async function fillClubs(engine: Engine, clubs: number, people: number, peopleInAll = 2_000): Promise<void> {
  const { app } = engine
  for (let club = 0; club < clubs; club += 1) {
    const owner = {
      ownerId: ownerIdOf(club),
      kind: 'creator',
      name: `主播${club}`,
      mode: club % 5 === 4 ? 'live' : 'shopping',
      currency: 'CNY',
    } as const
    await app.command(platform, ({ tx, now }) =>
      putOwner(tx, owner, { phase: 2, share: 1 }, now - 7 * 86_400_000).then(() => null),
    )
  }
  const shares = clubShares(clubs)
  // history makes members of whom it speaks of, a batch at a time
  const events = Array.from({ length: people }, (_, turn) => {
    const person = Math.floor((turn / people) * peopleInAll)
    const ownerId = ownerIdOf(placeOf(shares, person / peopleInAll))
    return event('user.followed', { subject: userIdOf(person), at: Date.UTC(2026, 0, 1), data: { ownerId } })
  })
  const answer = await app.ingest(events, { history: true })
  if (isRejection(answer) || answer.applied !== people)
    throw new Error(`members not made: ${JSON.stringify(answer).slice(0, 300)}`)
}
