import { makeUuid } from '../../shared/make-uuid.ts'
import { ApiProblem } from '../../shared/problem.ts'
import type { StreamMessage } from '../../shared/stream.ts'
import { afterFailure, keepOutbox, keptOutbox, waitBefore, type Pending } from './outbox.ts'
import type { ChatSource, Draft } from './source.ts'
import {
  nothing,
  withAgain,
  withDeleted,
  withLater,
  withNewest,
  withOlder,
  withSaid,
  type ChatMessage,
  type Timeline,
} from './timeline.ts'

const pageSize = 50
/** What was missed before the newest page is fetched in pages of so many, at most so many of them. */
const laterSize = 100
const laterPagesMost = 3
/** What was read is told together. */
const readMilliseconds = 800

/** What a chat shows. */
export interface Shown<M extends ChatMessage> {
  readonly timeline: Timeline<M>
  readonly outbox: readonly Pending[]
}

/** A conversation on this phone: what was said, what waits to be said, and the one place that brings both together. */
export interface Conversation<M extends ChatMessage> {
  subscribe(notify: () => void): () => void
  shown(): Shown<M>
  /** the newest page, as it reads now, and what was missed before it; what waits is said first, so that it stands where it belongs */
  refresh(): Promise<void>
  /** reads a message again with those before it: links in it hold for hours */
  again(seq: number): void
  /** a page of history */
  older(): Promise<void>
  send(draft: Draft): void
  retry(sendId: string): void
  drop(sendId: string): void
  hear(message: StreamMessage): void
  /** it was looked at up to here */
  seen(seq: number): void
}

