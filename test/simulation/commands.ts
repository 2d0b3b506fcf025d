import { judgeModeChange } from '../../src/club/apply.ts'
import { levelOfIntimacy, ruleSetOfDay } from '../../src/contract/ladder.ts'
import { contextsOf } from '../../src/flow/decide.ts'
import { endMembership, joinAs, leaveAll } from '../../src/flow/membership.ts'
import { messagesOf } from '../../src/flow/messages.ts'
import { settleWaiting } from '../../src/flow/orders.ts'
import { book, earnedAt, type EntryContext } from '../../src/flow/post.ts'
import type { Batch, FanState, PersonState } from '../../src/flow/state.ts'
import { countLastEarned, countLevel, emptyWrites } from '../../src/flow/writes.ts'
import { deduct } from '../../src/intimacy/apply.ts'
import { judgeJoin, judgeLeave } from '../../src/member/apply.ts'
import { createCalendar } from '../../src/lib/time.ts'
import { moveRecords } from './merge-records.ts'
import { checkBatch, saveBatch } from './save.ts'
import { keyOf, loadClubs, loadFans, loadOrders, loadPersons, moveFans, type ClubRow, type Tables } from './tables.ts'
import type { ModeName, Op } from './world.ts'

/** Commands as transactions of their own: the product's pure rules on rows of the memory store, as `flow/people.ts` and `club/store.ts` do it in SQL. */

export const calendar = createCalendar('Asia/Shanghai')
type Command = Exclude<Op, { kind: 'send' }>

interface Opened {
  readonly batch: Batch
  readonly fan: FanState
  readonly entry: EntryContext
}

function open(tables: Tables, ownerId: string, userId: string, now: number, fromDay = calendar.dayOf(now)): Opened {
  const day = calendar.dayOf(now)
  const rules = ruleSetOfDay(tables.versions, day)
  const clubs = loadClubs(tables, [ownerId], () => undefined)
  const persons = loadPersons(tables, [tables.aliases.get(userId) ?? 0])
  const [person] = persons.values()
  const club = clubs.get(ownerId)
  if (person === undefined || club === undefined) throw new Error(`no ${userId} or ${ownerId}`)
  loadFans(tables, [{ person, club, fromDay }])
  const fan = person.fans.get(club.clubNo) as FanState
  const batch: Batch = {
    now,
    part: 15,
    clubs,
    persons: new Map<string, PersonState>([[userId, person]]),
    fans: new Set([fan]),
    seen: new Map(),
    sessions: new Map(),
    writes: emptyWrites(),
  }
  return { batch, fan, entry: { at: now, day, calendar, rules, rulesNow: rules, source: null, eventId: null } }
}

function close(tables: Tables, { batch, entry }: Opened): void {
  messagesOf(batch, entry.rulesNow)
  checkBatch(tables, batch)
  saveBatch(tables, batch)
}

/** Does a command at `now`; its answer is `ok` or a rejection's code. */
export function perform(tables: Tables, op: Command, now: number): string {
  switch (op.kind) {
    case 'join':
      return join(tables, op, now)
    case 'leave':
      return leave(tables, op, now)
    case 'correct': {
      const opened = open(tables, op.owner, op.user, now)
      const member = opened.fan.memberships[opened.fan.club.mode]
      if (member === null) return 'not_a_member'
      const { taken, shortfall } = deduct(member.intimacy, Math.max(0, -op.delta))
      const change = op.delta >= 0 ? { delta: op.delta, shortfall: 0 } : { delta: -taken, shortfall }
      book(opened.batch, opened.fan, member, { kind: 'correction', ...change }, opened.entry)
      close(tables, opened)
      return 'ok'
    }
    case 'exclude': {
      const opened = open(tables, op.owner, op.user, now)
      opened.fan.dirty = true
      close(tables, opened)
      const row = tables.fans.get(keyOf(opened.fan.person.userNo, opened.fan.club.clubNo))
      if (row !== undefined) row.excluded = op.out
      return 'ok'
    }
    case 'merge':
      return merge(tables, op, now)
    case 'name': {
      const userNo = tables.aliases.get(op.user) ?? 0
      Object.assign(tables.persons.get(userNo) ?? {}, { name: op.name })
      moveFans(tables, userNo)
      return 'ok'
    }
    case 'purchase':
      return changeClub(tables, op.owner, (club) => void club.purchases.push({ at: now, value: op.on }))
    case 'rollout': {
      const { phase, share } = op
      return changeClub(tables, op.owner, (club) => void club.rollouts.push({ at: now, value: { phase, share } }))
    }
    case 'mode':
      return askMode(tables, op, now)
    case 'publish':
      tables.versions.push({
        ...op.body,
        version: tables.versions.length + 1,
        effectiveDay: calendar.plusDays(calendar.dayOf(now), 1),
      })
      tables.due.push({ at: calendar.startOf(calendar.plusDays(calendar.dayOf(now), 1)), kind: 'rules' })
      return 'ok'
  }
}

