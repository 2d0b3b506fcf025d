import { z } from 'zod'
import type { EventResult } from '../contract/events.ts'
import type { Mode, OwnerKind } from '../contract/words.ts'
import { tallyForm } from './tally.ts'

/** How far an import came: kept with each batch, so that a stop at any instant loses nothing and counts nothing twice. */
export const checkpointForm = z.object({
  /** events committed */
  position: z.int(),
  /** what the engine said of them */
  answers: tallyForm,
  membersBefore: z.int(),
  finished: z.boolean(),
})
export type Checkpoint = z.infer<typeof checkpointForm>

export interface NewOwner {
  readonly ownerId: string
  readonly name: string
  readonly kind: OwnerKind
  readonly mode: Mode
  readonly currency: string
}

/** The state of a club after an import, for the report. Points are integers. */
export interface ClubSummary {
  readonly mode: Mode
  readonly members: number
  readonly levels: readonly { readonly level: number; readonly title: string; readonly members: number }[]
  readonly top: readonly { readonly userId: string; readonly intimacy: number; readonly title: string }[]
  readonly balances: number
  readonly ledger: number
  /** members whose balance is not the sum of their entries; 0 unless something is broken */
  readonly unequal: number
  /** orders that gave back more than they were paid; 0 unless something is broken */
  readonly overRefunded: number
}

/** Where events go: a store of this machine, a server, or nowhere. */
export interface ImportTarget {
  /** null: not registered; `unknown`: this target cannot tell */
  club(ownerId: string): Promise<{ readonly currency: string; readonly mode: Mode } | null | 'unknown'>
  /** Registers an owner with his club; the text of a refusal, or null. */
  createOwner(owner: NewOwner): Promise<string | null>
  /** What a stopped import of the same file left. */
  resume(key: string): Promise<Checkpoint | null>
  /** Sends events and keeps the position that follows from their results, both or neither. */
  send(events: readonly unknown[], key: string, next: (results: readonly EventResult[]) => Checkpoint): Promise<void>
  keep(key: string, checkpoint: Checkpoint): Promise<void>
  members(ownerId: string): Promise<number>
  /** null where the target cannot look */
  summary(ownerId: string): Promise<ClubSummary | null>
  close(): Promise<void>
}
