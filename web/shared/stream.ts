import type { StreamMessage } from '../../src/contract/accounts.ts'
import { openStream } from '../../sdk/stream.ts'
import { tokenSource, type Auth } from './api.ts'

export type { StreamMessage }

/** One connection for the whole page (browsers allow six per host), shared by every `useStream`. */
export interface Live {
  /** Hears `topics` until the returned function is called. */
  subscribe(topics: readonly string[], hear: (message: StreamMessage) => void): () => void
  close(): void
}

interface LiveEvents {
  /** connected again after having lost the server, or resumed with a gap: what was shown may be old */
  readonly onRecovered: () => void
  /** true when the server could not be reached, false when it can be again */
  readonly onDown: (down: boolean) => void
}

/** Topics asked for and given up in the same breath (a page change) make one new connection. */
const settleMilliseconds = 50

/** Opens the stream when somebody hears, with the topics of all, and tells the messages apart. A changed set of topics resumes where the old one was. */
export function createLive(auth: Auth, events: LiveEvents): Live {
  const hearers = new Map<string, Set<(message: StreamMessage) => void>>()
  let connection: AbortController | null = null
  let connectedTopics = ''
  let lastEventId: string | null = null
  let lost = false
  let settling: ReturnType<typeof setTimeout> | undefined

  const topics = () => [...hearers.keys()].sort()
  const reconnect = () => {
    connection?.abort()
    connection = null
    connectedTopics = topics().join(',')
    if (connectedTopics === '') return
    connection = new AbortController()
    void read(connection.signal)
  }
  const retryNow = () => {
    if (lost) reconnect()
  }

  async function read(signal: AbortSignal): Promise<void> {
    const options = {
      baseUrl: window.location.origin,
      getToken: tokenSource(auth),
      topics: topics(),
      signal,
      onLost: () => {
        lost = true
        events.onDown(true)
      },
      ...(lastEventId === null ? {} : { lastEventId }),
    }
    try {
      for await (const update of openStream(options)) {
        if (signal.aborted) return
        lastEventId = update.id ?? lastEventId
        if (update.kind === 'message') hearers.get(update.message.topic)?.forEach((hear) => hear(update.message))
        else recovered(update.kind === 'reset')
      }
    } catch {
      // A refusal that another try would not change (a topic that is not ours): the page lives on what it fetches.
    }
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
      connection?.abort()
      connection = null
    },
  }
}