function join(tables: Tables, op: Extract<Op, { kind: 'join' }>, now: number): string {
  const opened = open(tables, op.owner, op.user, now)
  const { fan, batch, entry } = opened
  const { mode } = fan.club
  if (fan.memberships[mode] !== null) return 'ok'
  const known = (id: string): boolean =>
    [...tables.seen.entries()].some(([key]) => key.startsWith(`${fan.person.userNo}:`) && key.endsWith(`\0${id}`))
  const gift = op.gift === null ? fan.entryGift : op.gift === fan.entryGift || !known(op.gift) ? op.gift : null
  const refusal = judgeJoin(entry.rulesNow, { mode, now, leftAt: fan.leftAt, gift: gift !== null })
  if (refusal !== null) return refusal.rejected
  if (mode === 'live') {
    fan.entryGift = gift === fan.entryGift ? null : gift
    fan.entryGiftAt = null
  }
  joinAs(batch, fan, mode, 'profile', now, { day: entry.day, rulesNow: entry.rulesNow, silent: false, session: null })
  close(tables, opened)
  return 'ok'
}

function leave(tables: Tables, op: Extract<Op, { kind: 'leave' }>, now: number): string {
  const opened = open(tables, op.owner, op.user, now)
  const { fan, batch, entry } = opened
  if (fan.memberships.live === null && fan.memberships.shopping === null) return 'not_a_member'
  const today = tables.leavings.filter((each) => each.userNo === fan.person.userNo && each.day === entry.day)
  const left = new Set(today.map((each) => `${each.clubNo} ${each.epoch}`)).size
  const refusal = judgeLeave(entry.rulesNow, left, 0)
  if (refusal !== null) return refusal.rejected
  leaveAll(batch, fan, entry)
  fan.touched = true
  close(tables, opened)
  return 'ok'
}

function changeClub(tables: Tables, ownerId: string, change: (club: ClubRow) => void): string {
  const club = tables.clubs.get(ownerId)
  if (club === undefined) throw new Error(`no club ${ownerId}`)
  change(club)
  club.version += 1
  return 'ok'
}

function askMode(tables: Tables, op: Extract<Op, { kind: 'mode' }>, now: number): string {
  const club = tables.clubs.get(op.owner) as ClubRow
  const refusal = judgeModeChange(
    ruleSetOfDay(tables.versions, calendar.dayOf(now)),
    {
      from: club.mode,
      to: op.to,
      now,
      effectiveAt: op.effectiveAt,
      pending: club.asked !== null,
      done: club.done,
    },
    (at) => calendar.monthOf(at),
  )
  if (refusal !== null) return refusal.rejected
  club.asked = { to: op.to, at: op.effectiveAt }
  tables.due.push({ at: op.effectiveAt, kind: 'mode', ownerId: op.owner })
  return 'ok'
}

// What falls due -------------------------------------------------------------------------------------------------------

/** When something falls due that decides: what batches and commands wait for (`flow/due.ts`). */
export const nextDueAt = (tables: Tables): number | null =>
  tables.due.reduce<number | null>(
    (least, { at, kind }) => (kind !== 'expire' && (least === null || at < least) ? at : least),
    null,
  )

/** Does everything due up to an instant, in order, each at its own time. */
export function runDue(tables: Tables, upTo: number): void {
  for (;;) {
    const next = [...tables.due].sort((a, b) => a.at - b.at)[0]
    if (next === undefined || next.at > upTo) return
    tables.due.splice(tables.due.indexOf(next), 1)
    if (next.kind === 'mode') changeMode(tables, tables.clubs.get(next.ownerId ?? '') as ClubRow, next.at)
    else if (next.kind === 'rules') relevel(tables, next.at)
    else
      for (const fan of tables.fans.values())
        for (const item of [...fan.waiting.values()].flat())
          if (item.status === 'waiting' && item.waitsUntil <= next.at) item.status = 'expired'
  }
}

function changeMode(tables: Tables, club: ClubRow, at: number): void {
  const to = club.asked?.to as ModeName
  club.modeSeq += 1
  if (to === 'shopping' && !club.carried) {
    club.carried = true
    for (const row of tables.fans.values()) {
      const { live } = row.memberships
      if (row.clubNo !== club.clubNo || live === null || row.memberships.shopping !== null) continue
      const userId = tables.persons.get(row.userNo)?.userId ?? ''
      const opened = open(tables, club.ownerId, userId, at)
      const carried = { ...live, mode: 'shopping' as const, scene: 'migration' as const, joinedAt: at }
      const member = {
        ...carried,
        carriedSeq: club.modeSeq,
        intimacy: 0,
        level: live.level,
        stored: false,
        dirty: true,
      }
      opened.fan.memberships.shopping = member
      opened.fan.dirty = true
      countLevel(opened.batch.writes, club.clubNo, 'shopping', member.level, 1)
      if (live.lastEarnedAt !== null)
        countLastEarned(opened.batch.writes, club.clubNo, 'shopping', calendar.dayOf(live.lastEarnedAt), 1)
      book(
        opened.batch,
        opened.fan,
        member,
        { kind: 'migration', delta: live.intimacy },
        { ...opened.entry, silent: true },
      )
      close(tables, opened)
    }
  }
  club.asked = null
  club.done.push(at)
  club.mode = to
  club.modes.push({ at, value: to })
  club.purchases.push({ at, value: false })
  club.version += 1
}

