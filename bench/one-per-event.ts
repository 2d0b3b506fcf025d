import type { Incoming } from '../src/contract/events.ts'
import { ruleSetOfDay } from '../src/contract/ladder.ts'
import type { RuleSet } from '../src/contract/rule-set.ts'
import type { Mode, Scene } from '../src/contract/words.ts'
import { decideEvents } from '../src/flow/decide.ts'
import { messagesOf } from '../src/flow/messages.ts'
import { parseEvent } from '../src/flow/parse.ts'
import { loadOrders } from '../src/flow/load-events.ts'
import { internSources, loadClubs } from '../src/flow/load.ts'
import { saveBatch } from '../src/flow/save.ts'
import {
  newFan,
  newPerson,
  onceKey,
  seenKey,
  type Batch,
  type ClubState,
  type FanState,
  type MembershipState,
} from '../src/flow/state.ts'
import { emptyWrites } from '../src/flow/writes.ts'
import { PARTS } from '../src/lib/parts.ts'
import type { Calendar } from '../src/lib/time.ts'
import type { Db, Queryable } from '../src/ports/db.ts'

/**
 * The other way to write it, as well as it can be written: one transaction an event, on a pool, with prepared statements. The person is locked by
 * one statement, everything an event needs read by another (one more for what only some types need), decided by the same pure functions, and written to the same
 * tables with the same keys, only where something changed. Clubs, sources and rules are kept in memory, which the engine does not allow itself.
 */

interface Row {
  user_no: number
  user_id: string
  name: string | null
  merged_into: number | null
  version: number | null
  epoch: number
  seq: number
  lit_orders: number
  follows: boolean
  excluded: boolean
  m_epoch: number | null
  scene: Scene
  joined_at: number
  intimacy: number
  level: number
  last_earned_at: number | null
  d_level: number | null
  earned: number
  net: number
  tasks_earned: number[]
  tasks_count: number[]
  tasks_units: number[]
  body_hash: string | null
  status: 'applied' | 'ignored' | 'waiting'
  points: number | null
  session_no: number | null
  started_at: number
  ended_at: number | null
  title: string | null
  first_at: number | null
  last_at: number
  was_member: boolean
  completed: number
  exhausted: number
}

/** By itself, before anything is read: a statement that locks and joins would see the joined rows as they were before it waited. */
const LOCK = `select p.merged_into from person_alias a join person p on p.user_no = a.user_no where a.user_id = $1 for no key update of p`

/** One row: the person, his standing in the club, his day, the event's record, the session and his presence in it. */
const READ = `select p.user_no, p.user_id, p.name, p.merged_into, f.version, f.epoch, f.seq, f.lit_orders, f.follows, f.excluded_at is not null as excluded,
    m.epoch as m_epoch, m.scene, m.joined_at, m.intimacy, m.level, m.last_earned_at,
    d.level as d_level, d.earned, d.net, d.tasks_earned, d.tasks_count, d.tasks_units,
    e.body_hash, e.status, e.points, s.session_no, s.started_at, s.ended_at, s.title,
    sf.first_at, sf.last_at, sf.member as was_member, sf.completed, sf.exhausted
  from person_alias a join person p on p.user_no = a.user_no
  left join fan f on f.user_no = a.user_no and f.club_no = $2::int4
  left join membership m on m.user_no = a.user_no and m.club_no = $2::int4 and m.mode = $3
  left join member_day d on d.user_no = a.user_no and d.club_no = $2::int4 and d.mode = $3 and d.day = $4::date
  left join event_seen e on e.user_no = a.user_no and e.source_no = $5::int4 and e.event_id = $6
  left join live_session s on s.session_id = $7
  left join session_fan sf on sf.user_no = a.user_no and sf.session_no = s.session_no
  where a.user_id = $1`

export interface OnePerEvent {
  /** @returns 'applied' | 'duplicate' | … of one raw event, after its commit */
  write(raw: unknown): Promise<string>
}

export async function createOnePerEvent(
  db: Db,
  options: { calendar: Calendar; versions: readonly RuleSet[]; now: () => number; ownerIds: readonly string[] },
): Promise<OnePerEvent> {
  const { calendar, versions, now } = options
  const clubs = await db.transaction((tx) => loadClubs(tx, options.ownerIds))
  let sources = await internSources(db, ['load'])

  const decideAndSave = async (tx: Queryable, event: Incoming, club: ClubState): Promise<string> => {
    const batch = await load(tx, event, club, calendar, sources, now())
    const [result] = decideEvents(batch, [event], { calendar, versions, history: false, purchaseVisible: new Set() })
    messagesOf(batch, ruleSetOfDay(versions, calendar.dayOf(batch.now)))
    await saveBatch(tx, batch, sources)
    return result?.status ?? 'rejected'
  }

  return {
    async write(raw) {
      const event = parseEvent(raw)
      if ('refused' in event) return 'rejected'
      if (!sources.has(event.source)) sources = new Map([...sources, ...(await internSources(db, [event.source]))])
      const club = 'ownerId' in event.data ? clubs.get(event.data.ownerId) : undefined
      return club === undefined ? 'rejected' : db.transaction((tx) => decideAndSave(tx, event, club))
    },
  }
}

