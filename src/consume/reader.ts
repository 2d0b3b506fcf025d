import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isRejection, type Rejection } from '../contract/rejections.ts'
import { crashPoint } from '../lib/crash-point.ts'
import { toldError } from '../lib/told-error.ts'
import type { Alongside, App } from '../ports/app.ts'
import { Fault } from '../ports/db.ts'
import { DeliveryBroken, type EventStream } from '../ports/event-stream.ts'
import type { Log } from '../ports/log.ts'
import { eventsOf, hashOf, holeWords, sumUp, type Hole, type Read } from './batch.ts'
import { leftOut, type Range } from './judge.ts'
import { keepIncidents, moveConsumer, noCounts, type Consumer } from './store.ts'

/** So many messages in a row that fail by themselves are no bad messages: something of ours is broken. */
const FAILURES_IN_A_ROW_MOST = 5
/** Not taken, and kept nowhere but in the stream: to go on would lose it. */
const QUARANTINE_FULL =
  '隔离区已满,等待处理 · the quarantine is full: what fails is kept nowhere but in the stream, which is read on when there is room'
/** Says that an event of the part was neither taken nor kept. */
class NotKept extends Error {}
/** Readers that were told to come back later do not come back together. */
const BUSY_JITTER_MS = 250

export interface ReaderOptions {
  readonly app: Pick<App, 'ingest' | 'db'>
  readonly stream: EventStream
  readonly log: Log
  /** stops at a hole instead of going on */
  readonly strict: boolean
  /** api.md `?mode=history` */
  readonly history: boolean
  readonly signal: AbortSignal
}

/** Why it ended. `changed`, `hole`: a human must say how to go on. */
export type Ending =
  { readonly kind: 'stopped' | 'caught_up' } | { readonly kind: 'changed' | 'hole'; readonly words: string }

/** Commits messages one part after another, each with the position it leads to. */
export interface Reader {
  position(): number
  /** Messages that were gone before any behind them came: recorded and passed. */
  passHole(range: Range): Promise<Ending | null>
  /** @returns an ending when it must not go on. @throws Fenced and other Faults */
  take(part: readonly Read[]): Promise<Ending | null>
}

interface State extends ReaderOptions {
  readonly consumer: Consumer
  /** every message of the stream is ours, so that a number left out is a message that is gone */
  readonly whole: boolean
  position: number
  failuresInARow: number
}

/** @param whole whether the filter takes every message of the stream */
export function createReader(options: ReaderOptions, consumer: Consumer, whole: boolean): Reader {
  const state: State = { ...options, consumer, whole, position: consumer.position, failuresInARow: 0 }
  return {
    position: () => state.position,
    passHole: (range) => passHole(state, range),
    async take(part) {
      const holes = await findHoles(state, part)
      const [first] = holes
      if (!state.strict || first === undefined) {
        await settle(state, part, holes)
        return null
      }
      const before = part.filter(({ message }) => message.seq < first.first)
      if (before.length > 0) await settle(state, before, [])
      return stopAt(state, first)
    },
  }
}

async function findHoles(state: State, part: readonly Read[]): Promise<readonly Hole[]> {
  const ranges = leftOut(
    state.position,
    part.map(({ message }) => message.seq),
  )
  if (ranges.length === 0) return []
  if (state.whole) return ranges.map((range) => ({ ...range, missing: range.last - range.first + 1, certain: true }))
  const missing = await state.stream.missing(ranges)
  return ranges
    .map((range, index) => ({ ...range, missing: missing[index] ?? 0, certain: false }))
    .filter((hole) => hole.missing > 0)
}

function tellHoles({ log, consumer }: State, holes: readonly Hole[]): void {
  for (const { first, last, missing, certain } of holes)
    log.error({ durable: consumer.durable, first, last, missing, certain }, 'consume: messages are missing')
}

const incidentOf = (hole: Hole) => ({ ...hole, kind: 'hole', words: holeWords(hole) }) as const

