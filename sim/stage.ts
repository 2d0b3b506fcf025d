import type { Random } from '../src/lib/prng.ts'
import { HOUR } from '../src/lib/time.ts'
import type { Agenda } from './agenda.ts'
import type { ClubPlan, Product } from './clubs.ts'
import type { EventDraft, Happening } from './happening.ts'
import type { Phase } from './words.ts'

const REJOIN_AFTER = 25 * HOUR

/** The state that everything in a show shares. */
export interface Stage {
  readonly random: Random
  readonly agenda: Agenda
  /** userIds by ownerId */
  readonly members: Map<string, Set<string>>
  /** UTC ms by userId, of those who left in this show */
  readonly leftAt: Map<string, number>
  emit(happening: Happening): void
  event(at: number, draft: EventDraft): void
  nextOrderId(): string
}

/** One session while it runs. */
export interface Session {
  readonly club: ClubPlan
  readonly sessionId: string
  readonly from: number
  readonly to: number
  phaseAt(at: number): Phase
  productAt(at: number): Product
}

/** True when a fan who left may come back (MEM-4). */
export function mayJoin(stage: Stage, userId: string, at: number): boolean {
  const leftAt = stage.leftAt.get(userId)
  if (leftAt !== undefined && at < leftAt + REJOIN_AFTER) return false
  stage.leftAt.delete(userId)
  return true
}
