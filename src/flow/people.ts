import { v7 as uuidv7 } from 'uuid'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { deduct } from '../intimacy/apply.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import { HOUR, type Calendar } from '../lib/time.ts'
import { leaveGatedGroups } from '../group/seating/leaving.ts'
import { recheckLinks } from '../linking/running.ts'
import { judgeJoin, judgeLeave } from '../member/apply.ts'
import { findNumbers } from '../person/store.ts'
import type { LeaveOutcome, MemberCommands } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { settleWork } from './carry.ts'
import { messagesOf } from './messages.ts'
import { holdPeople, internPeople, loadBatch } from './load.ts'
import { findSessions, loadPresences } from './load-events.ts'
import { joinAs, leaveAll } from './membership.ts'
import { mergePeople } from './merge.ts'
import { book, type EntryContext } from './post.ts'
import { publish, saveBatch } from './save.ts'
import type { Batch, FanState, SessionState } from './state.ts'

export interface PeopleContext {
  readonly now: number
  readonly versions: readonly RuleSet[]
  readonly calendar: Calendar
}

/** Commands on one member inside an open transaction: load, decide with the same rules as the batch engine, save with the same writes. */
export function createPeople(tx: Queryable, context: PeopleContext): MemberCommands {
  const { now, versions, calendar } = context
  const day = calendar.dayOf(now)
  const rulesNow = ruleSetOfDay(versions, day)

  /** The user and the club, locked; `unknown_owner` when there is none. */
  const open = async (
    ownerId: string,
    userId: string,
    fromDay = day,
  ): Promise<{ batch: Batch; fan: FanState } | Rejection> => {
    const numbers = await internPeople(tx, [userId], now)
    const batch = await loadBatch(tx, now, { numbers, ownerIds: [ownerId], pairs: [[userId, ownerId, fromDay]] })
    const [fan] = batch.fans
    if (fan !== undefined) settleWork(batch, fan, context)
    return fan === undefined ? reject('unknown_owner') : { batch, fan }
  }
  const entry = (more: Partial<EntryContext>): EntryContext => ({
    at: now,
    day,
    rules: rulesNow,
    rulesNow,
    calendar,
    source: null,
    eventId: null,
    ...more,
  })
  const close = async (batch: Batch, sources: ReadonlyMap<string, number> = new Map()): Promise<void> => {
    messagesOf(batch, rulesNow)
    await saveBatch(tx, batch, sources)
  }

  return {
    intern: (userIds) => internPeople(tx, userIds, now),
    find: (userIds) => findNumbers(tx, userIds),
    hold: (userIds) => holdPeople(tx, userIds),

    async join({ ownerId, userId, scene, gift, byPlatform = false }) {
      const opened = await open(ownerId, userId)
      if (isRejection(opened)) return opened
      const { batch, fan } = opened
      const { mode } = fan.club
      if (fan.memberships[mode] !== null) return null
      const giftEvent = await usableGift(tx, fan, gift)
      if (!byPlatform) {
        const refusal = judgeJoin(rulesNow, { mode, now, leftAt: fan.leftAt, gift: giftEvent !== null })
        if (refusal !== null) return refusal
      }
      const session = await sessionOnAir(tx, fan.club.clubNo)
      if (session !== null) {
        batch.sessions.set(session.sessionId, session)
        await loadPresences(tx, [{ fan, session }])
      }
      if (mode === 'live' && giftEvent !== null) {
        // a gift named before its event came stays marked, so that the event earns nothing when it comes
        fan.entryGift = giftEvent.received ? null : giftEvent.eventId
        fan.entryGiftAt = null
      }
      joinAs(batch, fan, mode, scene, now, {
        day,
        rulesNow,
        silent: false,
        session: scene === 'liveRoom' || scene === 'platform' ? session : null,
      })
      await close(batch)
      return null
    },

    async leave({ ownerId, userId, byPlatform = false, notAfter = Infinity }): Promise<LeaveOutcome | Rejection> {
      const opened = await open(ownerId, userId)
      if (isRejection(opened)) return opened
      const { batch, fan } = opened
      const held = [fan.memberships.live, fan.memberships.shopping].filter((membership) => membership !== null)
      if (held.length === 0 || held.every((membership) => membership.joinedAt > notAfter)) return reject('not_a_member')
      const left = await leftToday(tx, fan.person.userNo, day)
      if (!byPlatform) {
        const refusal = judgeLeave(rulesNow, left, calendar.startOf(calendar.plusDays(day, 1)))
        if (refusal !== null) return refusal
      }
      leaveAll(batch, fan, entry({}))
      await close(batch)
      const { userNo, userId: firstId } = fan.person
      await publish(tx, await leaveGatedGroups(tx, now, { userNo, userId: firstId, clubNo: fan.club.clubNo }))
      await publish(tx, await recheckLinks(tx, [userNo], now))
      return {
        leftAt: now,
        rejoinAt: now + rulesNow.limits.rejoinHours * HOUR,
        exitsLeftToday: Math.max(0, rulesNow.limits.leavesPerDay - left - 1),
      }
    },

    async correct({ ownerId, userId, mode, delta, reason, actor }) {
      const opened = await open(ownerId, userId)
      if (isRejection(opened)) return opened
      const { batch, fan } = opened
      const membership = fan.memberships[mode ?? fan.club.mode]
      if (membership === null) return reject('not_a_member')
      const { taken, shortfall } = deduct(membership.intimacy, Math.max(0, -delta))
      const change = delta >= 0 ? { delta, shortfall: 0 } : { delta: -taken, shortfall }
      book(batch, fan, membership, { kind: 'correction', ...change }, entry({ reason, actor }))
      await close(batch)
      const rows = await tx.query<{ id: string }>(
        'select id from ledger where user_no = $1::int8 and club_no = $2::int4 and seq = $3::int4',
        [fan.person.userNo, fan.club.clubNo, fan.seq],
      )
      return { entryId: rows[0]?.id ?? '' }
    },

    merge: (wish) => mergePeople(tx, context, wish, { mergeId: uuidv7(), open, entry, close }),
  }
}

