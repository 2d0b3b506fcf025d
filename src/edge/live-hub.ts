import { randomInt } from 'node:crypto'
import type { Log } from '../ports/log.ts'
import type { OutboxEntry, OutboxReader } from '../ports/outbox.ts'
import { createPast } from './live-past.ts'
import { createLatest, ENTRY_BYTES } from './live-ring.ts'
import { edgeLimits } from './settings.ts'

/** What a page has at least, however little a reader may have unread. */
const PAGE_LEAST = 16

/** Whether a page of the outbox ended for its bounds, and not because there is no more. */
const isFullPage = (entries: readonly OutboxEntry[]): boolean =>
  entries.length === edgeLimits.streamReadEntries ||
  entries.reduce((bytes, entry) => bytes + entry.bytes, 0) >= edgeLimits.streamPageBytes

/** Where a client's text goes; the stream route's is a socket. */
export interface Sink {
  write(text: string): void
  /** Bytes not yet taken by the reader. */
  pending(): number
  /** Resolves when the reader has taken all of it or is gone. */
  drained(): Promise<void>
  /** Ends with a last text; a sink that is `cut` loses what is pending. */
  end(text: string): void
  cut(): void
}

/** How one topic is heard. */
export interface Hearing {
  readonly topic: string
  /** null: all */
  readonly kinds: ReadonlySet<string> | null
  /** the name under which it is told, where that is not the topic's own: a seat hears its scopes (ADR 0012) */
  readonly seat?: {
    readonly as: string
    /** of the owner's numbers: what was said up to it is not heard */
    readonly since: number
    /** which sitting it is: its end, and only its end, ends the hearing; null: nothing does */
    readonly epoch: number | null
  }
}

export interface Subscription {
  readonly hearings: readonly Hearing[]
  readonly sink: Sink
  /** Last-Event-ID; null starts with what comes. */
  readonly from: string | null
  /** Whether the credential still holds; asked with every heartbeat. */
  stillAllowed(): Promise<boolean>
}

interface Client extends Subscription {
  /** By topic; a seat's scopes go when it ends. */
  readonly topics: Map<string, Hearing[]>
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
  /** A position whose messages are all in what is read from the store from now on: a stream that resumes from it misses nothing. */
  position(): Promise<string>
  /** Streams cut since the start because their readers were too slow. */
  dropped(): number
  /** Ends every stream with a hint to come back soon. */
  close(): void
}

/** An entry's text by the name under which it is told: the body is written once, however many names there are. */
function textOf({ position, topic, kind, body }: OutboxEntry): (as: string) => string {
  const rest = `,"kind":${JSON.stringify(kind)},"body":${JSON.stringify(body)}}\n\n`
  const whole = `id: ${position}\ndata: {"topic":`
  const own = `${whole}${JSON.stringify(topic)}${rest}`
  return (as) => (as === topic ? own : `${whole}${JSON.stringify(as)}${rest}`)
}
/** When to come back, another time for every reader: a node that ends has thousands of them. */
const retryText = (): string => `retry: ${randomInt(edgeLimits.streamRetryMsLeast, edgeLimits.streamRetryMsMost)}\n`
const control = (event: 'ready' | 'reset', position: string): string =>
  `id: ${position}\n${retryText()}event: ${event}\ndata: ${JSON.stringify({ position })}\n\n`
/** The last thing on a stream: why it ended, as a code. */
export const endText = (code: string): string => `${retryText()}event: end\ndata: ${JSON.stringify({ code })}\n\n`

/** Unread bytes allowed to each of so many readers. */
const allowance = (readers: number): number =>
  Math.min(
    edgeLimits.streamBufferBytes,
    Math.max(edgeLimits.streamBufferBytesLeast, Math.floor(edgeLimits.streamBufferBytesAll / Math.max(1, readers))),
  )

/**
 * One pump reads the outbox once for all streams of this node. A client that resumes reads from its own position (memory first, then the store)
 * until it stands where the pump stands, and is attached in the same tick: nothing is lost or sent twice in between.
 */
