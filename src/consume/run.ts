import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { crashPoint } from '../lib/crash-point.ts'
import { Fault } from '../ports/db.ts'
import { DeliveryBroken, type Delivery, type StreamMessage } from '../ports/event-stream.ts'
import { hashOf, partsOf, type Read } from './batch.ts'
import { decodeMessage } from './decode.ts'
import { goneIncident, judgeStream, takesAll } from './judge.ts'
import { createReader, type Ending, type Reader, type ReaderOptions } from './reader.ts'
import { Fenced, keepAlive, keepIncidents, stillOurs, type Consumer } from './store.ts'

/** Nothing came for so long: a sign of life, and a look whether the name is still ours. */
const IDLE_MS = 5_000
/** So often in a row nothing comes of what the broker says is waiting, and it is asked anew: it may be purged or aged. */
const BARREN_MOST = 6
/** Pauses between attempts double from this to `PAUSE_MOST_MS`, a random half of each. */
const PAUSE_MS = 100
const PAUSE_MOST_MS = 5_000
/** A stream that is not there is looked for so often before a human must say what to do: a broker may be starting. */
export const ABSENT_MOST = 8
export interface RunOptions extends ReaderOptions {
  /** as claimed */
  readonly consumer: Consumer
  /** events of one transaction */
  readonly batchEvents: number
  /** signatures by one of these are asked for; none: none are */
  readonly keys: readonly Buffer[]
  readonly untilCaughtUp: boolean
}

/** Waits before attempt n + 1 of something that failed n times. */
export async function waitBefore(failures: number, signal: AbortSignal): Promise<void> {
  const most = Math.min(PAUSE_MOST_MS, PAUSE_MS * 2 ** Math.min(failures, 10))
  await pause(randomInt(most >> 1, most), undefined, { signal }).catch(() => undefined)
}

/**
 * Reads a stream until it is told to stop, is caught up, or must not go on. The position in the store is the only one that counts: after
 * anything that failed, everything is asked anew from there.
 * @throws Fenced when the name was claimed by another process
 */
export async function runConsumer(options: RunOptions): Promise<Ending> {
  const { signal, log, consumer } = options
  const failures = { inARow: 0, absent: 0 }
  while (!signal.aborted) {
    try {
      const ending = await attempt(options, failures)
      if (ending !== null) return ending
      failures.absent += 1
      failures.inARow += 1
      log.warn({ durable: consumer.durable }, 'consume: the stream is not there')
    } catch (error) {
      if (error instanceof Fenced || !(error instanceof Fault)) throw error
      failures.inARow += 1
      log.warn({ durable: consumer.durable, err: error }, 'consume: begins anew behind the committed position')
    }
    await waitBefore(failures.inARow, signal)
  }
  return { kind: 'stopped' }
}

/** From the committed position on, until something ends it; null: the stream is not there. */
async function attempt(options: RunOptions, failures: { inARow: number; absent: number }): Promise<Ending | null> {
  const { app, stream, log } = options
  const consumer = await stillOurs(app.db, options.consumer)
  const facts = await stream.facts()
  if (facts === null) return failures.absent < ABSENT_MOST ? null : streamGone(options, consumer)
  failures.absent = 0
  const found = consumer.position === 0 ? null : await stream.messageAt(consumer.position)
  const verdict = judgeStream(consumer, facts, found === null ? null : hashOf(found))
  if (verdict.kind !== 'same') {
    await keepIncidents(app.db, consumer, [verdict])
    return { kind: 'changed', words: verdict.words }
  }
  const reader = createReader(options, consumer, takesAll(consumer.subject, facts))
  if (verdict.hole !== null) {
    const ending = await reader.passHole(verdict.hole)
    if (ending !== null) return ending
  }
  const { durable, epoch } = consumer
  const delivery = await stream.deliver({
    name: `tiefen_${durable}_${epoch}`,
    fromSeq: reader.position() + 1,
    most: Math.min(options.batchEvents, 1_000),
  })
  log.info({ durable, epoch, position: reader.position(), pending: delivery.pending() }, 'consume: reading')
  try {
    return await follow(options, consumer, delivery, reader, () => (failures.inARow = 0))
  } finally {
    await delivery.close()
  }
}

async function streamGone({ app }: RunOptions, consumer: Consumer): Promise<Ending> {
  const gone = goneIncident(consumer)
  await keepIncidents(app.db, consumer, [gone])
  return { kind: 'changed', words: gone.words }
}

async function follow(
  { app, batchEvents, keys, untilCaughtUp, signal }: RunOptions,
  consumer: Consumer,
  delivery: Delivery,
  reader: Reader,
  onProgress: () => void,
): Promise<Ending> {
  let pending = delivery.pending()
  let barren = 0
  while (!signal.aborted) {
    if (untilCaughtUp && pending === 0) {
      await keepAlive(app.db, consumer, pending)
      return { kind: 'caught_up' }
    }
    const messages = await delivery.next(batchEvents, IDLE_MS, signal)
    const last = messages.at(-1)
    if (last === undefined) {
      await keepAlive(app.db, consumer, pending)
      barren += 1
      if (pending > 0 && barren >= BARREN_MOST) throw new DeliveryBroken('what is waiting does not come')
      continue
    }
    barren = 0
    const read = messages.map((message): Read => ({ message, decoded: decodeMessage(message, keys) }))
    for (const part of partsOf(read, batchEvents)) {
      const ending = await reader.take(part)
      if (ending !== null) return ending
      const end = part.at(-1)?.message
      if (end !== undefined) acknowledge(delivery, end)
      onProgress()
      if (signal.aborted) return { kind: 'stopped' }
    }
    pending = last.pending
  }
  return { kind: 'stopped' }
}

function acknowledge(delivery: Delivery, message: StreamMessage): void {
  crashPoint('consume.committed')
  delivery.acknowledge(message)
  crashPoint('consume.acknowledged')
}
