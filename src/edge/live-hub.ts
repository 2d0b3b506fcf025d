import type { StreamMessage } from '../contract/accounts.ts'
import type { Log } from '../ports/log.ts'
import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'
import { edgeLimits } from './settings.ts'

/** Where a client's text goes; the stream route's is a socket. */
export interface Sink {
  write(text: string): void
  /** Bytes not yet taken by the reader. */
  pending(): number
  /** Resolves when the reader has caught up or is gone. */
  drained(): Promise<void>
  /** Ends with a last text; a sink that is `cut` loses what is pending. */
  end(text: string): void
  cut(): void
}

export interface Subscription {
  /** Topic → the kinds it may see; null: all. */
  readonly topics: ReadonlyMap<string, ReadonlySet<string> | null>
  readonly sink: Sink
  /** Last-Event-ID; null starts with what comes. */
  readonly from: string | null
  /** Whether the credential still holds; asked with every heartbeat. */
  stillAllowed(): Promise<boolean>
}

interface Client extends Subscription {
  /** Gets what the pump reads; before that it catches up by itself. */
  attached: boolean
  gone: boolean
  /** Position its reader knows. */
  told: string
}

/** Fan-out of the outbox to the streams of this node. */
export interface LiveHub {
  /** Starts a stream; resolves when it has caught up. Returns at once what ends it. */
  open(subscription: Subscription): { readonly caughtUp: Promise<void>; close(): void }
  clients(): number
  /** Ends every stream with a hint to come back soon. */
  close(): void
}

const message = (entry: OutboxEntry): string => {
  const data: StreamMessage = { topic: entry.topic, kind: entry.kind, body: entry.body }
  return `id: ${entry.position}\ndata: ${JSON.stringify(data)}\n\n`
}
const control = (event: 'ready' | 'reset', position: string): string =>
  `id: ${position}\nevent: ${event}\ndata: ${JSON.stringify({ position })}\n\n`
/** The last thing on a stream: why it ended, as a code. */
export const endText = (code: string): string => `retry: 1000\nevent: end\ndata: ${JSON.stringify({ code })}\n\n`

/** The newest entries of the outbox, in order. */
function createRing(capacity: number) {
  let entries: OutboxEntry[] = []
  let dropped = 0
  const numberOf = new Map<string, number>()
  return {
    add(entry: OutboxEntry): void {
      numberOf.set(entry.position, dropped + entries.length)
      entries.push(entry)
      if (entries.length < capacity * 2) return
      for (const old of entries.slice(0, capacity)) numberOf.delete(old.position)
      entries = entries.slice(capacity)
      dropped += capacity
    },
    /** Entries after a position that is in the ring; null when it is not. */
    after(position: string, limit: number): readonly OutboxEntry[] | null {
      const number = numberOf.get(position)
      if (number === undefined) return null
      const start = number + 1 - dropped
      return entries.slice(start, start + limit)
    },
    clear(): void {
      entries = []
      dropped = 0
      numberOf.clear()
    },
  }
}

/**
 * One pump reads the outbox once for all streams of this node. A client that resumes reads from its own position (memory first, then the store)
 * until it stands where the pump stands, and is attached in the same tick: nothing is lost or sent twice in between.
 */