/** LVL-2, LVL-4 */
function relevel(tables: Tables, at: number): void {
  const rules = ruleSetOfDay(tables.versions, calendar.dayOf(at))
  tables.levels.clear()
  for (const club of tables.clubs.values()) club.version += 1
  for (const row of tables.fans.values())
    for (const member of [row.memberships.live, row.memberships.shopping]) {
      if (member === null) continue
      member.level = levelOfIntimacy(rules, member.mode, member.intimacy)
      const key = `${row.clubNo} ${member.mode} ${member.level}`
      tables.levels.set(key, (tables.levels.get(key) ?? 0) + 1)
    }
}

// PLT-8 ------------------------------------------------------------------------------------------------------------------

function merge(tables: Tables, op: Extract<Op, { kind: 'merge' }>, now: number): string {
  const [into, from] = [tables.aliases.get(op.into) ?? 0, tables.aliases.get(op.from) ?? 0]
  if (into === from) return 'merge_self'
  for (const row of [...tables.fans.values()].filter((each) => each.userNo === from)) {
    const club = [...tables.clubs.values()].find((each) => each.clubNo === row.clubNo) as ClubRow
    moveClub(tables, club.ownerId, op, now)
  }
  moveRecords(tables, into, from)
  for (const club of tables.clubs.values()) settleMerged(tables, club, op.into, now)
  for (const [alias, userNo] of tables.aliases) if (userNo === from) tables.aliases.set(alias, into)
  const person = tables.persons.get(from)
  if (person !== undefined) person.mergedInto = into
  return 'ok'
}

const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

/** TASK-9: as `flow/merge-orders.ts` does it in SQL. */
function settleMerged(tables: Tables, { ownerId, clubNo }: ClubRow, userId: string, now: number): void {
  const row = tables.fans.get(keyOf(tables.aliases.get(userId) ?? 0, clubNo))
  const met = [...(row?.waiting.keys() ?? [])].filter((orderId) => row?.orders.has(orderId) === true)
  if (met.length === 0) return
  const opened = open(tables, ownerId, userId, now, '0001-01-01')
  const { batch, fan } = opened
  loadOrders(
    tables,
    met.map((orderId) => ({ fan, orderId })),
    batch.sessions,
  )
  const of = contextsOf({ calendar, versions: tables.versions, history: false, purchaseVisible: new Set() }, now)
  for (const order of fan.orders.values()) settleWaiting(batch, fan, order, of)
  fan.touched = true
  close(tables, opened)
}

function moveClub(tables: Tables, ownerId: string, op: { into: string; from: string }, now: number): void {
  const source = open(tables, ownerId, op.from, now)
  const target = open(tables, ownerId, op.into, now)
  const entry = { ...source.entry, silent: true }
  const wasIn = source.fan.memberships.live !== null || source.fan.memberships.shopping !== null
  for (const mode of ['live', 'shopping'] as const) {
    const given = source.fan.memberships[mode]
    if (given === null) continue
    const how = { day: entry.day, rulesNow: entry.rulesNow, silent: true }
    const taker =
      target.fan.memberships[mode] ?? joinAs(target.batch, target.fan, mode, given.scene, given.joinedAt, how)
    const points = given.intimacy
    taker.joinedAt = Math.min(taker.joinedAt, given.joinedAt)
    const last = given.lastEarnedAt
    if (last !== null)
      earnedAt(target.batch, target.fan.club.clubNo, taker, { ...entry, at: last, day: calendar.dayOf(last) })
    taker.carriedSeq ??= given.carriedSeq
    taker.dirty = true
    if (points > 0) {
      book(source.batch, source.fan, given, { kind: 'merge', delta: -points }, entry)
      book(target.batch, target.fan, taker, { kind: 'merge', delta: points }, entry)
    }
    endMembership(source.batch, source.fan, given, entry)
  }
  if (target.fan.entryGift === null) {
    target.fan.entryGift = source.fan.entryGift
    target.fan.entryGiftAt = source.fan.entryGiftAt
  }
  source.fan.entryGift = source.fan.entryGiftAt = null
  if ((source.fan.followAt ?? -Infinity) > (target.fan.followAt ?? -Infinity)) {
    target.fan.follows = source.fan.follows
    target.fan.followAt = source.fan.followAt
  }
  target.fan.leftAt = latest(target.fan.leftAt, source.fan.leftAt)
  target.fan.dirty = source.fan.dirty = true
  // a merge is no leaving of the day (MEM-5 counts those of the account that left)
  close(tables, source)
  close(tables, target)
  const [gone, stays] = [source, target].map(({ fan }) => tables.fans.get(keyOf(fan.person.userNo, fan.club.clubNo)))
  if (gone === undefined || stays === undefined) throw new Error('a merge lost a fan')
  stays.excluded ||= gone.excluded
  gone.excluded = false
  for (const [orderId, order] of gone.orders)
    gone.orders.set(orderId, { ...order, epoch: wasIn && order.epoch === gone.epoch ? stays.epoch : 0 })
}