/** One conversation, empty until it is refreshed. @param readUpTo what the server knows to be read */
export function createConversation<M extends ChatMessage>(source: ChatSource<M>): Conversation<M> {
  const listeners = new Set<() => void>()
  let shown: Shown<M> = { timeline: nothing, outbox: keptOutbox(source.id) }
  const change = (next: Partial<Shown<M>>): void => {
    shown = { ...shown, ...next }
    if (next.outbox !== undefined) keepOutbox(source.id, next.outbox)
    for (const notify of listeners) notify()
  }
  const timeline = (next: (before: Timeline<M>) => Timeline<M>): void => change({ timeline: next(shown.timeline) })
  const outbox = createSender(source, () => shown, change)
  const reading = createReading((upTo) => source.read(upTo))

  const onTheirWay = new Set<number[]>()
  /** Reads and puts what was read; what was taken back meanwhile is so: the page may be older than that. */
  async function bring(read: () => Promise<(before: Timeline<M>) => Timeline<M>>): Promise<void> {
    const takenBack: number[] = []
    onTheirWay.add(takenBack)
    try {
      const put = await read()
      timeline((before) => takenBack.reduce<Timeline<M>>(withDeleted, put(before)))
    } finally {
      onTheirWay.delete(takenBack)
    }
  }

  async function refresh(): Promise<void> {
    await outbox.flush()
    await bring(async () => {
      const { sureUpTo } = shown.timeline
      const page = await source.load({ limit: pageSize })
      const full = page.length === pageSize
      const reaches = sureUpTo !== null && (!full || (page[0]?.seq ?? 0) <= sureUpTo || (await missed(page)))
      return (before) => (reaches ? withLater(before, page) : withNewest(before, page, full))
    })
  }
  /** What lies between what is known and a page. @returns whether all of it came: who was away longer begins at the newest again */
  async function missed(upTo: readonly M[]): Promise<boolean> {
    for (let pages = 0; pages < laterPagesMost; pages += 1) {
      let page: readonly M[] = []
      await bring(async () => {
        page = await source.load({ after: shown.timeline.sureUpTo ?? 0, limit: laterSize })
        return (before) => withLater(before, page)
      })
      if (page.length < laterSize || (page.at(-1)?.seq ?? 0) >= (upTo[0]?.seq ?? 0)) return true
    }
    return false
  }
  let rereading: Promise<unknown> = Promise.resolve()
  const known = (seq: number): M | undefined => shown.timeline.messages.find((message) => message.seq === seq)
  const readAgain = (seq: number): Promise<void> =>
    bring(async () => {
      const page = await source.load({ before: seq + 1, limit: pageSize })
      return (before) => withAgain(before, page)
    })
  function again(seq: number): void {
    const stale = known(seq)
    // one page after another: it may bring what others wait for
    rereading = rereading.then(() => (known(seq) === stale ? readAgain(seq) : null)).catch(() => undefined)
  }
  let history: Promise<void> | null = null
  async function loadOlder(): Promise<void> {
    const first = shown.timeline.messages[0]
    if (first === undefined || shown.timeline.whole) return
    await bring(async () => {
      const page = await source.load({ before: first.seq, limit: pageSize })
      return (before) => withOlder(before, page, page.length === pageSize)
    })
  }

  return {
    subscribe(notify) {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    shown: () => shown,
    refresh,
    again,
    older: () => (history ??= loadOlder().finally(() => (history = null))),
    send: (draft) => outbox.add(draft),
    retry: (sendId) => outbox.retry(sendId),
    drop: (sendId) => outbox.drop(sendId),
    hear(message) {
      const news = source.hear(message)
      if (news === null) return
      if ('deleted' in news) {
        for (const takenBack of onTheirWay) takenBack.push(news.deleted)
        return timeline((before) => withDeleted(before, news.deleted))
      }
      // read, not heard: links of its media and what stands on its card come with the page
      if ('restored' in news) return known(news.restored) === undefined ? undefined : again(news.restored)
      outbox.confirm(news.said.sendId)
      timeline((before) => withSaid(before, news.said))
    },
    seen: (seq) => reading.upTo(seq),
  }
}

/** Tells the server what was read, at most once in a while, never less than before. */
function createReading(tell: (upTo: number) => Promise<unknown>): { upTo(seq: number): void } {
  let seen = 0
  let told = 0
  let waiting = false
  const say = (): void => {
    waiting = false
    const upTo = seen
    tell(upTo).then(
      () => (told = Math.max(told, upTo)),
      () => undefined,
    )
  }
  return {
    upTo(seq) {
      seen = Math.max(seen, seq)
      if (waiting || seen <= told) return
      waiting = true
      setTimeout(say, readMilliseconds)
    },
  }
}

/** Says one message after another; what got no answer is sent again under the same id. */
function createSender<M extends ChatMessage>(
  source: ChatSource<M>,
  shown: () => Shown<M>,
  change: (next: Partial<Shown<M>>) => void,
) {
  let running: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const replace = (sendId: string, next: (pending: Pending) => Pending): void =>
    change({ outbox: shown().outbox.map((pending) => (pending.sendId === sendId ? next(pending) : pending)) })
  const without = (sendId: string): readonly Pending[] => shown().outbox.filter((pending) => pending.sendId !== sendId)

  /** @returns whether the next one may be tried now */
  async function sendOne({ sendId, draft }: Pending): Promise<boolean> {
    replace(sendId, (pending) => ({ ...pending, state: 'sending' }))
    try {
      const said = await source.send(draft, sendId, (progress) =>
        replace(sendId, (pending) => ({ ...pending, progress })),
      )
      const message = { ...source.made(draft, said, sendId), sendId }
      change({ outbox: without(sendId), timeline: withSaid(shown().timeline, message) })
      return true
    } catch (error) {
      const status = error instanceof ApiProblem ? error.status : 500
      replace(sendId, (pending) => afterFailure(pending, { status, error }))
      const after = shown().outbox.find((pending) => pending.sendId === sendId)
      if (after?.state !== 'waiting') return true
      timer = setTimeout(() => void flush(), waitBefore(after.tries))
      return false
    }
  }
  async function run(): Promise<void> {
    clearTimeout(timer)
    for (;;) {
      const next = shown().outbox.find(({ state }) => state === 'waiting')
      if (next === undefined || !(await sendOne(next))) return
    }
  }
  const flush = (): Promise<void> => (running ??= run().finally(() => (running = null)))
  return {
    flush,
    add(draft: Draft) {
      const at = new Date().toISOString()
      const pending: Pending = {
        sendId: makeUuid(),
        draft,
        at,
        state: 'waiting',
        tries: 0,
        progress: null,
        error: null,
      }
      change({ outbox: [...shown().outbox, pending] })
      void flush()
    },
    retry(sendId: string) {
      replace(sendId, (pending) => ({ ...pending, state: 'waiting', tries: 0, error: null }))
      void flush()
    },
    drop: (sendId: string) => change({ outbox: without(sendId) }),
    /** the stream brought it before the answer came */
    confirm(sendId: string | undefined) {
      if (sendId !== undefined && shown().outbox.some((pending) => pending.sendId === sendId))
        change({ outbox: without(sendId) })
    },
  }
}
