import type { EventResult, Incoming } from '../contract/events.ts'
import { Fault, type Queryable } from '../ports/db.ts'

/** An event of a call, with its place there. */
export interface Item {
  readonly event: Incoming
  readonly raw: unknown
  readonly index: number
}

/** What a call gives a lane to do. */
export interface Work {
  readonly items: readonly Item[]
  readonly history: boolean
  /** Writes of the caller that commit with these events; gets their results in the order of `items`. */
  readonly alongside: ((tx: Queryable, results: readonly EventResult[]) => Promise<void>) | undefined
  /** when it came, by the process's own clock, ms */
  readonly since: number
  /** Takes a result when it is committed. */
  readonly settle: (index: number, result: EventResult) => void
}

/** An event that fails for a reason of its own. */
export interface Poison {
  readonly raw: unknown
  readonly userId: string | null
  readonly error: unknown
  /** api.md `?mode=history` */
  readonly history: boolean
}

/** Work with what its caller waits for. */
export interface Waiting extends Work {
  readonly resolve: () => void
  readonly fail: (error: unknown) => void
}

interface PerformOptions {
  /** Takes the results to `settle` once they are committed. */
  readonly commit: (works: readonly Work[]) => Promise<void>
  /** Does everything but commit; throws what a commit would. */
  readonly rehearse: (work: Work) => Promise<void>
  readonly quarantine: ((poison: Poison) => Promise<'kept' | 'full'>) | undefined
}

/** Commits calls together; events that fail for a reason of their own are set aside, the rest goes on: only the calls concerned can fail. */
export function createPerform({ commit, rehearse, quarantine }: PerformOptions) {
  const perform = async (works: readonly Waiting[]): Promise<void> => {
    try {
      await commit(works)
      for (const each of works) each.resolve()
    } catch (thrown) {
      const error = isOurs(thrown) ? ownFault(thrown) : thrown
      if (error instanceof Fault) for (const each of works) each.fail(error)
      else if (works.length > 1) {
        const middle = works.length >> 1
        await perform(works.slice(0, middle))
        await perform(works.slice(middle))
      } else for (const each of works) await isolate(each, error).then(each.resolve, each.fail)
    }
  }

  const isolate = async (call: Waiting, error: unknown): Promise<void> => {
    const poisons = quarantine === undefined ? [] : await findPoison(call)
    if (quarantine === undefined || poisons.length === 0) throw error
    const results = new Map<Item, EventResult>()
    for (const { item, error: reason } of poisons) {
      const { id, userId } = item.event
      const kept = await quarantine({ raw: item.raw, userId, error: reason, history: call.history })
      const result: EventResult =
        kept === 'kept'
          ? { id, status: 'waiting', code: 'quarantined' }
          : { id, status: 'rejected', code: 'quarantine_full' }
      results.set(item, result)
      call.settle(item.index, result)
    }
    const good = call.items.filter((item) => !results.has(item))
    const { alongside } = call
    await commit([
      {
        ...call,
        items: good,
        alongside:
          alongside &&
          ((tx, decided) => {
            let next = 0
            return alongside(
              tx,
              call.items.map(
                (item) => results.get(item) ?? decided[next++] ?? { id: item.event.id, status: 'rejected' },
              ),
            )
          }),
      },
    ])
  }

  /** The events that fail even alone, by halving, in transactions that are rolled back. */
  const findPoison = async (call: Work): Promise<{ item: Item; error: unknown }[]> => {
    const search = async (items: readonly Item[]): Promise<{ item: Item; error: unknown }[]> => {
      const error = await failureOf({ ...call, items, alongside: undefined })
      const [first] = items
      if (error === null || first === undefined) return []
      if (items.length === 1) return [{ item: first, error }]
      const middle = items.length >> 1
      return [...(await search(items.slice(0, middle))), ...(await search(items.slice(middle)))]
    }
    return search(call.items)
  }

  const failureOf = async (call: Work): Promise<unknown> => {
    try {
      await rehearse(call)
      return null
    } catch (error) {
      if (error instanceof Fault) throw error
      if (isOurs(error)) throw ownFault(error)
      return error
    }
  }

  return perform
}

/** No event makes a table, a column, a right go away, or breaks a file of the store: classes 42 and XX of SQLSTATE. */
const isOurs = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(42|XX)[0-9A-Z]{3}$/.test(error.code)

/** The callers come again, no event is set aside. */
const ownFault = (error: Error & { readonly code: string }): Fault =>
  new Fault(`a failure of ours, no event's (${error.code})`, { cause: error, retryable: true })
