import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Bus } from '../ports/bus.ts'
import type { Log } from '../ports/log.ts'
import { connectNats, type NatsPlace } from './nats.ts'

/** Hints of a busy node are gathered for so long: a reader that is told reads everything there is. */
const HINT_PAUSE_MS = 5
/** Between attempts to reach a broker for the first time, at random up to twice this. */
const RETRY_MS = 1_000

/** The subject of a store's hints: nodes of different stores on one broker do not wake each other. */
export const wakeSubject = (storeId: string): string => `tiefen.wake.${storeId}`

/** Runs `work` at once and then at most once in `pauseMs`, the last call never forgotten. */
function gathered(work: () => void, pauseMs: number): { run(): void; stop(): void } {
  let timer: NodeJS.Timeout | null = null
  let again = false
  const run = (): void => {
    if (timer !== null) {
      again = true
      return
    }
    work()
    timer = setTimeout(() => {
      timer = null
      if (!again) return
      again = false
      run()
    }, pauseMs)
    timer.unref()
  }
  return {
    run,
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
    },
  }
}

export interface NatsBusOptions extends NatsPlace {
  /** The same for all nodes of one store, another for every other store. */
  readonly storeId: string
  readonly log: Log
}

/**
 * The bus over a NATS server (core NATS: nothing is stored). Returns at once and connects behind the caller's back: a node starts, works and
 * stops the same without its broker. Needs leave to publish and to subscribe `tiefen.wake.{storeId}`, and nothing else.
 */
export function createNatsBus({ storeId, log, ...place }: NatsBusOptions): Bus {
  const subject = wakeSubject(storeId)
  const listeners = new Set<() => void>()
  const closing = new AbortController()
  let connection: NatsConnection | null = null
  let connected = false
  let [sent, heard, dropped, connections] = [0, 0, 0, 0]

  const hear = (): void => {
    for (const listener of listeners) listener()
  }
  const arrive = (): void => {
    connected = true
    connections += 1
    log.info({ subject }, 'bus: the broker is reached')
    // what was committed while it was away was told to nobody
    hear()
  }
  const miss = (reason: unknown): void => {
    if (connected || connections === 0) log.warn({ err: reason }, 'bus: the broker is away; nodes poll meanwhile')
    connected = false
  }

  async function follow(opened: NatsConnection): Promise<void> {
    opened.subscribe(subject, {
      callback: (error) => {
        if (error !== null) return log.error({ err: error }, 'bus: not allowed to hear hints')
        heard += 1
        hear()
      },
    })
    // the broker answers in order: what is sent after its answer is heard here. Lost with the line, it is asked again when that is back.
    const arriveOnceHeard = (): void => void opened.flush().then(arrive, () => undefined)
    arriveOnceHeard()
    for await (const status of opened.status()) {
      if (status.type === 'disconnect') miss(new Error('disconnected'))
      else if (status.type === 'reconnect') arriveOnceHeard()
      else if (status.type === 'error') log.error({ err: status.error }, 'bus: the broker refuses')
    }
    const reason = await opened.closed()
    if (!closing.signal.aborted) miss(reason ?? new Error('closed'))
  }

  /** The client comes back by itself once it was connected; before that, and after it gave up, this does. */
  async function keepConnected(): Promise<void> {
    for (let first = true; !closing.signal.aborted; first = false) {
      try {
        connection = await connectNats(place)
        if (closing.signal.aborted) await connection.close()
        else await follow(connection)
      } catch (error) {
        if (first) miss(error)
      }
      connected = false
      await pause(randomInt(RETRY_MS, 2 * RETRY_MS), undefined, { signal: closing.signal, ref: false }).catch(
        () => null,
      )
    }
  }
  const kept = keepConnected()

  const send = gathered(() => {
    // the client would keep what cannot be sent, without a bound
    if (!connected || connection === null) {
      dropped += 1
      return
    }
    connection.publish(subject)
    sent += 1
  }, HINT_PAUSE_MS)

  return {
    hint: send.run,
    onHint(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    figures: () => ({ link: connected ? 'connected' : 'away', sent, heard, dropped, connections }),
    async close() {
      closing.abort()
      send.stop()
      listeners.clear()
      await connection?.close()
      await kept
    },
  }
}
