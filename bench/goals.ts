import type { Kind, Summary } from './measure.ts'

/** A goal of issue 3 and what came of it: ratios of medians in one run. */
export interface Goal {
  readonly text: string
  readonly wanted: number
  readonly measured: number
  readonly reached: boolean
  /** a stretch goal: good to have */
  readonly stretch: boolean
}

/** The fastest of a kind; null where none ran. */
export const bestOf = (summaries: readonly Summary[], kind: Kind): Summary | null =>
  summaries
    .filter((summary) => summary.kind === kind)
    .toSorted((one, other) => other.eventsPerSecond - one.eventsPerSecond)[0] ?? null

interface Wish {
  readonly text: string
  readonly of: Kind
  readonly than: Kind
  readonly wanted: number
  readonly stretch?: true
  /** its events against the other's rows */
  readonly inRows?: true
}

const wishes: readonly Wish[] = [
  { text: 'engine (e) against one transaction per event (a)', of: 'e', than: 'a', wanted: 30 },
  { text: 'engine (e) against the Redis script (c), appendfsync always', of: 'e', than: 'c', wanted: 2 },
  { text: 'engine (e), events/s, against raw COPY (d), ledger rows/s', of: 'e', than: 'd', wanted: 0.5, inRows: true },
  { text: 'the same, the stretch', of: 'e', than: 'd', wanted: 0.7, inRows: true, stretch: true },
  { text: 'HTTP in batches of 500 (f) against one transaction per event (a)', of: 'f', than: 'a', wanted: 20 },
  { text: 'HTTP one by one (f) against (a) behind the same server', of: 'fOne', than: 'aHttp', wanted: 3 },
]

/** Ratios without a goal, for the whole picture. */
const others: readonly Omit<Wish, 'wanted'>[] = [
  { text: 'engine (e) against one PL/pgSQL call per event (b)', of: 'e', than: 'b' },
  {
    text: 'engine (e) against the Redis script, appendfsync everysec (a crash loses a second)',
    of: 'e',
    than: 'cWeak',
  },
  { text: 'engine (e) against raw COPY (d) of the ledger rows of as many events', of: 'e', than: 'd' },
  { text: 'engine (e) against raw COPY (d) of the ledger and event rows of as many events', of: 'e', than: 'dBoth' },
]

function ratioOf(summaries: readonly Summary[], { of, than, inRows }: Omit<Wish, 'text' | 'wanted'>): number | null {
  const [one, other] = [bestOf(summaries, of), bestOf(summaries, than)]
  if (one === null || other === null) return null
  return one.eventsPerSecond / ((inRows === true ? other.rowsPerSecond : null) ?? other.eventsPerSecond)
}

/** Every goal whose ways ran. */
export function goalsOf(postgres: readonly Summary[], embedded: readonly Summary[]): Goal[] {
  const goals: Goal[] = []
  const add = (text: string, wanted: number, measured: number | null, stretch = false): void => {
    if (measured !== null) goals.push({ text, wanted, measured, reached: measured >= wanted, stretch })
  }
  for (const wish of wishes) add(wish.text, wish.wanted, ratioOf(postgres, wish), wish.stretch === true)
  const [one, naive] = [bestOf(postgres, 'fOne'), bestOf(postgres, 'aHttp')]
  if (one !== null && naive !== null) add('the same, p99: that of (a) over that of (f)', 1, naive.p99 / one.p99)
  const [batches, slow, engineOne] = [bestOf(embedded, 'e'), bestOf(embedded, 'a'), bestOf(embedded, 'eOne')]
  if (batches !== null && slow !== null && engineOne !== null) {
    const best = Math.max(slow.eventsPerSecond, engineOne.eventsPerSecond)
    add('embedded store: batches against its faster one-by-one path', 50, batches.eventsPerSecond / best)
  }
  return goals
}

/** Ratios that no goal is set for. */
export const otherRatios = (postgres: readonly Summary[]): { readonly text: string; readonly measured: number }[] =>
  others.flatMap((other) => {
    const measured = ratioOf(postgres, other)
    return measured === null ? [] : [{ text: other.text, measured }]
  })
