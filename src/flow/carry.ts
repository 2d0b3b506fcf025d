import type { CarryWork } from '../club/apply.ts'
import { levelOfIntimacy, ruleSetOfDay } from '../contract/ladder.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Calendar } from '../lib/time.ts'
import { book } from './post.ts'
import type { Batch, FanState, MembershipState } from './state.ts'
import { countLastEarned, countLevel, noteLevelMove } from './writes.ts'

/** What settling needs beside the state. */
export interface SettleContext {
  readonly versions: readonly RuleSet[]
  readonly calendar: Calendar
}

/**
 * Work on all members of a club goes through them piece by piece (`work.ts`); whom a batch meets before his turn has it done to him first, on
 * the batch's working copy. Once only, whoever comes first: what a member still needs is read from his own state, never from how far the
 * work is.
 * @rule CLUB-5 LVL-4
 */
export function settleWork(batch: Batch, fan: FanState, context: SettleContext): void {
  const { carry, relevel } = fan.club.work
  if (carry === null && !relevel) return
  const rulesNow = ruleSetOfDay(context.versions, context.calendar.dayOf(batch.now))
  if (relevel)
    for (const membership of [fan.memberships.live, fan.memberships.shopping])
      if (membership !== null) relevelMember(batch, fan, membership, rulesNow)
  if (carry !== null && isToBeCarried(fan)) carryMember(batch, fan, carry, context, rulesNow)
}

/** CLUB-5: a live member of before the change; one whom history makes a live member later carries a number already (`joinAs`). */
const isToBeCarried = ({ memberships: { live, shopping } }: FanState): boolean =>
  live !== null && live.carriedSeq === null && shopping === null

/** Silent: new thresholds are no one's achievement (LVL-3). */
function relevelMember(batch: Batch, fan: FanState, membership: MembershipState, rulesNow: RuleSet): void {
  const level = levelOfIntimacy(rulesNow, membership.mode, membership.intimacy)
  if (level === membership.level) return
  countLevel(batch.writes, fan.club.clubNo, membership.mode, membership.level, -1)
  countLevel(batch.writes, fan.club.clubNo, membership.mode, level, 1)
  noteLevelMove(batch.writes, fan, { mode: membership.mode, before: membership.level, after: level, loud: true })
  membership.level = level
  membership.dirty = true
  fan.touched = true
}

function carryMember(
  batch: Batch,
  fan: FanState,
  { seq, at, day }: CarryWork,
  { versions, calendar }: SettleContext,
  rulesNow: RuleSet,
): void {
  const { live } = fan.memberships
  if (live === null) return
  const { clubNo } = fan.club
  const carried: MembershipState = {
    mode: 'shopping',
    epoch: live.epoch,
    scene: 'migration',
    joinedAt: at,
    intimacy: 0,
    level: 1,
    lastEarnedAt: live.lastEarnedAt,
    carriedSeq: seq,
    stored: false,
    dirty: true,
  }
  fan.memberships.shopping = carried
  fan.dirty = true
  // he was shown as a shopping member of his live level already (membership_shown)
  noteLevelMove(batch.writes, fan, { mode: 'shopping', before: live.level, after: carried.level, loud: true })
  countLevel(batch.writes, clubNo, 'shopping', carried.level, 1)
  if (live.lastEarnedAt !== null)
    countLastEarned(batch.writes, clubNo, 'shopping', calendar.dayOf(live.lastEarnedAt), 1)
  const { userNo } = fan.person
  batch.writes.log.push({
    userNo,
    clubNo,
    epoch: live.epoch,
    mode: 'shopping',
    kind: 'carry',
    scene: 'migration',
    at,
    day,
  })
  book(
    batch,
    fan,
    carried,
    { kind: 'migration', delta: live.intimacy },
    { at, day, calendar, rules: ruleSetOfDay(versions, day), rulesNow, source: null, eventId: null, silent: true },
  )
}
