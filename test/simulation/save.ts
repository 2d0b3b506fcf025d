import { isDeepStrictEqual } from 'node:util'
import { MergedMeanwhile } from '../../src/flow/batch-store.ts'
import { isBeginning } from '../../src/flow/sessions.ts'
import { onceKey, type Batch, type FanState } from '../../src/flow/state.ts'
import { guard, keyOf, moveFans, seenRowKey, type FanRow, type SessionRow, type Tables } from './tables.ts'

/** Takes a batch's changes into the tables: all of them or, where somebody else wrote meanwhile or a key is taken, none. */

/** What a unique index says (SQLSTATE 23505). */
export class KeyTaken extends Error {
  readonly code = '23505'
}

const taken = (condition: boolean, what: string): void => {
  if (condition) throw new KeyTaken(what)
}

const rowOf = (tables: Tables, fan: FanState): FanRow | undefined =>
  tables.fans.get(keyOf(fan.person.userNo, fan.club.clubNo))

/** What the guards of `save-fans.ts` and the unique keys say, before anything is changed. */
export function checkBatch(tables: Tables, batch: Batch): void {
  for (const session of batch.sessions.values()) {
    const row = tables.sessions.get(session.sessionId)
    guard(!session.dirty || row === undefined || row.clubNo === session.clubNo)
  }
  for (const { userNo } of batch.writes.profiles.keys()) guard(tables.persons.get(userNo)?.mergedInto === null)
  const changed = [...batch.fans].filter((fan) => fan.touched || fan.dirty)
  for (const fan of changed) checkFan(tables, batch, fan)
  for (const person of new Set(changed.map((fan) => fan.person)))
    for (const watch of person.watches.values()) {
      if (!watch.dirty) continue
      const row = tables.watches.get(`${person.userNo}:${watch.day}`)
      if (watch.stored === null) taken(row !== undefined, `watch_day ${person.userNo} ${watch.day}`)
      else guard(row !== undefined && isDeepStrictEqual(row, watch.stored))
    }
  for (const { userNo, source, eventId } of batch.writes.seen)
    taken(tables.seen.has(seenRowKey(userNo, source, eventId)), `event_seen ${userNo} ${source} ${eventId}`)
  for (const { userNo, clubNo, day, task, key } of batch.writes.once)
    taken(tables.fans.get(keyOf(userNo, clubNo))?.once.has(onceKey(day, task, key)) === true, `task_once ${key}`)
  for (const { fan, seq } of batch.writes.entries)
    taken(
      seq <= (tables.ledger.get(keyOf(fan.person.userNo, fan.club.clubNo))?.length ?? 0),
      `ledger ${fan.person.userId} ${fan.club.ownerId} ${seq}`,
    )
}

function checkFan(tables: Tables, batch: Batch, fan: FanState): void {
  const row = rowOf(tables, fan)
  const { userId, userNo, name } = fan.person
  if (fan.version < 0) {
    const person = tables.persons.get(userNo)
    const named = batch.writes.profiles.get(fan.person)?.name ?? person?.name
    if (person?.mergedInto !== null || named !== name) throw new MergedMeanwhile()
    taken(row !== undefined, `fan ${userId}`)
  } else guard(row?.version === fan.version)
  for (const member of [fan.memberships.live, fan.memberships.shopping])
    if (member?.dirty === true && !member.stored)
      taken((row?.memberships[member.mode] ?? null) !== null, `membership ${userId} ${member.mode}`)
  for (const day of fan.days)
    if (day.dirty && !day.stored)
      taken(row?.days.has(`${day.mode}:${day.day}`) === true, `member_day ${userId} ${day.day}`)
  for (const presence of fan.presences.values())
    if (presence?.dirty === true && !presence.stored)
      taken(tables.presences.has(`${userNo}:${presence.session.sessionId}`), `session_fan ${userId}`)
}

/** Writes a batch that was checked. */
export function saveBatch(tables: Tables, batch: Batch): void {
  const opened = saveSessions(tables, batch)
  for (const fan of batch.fans) saveFan(tables, fan)
  for (const [{ userNo }, { name, fields }] of batch.writes.profiles) {
    const row = tables.persons.get(userNo)
    if (row !== undefined) Object.assign(row, { name: name ?? row.name, profile: { ...row.profile, ...fields } })
    moveFans(tables, userNo)
  }
  for (const item of batch.writes.log) {
    if (item.kind !== 'leave') continue
    const row = tables.fans.get(keyOf(item.userNo, item.clubNo))
    if (row?.memberships[item.mode]?.epoch === item.epoch) row.memberships[item.mode] = null
    tables.leavings.push({ userNo: item.userNo, clubNo: item.clubNo, epoch: item.epoch, day: item.day })
  }
  for (const { person, touched, dirty } of batch.fans)
    for (const watch of touched || dirty ? person.watches.values() : [])
      if (watch.dirty) tables.watches.set(`${person.userNo}:${watch.day}`, watch.spans)
  for (const { userNo, clubNo, day, task, key } of batch.writes.once)
    tables.fans.get(keyOf(userNo, clubNo))?.once.add(onceKey(day, task, key))
  for (const { userNo, source, eventId, taken: answer } of batch.writes.seen)
    tables.seen.set(seenRowKey(userNo, source, eventId), answer)
  for (const { fan, session: _session, ...entry } of batch.writes.entries) {
    const row = { ...entry, userNo: fan.person.userNo, clubNo: fan.club.clubNo }
    const own = tables.ledger.get(keyOf(row.userNo, row.clubNo))
    if (own === undefined) tables.ledger.set(keyOf(row.userNo, row.clubNo), [row])
    else own.push(row)
  }
  saveTotals(tables, batch)
  for (const message of batch.writes.messages)
    if (message.kind !== 'session.started' || isTold(batch, String(message.body['sessionId']), opened))
      tables.outbox.push(message)
}

