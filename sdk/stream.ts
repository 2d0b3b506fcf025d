import type { StreamMessage } from '../src/contract/accounts.ts'
import { tokenSourceOf } from './client.ts'
import type { ClientOptions, TokenSource } from './client.ts'
import { problemOf } from './problem.ts'
import { createSseReader } from './sse.ts'

export interface StreamOptions extends ClientOptions {
  /** `club:{ownerId}`, `member:{ownerId}:{userId}`, `session:{id}`, `reviews` (src/contract/topics.ts). */
  readonly topics: readonly string[]
  /** Resumes after this position. */
  readonly lastEventId?: string
  /** Ends the stream. */
  readonly signal?: AbortSignal
  /** Told of every line lost, before it is tried again. */
  readonly onLost?: (reason: unknown) => void
}

/** `reset`: messages were lost (too long away), fetch anew what you show. `ready`: connected; everything missed has been sent. */
export type StreamUpdate =
  | { readonly kind: 'message'; readonly id: string | null; readonly message: StreamMessage }
  | { readonly kind: 'ready' | 'reset'; readonly id: string | null }

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000
/** The server sends something every 15 s: longer silence is a dead line. */
const SILENCE_MS = 45_000

/** Doubles from half a second to 15, shortened by up to a half so that many readers do not come back at once. */
function waitMs(failures: number): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 10)) * (1 - random / 2 ** 33)
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds)
    function done(): void {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    signal?.addEventListener('abort', done)
  })
}

async function connect(
  options: StreamOptions,
  tokenOf: TokenSource,
  lastEventId: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const send = options.fetch ?? globalThis.fetch
  const url = new URL('/v1/stream', options.baseUrl)
  url.searchParams.set('topics', options.topics.join(','))
  const attempt = (token: string | null): Promise<Response> => {
    const headers: Record<string, string> = { accept: 'text/event-stream' }
    if (token !== null) headers['authorization'] = `Bearer ${token}`
    if (lastEventId !== null) headers['last-event-id'] = lastEventId
    return send(url, { headers, signal })
  }
  const response = await attempt(await tokenOf({ fresh: false }))
  if (response.status !== 401 || options.getToken === undefined) return response
  await response.body?.cancel()
  return attempt(await tokenOf({ fresh: true }))
}

/** Refusals that another try will not change. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429

function updateOf(event: { id: string | null; event: string; data: string }): StreamUpdate | null {
  if (event.event === 'ready' || event.event === 'reset') return { kind: event.event, id: event.id }
  if (event.event !== 'message') return null
  return { kind: 'message', id: event.id, message: JSON.parse(event.data) as StreamMessage }
}

interface Progress {
  lastEventId: string | null
  failures: number
  retryMs: number | null
}

/** One connection, until it ends. @throws TiefenProblem, or what `fetch` throws */
async function* readOnce(
  options: StreamOptions,
  tokenOf: TokenSource,
  progress: Progress,
): AsyncGenerator<StreamUpdate> {
  const own = new AbortController()
  const stop = (): void => own.abort()
  options.signal?.addEventListener('abort', stop)
  let silence = setTimeout(stop, SILENCE_MS)
  try {
    const response = await connect(options, tokenOf, progress.lastEventId, own.signal)
    if (!response.ok || response.body === null) throw problemOf(response, await response.json().catch(() => null))
    const reader = response.body.getReader()
    const decoder = new TextDecoder()
    const read = createSseReader(progress.lastEventId)
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(silence)
      silence = setTimeout(stop, SILENCE_MS)
      progress.failures = 0
      const { events, lastEventId, retryMs } = read(decoder.decode(value, { stream: true }))
      progress.retryMs = retryMs ?? progress.retryMs
      for (const event of events) {
        const update = updateOf(event)
        if (update !== null) yield update
        // Only now has the caller taken it: a line that breaks meanwhile resumes here.
        progress.lastEventId = event.id
      }
      progress.lastEventId = lastEventId
    }
  } finally {
    clearTimeout(silence)
    options.signal?.removeEventListener('abort', stop)
    own.abort()
  }
}

/**
 * The live stream as an endless sequence, in browsers and in Node: reconnects with growing pauses and resumes after the last message taken, so
 * that none is lost or given twice. Ends when `signal` aborts. @throws TiefenProblem for a refusal that another try will not change
 */
export async function* openStream(options: StreamOptions): AsyncGenerator<StreamUpdate> {
  const tokenOf = tokenSourceOf(options)
  const progress: Progress = { lastEventId: options.lastEventId ?? null, failures: 0, retryMs: null }
  const stopped = (): boolean => options.signal?.aborted === true
  while (!stopped()) {
    let asked: number | null = null
    try {
      yield* readOnce(options, tokenOf, progress)
    } catch (error) {
      if (stopped()) return
      const problem = error instanceof Error && error.name === 'TiefenProblem' ? (error as { status?: number }) : null
      if (problem?.status !== undefined && isFinal(problem.status)) throw error
      asked = (error as { retryAfterSeconds?: number | null }).retryAfterSeconds ?? null
      options.onLost?.(error)
    }
    progress.failures += 1
    const wait = progress.retryMs ?? (asked === null ? waitMs(progress.failures) : asked * 1_000)
    progress.retryMs = null
    await pause(wait, options.signal)
  }
}