/**
 * The entry gift of a joining: the one named, or the last one received. A platform's word is enough for a gift whose event is still on its way;
 * a fan's is not.
 * @rule MEM-1
 */
async function usableGift(
  tx: Queryable,
  fan: FanState,
  gift: { readonly eventId: string; readonly trusted: boolean } | null,
): Promise<{ eventId: string; received: boolean } | null> {
  if (gift === null) return fan.entryGift === null ? null : { eventId: fan.entryGift, received: true }
  if (gift.eventId === fan.entryGift) return { eventId: gift.eventId, received: true }
  if (!gift.trusted) return null
  const seen = await tx.query('select 1 from event_seen where user_no = $1::int8 and event_id = $2', [
    fan.person.userNo,
    gift.eventId,
  ])
  // an event that was received but is not an unused gift is no gift
  return seen.length > 0 ? null : { eventId: gift.eventId, received: false }
}

async function leftToday(tx: Queryable, userNo: number, day: string): Promise<number> {
  const rows = await tx.query<{ clubs: number }>(
    `select count(distinct (club_no, epoch))::int4 as clubs from membership_log
     where user_no = $1::int8 and business_day = $2::date and kind = 'leave'`,
    [userNo, day],
  )
  return rows[0]?.clubs ?? 0
}

/** The club's session on air. */
async function sessionOnAir(tx: Queryable, clubNo: number): Promise<SessionState | null> {
  const rows = await tx.query<{ session_id: string }>(
    'select session_id from live_session where club_no = $1::int4 and ended_at is null order by started_at desc limit 1',
    [clubNo],
  )
  const id = rows[0]?.session_id
  return id === undefined ? null : ((await findSessions(tx, [id]))[0] ?? null)
}