const isTold = (batch: Batch, sessionId: string, opened: ReadonlySet<string>): boolean =>
  opened.has(sessionId) && isBeginning(batch, sessionId)

const noTotals = (): SessionRow['totals'] => ({
  viewers: 0,
  memberViewers: 0,
  orders: 0,
  sales: 0,
  interactions: 0,
  memberInteractions: 0,
  completed: [],
  exhausted: [],
})

function saveSessions(tables: Tables, batch: Batch): ReadonlySet<string> {
  const opened = new Set<string>()
  for (const session of batch.sessions.values()) {
    if (!session.dirty) continue
    const known = tables.sessions.get(session.sessionId)
    if (known === undefined) {
      opened.add(session.sessionId)
      const { dirty: _dirty, ...row } = session
      session.sessionNo = tables.sessions.size + 1
      tables.sessions.set(session.sessionId, { ...row, sessionNo: session.sessionNo, totals: noTotals() })
    } else {
      session.sessionNo = known.sessionNo
      known.title = session.title ?? known.title
      known.startedAt = Math.min(known.startedAt, session.startedAt)
      if (session.aired && !known.aired) {
        opened.add(session.sessionId)
        known.aired = true
        known.endedAt = session.endedAt
      } else if (session.aired && session.endedAt !== null)
        known.endedAt = Math.max(known.endedAt ?? session.endedAt, session.endedAt)
    }
  }
  return opened
}

function saveFan(tables: Tables, fan: FanState): void {
  if (!fan.touched && !fan.dirty) return
  const { userNo } = fan.person
  const { clubNo } = fan.club
  const key = keyOf(userNo, clubNo)
  const { epoch, seq, leftAt, litOrders, follows, followAt, entryGift, entryGiftAt } = fan
  const scalars = { seq, ...(fan.dirty ? { epoch, leftAt, litOrders, follows, followAt, entryGift, entryGiftAt } : {}) }
  const row: FanRow = tables.fans.get(key) ?? {
    userNo,
    clubNo,
    version: -1,
    epoch,
    seq: 0,
    leftAt,
    litOrders,
    follows,
    followAt,
    entryGift,
    entryGiftAt,
    excluded: false,
    memberships: { live: null, shopping: null },
    days: new Map(),
    orders: new Map(),
    waiting: new Map(),
    once: new Set(),
    shared: new Set(),
  }
  tables.fans.set(key, Object.assign(row, scalars, { version: row.version + 1 }))
  for (const membership of [fan.memberships.live, fan.memberships.shopping])
    if (membership?.dirty === true) row.memberships[membership.mode] = { ...membership, dirty: false }
  for (const day of fan.days)
    if (day.dirty) {
      const { tasksEarned, tasksCount, tasksUnits } = day
      const arrays = { tasksEarned: [...tasksEarned], tasksCount: [...tasksCount], tasksUnits: [...tasksUnits] }
      const dayKey = `${day.mode}:${day.day}`
      row.days.set(dayKey, { ...day, ...arrays, level: row.days.get(dayKey)?.level ?? day.level })
    }
  for (const [orderId, order] of fan.orders)
    if (order.dirty) {
      const { session, ...rest } = order
      const known = row.orders.get(orderId) ?? { ...rest, sessionId: session?.sessionId ?? null }
      const { refunded, taken: gone, reviewed, refundIds, shippedAt, deliveredAt } = order
      row.orders.set(orderId, { ...known, refunded, taken: gone, reviewed, refundIds, shippedAt, deliveredAt })
    }
  for (const [orderId, items] of fan.waiting)
    if (items.some((item) => item.dirty)) {
      for (const item of items)
        if (item.dirty && item.status === 'waiting') tables.due.push({ at: item.waitsUntil, kind: 'expire' })
      row.waiting.set(
        orderId,
        items.map((item) => ({ ...item })),
      )
    }
  for (const presence of fan.presences.values())
    if (presence?.dirty === true) {
      const { firstAt, lastAt, member, completed, exhausted, session } = presence
      const kept = { userNo, firstAt, lastAt, member, completed, exhausted }
      tables.presences.set(`${userNo}:${session.sessionId}`, kept)
    }
}

const most = (sum: number): number => Math.min(Number.MAX_SAFE_INTEGER, sum)

function saveTotals(tables: Tables, batch: Batch): void {
  for (const draft of batch.writes.sessionTotals.values()) {
    const totals = tables.sessions.get(draft.session.sessionId)?.totals
    if (totals === undefined) throw new Error(`totals of a session that is not kept: ${draft.session.sessionId}`)
    for (const name of ['viewers', 'memberViewers', 'orders', 'sales', 'interactions', 'memberInteractions'] as const)
      totals[name] = most(totals[name] + draft[name])
    for (const name of ['completed', 'exhausted'] as const)
      draft[name].forEach((count, index) => (totals[name][index] = (totals[name][index] ?? 0) + count))
  }
  for (const draft of [...batch.writes.clubDays.values()].flat()) {
    const key = `${draft.clubNo} ${draft.day}`
    const known = tables.clubDays.get(key) ?? {
      earned: 0,
      taken: 0,
      orders: 0,
      sales: 0,
      refunds: 0,
      refunded: 0,
      lastLive: 0,
      lastShopping: 0,
    }
    for (const name of Object.keys(known) as (keyof typeof known)[]) known[name] = most(known[name] + draft[name])
    tables.clubDays.set(key, known)
  }
  for (const { clubNo, mode, level, members } of batch.writes.levels.values()) {
    const key = `${clubNo} ${mode} ${level}`
    tables.levels.set(key, (tables.levels.get(key) ?? 0) + members)
  }
}
