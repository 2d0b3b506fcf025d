import { mergeEntitlements, readFollowed } from '../benefit/merge/store.ts'
import { mergeCampaigns } from '../campaign/merge/store.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { mergeSeats } from '../group/merge/store.ts'
import { mergePolls } from '../group/polls/merge/store.ts'
import { mergeMedia } from '../media/store.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { mergeLinks } from '../linking/merge/store.ts'
import { recheckLinks } from '../linking/running.ts'
import { moveMoney } from '../money/merge.ts'
import { moveClaims } from '../packet/store.ts'
import { bringBack, findNumbers } from '../person/store.ts'
import { mergeReach } from '../reach/merge/store.ts'
import { mergeThreads } from '../service/merge/store.ts'
import { givePoints, takePoints } from '../points/merge.ts'
import { MergedMeanwhile } from './batch-store.ts'
import { endMembership, joinAs } from './membership.ts'
import { settleMerged, type OrderTools } from './merge-orders.ts'
import type { PeopleContext } from './people.ts'
import { book, earnedAt, type EntryContext } from './post.ts'
import { publish } from './save.ts'
import type { Batch, FanState } from './state.ts'

interface Tools extends OrderTools {
  readonly mergeId: string
  open(ownerId: string, userId: string, fromDay?: string): Promise<{ batch: Batch; fan: FanState } | Rejection>
  entry(more: Partial<EntryContext>): EntryContext
  close(batch: Batch, sources?: ReadonlyMap<string, number>): Promise<void>
}

/**
 * Joins two known users into one, as a decision with a record: every id of `from` now finds `into`; what was seen, bought and is waited for
 * moves over, so that a late refund or a repeated event still finds its own; balances move as ledger entries of both.
 * @returns the record's id, or `unknown_user` | `merge_self`
 * @rule PLT-8
 */
