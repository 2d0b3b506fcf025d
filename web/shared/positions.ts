import { isOlder, positionHeader } from '../../src/contract/position.ts'

/** What is shown may have been fetched so long ago and still count as fresh (the longest `staleTime` of what a stream keeps fresh). */
const keptMilliseconds = 20_000
/** A stream waits for the answers under way, not for ever. */
const quietMilliseconds = 3_000

/** Where the answers of late stood: a stream that is opened for what they show begins there, so that nothing falls in between. */
export interface Positions {
  /** Sends a request and notes where its answer stood. */
  fetch(request: Request): Promise<Response>
  /** The oldest position of late; null when no answer named one. */
  oldest(): string | null
  /** When no request is under way, or it has taken too long. */
  quiet(): Promise<void>
}

/** @param now monotonic milliseconds */
export function createPositions(send: typeof fetch, now: () => number): Positions {
  let kept: readonly { readonly position: string; readonly at: number }[] = []
  let underWay = 0
  let waiting: (() => void)[] = []

  const done = (): void => {
    underWay -= 1
    if (underWay > 0) return
    for (const go of waiting) go()
    waiting = []
  }
  const recent = () => kept.filter(({ at }) => now() - at < keptMilliseconds)
  return {
    async fetch(request) {
      if (request.method !== 'GET') return send(request)
      underWay += 1
      try {
        const response = await send(request)
        const position = response.headers.get(positionHeader)
        if (position !== null) kept = [...recent(), { position, at: now() }]
        return response
      } finally {
        done()
      }
    },
    oldest: () =>
      recent().reduce<string | null>(
        (oldest, { position }) => (oldest === null || isOlder(position, oldest) ? position : oldest),
        null,
      ),
    quiet: () =>
      underWay === 0
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push(resolve)
            setTimeout(resolve, quietMilliseconds)
          }),
  }
}
