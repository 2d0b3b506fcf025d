import { parseEvent } from '../src/flow/parse.ts'
import { flatten, type FlatEvent } from './flat.ts'

/** What an event did, in the words of api.md. */
export interface Outcome {
  readonly status: string
  readonly code: string | null
  readonly points: number | null
}

/** Sums over everything a way has written; all ways must give the same for the same events. */
export interface Sums {
  /** ledger entries, and the sum of their points */
  readonly entries: number
  readonly points: number
  /** over all memberships */
  readonly levels: number
  readonly intimacy: number
  /** paid orders not fully refunded, over all fans */
  readonly litOrders: number
  readonly viewers: number
  readonly interactions: number
  readonly earned: number
  readonly taken: number
  readonly sales: number
  readonly refunded: number
}

/** Another way to do the same: one call an event, with the product's rules. */
export interface Rival {
  apply(event: FlatEvent): Promise<Outcome>
  sums(): Promise<Sums>
}

/** Parses and validates a raw event as the engine does, then gives it to the rival. */
export async function applyRaw(rival: Rival, raw: unknown): Promise<Outcome> {
  const event = parseEvent(raw)
  if ('refused' in event) return { status: 'rejected', code: event.refused, points: null }
  return rival.apply(flatten(event))
}
