/** What a chat needs to know of a message, whatever conversation it is of. */
export interface ChatMessage {
  readonly messageId: string
  /** rises; numbers that were said to others are left out */
  readonly seq: number
  readonly at: string
  readonly from: string
  readonly sender: {
    readonly kind: 'fan' | 'owner'
    readonly name: string | null
    /** his name passes for the owner's side */
    readonly imitates?: boolean | undefined
  }
  /** `deleted`: it says nothing any more */
  readonly kind: string
  readonly text?: string | undefined
  readonly mentions?: readonly string[] | undefined
  /** of one's own: under which it was sent from this phone */
  readonly sendId?: string | undefined
}

/** What of a conversation is on this phone. */
export interface Timeline<M extends ChatMessage> {
  /** by `seq`, each once */
  readonly messages: readonly M[]
  /** nothing is missing from the first of them up to here; above it stands only what the stream brought. null: nothing was loaded yet */
  readonly sureUpTo: number | null
  /** how many came in front of those that were loaded first: with it a row keeps its place while history grows */
  readonly older: number
  /** there is nothing before them */
  readonly whole: boolean
}

/** Nothing is known yet. */
export const nothing: Timeline<never> = { messages: [], sureUpTo: null, older: 0, whole: false }

/** Both, by `seq`, each once; what came later says what it is now. */
export function merge<M extends ChatMessage>(known: readonly M[], fresh: readonly M[]): readonly M[] {
  if (fresh.length === 0) return known
  const last = known.at(-1)
  if (last === undefined || (fresh[0]?.seq ?? 0) > last.seq) return [...known, ...fresh]
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of fresh) {
    const sendId = message.sendId ?? bySeq.get(message.seq)?.sendId
    bySeq.set(message.seq, sendId === undefined ? message : { ...message, sendId })
  }
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq)
}

/** The newest page, instead of all but what the stream brought after it. @param full there may be more before it */
export function withNewest<M extends ChatMessage>(
  { messages }: Timeline<M>,
  page: readonly M[],
  full: boolean,
): Timeline<M> {
  const first = page[0]?.seq ?? 0
  const known = messages.filter(({ seq }) => seq >= first)
  return { messages: merge(known, page), sureUpTo: page.at(-1)?.seq ?? 0, older: 0, whole: !full }
}

/** A page of what came after `sureUpTo`. */
export function withLater<M extends ChatMessage>(timeline: Timeline<M>, page: readonly M[]): Timeline<M> {
  const sureUpTo = Math.max(timeline.sureUpTo ?? 0, page.at(-1)?.seq ?? 0)
  return { ...timeline, messages: merge(timeline.messages, page), sureUpTo }
}

/** A page of history, in front. @param full there may be more before it */
export function withOlder<M extends ChatMessage>(
  timeline: Timeline<M>,
  page: readonly M[],
  full: boolean,
): Timeline<M> {
  const first = timeline.messages[0]?.seq ?? Infinity
  const fresh = page.filter(({ seq }) => seq < first)
  return {
    ...timeline,
    messages: [...fresh, ...timeline.messages],
    older: timeline.older + fresh.length,
    whole: !full,
  }
}

/** What is known, as it reads now; the page may hold more, which is not taken: what lies between is not known. */
export function withAgain<M extends ChatMessage>(timeline: Timeline<M>, page: readonly M[]): Timeline<M> {
  const known = new Set(timeline.messages.map(({ seq }) => seq))
  return {
    ...timeline,
    messages: merge(
      timeline.messages,
      page.filter(({ seq }) => known.has(seq)),
    ),
  }
}

/** What the stream brought. Before the first page it waits beside it; what was taken back stays so: the answer to a sending may come after that. */
export function withSaid<M extends ChatMessage>(timeline: Timeline<M>, message: M): Timeline<M> {
  const { messages } = timeline
  const isGone = messages.some(({ seq, kind }) => seq === message.seq && kind === 'deleted')
  return isGone ? timeline : { ...timeline, messages: merge(messages, [message]) }
}

/** A message that was taken back says nothing any more; its place stays. */
export function withDeleted<M extends ChatMessage>(timeline: Timeline<M>, seq: number): Timeline<M> {
  const messages = timeline.messages.map((message) =>
    message.seq === seq ? { ...message, kind: 'deleted', text: undefined, mentions: undefined } : message,
  )
  return { ...timeline, messages }
}

/** A message with what stands around it. */
export interface ChatRow<M extends ChatMessage> {
  readonly key: string
  readonly message: M
  /** a line with the time before it: of a new day with its date, or after a pause */
  readonly stamp: 'day' | 'time' | null
  /** «以下为新消息» stands before it */
  readonly unread: boolean
  /** its writer is named: he did not write the one before, or not just now */
  readonly first: boolean
}

/** After such a pause the time is told again. */
const stampMilliseconds = 10 * 60_000
/** Within it a writer who goes on is not named again. */
const runMilliseconds = 5 * 60_000

/**
 * Rows in order.
 * @param readUpTo what was read when the chat was opened; null: no line is drawn @param self one's own messages are no news
 * @param dayOf the day of an instant in the platform's zone
 */
export function rowsOf<M extends ChatMessage>(
  messages: readonly M[],
  { readUpTo, self, dayOf }: { readUpTo: number | null; self: string; dayOf: (instant: string) => string },
): readonly ChatRow<M>[] {
  const unreadAt = readUpTo === null ? null : unreadFrom(messages, readUpTo, self)
  let before: M | null = null
  return messages.map((message) => {
    const stamp = stampOf(before, message, dayOf)
    const row: ChatRow<M> = {
      key: message.sendId ?? message.messageId,
      message,
      stamp,
      unread: message.seq === unreadAt,
      first: stamp !== null || message.seq === unreadAt || !isSameRun(before, message),
    }
    before = message
    return row
  })
}

/** The first message that was not read; null: none, or the line would stand before all there is. */
export function unreadFrom(messages: readonly ChatMessage[], readUpTo: number, self: string): number | null {
  const index = messages.findIndex(({ seq, from }) => seq > readUpTo && from !== self)
  return index < 1 ? null : (messages[index]?.seq ?? null)
}

function stampOf(
  before: ChatMessage | null,
  message: ChatMessage,
  dayOf: (instant: string) => string,
): ChatRow<ChatMessage>['stamp'] {
  if (before === null || dayOf(before.at) !== dayOf(message.at)) return 'day'
  return Date.parse(message.at) - Date.parse(before.at) > stampMilliseconds ? 'time' : null
}

const isSameRun = (before: ChatMessage | null, message: ChatMessage): boolean =>
  before !== null &&
  before.from === message.from &&
  before.kind !== 'deleted' &&
  Date.parse(message.at) - Date.parse(before.at) <= runMilliseconds
