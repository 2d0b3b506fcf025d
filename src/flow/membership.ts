import type { RuleSet } from '../contract/rule-set.ts'
import { clubTopic, memberTopic } from '../contract/topics.ts'
import type { Mode, Scene } from '../contract/words.ts'
import { assert } from '../lib/assert.ts'
import { addLine, book, type EntryContext } from './post.ts'
import type { Batch, FanState, MembershipState, SessionState } from './state.ts'
import { clubDay, countLastEarned, countLevel, noteLevelMove, sessionTotal } from './writes.ts'

/** What joining and leaving need to know beside the state. */
export interface MembershipContext {
  readonly day: string
  readonly rulesNow: RuleSet
  readonly silent: boolean
  /** the club's session on air, for a joining in the live room */
  readonly session?: SessionState | null
}

/**
 * Makes a user a member of a mode at level 1 with nothing earned.
 * @param at UTC ms
 * @rule MEM-1 MEM-2 MEM-7
 */
export function joinAs(
  batch: Batch,
  fan: FanState,
  mode: Mode,
  scene: Scene,
  at: number,
  context: MembershipContext,
): MembershipState {
  const { club, person } = fan
  // a new epoch unless he is still a member of the other mode: points of an ended membership never come back
  if (fan.memberships.live === null && fan.memberships.shopping === null) fan.epoch += 1
  fan.dirty = true
  const membership: MembershipState = {
    mode,
    epoch: fan.epoch,
    scene,
    joinedAt: at,
    intimacy: 0,
    level: 1,
    lastEarnedAt: null,
    // history may make a live member while all live members are carried over: he is not one of them (CLUB-5)
    carriedSeq: mode === 'live' ? (club.work.carry?.seq ?? null) : null,
    stored: false,
    dirty: true,
  }
  fan.memberships[mode] = membership
  const { userNo } = person
  batch.writes.log.push({
    userNo,
    clubNo: club.clubNo,
    epoch: fan.epoch,
    mode,
    kind: 'join',
    scene,
    at,
    day: context.day,
  })
  countLevel(batch.writes, club.clubNo, mode, 1, 1)
  noteLevelMove(batch.writes, fan, { mode, before: 0, after: 1, loud: !context.silent })
  clubDay(batch.writes, club.clubNo, context.day).joins += 1
  if (context.silent) return membership
  batch.writes.messages.push({
    topic: clubTopic(club.ownerId),
    kind: 'member.joined',
    body: { userId: person.userId, name: person.name, scene },
  })
  batch.writes.messages.push({
    topic: memberTopic(club.ownerId, person.userId),
    kind: 'member.joined',
    body: { scene },
  })
  if (context.session) {
    sessionTotal(batch.writes, context.session).joins += 1
    const presence = fan.presences.get(context.session.sessionId)
    if (presence != null && !presence.member) {
      presence.member = true
      presence.dirty = true
      sessionTotal(batch.writes, context.session).memberViewers += 1
    }
    addLine(batch, context.session, fan, { kind: 'join', at }, context.rulesNow)
  }
  return membership
}

/**
 * Ends the memberships of both modes: each balance is booked down to zero and the rows go.
 * @rule MEM-3
 */
export function leaveAll(batch: Batch, fan: FanState, context: EntryContext): void {
  const { club, person } = fan
  for (const membership of [fan.memberships.live, fan.memberships.shopping]) {
    if (membership === null) continue
    if (membership.intimacy > 0)
      book(batch, fan, membership, { kind: 'leave', delta: -membership.intimacy }, { ...context, silent: true })
    endMembership(batch, fan, membership, context)
    if (membership.mode === club.mode) clubDay(batch.writes, club.clubNo, context.day).leaves += 1
  }
  fan.leftAt = context.at
  batch.writes.messages.push(
    { topic: clubTopic(club.ownerId), kind: 'member.left', body: { userId: person.userId } },
    { topic: memberTopic(club.ownerId, person.userId), kind: 'member.left', body: {} },
  )
}

/** Takes a membership whose balance is booked out off the ladder; its row goes with the log's entry (`saveMemberships`). */
export function endMembership(
  batch: Batch,
  fan: FanState,
  membership: MembershipState,
  { at, day, calendar }: Pick<EntryContext, 'at' | 'day' | 'calendar'>,
): void {
  assert(membership.intimacy === 0, 'an ended membership holds no points')
  const { mode, epoch, scene, level, lastEarnedAt } = membership
  const { clubNo } = fan.club
  const { userNo } = fan.person
  countLevel(batch.writes, clubNo, mode, level, -1)
  if (lastEarnedAt !== null) countLastEarned(batch.writes, clubNo, mode, calendar.dayOf(lastEarnedAt), -1)
  noteLevelMove(batch.writes, fan, { mode, before: level, after: 0, loud: true })
  batch.writes.log.push({ userNo, clubNo, epoch, mode, kind: 'leave', scene, at, day })
  fan.memberships[mode] = null
  fan.dirty = true
}
