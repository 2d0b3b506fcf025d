import type { Signal, SignalsInput } from '../../../src/contract/linking.ts'
import { ApiProblem } from '../problem.ts'

/** As the server takes them in one call (linkLimits.signalsAtOnce). */
const AT_ONCE = 32
/** A lost answer is asked for again, later each time. */
const AGAIN_MS = [300, 1_000, 2_000, 4_000]

type Posted = Pick<SignalsInput, 'to' | 'toSitting' | 'number' | 'signals'>
interface Waiting {
  readonly to: number
  readonly toSitting: number
  readonly number: number
  readonly signal: Signal
}

/** Signals on their way out, in order: one call at a time, several signals for one receiver in it. */
export interface Post {
  send(to: number, toSitting: number, signal: Signal): void
  close(): void
}

/**
 * Each signal has its number from the start, so that a call that is made again after a lost answer brings nothing twice.
 * @param post makes one call
 * @param onRefused a refusal that another try would not change
 */
export function createPost(post: (posted: Posted) => Promise<unknown>, onRefused: (problem: ApiProblem) => void): Post {
  let waiting: Waiting[] = []
  let last = 0
  let busy = false
  let closed = false

  const nextCall = (): Posted | null => {
    const [first] = waiting
    if (first === undefined) return null
    const other = waiting.findIndex(({ to, toSitting }) => to !== first.to || toSitting !== first.toSitting)
    const signals = waiting
      .slice(0, Math.min(AT_ONCE, other === -1 ? waiting.length : other))
      .map(({ signal }) => signal)
    return { to: first.to, toSitting: first.toSitting, number: first.number, signals }
  }

  async function run(): Promise<void> {
    if (busy) return
    busy = true
    for (let tries = 0, call = nextCall(); call !== null && !closed; call = nextCall()) {
      try {
        await post(call)
        waiting = waiting.slice(call.signals.length)
        tries = 0
      } catch (error) {
        if (!(error instanceof ApiProblem) || (error.status > 0 && error.status < 500 && error.status !== 429)) {
          waiting = []
          if (error instanceof ApiProblem) onRefused(error)
          break
        }
        const pause = AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)] ?? 0
        tries += 1
        await new Promise((done) => setTimeout(done, pause))
      }
    }
    busy = false
  }

  return {
    send(to, toSitting, signal) {
      if (closed) return
      last += 1
      waiting.push({ to, toSitting, number: last, signal })
      // what comes up in one breath goes in one call
      queueMicrotask(() => void run())
    },
    close() {
      closed = true
      waiting = []
    },
  }
}
