import type { StreamMessage } from '../../src/contract/accounts.ts'
import { openStream } from '../../sdk/stream.ts'
import { isOlder } from '../../src/contract/position.ts'
import { tokenSource, type Auth } from './api.ts'
import type { Positions } from './positions.ts'
import { askedTopicOf, opensAnew } from './topics.ts'

export type { StreamMessage }

/** One connection for the whole page (browsers allow six per host), shared by every `useStream`. */
export interface Live {
  /** Hears `topics` until the returned function is called. */
  subscribe(topics: readonly string[], hear: (message: StreamMessage) => void): () => void
  close(): void
}

/** What a page wants to know of its stream. */
export interface LiveEvents {
  /** connected again after having lost the server, or resumed with a gap: what was shown may be old */
  readonly onRecovered: () => void
  /** true when the server could not be reached or lets nothing be heard, false when it does again, or nobody wants to hear */
  readonly onDown: (down: boolean) => void
}

/** Topics asked for and given up in the same breath (a page change) make one new connection. */
const settleMilliseconds = 50
/** A refusal stands until a right is given back or another page asks for less: it is tried again, but seldom. */
const refusedMilliseconds = 30_000

/**
 * Opens the stream when somebody hears, with the topics of all, and tells the messages apart. Each topic is known up to a position: a new one to
 * where the answers of late stood, an old one to what was heard; the stream begins at the oldest, and what is known already is not told again.
 */
export function createLive(
  auth: Auth,
  events: LiveEvents,
  positions: Positions,
  refusedWait = refusedMilliseconds,
): Live {
  const hearers = new Map<string, Set<(message: StreamMessage) => void>>()
  let connection: AbortController | null = null
  let connectedTopics = ''
  let known = new Map<string, string>()
  let lost = false
  let settling: ReturnType<typeof setTimeout> | undefined
  let refused: ReturnType<typeof setTimeout> | undefined

  const topics = () => [...hearers.keys()].sort()
  const reconnect = () => {
    clearTimeout(refused)
    connection?.abort()
    connection = null
    connectedTopics = topics().join(',')
    if (connectedTopics === '') return events.onDown(false)
    connection = new AbortController()
    void read(connection.signal)
  }
  const retryNow = () => {
    if (lost) reconnect()
  }

  /** Where a stream of these topics must begin; null: with what comes. */
  function beginAt(wanted: readonly string[]): string | null {
    const floor = positions.oldest()
    const places = wanted.map((topic) => [topic, known.get(topic) ?? floor] as const)
    known = new Map(places.filter((place): place is [string, string] => place[1] !== null))
    return [...known.values()].reduce<string | null>(
      (oldest, position) => (oldest === null || isOlder(position, oldest) ? position : oldest),
      null,
    )
  }

  /** Under which name somebody asked for what comes under this one. */
  const askedFor = (topic: string): string => askedTopicOf(topic, [...hearers.keys()]) ?? topic

  /** The stream has brought everything up to here. */
  function reach(position: string, wanted: readonly string[]): void {
    for (const topic of wanted) {
      const before = known.get(topic)
      if (before === undefined || isOlder(before, position)) known.set(topic, position)
    }
  }

  async function read(signal: AbortSignal): Promise<void> {
    if (topics().some((topic) => !known.has(topic))) await positions.quiet()
    if (signal.aborted) return
    const wanted = topics()
    if (wanted.length === 0) {
      // all stopped hearing meanwhile; whoever hears again begins anew
      connectedTopics = ''
      return
    }
    const from = beginAt(wanted)
    const options = {
      baseUrl: window.location.origin,
      getToken: tokenSource(auth),
      topics: wanted,
      signal,
      onLost: lose,
      ...(from === null ? {} : { lastEventId: from }),
    }
    try {
      for await (const update of openStream(options)) {
        if (signal.aborted) return
        let anew = false
        if (update.kind === 'message') {
          const topic = askedFor(update.message.topic)
          const before = known.get(topic)
          const isNew = update.id === null || before === undefined || isOlder(before, update.id)
          if (isNew) hearers.get(topic)?.forEach((hear) => hear(update.message))
          anew = isNew && opensAnew(update.message)
        } else recovered(update.kind === 'reset')
        if (update.id !== null) reach(update.id, wanted)
        // a seat that the server did not know when the stream was opened; what is said there from here on comes with a new one
        if (anew) return reconnect()
      }
    } catch {
      // A refusal that another try at once would not change (a topic that is not ours): one stream serves the whole page, and all of it stands still.
      if (signal.aborted) return
      lose()
      refused = setTimeout(reconnect, refusedWait)
    }
  }

  function lose(): void {
    lost = true
    events.onDown(true)
  }

  function recovered(gap: boolean): void {
    if (lost || gap) events.onRecovered()
    lost = false
    events.onDown(false)
  }

  function settle(): void {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (topics().join(',') !== connectedTopics) reconnect()
    }, settleMilliseconds)
  }

  window.addEventListener('online', retryNow)
  return {
    subscribe(wanted, hear) {
      for (const topic of wanted) hearers.set(topic, (hearers.get(topic) ?? new Set()).add(hear))
      settle()
      return () => {
        for (const topic of wanted) {
          hearers.get(topic)?.delete(hear)
          if (hearers.get(topic)?.size === 0) hearers.delete(topic)
        }
        settle()
      }
    },
    close() {
      window.removeEventListener('online', retryNow)
      clearTimeout(settling)
      clearTimeout(refused)
      connection?.abort()
      connection = null
    },
  }
}
