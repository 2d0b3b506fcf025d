import { reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { HOUR } from '../lib/time.ts'

/** Something that was so from `at` (UTC ms) on. */
export interface Since<T> {
  readonly at: number
  readonly value: T
}

/** Phase 1 shows the purchase task to a share of viewers, 2 and 3 to all (TASK-6). */
export interface Rollout {
  readonly phase: number
  readonly share: number
}

/** A first change to shopping whose members are still being carried over, piece by piece (CLUB-5). */
export interface CarryWork {
  /** the club's count of mode changes with this one */
  readonly seq: number
  /** when it took effect, UTC ms */
  readonly at: number
  readonly day: string
}

/** What is still being done to a club's members: a batch does it first to the members it meets. */
export interface ClubWork {
  readonly carry: CarryWork | null
  /** LVL-4: new thresholds took effect, and not everyone's level follows them yet */
  readonly relevel: boolean
}

/** Nothing. */
export const noWork: ClubWork = { carry: null, relevel: false }

/** What held at an instant: the last change at or before it; the first one for anything older. @rule TASK-5 TASK-10 */
export function valueAt<T>(changes: readonly Since<T>[], at: number): T {
  let found = changes[0]
  for (const change of changes) if (change.at <= at) found = change
  if (found === undefined) throw new Error('a club has no history')
  return found.value
}

/**
 * Judges a wish to change the mode, in the order of api.md.
 * @param monthOf the natural month of an instant, in the platform's zone
 * @returns null when allowed, or `mode_unchanged` | `mode_change_too_soon` | `mode_change_pending` | `mode_change_limit`
 * @rule CLUB-3 CLUB-4
 */
export function judgeModeChange(
  rules: RuleSetBody,
  wish: {
    readonly from: Mode
    readonly to: Mode
    readonly now: number
    readonly effectiveAt: number
    readonly pending: boolean
    /** when earlier changes took effect, UTC ms */
    readonly done: readonly number[]
  },
  monthOf: (at: number) => string,
): Rejection | null {
  if (wish.to === wish.from) return reject('mode_unchanged')
  const earliest = wish.now + rules.limits.modeNoticeHours * HOUR
  if (wish.effectiveAt < earliest)
    return reject('mode_change_too_soon', undefined, { earliest: new Date(earliest).toISOString() })
  if (wish.pending) return reject('mode_change_pending')
  const month = monthOf(wish.effectiveAt)
  if (wish.done.filter((at) => monthOf(at) === month).length >= rules.limits.modeChangesPerMonth)
    return reject('mode_change_limit', undefined, { month })
  return null
}

/** Names a user's place in the purchase task's rollout; `|` is in no id. */
export const visibilityKey = (userId: string, ownerId: string, { share }: Rollout): string =>
  `${userId}|${ownerId}|${share}`

/**
 * Whether orders of live mode earn at all at an instant: the switch and the rollout of that time.
 * @param visible whether the user sees the task in phase 1 (a stable share, resolved before)
 * @rule TASK-5 TASK-6
 */
export function purchaseTaskShown(on: boolean, rollout: Rollout, visible: boolean): boolean {
  return on && (rollout.phase > 1 || visible)
}