async function load(
  tx: Queryable,
  event: Incoming,
  club: ClubState,
  calendar: Calendar,
  sources: ReadonlyMap<string, number>,
  now: number,
): Promise<Batch> {
  const { mode } = club
  const day = calendar.dayOf(event.at)
  const sessionId = 'sessionId' in event.data ? (event.data.sessionId ?? null) : null
  await tx.query(LOCK, [event.userId])
  const [row] = await tx.query<Row>(READ, [
    event.userId,
    club.clubNo,
    mode,
    day,
    sources.get(event.source) ?? 0,
    event.id,
    sessionId,
  ])
  if (row === undefined || row.merged_into !== null) throw new Error('nobody by that id')
  const person = newPerson(row.user_no, row.user_id, row.name)
  const fan = fanOf(row, person, club, mode, day)
  const batch: Batch = {
    now,
    part: row.user_no % PARTS,
    clubs: new Map([[club.ownerId, club]]),
    persons: new Map([[event.userId ?? '', person]]),
    fans: new Set([fan]),
    seen: new Map(),
    sessions: new Map(),
    writes: emptyWrites(),
  }
  if (row.body_hash !== null)
    person.seen.set(seenKey(event.source, event.id), {
      bodyHash: row.body_hash.replaceAll('-', ''),
      status: row.status,
      code: undefined,
      points: row.points ?? undefined,
    })
  if (sessionId !== null && row.session_no !== null) addSession(batch, fan, row, sessionId)
  await loadForType(tx, batch, fan, event, calendar)
  return batch
}

function fanOf(row: Row, person: FanState['person'], club: ClubState, mode: Mode, day: string): FanState {
  const membership: MembershipState | null =
    row.m_epoch === null
      ? null
      : {
          mode,
          epoch: row.m_epoch,
          scene: row.scene,
          joinedAt: row.joined_at,
          intimacy: row.intimacy,
          level: row.level,
          lastEarnedAt: row.last_earned_at,
          carriedSeq: null,
          stored: true,
          dirty: false,
        }
  const fan: FanState = {
    ...newFan(person, club, day),
    version: row.version ?? -1,
    epoch: row.version === null ? 0 : row.epoch,
    seq: row.version === null ? 0 : row.seq,
    litOrders: row.version === null ? 0 : row.lit_orders,
    follows: row.version !== null && row.follows,
    excluded: row.excluded,
    memberships: { live: mode === 'live' ? membership : null, shopping: mode === 'shopping' ? membership : null },
  }
  if (row.d_level !== null)
    fan.days.push({
      mode,
      day,
      level: row.d_level,
      earned: row.earned,
      net: row.net,
      tasksEarned: row.tasks_earned,
      tasksCount: row.tasks_count,
      tasksUnits: row.tasks_units,
      stored: true,
      dirty: false,
    })
  person.fans.set(club.clubNo, fan)
  return fan
}

function addSession(batch: Batch, fan: FanState, row: Row, sessionId: string): void {
  const session = {
    sessionNo: row.session_no,
    sessionId,
    clubNo: fan.club.clubNo,
    title: row.title,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    aired: true,
    dirty: false,
  }
  batch.sessions.set(sessionId, session)
  if (row.first_at === null) return
  fan.presences.set(sessionId, {
    userNo: row.user_no,
    session,
    firstAt: row.first_at,
    lastAt: row.last_at,
    member: row.was_member,
    completed: row.completed,
    exhausted: row.exhausted,
    stored: true,
    dirty: false,
  })
}

/** What only some types need: one statement more. */
async function loadForType(
  tx: Queryable,
  batch: Batch,
  fan: FanState,
  event: Incoming,
  calendar: Calendar,
): Promise<void> {
  const { userNo, watches } = fan.person
  const { clubNo } = fan.club
  const day = calendar.dayOf(event.at)
  if (event.type === 'live.watched') {
    const rows = await tx.query<{ day: string; spans: number[] }>(
      'select day, spans from watch_day where user_no = $1::int8 and day between $2::date - 1 and $2::date + 1',
      [userNo, day],
    )
    for (const row of rows)
      watches.set(row.day, { userNo, day: row.day, spans: row.spans, stored: row.spans, dirty: false })
  } else if (event.type === 'product.carted' || event.type === 'product.viewed') {
    const task = event.type === 'product.carted' ? 'cart' : 'browse'
    const { productId } = event.data
    const rows = await tx.query(
      'select from task_once where user_no = $1::int8 and club_no = $2::int4 and day = $3::date and task = $4 and key = $5',
      [userNo, clubNo, day, task, productId],
    )
    if (rows.length > 0) fan.once.add(onceKey(day, task, productId))
  } else if (event.type === 'order.paid' || event.type === 'order.refunded')
    await loadOrders(tx, [{ fan, orderId: event.data.orderId }], batch.sessions)
}