export function createLiveHub(outbox: OutboxReader, log: Log): LiveHub {
  const clients = new Set<Client>()
  const byTopic = new Map<string, Set<Client>>()
  const past = createPast(outbox)
  /** What the pump has read; null while nobody listens. */
  let position: string | null = null
  let pumping: Promise<string> | null = null
  let again = false
  let timers: NodeJS.Timeout[] = []
  let stopWake: (() => void) | null = null
  let dropped = 0
  let looking: NodeJS.Timeout | null = null
  const latest = createLatest(outbox)

  const deafen = (client: Client, topic: string): void => {
    const listeners = byTopic.get(topic)
    listeners?.delete(client)
    if (listeners?.size === 0) byTopic.delete(topic)
  }

  const remove = (client: Client): void => {
    if (client.gone) return
    client.gone = true
    clients.delete(client)
    for (const topic of client.topics.keys()) deafen(client, topic)
    if (clients.size === 0) sleep()
  }

  /** A seat ended: its scopes are heard no more, whatever comes behind in the same read. */
  const endSeat = (client: Client, { topic: as, body }: OutboxEntry): void => {
    const epoch = Number(body['epoch'])
    for (const [topic, hearings] of client.topics) {
      const left = hearings.filter(({ seat }) => seat?.as !== as || seat.epoch === null || seat.epoch > epoch)
      if (left.length === hearings.length) continue
      if (left.length > 0) client.topics.set(topic, left)
      else {
        client.topics.delete(topic)
        deafen(client, topic)
      }
    }
  }

  const tell = (client: Client, entry: OutboxEntry, text: (as: string) => string): void => {
    for (const { topic, kinds, seat } of client.topics.get(entry.topic) ?? []) {
      if (kinds !== null && !kinds.has(entry.kind)) continue
      if (seat !== undefined && Number(entry.body['seq']) <= seat.since) continue
      client.sink.write(text(seat?.as ?? topic))
      client.told = entry.position
    }
    if (entry.kind === 'group.left') endSeat(client, entry)
  }

  const fanOut = (entry: OutboxEntry): void => {
    past.add(entry)
    const listeners = byTopic.get(entry.topic)
    if (listeners === undefined) return
    const text = textOf(entry)
    const most = allowance(clients.size)
    for (const client of listeners) {
      if (!client.attached) continue
      tell(client, entry, text)
      if (client.sink.pending() <= most) continue
      // It resumes from the last id it has read.
      client.sink.cut()
      dropped += 1
      remove(client)
    }
  }

  const pump = async (): Promise<string> => {
    let at = position ?? past.begin(await outbox.head())
    do {
      again = false
      for (let more = true; more;) {
        const entries = await outbox.after(at, edgeLimits.streamReadEntries)
        for (const entry of entries) fanOut(entry)
        at = entries.at(-1)?.position ?? at
        position = at
        more = isFullPage(entries)
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

  /**
   * What was committed may still stand behind a transaction that began earlier and tells nobody when it ends: looked for with growing pauses, until
   * the poll does.
   */
  const lookAgain = (pauseMs: number): void => {
    if (looking !== null) clearTimeout(looking)
    looking = null
    if (clients.size === 0 || pauseMs >= edgeLimits.streamPollSeconds * 1_000) return
    looking = setTimeout(() => {
      advanceQuietly()
      lookAgain(pauseMs * 2)
    }, pauseMs)
    looking.unref()
  }

  const onWake = (): void => {
    advanceQuietly()
    lookAgain(edgeLimits.streamLookAgainMs)
  }

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
    stopWake = outbox.onWake(onWake)
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
    if (looking !== null) clearTimeout(looking)
    looking = null
    stopWake?.()
    stopWake = null
    if (pumping !== null) return
    position = null
    past.clear()
  }

  const startFresh = (client: Client, event: 'ready' | 'reset', at: string): void => {
    client.sink.write(control(event, at))
    client.told = at
    client.attached = true
  }

  const hasEnough = ({ sink }: Client): boolean => sink.pending() > allowance(clients.size) / 2

  /** Entries of a page: about as many as a reader may have unread. */
  const pageMost = (): number =>
    Math.max(PAGE_LEAST, Math.min(edgeLimits.streamReadEntries, Math.floor(allowance(clients.size) / 2 / ENTRY_BYTES)))

  /** Tells a reader what is his of a page until enough of it is unread. The rest is let go of, and read again when he has taken it. */
  const tellOn = (client: Client, at: string, page: readonly OutboxEntry[]): { at: string; told: number } => {
    let [last, told] = [at, 0]
    for (const entry of page) {
      if (client.gone || hasEnough(client)) break
      last = entry.position
      if (!client.topics.has(entry.topic)) continue
      tell(client, entry, textOf(entry))
      told += 1
    }
    return { at: last, told }
  }

  const catchUp = async (client: Client): Promise<void> => {
    const head = await advance()
    if (client.gone) return
    const { from } = client
    if (from === null) return startFresh(client, 'ready', position ?? head)
    if (from !== position && !(await past.isKnown(from))) return startFresh(client, 'reset', position ?? head)
    let at = from
    for (let told = 0, looked = 0, idle = 0; !client.gone && at !== position;) {
      // what is in memory costs nobody a look
      if (!past.has(at)) looked += edgeLimits.streamReadRows
      const on = tellOn(client, at, await past.after(at, client.topics, pageMost()))
      // read and not met by the pump: twice without moving means a position that the store does not know
      idle = on.at === at ? idle + 1 : 0
      at = on.at
      told += on.told
      if (hasEnough(client)) {
        await client.sink.drained()
        idle = 0
      } else if (!past.has(at)) await advance()
      if (told > edgeLimits.streamReplayEntries || looked > edgeLimits.streamReplayRows || idle > 2)
        return startFresh(client, 'reset', position ?? at)
    }
    if (!client.gone) startFresh(client, 'ready', at)
  }

  return {
    open(subscription) {
      const topics = new Map<string, Hearing[]>()
      for (const hearing of subscription.hearings)
        topics.set(hearing.topic, [...(topics.get(hearing.topic) ?? []), hearing])
      const client: Client = { ...subscription, topics, attached: false, gone: false, told: '' }
      clients.add(client)
      for (const topic of topics.keys()) {
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
    position: () => (position === null ? latest() : Promise.resolve(position)),
    dropped: () => dropped,
    close() {
      for (const client of [...clients]) {
        client.sink.end(endText('unavailable'))
        remove(client)
      }
    },
  }
}
