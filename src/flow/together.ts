import { reject, type Rejection } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import type { CommandContext, Desk } from '../ports/app.ts'

/** Runs a piece of work in one transaction, with due work done before; a refusal rolls it back. */
type Perform = <T>(work: (context: CommandContext) => Promise<T>) => Promise<T | Rejection>

/** Wishes waiting at one desk; beyond, callers are told to come back (429 busy). */
const WISHES_WAITING_MOST = 20_000

interface Waiting<W, A> {
  readonly wish: W
  readonly resolve: (answer: A | Rejection) => void
  readonly fail: (error: unknown) => void
}

/** Group commit for commands: wishes that arrive while a desk's transaction is under way are decided together in the next. */
export interface Together {
  run<W, A>(desk: Desk<W, A>, wish: W): Promise<A | Rejection>
  /** wishes waiting or under way */
  held(): number
}

/** Builds the desks of a node; each has one transaction under way at most. */
export function createTogether(perform: Perform): Together {
  const queues = new WeakMap<object, unknown>()
  let held = 0

  const queueOf = <W, A>(desk: Desk<W, A>): Waiting<W, A>[] => {
    const known = queues.get(desk) as Waiting<W, A>[] | undefined
    if (known !== undefined) return known
    const made: Waiting<W, A>[] = []
    queues.set(desk, made)
    return made
  }

  const decide = async <W, A>(desk: Desk<W, A>, batch: readonly Waiting<W, A>[]): Promise<void> => {
    try {
      const answers = await perform((context) =>
        desk.decide(
          context,
          batch.map(({ wish }) => wish),
        ),
      )
      batch.forEach(({ resolve, fail }, index) => {
        const answer = 'rejected' in answers ? answers : answers[index]
        if (answer === undefined) fail(new Error(`desk ${desk.name} gave no answer to wish ${index}`))
        else resolve(answer)
      })
    } catch (error) {
      // a wish that fails for a reason of its own spoils nobody else's; where the world failed, all are told
      if (batch.length === 1 || error instanceof Fault) for (const { fail } of batch) fail(error)
      else for (const each of batch) await decide(desk, [each])
    }
  }

  const work = async <W, A>(desk: Desk<W, A>, queue: Waiting<W, A>[]): Promise<void> => {
    while (queue.length > 0) {
      const batch = queue.slice(0, desk.wishesMost)
      await decide(desk, batch)
      // only now: an empty queue means that nothing is under way
      queue.splice(0, batch.length)
      held -= batch.length
    }
  }

  return {
    run<W, A>(desk: Desk<W, A>, wish: W): Promise<A | Rejection> {
      const queue = queueOf(desk)
      if (queue.length >= WISHES_WAITING_MOST)
        return Promise.resolve(reject('busy', undefined, { retryAfterSeconds: 1 }))
      return new Promise((resolve, fail) => {
        queue.push({ wish, resolve, fail })
        held += 1
        // one turn of the loop lets wishes that came together share a commit
        if (queue.length === 1) setImmediate(() => void work(desk, queue))
      })
    },
    held: () => held,
  }
}
