import {
  jetstream,
  jetstreamManager,
  type JetStreamClient,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream'
import { headers, type NatsConnection } from '@nats-io/transport-node'
import { putOwner } from '../../src/club/store.ts'
import { consumeCommand, type ConsumeParts, type ConsumeStore } from '../../src/consume/command.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { replay } from '../../src/flow/replay.ts'
import { openJetStream } from '../../src/infra/jetstream.ts'
import { connectNats, keepTryingNats } from '../../src/infra/nats.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import type { EventStream } from '../../src/ports/event-stream.ts'
import type { Log } from '../../src/ports/log.ts'
import { openEngine } from '../race/engine.ts'
import { event, order } from '../race/events.ts'
import { startScript, type TestProcess } from '../support/process.ts'
import { createDatabase, silentLog } from '../support/store.ts'

/** A club with members in a PostgreSQL, a stream of their orders at a broker, and consumers between the two, in this process or in others. */

const OWNER = 'luo'
const members = 400
const userOf = (number: number): string => `user-${number % members}`

/** Processes of their own run on the machine's clock, so everything does; an event that is sent again has the time it had. */
const clock = { now: () => Date.now() }
const sentAt = clock.now() - 60_000

/** An order of 10 yuan; every member's orders are far below a day's cap. */
export const orderEvent = (number: number, ownerId = OWNER): Record<string, unknown> =>
  order({ id: `n-${number}`, ownerId, userId: userOf(number), orderId: `o-${number}`, yuan: 10, at: sentAt })

export interface Booked {
  /** ledger entries of events of the stream */
  entries: number
  /** different events among them */
  events: number
}

export interface Line {
  readonly message: string
  readonly fields: Record<string, unknown>
}

/** A consumer in this process. */
export interface RunningConsumer {
  readonly lines: readonly Line[]
  readonly said: readonly string[]
  /** the command's exit code */
  readonly ended: Promise<number>
  /** SIGTERM's way */
  stop(): Promise<number>
}

export interface Sources {
  readonly db: Db
  readonly url: string
  booked(): Promise<Booked>
  /** what `tiefen replay` finds: nothing, unless something is broken */
  differences(): Promise<readonly string[]>
  position(durable?: string): Promise<Record<string, unknown>>
  incidents(durable?: string): Promise<readonly Record<string, unknown>[]>
  /** @param around between it and the broker; and between it and the engine */
  consume(
    argv: readonly string[],
    around?: (stream: EventStream) => EventStream,
    over?: (app: ConsumeStore['app']) => ConsumeStore['app'],
  ): RunningConsumer
  /** the command line in a process of its own */
  spawn(argv: readonly string[], env?: Readonly<Record<string, string>>): TestProcess
  close(): Promise<void>
}

function recordingLog(lines: Line[]): Log {
  const line = (fields: object, message: string): void => void lines.push({ message, fields: { ...fields } })
  return { debug: line, info: line, warn: line, error: line }
}

/** @param natsUrl of a running broker */
export async function openSources(natsUrl: string): Promise<Sources> {
  const { url, drop } = await createDatabase()
  const db = await openPostgres({ connectionString: url, max: 8, log: silentLog })
  const engine = await openEngine(db, clock)
  const owner = { ownerId: OWNER, kind: 'merchant', name: 'Luo', mode: 'shopping', currency: 'CNY' } as const
  await engine.app.command({ role: 'platform', id: 'test' }, ({ tx, now }) =>
    putOwner(tx, owner, { phase: 2, share: 1 }, now - 86_400_000).then(() => null),
  )
  const joins = Array.from({ length: members }, (_, number) =>
    event('user.followed', { subject: userOf(number), at: sentAt - 3_600_000, data: { ownerId: OWNER } }),
  )
  const joined = await engine.app.ingest(joins, { history: true })
  if (isRejection(joined) || joined.applied !== members) throw new Error('members were not made')

  const one = async <T>(text: string, values: readonly string[] = []): Promise<T> =>
    (await db.query(text, values))[0] as T

  const consume: Sources['consume'] = (argv, around = (stream) => stream, over = (app) => app) => {
    const stop = new AbortController()
    const lines: Line[] = []
    const said: string[] = []
    const parts: ConsumeParts = {
      async openStore() {
        const own = await openPostgres({ connectionString: url, max: 4, log: silentLog })
        const { app, ingestor } = await openEngine(own, clock)
        return { app: over(app), close: () => ingestor.drain().then(() => own.close()) }
      },
      async openStream(stream, subject, signal) {
        const nats = await keepTryingNats({ url: natsUrl, credsFile: null, name: 'test' }, silentLog, signal)
        return nats === null ? null : around(await openJetStream(nats, stream, subject))
      },
      log: recordingLog(lines),
      out: (text) => void said.push(text),
      say: (text) => void said.push(text),
      signal: stop.signal,
    }
    const ended = consumeCommand(argv, parts)
    // a test that failed before it looked at this has a reason of its own
    ended.catch(() => undefined)
    return {
      lines,
      said,
      ended,
      stop() {
        stop.abort()
        return ended
      },
    }
  }
  return {
    db,
    url,
    booked: () =>
      one(`select count(*) as entries, count(distinct event_id) as events from ledger where event_id like 'n-%'`),
    differences: async () => (await replay(db, { fix: false })).lines,
    position: (durable = 'orders') => one('select * from consumer_position where durable = $1', [durable]),
    incidents: (durable = 'orders') =>
      db.query('select * from consumer_incident where durable = $1 order by incident_no', [durable]),
    consume,
    spawn: (argv, env = {}) =>
      startScript(new URL('../../src/main.ts', import.meta.url), ['consume', ...argv], {
        DATABASE_URL: url,
        NATS_URL: natsUrl,
        TIEFEN_LOG_LEVEL: 'warn',
        ...env,
      }),
    async close() {
      await db.close()
      await drop()
    },
  }
}

/** A platform's side of the broker. */
export interface Publisher {
  readonly nats: NatsConnection
  readonly manager: JetStreamManager
  /** Makes the stream `orders` of `orders.>`. */
  create(more?: Partial<StreamConfig>): Promise<void>
  /**
   * Publishes orders first…last, one event a message unless said. @param options `patienceMs`: what has no answer for so long is sent again, and may be
   * there twice. @returns the last sequence
   */
  publish(
    first: number,
    last: number,
    options?: { subject?: string; perMessage?: number; patienceMs?: number },
  ): Promise<number>
  raw(subject: string, data: string | Uint8Array, header?: readonly [string, string]): Promise<void>
  close(): Promise<void>
}

/** The client itself would wait five seconds for an answer of the broker. */
const PATIENCE_MS = 30_000

export async function openPublisher(natsUrl: string): Promise<Publisher> {
  const nats = await connectNats({ url: natsUrl, credsFile: null, name: 'platform' })
  const manager = await jetstreamManager(nats, { checkAPI: false, timeout: PATIENCE_MS })
  const js: JetStreamClient = jetstream(nats, { timeout: PATIENCE_MS })
  /** Until the broker has it: what was sent while it was away is sent again, and may be there twice, as a platform would. */
  const send = async (subject: string, data: string, timeout: number): Promise<number> => {
    for (let turn = 0; ; turn += 1) {
      try {
        return (await js.publish(subject, data, { timeout })).seq
      } catch (error) {
        if (turn > 20) throw error
      }
    }
  }
  return {
    nats,
    manager,
    create: async (more = {}) => void (await manager.streams.add({ name: 'orders', subjects: ['orders.>'], ...more })),
    async publish(first, last, { subject = 'orders.paid', perMessage = 1, patienceMs = PATIENCE_MS } = {}) {
      let seq = 0
      for (let number = first; number <= last; number += perMessage) {
        const events = Array.from({ length: Math.min(perMessage, last - number + 1) }, (_, index) =>
          orderEvent(number + index),
        )
        seq = await send(subject, JSON.stringify(perMessage === 1 ? events[0] : events), patienceMs)
      }
      return seq
    },
    async raw(subject, data, header) {
      const head = headers()
      if (header !== undefined) head.set(...header)
      await js.publish(subject, data, header === undefined ? {} : { headers: head })
    },
    close: () => nats.close(),
  }
}
