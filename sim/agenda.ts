/** What is to be done when: the earliest first, things of one instant in the order they were put in. */
export interface Agenda {
  /** @param at UTC ms; fractions are dropped */
  put(at: number, work: (at: number) => void): void
  /** Does everything due up to an instant, in order; work may put in more. */
  runUntil(at: number): void
  size(): number
}

interface Item {
  readonly at: number
  readonly order: number
  readonly work: (at: number) => void
}

const before = (one: Item, other: Item): boolean =>
  one.at < other.at || (one.at === other.at && one.order < other.order)

/** Builds an empty agenda (a binary heap). */
export function createAgenda(): Agenda {
  const heap: Item[] = []
  let order = 0

  const swap = (one: number, other: number): void => {
    const [a, b] = [heap[one], heap[other]]
    if (a === undefined || b === undefined) return
    heap[one] = b
    heap[other] = a
  }
  const isBefore = (one: number, other: number): boolean => {
    const [a, b] = [heap[one], heap[other]]
    return a !== undefined && b !== undefined && before(a, b)
  }
  const rise = (from: number): void => {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1
      if (!isBefore(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = (): void => {
    for (let at = 0; ;) {
      const left = 2 * at + 1
      const least = isBefore(left + 1, left) ? left + 1 : left
      if (!isBefore(least, at)) return
      swap(least, at)
      at = least
    }
  }
  const take = (): Item | undefined => {
    const first = heap[0]
    const last = heap.pop()
    if (first !== undefined && last !== undefined && first !== last) {
      heap[0] = last
      sink()
    }
    return first
  }
  return {
    put(at, work) {
      heap.push({ at: Math.floor(at), order: (order += 1), work })
      rise(heap.length - 1)
    },
    runUntil(at) {
      for (let next = heap[0]; next !== undefined && next.at <= at; next = heap[0]) take()?.work(next.at)
    },
    size: () => heap.length,
  }
}
