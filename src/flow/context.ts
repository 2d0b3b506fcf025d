import { valueAt, type Rollout } from '../club/apply.ts'
import type { EventResult } from '../contract/events.ts'
import type { Mode } from '../contract/words.ts'
import type { EntryContext } from './post.ts'
import type { FanState, MembershipState } from './state.ts'

/** What became of one event. */
export type Outcome = Omit<EventResult, 'id'>

/** What deciding one event may know beside the state. */
export interface EventContext extends EntryContext {
  readonly now: number
  /** TASK-6: whether this user sees the purchase task in phase 1 at that share */
  readonly purchaseVisible: (fan: FanState, rollout: Rollout) => boolean
  readonly silent: boolean
  /** The context of another event of the same user, with its own day and rules (what waited for its order). */
  readonly of: (event: { at: number; source: string; eventId: string }) => EventContext
}

/** The membership under which something that happened at `at` earns: that mode's, if it had begun by then. @rule TASK-10 */
export function membershipAt(fan: FanState, mode: Mode, at: number): MembershipState | null {
  const membership = fan.memberships[mode]
  return membership !== null && at >= membership.joinedAt ? membership : null
}

/** Whether a user was a member of the mode that ran at that time: the «members» of totals, whenever the event comes. */
export const wasMember = (fan: FanState, at: number): boolean =>
  membershipAt(fan, valueAt(fan.club.modes, at), at) !== null