async function stopAt(state: State, hole: Hole): Promise<Ending> {
  await keepIncidents(state.app.db, state.consumer, [incidentOf(hole)])
  tellHoles(state, [hole])
  return { kind: 'hole', words: holeWords(hole) }
}

async function passHole(state: State, { first, last }: Range): Promise<Ending | null> {
  const { consumer, position } = state
  const hole: Hole = { first, last, missing: last - first + 1, certain: state.whole }
  if (state.strict) return stopAt(state, hole)
  await state.app.db.transaction(async (tx) => {
    const counts = { ...noCounts(), holes: 1 }
    await moveConsumer(tx, consumer, { from: position, to: last, hash: null, pending: consumer.pending, counts })
    await keepIncidents(tx, consumer, [incidentOf(hole)])
  })
  state.position = last
  tellHoles(state, [hole])
  return null
}

/** A part that fails for a reason of its own is halved, so that one message that fails does not stop the others. */
async function settle(state: State, part: readonly Read[], holes: readonly Hole[]): Promise<void> {
  try {
    await commit(state, part, holes, null)
    state.failuresInARow = 0
  } catch (error) {
    if (error instanceof Fault) throw error
    const [first] = part
    if (part.length > 1) {
      const middle = part.length >> 1
      const border = part[middle - 1]?.message.seq ?? 0
      await settle(
        state,
        part.slice(0, middle),
        holes.filter((hole) => hole.last < border),
      )
      await settle(
        state,
        part.slice(middle),
        holes.filter((hole) => hole.first > border),
      )
      return
    }
    if (error instanceof NotKept) throw new Fault(QUARANTINE_FULL)
    state.failuresInARow += 1
    if (first === undefined || state.failuresInARow > FAILURES_IN_A_ROW_MOST) throw error
    const { durable } = state.consumer
    state.log.error({ durable, seq: first.message.seq, err: error }, 'consume: a message fails; it is kept aside')
    const { type, code, message } = toldError(error)
    await commit(state, part, holes, `${type} ${code ?? ''} ${message}`)
  }
}

/** One transaction: the events, what is kept of them, and the position behind them. @param failure of a message that is put aside, its events left out */
async function commit(
  state: State,
  part: readonly Read[],
  holes: readonly Hole[],
  failure: string | null,
): Promise<void> {
  const { consumer, position } = state
  const end = part.at(-1)?.message
  if (end === undefined) return
  await ingest(state, failure === null ? part.flatMap(eventsOf) : [], async (tx, results) => {
    if (results.some(({ code }) => code === 'quarantine_full')) throw new NotKept()
    crashPoint('consume.decided')
    const { counts, incidents } = sumUp(part, results, holes)
    const { seq, data, pending } = end
    const step = { from: position, to: seq, hash: hashOf(data), pending }
    if (failure === null) {
      await moveConsumer(tx, consumer, { ...step, counts })
      await keepIncidents(tx, consumer, incidents)
      return
    }
    await moveConsumer(tx, consumer, { ...step, counts: { ...counts, badMessages: 1 } })
    const aside = { kind: 'failed_message', first: seq, last: seq, words: failure, body: data } as const
    await keepIncidents(tx, consumer, [...holes.map(incidentOf), aside])
  })
  state.position = end.seq
  tellHoles(state, holes)
}

/** Through the engine; while it is busy nothing more is asked of the broker. */
async function ingest(state: State, events: readonly unknown[], alongside: Alongside): Promise<void> {
  const { app, history, log, signal, consumer } = state
  for (;;) {
    const answer = await app.ingest(events, { history, alongside })
    if (!isRejection(answer)) return
    log.info({ durable: consumer.durable, code: answer.rejected }, 'consume: the engine is busy')
    await pause(secondsOf(answer) * 1_000 + randomInt(BUSY_JITTER_MS), undefined, { signal }).catch(() => undefined)
    if (signal.aborted) throw new DeliveryBroken('stopped while the engine was busy')
  }
}

const secondsOf = ({ extra }: Rejection): number => {
  const seconds = Number(extra?.['retryAfterSeconds'])
  return seconds > 0 ? seconds : 1
}