export function createLiveHub(outbox: OutboxReader, log: Log): LiveHub {
  const clients = new Set<Client>()
  const byTopic = new Map<string, Set<Client>>()
  const ring = createRing(edgeLimits.streamRingEntries)
  /** What the pump has read; null while nobody listens. */
  let position: string | null = null
  let pumping: Promise<string> | null = null
  let again = false
  let timers: NodeJS.Timeout[] = []
  let stopWake: (() => void) | null = null

  const remove = (client: Client): void => {
    if (client.gone) return
    client.gone = true
    clients.delete(client)
    for (const topic of client.topics.keys()) {
      const listeners = byTopic.get(topic)
      listeners?.delete(client)
      if (listeners?.size === 0) byTopic.delete(topic)
    }
    if (clients.size === 0) sleep()
  }

  const tell = (client: Client, entry: OutboxEntry, text: string): void => {
    const kinds = client.topics.get(entry.topic)
    if (kinds === undefined || (kinds !== null && !kinds.has(entry.kind))) return
    client.sink.write(text)
    client.told = entry.position
  }

  const fanOut = (entry: OutboxEntry): void => {
    ring.add(entry)
    const listeners = byTopic.get(entry.topic)
    if (listeners === undefined) return
    const text = message(entry)
    for (const client of listeners) {
      if (!client.attached) continue
      tell(client, entry, text)
      if (client.sink.pending() <= edgeLimits.streamBufferBytes) continue
      // It resumes from the last id it has read.
      client.sink.cut()
      remove(client)
    }
  }

  const pump = async (): Promise<string> => {
    let at = position ?? (await outbox.head())
    do {
      again = false
      for (let read: number = edgeLimits.streamReadEntries; read === edgeLimits.streamReadEntries;) {
        const entries = await outbox.after(at, edgeLimits.streamReadEntries)
        for (const entry of entries) fanOut(entry)
        at = entries.at(-1)?.position ?? at
        position = at
        read = entries.length
      }
    } while (again)
    return at
  }

  /** Reads up to what is committed when it is called. */
  const advance = (): Promise<string> => {
    again = pumping !== null
    pumping ??= pump().finally(() => {
      pumping = null
      if (clients.size === 0) sleep()
    })
    return pumping
  }

  const advanceQuietly = (): void =>
    void advance().catch((error: unknown) => log.warn({ err: error }, 'live hub could not read the outbox'))

  const heartbeat = async (client: Client): Promise<void> => {
    // An id without data moves the reader's Last-Event-ID, so that a quiet topic does not grow too old to resume.
    const moved = client.attached && position !== null && client.told !== position
    client.sink.write(moved ? `:\nid: ${position}\n\n` : ':\n\n')
    if (moved && position !== null) client.told = position
    if (await client.stillAllowed().catch(() => true)) return
    client.sink.end(endText('unauthenticated'))
    remove(client)
  }

  const wake = (): void => {
    if (timers.length > 0) return
    stopWake = outbox.onWake(advanceQuietly)
    timers = [
      setInterval(advanceQuietly, edgeLimits.streamPollSeconds * 1_000),
      setInterval(() => {
        for (const client of clients) void heartbeat(client)
      }, edgeLimits.streamHeartbeatSeconds * 1_000),
    ]
    for (const timer of timers) timer.unref()
  }

  const sleep = (): void => {
    for (const timer of timers) clearInterval(timer)
    timers = []
    stopWake?.()
    stopWake = null
    if (pumping !== null) return
    position = null
    ring.clear()
  }

  const startFresh = (client: Client, event: 'ready' | 'reset', at: string): void => {
    client.sink.write(control(event, at))
    client.told = at
    client.attached = true
  }

  const catchUp = async (client: Client): Promise<void> => {
    const head = await advance()
    if (client.from === null) return startFresh(client, 'ready', position ?? head)
    if (!/^[A-Za-z0-9._-]{1,64}$/.test(client.from) || !(await outbox.holds(client.from)))
      return startFresh(client, 'reset', position ?? head)
    let at = client.from
    for (let read = 0, idle = 0; !client.gone && at !== position;) {
      const entries =
        ring.after(at, edgeLimits.streamReadEntries) ?? (await outbox.after(at, edgeLimits.streamReadEntries))
      for (const entry of entries) tell(client, entry, message(entry))
      at = entries.at(-1)?.position ?? at
      read += entries.length
      // Ahead of the pump: it has to come here first. Twice without meeting means a position that the store does not know.
      if (entries.length === 0) {
        idle += 1
        await advance()
      }
      if (read > edgeLimits.streamReplayEntries || idle > 2) return startFresh(client, 'reset', position ?? at)
      if (client.sink.pending() > edgeLimits.streamBufferBytes / 2) await client.sink.drained()
    }
    if (!client.gone) startFresh(client, 'ready', at)
  }

  return {
    open(subscription) {
      const client: Client = { ...subscription, attached: false, gone: false, told: '' }
      clients.add(client)
      for (const topic of client.topics.keys()) {
        const listeners = byTopic.get(topic) ?? new Set()
        byTopic.set(topic, listeners.add(client))
      }
      wake()
      const caughtUp = catchUp(client).catch((error: unknown) => {
        log.warn({ err: error }, 'live stream could not catch up')
        if (!client.gone) client.sink.end(endText('unavailable'))
        remove(client)
      })
      return { caughtUp, close: () => remove(client) }
    },
    clients: () => clients.size,
    close() {
      for (const client of [...clients]) {
        client.sink.end(endText('unavailable'))
        remove(client)
      }
    },
  }
}