export async function mergePeople(
  tx: Queryable,
  context: PeopleContext,
  wish: { readonly into: string; readonly from: string; readonly reason: string; readonly actor: string },
  tools: Tools,
): Promise<{ mergeId: string } | Rejection> {
  await bringBack(tx, [wish.into, wish.from], context.now)
  const numbers = await findNumbers(tx, [wish.into, wish.from])
  const [into, from] = [numbers.get(wish.into), numbers.get(wish.from)]
  if (into === undefined || from === undefined) return reject('unknown_user')
  if (into === from) return reject('merge_self')
  // clubs before people, people in one order, as everywhere
  const clubs = await tx.query<{ owner_id: string }>(
    `select owner_id from club where club_no in (select club_no from fan where user_no = $1::int8) order by club_no for key share`,
    [from],
  )
  const people = await tx.query<{ gone: boolean }>(
    `select (merged_into is not null or erased_at is not null) as gone from person where user_no = any($1::int8[])
     order by user_no for no key update`,
    [[into, from]],
  )
  // merged away, erased, or known in another club, while we waited: the command starts again
  if (people.some(({ gone }) => gone)) throw new MergedMeanwhile()
  const [now] = await tx.query<{ clubs: number }>('select count(*)::int4 as clubs from fan where user_no = $1::int8', [
    from,
  ])
  if (now?.clubs !== clubs.length) throw new MergedMeanwhile()
  const points = await takePoints(tx, context.now, from, wish.actor)
  for (const { owner_id: ownerId } of clubs) await moveClub(tx, ownerId, wish, tools)
  const followed = await readFollowed(tx, [into, from])
  await moveRecords(tx, into, from)
  await mergeEntitlements(tx, into, from, { followed, now: context.now })
  await mergeCampaigns(tx, into, from)
  await givePoints(tx, context.now, into, points, wish.actor)
  await moveClaims(tx, from, into)
  await publish(tx, await mergeSeats(tx, into, from, context.now))
  await mergePolls(tx, into, from, context.now)
  await publish(tx, await mergeLinks(tx, into, from, context.now))
  // one of the two may have been removed or muted: both are from now on (GRP-9)
  await publish(tx, await recheckLinks(tx, [into], context.now))
  await mergeMedia(tx, into, from)
  await mergeThreads(tx, into, from)
  await mergeReach(tx, into, from)
  await moveMoney(tx, context.now, { from, into, actor: wish.actor })
  // counted anew, since an order that both had is one
  await tx.query(
    `update fan set version = version + 1, lit_orders = case when user_no = $2::int8 then 0 else (
       select count(*) from purchase_order o where o.user_no = fan.user_no and o.club_no = fan.club_no and o.paid > 0 and o.refunded < o.paid) end
     where user_no = any($1::int8[])`,
    [[into, from], from],
  )
  const ownerIds = clubs.map((club) => club.owner_id)
  await settleMerged(tx, context, { userNo: into, userId: wish.into, ownerIds }, tools)
  await tx.query('update person_alias set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query('update erased_id set user_no = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query('update person set merged_into = $1::int8 where user_no = $2::int8', [into, from])
  await tx.query(
    'insert into person_merge (id, into_no, from_no, at, actor, reason) values ($1::uuid, $2::int8, $3::int8, $4::timestamptz, $5, $6)',
    [tools.mergeId, into, from, toInstant(context.now), wish.actor, wish.reason],
  )
  return { mergeId: tools.mergeId }
}

/** Balances of one club: taken from the one, given to the other, by entries that name the decision. */
async function moveClub(
  tx: Queryable,
  ownerId: string,
  wish: { into: string; from: string; reason: string; actor: string },
  tools: Tools,
): Promise<void> {
  const source = await tools.open(ownerId, wish.from)
  const target = await tools.open(ownerId, wish.into)
  if (isRejection(source) || isRejection(target)) return
  const entry = tools.entry({ reason: wish.reason, actor: wish.actor, silent: true })
  const wasIn = source.fan.memberships.live !== null || source.fan.memberships.shopping !== null
  for (const mode of ['live', 'shopping'] as const) {
    const given = source.fan.memberships[mode]
    if (given === null) continue
    const taker =
      target.fan.memberships[mode] ??
      joinAs(target.batch, target.fan, mode, given.scene, given.joinedAt, {
        day: entry.day,
        rulesNow: entry.rulesNow,
        silent: true,
      })
    const points = given.intimacy
    taker.joinedAt = Math.min(taker.joinedAt, given.joinedAt)
    const at = given.lastEarnedAt
    if (at !== null)
      earnedAt(target.batch, target.fan.club.clubNo, taker, { ...entry, at, day: entry.calendar.dayOf(at) })
    if (points > 0) {
      book(source.batch, source.fan, given, { kind: 'merge', delta: -points }, entry)
      book(target.batch, target.fan, taker, { kind: 'merge', delta: points }, entry)
    }
    // what was carried stays known as carried: a refund of an older order finds both balances (CLUB-5)
    taker.carriedSeq ??= given.carriedSeq
    taker.dirty = true
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
  // the source last: a replay tells a merge by its 'leave', which follows what the target became by it (rebuild.ts)
  await tools.close(target.batch)
  await tools.close(source.batch)
  // an account that does not count stays out, by whichever id it comes (TASK-15)
  await tx.query(
    `update fan set excluded_at = gone.excluded_at, excluded_by = gone.excluded_by, excluded_reason = gone.excluded_reason
     from fan gone where gone.user_no = $1::int8 and gone.club_no = $2::int4 and gone.excluded_at is not null
       and fan.user_no = $3::int8 and fan.club_no = $2::int4 and fan.excluded_at is null`,
    [source.fan.person.userNo, source.fan.club.clubNo, target.fan.person.userNo],
  )
  await tx.query(
    `update fan set excluded_at = null, excluded_by = null, excluded_reason = null where user_no = $1::int8 and club_no = $2::int4`,
    [source.fan.person.userNo, source.fan.club.clubNo],
  )
  // orders keep their points' fate: they belong to the membership that took the balance, or, as those of an ended one, to none
  await tx.query(
    `update purchase_order set epoch = case when $5::bool and epoch = $4::int4 then $3::int4 else 0 end
     where user_no = $1::int8 and club_no = $2::int4`,
    [source.fan.person.userNo, source.fan.club.clubNo, target.fan.epoch, source.fan.epoch, wasIn],
  )
}

/** What a later event must find under the one user: events seen, orders, what waits, products counted, spans watched, days' caps. */
async function moveRecords(tx: Queryable, into: number, from: number): Promise<void> {
  const numbers = [into, from]
  await tx.query(
    `update event_seen set user_no = $1::int8 where user_no = $2::int8 and not exists (
       select 1 from event_seen e where e.user_no = $1::int8 and e.source_no = event_seen.source_no and e.event_id = event_seen.event_id)`,
    numbers,
  )
  await tx.query(
    `update purchase_order set user_no = $1::int8 where user_no = $2::int8 and not exists (
       select 1 from purchase_order o where o.user_no = $1::int8 and o.club_no = purchase_order.club_no and o.order_id = purchase_order.order_id)`,
    numbers,
  )
  await tx.query(
    `update order_waiting set user_no = $1::int8 where user_no = $2::int8 and not exists (
       select 1 from order_waiting w where w.user_no = $1::int8 and w.club_no = order_waiting.club_no
         and w.order_id = order_waiting.order_id and w.source_no = order_waiting.source_no and w.event_id = order_waiting.event_id)`,
    numbers,
  )
  await tx.query(
    `insert into task_once (user_no, club_no, day, task, key) select $1::int8, club_no, day, task, key from task_once where user_no = $2::int8
     on conflict do nothing`,
    numbers,
  )
  // TASK-14: what either watched counts no second time
  await tx.query(
    `insert into watch_day (user_no, day, spans)
     select $1::int8, day, array(select edge from unnest(covered) as r cross join lateral (values (lower(r)), (upper(r))) as e(edge) order by edge)
     from (
       select w.day, range_agg(int8range(w.spans[i], w.spans[i + 1])) as covered
       from watch_day w cross join lateral generate_series(1, cardinality(w.spans), 2) as i
       where w.user_no in ($1::int8, $2::int8) group by w.day
     ) as watched
     on conflict (user_no, day) do update set spans = excluded.spans`,
    numbers,
  )
  await tx.query('delete from watch_day where user_no = $1::int8', [from])
  // two accounts of one person shared no cap so far; from now on they do, and what both earned today counts against it
  await tx.query(
    `insert into member_day as d (user_no, club_no, mode, day, level, earned, net, tasks_earned, tasks_count, tasks_units)
     select $1::int8, club_no, mode, day, level, earned, net, tasks_earned, tasks_count, tasks_units from member_day where user_no = $2::int8
     on conflict (user_no, club_no, mode, day) do update set earned = d.earned + excluded.earned, net = d.net + excluded.net,
       tasks_earned = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
         from unnest(d.tasks_earned, excluded.tasks_earned) with ordinality as u(a, b, i)),
       tasks_count = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
         from unnest(d.tasks_count, excluded.tasks_count) with ordinality as u(a, b, i)),
       tasks_units = (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by i)
         from unnest(d.tasks_units, excluded.tasks_units) with ordinality as u(a, b, i))`,
    numbers,
  )
  await tx.query('delete from member_day where user_no = $1::int8', [from])
}

const latest = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))
