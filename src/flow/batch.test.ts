import { expect, test } from 'vitest'
import { event } from '../../test/race/events.ts'
import { createCalendar } from '../lib/time.ts'
import { Fault } from '../ports/db.ts'
import { createIngestor, laneOf, type IngestorOptions } from './batch.ts'

const busy = { rejected: 'busy', extra: { retryAfterSeconds: 1 } }

const partsOf = (away: () => Promise<never>, own: Partial<IngestorOptions>): IngestorOptions => ({
  store: { internPeople: away, internSources: away, transaction: away },
  calendar: createCalendar('Asia/Shanghai'),
  batchEventsMost: 100,
  queueEventsMost: 100,
  queueBytesMost: 100_000,
  lanes: 1,
  jointEventsMost: 0,
  cachePeopleMost: 10,
  firstPart: 0,
  runDue: () => Promise.resolve(),
  now: () => Promise.resolve(0),
  resolvePurchase: () => Promise.resolve(new Set()),
  onCommit: () => undefined,
  ...own,
})

test('TASK-10: what waits for a commit is bounded, in events and in bytes, and room that is free again is given again', async () => {
  // a store that does not answer, until it says that it is away
  const waiting: ((error: Fault) => void)[] = []
  const away = () => new Promise<never>((_resolve, reject) => waiting.push(reject))
  const answer = async (): Promise<void> => {
    await expect.poll(() => waiting.length).toBe(1)
    waiting.pop()?.(new Fault('away', { retryable: true }))
  }
  const ingestor = createIngestor(partsOf(away, { queueEventsMost: 3, queueBytesMost: 1_000 }))
  const send = (events: number, bytes: number) => {
    const data = { ownerId: 'luo' }
    return ingestor.ingest(
      Array.from({ length: events }, (_, turn) => event('user.followed', { subject: `u${turn}`, at: 0, data })),
      { bytes },
    )
  }
  const first = send(1, 600)
  expect(await send(1, 401)).toMatchObject(busy)
  expect(await send(3, 400)).toMatchObject(busy)
  await Promise.all([expect(first).rejects.toThrow('away'), answer()])
  expect(ingestor.queued()).toBe(0)
  const second = send(3, 1_000)
  expect(await send(0, 1)).toMatchObject(busy)
  await Promise.all([expect(second).rejects.toThrow('away'), answer()])
})

test('TASK-10: a call whose one part failed is answered, and its room given again, when no part of it is at work any more', async () => {
  const waiting: ((error: Fault) => void)[] = []
  const ingestor = createIngestor(
    partsOf(() => new Promise<never>((_resolve, reject) => waiting.push(reject)), { lanes: 2 }),
  )
  const users = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5']
  expect(new Set(users.map((user) => laneOf(user, 2))).size).toBe(2)
  let ended = false
  const sent = ingestor
    .ingest(users.map((subject) => event('user.followed', { subject, at: 0, data: { ownerId: 'luo' } })))
    .finally(() => (ended = true))
  const failed = expect(sent).rejects.toThrow('away')
  await expect.poll(() => waiting.length).toBe(2)
  waiting.pop()?.(new Fault('away', { retryable: true }))
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
  expect([ended, ingestor.queued()]).toEqual([false, users.length])
  waiting.pop()?.(new Fault('away', { retryable: true }))
  await failed
  expect(ingestor.queued()).toBe(0)
})
