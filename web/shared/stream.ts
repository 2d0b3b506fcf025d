import type { Auth } from './api.ts'

/** One live update (api.md `GET /v1/stream`). */
export interface StreamMessage {
  readonly topic: string
  /** noun.pastVerb */
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

/** One connection for the whole page (browsers allow six per host), shared by every `useStream`. */
export interface Live {
  /** Hears `topics` until the returned function is called. */
  subscribe(topics: readonly string[], hear: (message: StreamMessage) => void): () => void
  close(): void
}

interface LiveEvents {
  /** connected again after having lost the server, or resumed with a gap (`reset`): what was shown may be old */
  readonly onRecovered: () => void
  /** true when a connection failed, false when one stands */
  readonly onDown: (down: boolean) => void
}

const firstWaitMilliseconds = 500
const longestWaitMilliseconds = 15_000
/** the server sends a comment more often than this; silence means a dead line */
const silenceMilliseconds = 45_000

/** Opens the live stream lazily, keeps it open, resumes after the last event seen and tells topics apart. */
export function createLive(auth: Auth, events: LiveEvents): Live {
  const hearers = new Map<string, Set<(message: StreamMessage) => void>>()
  let connection: AbortController | null = null
  let lastEventId: string | null = null
  let failures = 0
  let waiting: ReturnType<typeof setTimeout> | undefined
  let changed: ReturnType<typeof setTimeout> | undefined
  let connectedTopics = ''

  const topicList = () => [...hearers.keys()].sort().join(',')
  const retryNow = () => {
    if (waiting !== undefined) reconnect()
  }
  window.addEventListener('online', retryNow)

  function reconnect(): void {
    clearTimeout(waiting)
    waiting = undefined
    connection?.abort()
    connection = null
    connectedTopics = topicList()
    if (connectedTopics === '') return
    const own = new AbortController()
    connection = own
    void run(own, connectedTopics)
  }

  async function run(own: AbortController, topics: string): Promise<void> {
    try {
      await read(own, topics)
    } catch {
      // the line broke or was refused: told below, tried again after the wait
    }
    if (own.signal.aborted) return
    failures += 1
    if (failures > 1) events.onDown(true)
    waiting = setTimeout(reconnect, waitOf(failures))
  }

  async function read(own: AbortController, topics: string): Promise<void> {
    let response = await open(own.signal, topics, auth.token())
    if (response.status === 401) {
      await response.body?.cancel()
      response = await open(own.signal, topics, await auth.renew())
    }
    if (!response.ok || response.body === null) throw new Error(`stream answered ${response.status}`)
    if (failures > 1) events.onRecovered()
    failures = 0
    events.onDown(false)
    const silence = watchSilence(own)
    try {
      await readEvents(response.body, silence.heard, ({ id, event, data }) => {
        lastEventId = id ?? lastEventId
        if (event === 'reset') events.onRecovered()
        else if (data !== null) tell(data)
      })
    } finally {
      silence.stop()
    }
  }

  function open(signal: AbortSignal, topics: string, token: string | null): Promise<Response> {
    const headers: Record<string, string> = { accept: 'text/event-stream' }
    if (token !== null) headers['authorization'] = `Bearer ${token}`
    if (lastEventId !== null) headers['last-event-id'] = lastEventId
    return fetch(`/v1/stream?topics=${encodeURIComponent(topics)}`, { headers, signal, cache: 'no-store' })
  }

  function watchSilence(own: AbortController): { heard(): void; stop(): void } {
    let timer: ReturnType<typeof setTimeout> | undefined
    const heard = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        if (connection === own) reconnect()
      }, silenceMilliseconds)
    }
    heard()
    return { heard, stop: () => clearTimeout(timer) }
  }

  function tell(data: string): void {
    const message = messageOf(data)
    if (message === null) return
    for (const hear of hearers.get(message.topic) ?? []) hear(message)
  }

  function scheduleChange(): void {
    clearTimeout(changed)
    changed = setTimeout(() => {
      if (topicList() !== connectedTopics) reconnect()
    }, 50)
  }

  return {
    subscribe(topics, hear) {
      for (const topic of topics) hearers.set(topic, (hearers.get(topic) ?? new Set()).add(hear))
      scheduleChange()
      return () => {
        for (const topic of topics) {
          const set = hearers.get(topic)
          set?.delete(hear)
          if (set?.size === 0) hearers.delete(topic)
        }
        scheduleChange()
      }
    },
    close() {
      window.removeEventListener('online', retryNow)
      clearTimeout(waiting)
      clearTimeout(changed)
      connection?.abort()
      connection = null
    },
  }
}

/** 0.5 s, 1 s, 2 s … 15 s, each shortened by up to a half so that many pages do not come back at once. */
function waitOf(failures: number): number {
  const wait = Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** (failures - 1))
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return wait * (1 - random / 2 ** 33)
}

function messageOf(data: string): StreamMessage | null {
  try {
    const value = JSON.parse(data) as Partial<StreamMessage>
    if (typeof value.topic !== 'string' || typeof value.kind !== 'string') return null
    return { topic: value.topic, kind: value.kind, body: value.body ?? {} }
  } catch {
    return null
  }
}

/** One block of the stream: a message, a control event (`ready`, `reset`, `end`), or only a position (`data` null). */
export interface ServerEvent {
  readonly id: string | null
  readonly event: string
  readonly data: string | null
}

/** Reads server-sent events from a body: `tell` per block, `heard` per chunk (comments count as life). */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  tell: (event: ServerEvent) => void,
): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  let block = { id: null as string | null, event: 'message', data: [] as string[] }
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    heard()
    const lines = (rest + decoder.decode(value, { stream: true })).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const found = /^(id|event|data):? ?(.*)$/s.exec(line)
      if (line === '') {
        const { id, event, data } = block
        if (id !== null || data.length > 0) tell({ id, event, data: data.length > 0 ? data.join('\n') : null })
        block = { id: null, event: 'message', data: [] }
      } else if (found?.[1] === 'data') block.data.push(found[2] ?? '')
      else if (found?.[1] === 'id') block.id = found[2] ?? ''
      else if (found?.[1] === 'event') block.event = found[2] ?? ''
    }
  }
}
