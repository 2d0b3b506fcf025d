import type { ServiceMessage, ServiceSide, ServiceWindow, ThreadView } from '../../contract/service.ts'
import type { Mode } from '../../contract/words.ts'
import type { Stretch } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import type { ThreadKey } from '../store.ts'

/** Threads and messages as they are shown. */

interface LastRow {
  readonly last_side: 'fan' | 'desk' | null
  readonly last_kind: ServiceMessage['kind'] | null
  readonly last_text: string | null
}
const lastSelect = `m.side as last_side, m.kind as last_kind, left(m.body->>'text', 100) as last_text`
const lastJoin = `left join service_message m on m.user_no = t.user_no and m.club_no = t.club_no and m.seq = t.last_seq and m.side <> 'inner'`

/** A thread as the desk's lists show it. */
export interface DeskThreadRow extends LastRow {
  readonly user_no: number
  readonly user_id: string
  readonly user_name: string | null
  readonly assigned_to: string | null
  readonly resolved_at: number | null
  readonly unread: number
  readonly waiting_since: number | null
  readonly opened_at: number
  readonly last_seq: number
  readonly last_at: number
  readonly blocked: boolean
  /** null: no member of the running mode */
  readonly intimacy: number | null
}

/** `$1` the club, `$2` its mode. */
const deskSelect = `select t.user_no, p.user_id, p.name as user_name, t.assigned_to, t.resolved_at, (t.fan_messages - t.desk_read)::int4 as unread,
    t.waiting_since, t.opened_at, t.last_seq, t.last_at, t.blocked_at is not null as blocked, ${lastSelect}, s.intimacy
  from service_thread t join person p using (user_no) ${lastJoin}
  left join membership_shown s on s.user_no = t.user_no and s.club_no = t.club_no and s.mode = $2
  where t.club_no = $1::int4 and t.last_seq > 0`

/** @param agent the parameter that names who asks */
const conditionOf = (view: ThreadView, agent: () => string): string => {
  if (view === 'unassigned') return 'and t.resolved_at is null and t.assigned_to is null'
  if (view === 'mine') return `and t.resolved_at is null and t.assigned_to = ${agent()}`
  if (view === 'waiting') return 'and t.waiting_since is not null'
  return view === 'resolved' ? 'and t.resolved_at is not null' : ''
}

export interface ThreadsWanted {
  readonly view: ThreadView
  /** who asks, for `mine` */
  readonly agent: string
  /** the beginning of a user's id or name; null: anybody */
  readonly q: string | null
  readonly after: { readonly seq: number } | { readonly since: string; readonly userNo: number } | null
  readonly limit: number
}

/** One page of a view: who waits longest first in `waiting`, else who spoke last first. */
export function listThreads(
  on: Queryable,
  desk: { readonly club_no: number; readonly mode: Mode },
  { view, agent, q, after, limit }: ThreadsWanted,
): Promise<DeskThreadRow[]> {
  const values: (string | number)[] = [desk.club_no, desk.mode, limit]
  const value = (one: string | number): string => `$${values.push(one)}`
  const found = (begin: string): string => {
    const range = (column: string) => `(${column} ~>=~ ${begin} and ${column} ~<~ (${begin} || chr(1114111)))`
    return `and (${range('p.user_id')} or ${range('p.name')})`
  }
  const behind = (): string => {
    if (after === null) return ''
    return 'seq' in after
      ? `and t.last_seq < ${value(after.seq)}::int8`
      : `and (t.waiting_since, t.user_no) > (${value(after.since)}::timestamptz, ${value(after.userNo)}::int8)`
  }
  const where = [conditionOf(view, () => value(agent)), q === null ? '' : found(value(q)), behind()].join(' ')
  const order = view === 'waiting' ? 't.waiting_since, t.user_no' : 't.last_seq desc'
  return on.query<DeskThreadRow>(`${deskSelect} ${where} order by ${order} limit $3::int4`, values)
}

/** One thread as the desk sees it; null: there is none. */
export async function findDeskThread(
  on: Queryable,
  desk: { readonly club_no: number; readonly mode: Mode },
  userNo: number,
): Promise<DeskThreadRow | null> {
  const [row] = await on.query<DeskThreadRow>(`${deskSelect} and t.user_no = $3::int8`, [
    desk.club_no,
    desk.mode,
    userNo,
  ])
  return row ?? null
}

/** A thread as its fan's list shows it. */
export interface FanThreadRow extends LastRow {
  readonly club_no: number
  readonly owner_id: string
  readonly owner_name: string
  readonly hours: readonly ServiceWindow[] | null
  readonly unread: number
  readonly last_seq: number
  readonly last_at: number
  readonly blocked: boolean
}

/** `$1` the user. What the desk alone knows of is none yet. */
const fanSelect = `select t.club_no, c.owner_id, c.name as owner_name, h.hours, (t.desk_messages - t.fan_read)::int4 as unread, t.last_seq, t.last_at,
    t.blocked_at is not null as blocked, ${lastSelect}
  from service_thread t join club c using (club_no) left join service_setting h using (club_no) ${lastJoin}
  where t.user_no = $1::int8 and t.fan_messages + t.desk_messages > 0`

/** A user's threads, the one that last spoke first. */
export function listFanThreads(
  on: Queryable,
  userNo: number,
  page: { readonly after: readonly [at: string, clubNo: number] | null; readonly limit: number },
): Promise<FanThreadRow[]> {
  return on.query<FanThreadRow>(
    `${fanSelect} and ($2::timestamptz is null or (t.last_at, t.club_no) < ($2::timestamptz, $3::int8))
     order by t.last_at desc, t.club_no desc limit $4::int4`,
    [userNo, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  )
}

/** A user's thread with one owner; null: nothing was said yet. */
export async function findFanThread(on: Queryable, { userNo, clubNo }: ThreadKey): Promise<FanThreadRow | null> {
  const [row] = await on.query<FanThreadRow>(`${fanSelect} and t.club_no = $2::int4`, [userNo, clubNo])
  return row ?? null
}

/** An order as a thread shows it; the amounts in the owner's currency. */
export interface OrderRow {
  readonly order_id: string
  readonly order_at: number
  readonly paid: number
  readonly refunded: number
  readonly shipped_at: number | null
  readonly delivered_at: number | null
  readonly currency: string
}
const orderColumns = 'o.order_id, o.at as order_at, o.paid, o.refunded, o.shipped_at, o.delivered_at, c.currency'

/** A row of a thread as it is read. */
export interface MessageRow extends Partial<OrderRow> {
  readonly seq: number
  readonly at: number
  readonly side: ServiceSide
  readonly kind: ServiceMessage['kind']
  readonly agent: string | null
  readonly send_id: string | null
  readonly body: Readonly<Record<string, unknown>>
}

/** A page of a thread, rising after a number, else falling. @param inner what the desk alone sees too */
export function readMessages(on: Queryable, key: ThreadKey, inner: boolean, wanted: Stretch): Promise<MessageRow[]> {
  const order = wanted.after === null ? 'desc' : 'asc'
  return on.query<MessageRow>(
    `select m.seq, m.at, m.side, m.kind, m.agent, m.send_id, m.body, ${orderColumns}
     from (select * from service_message where user_no = $1::int8 and club_no = $2::int4 and seq > $3::int8 and seq < $4::int8
       ${inner ? '' : `and side <> 'inner'`} order by seq ${order} limit $5::int4) as m
     left join purchase_order o on m.kind = 'order' and o.user_no = m.user_no and o.club_no = m.club_no and o.order_id = m.body->>'orderId'
     left join club c on c.club_no = o.club_no
     order by m.seq ${order}`,
    [key.userNo, key.clubNo, wanted.after ?? 0, wanted.before ?? Number.MAX_SAFE_INTEGER, wanted.limit],
  )
}

/** The inner number of a user; null: never heard of. */
export async function userNoOf(on: Queryable, userId: string): Promise<number | null> {
  const rows = await on.query<{ user_no: number }>('select user_no from person_alias where user_id = $1', [userId])
  return rows[0]?.user_no ?? null
}

/** Who a fan is to an owner. */
export interface CardRow {
  readonly user_id: string
  readonly name: string | null
  readonly mode: Mode
  readonly badge: string | null
  readonly intimacy: number | null
  readonly joined_at: number | null
  readonly last_earned_at: number | null
  readonly lit_orders: number | null
  readonly blocked_at: number | null
  readonly blocked_by: string | null
  readonly blocked_reason: string | null
}

/** A fan of an owner's, or one who wrote to his desk; null: neither. */
export async function findCard(on: Queryable, { userNo, clubNo }: ThreadKey): Promise<CardRow | null> {
  const [row] = await on.query<CardRow>(
    `select p.user_id, p.name, c.mode, case c.mode when 'live' then c.badge_live else c.badge_shopping end as badge, m.intimacy, m.joined_at,
       m.last_earned_at, f.lit_orders, t.blocked_at, t.blocked_by, t.blocked_reason
     from person p join club c on c.club_no = $2::int4 left join fan f on f.user_no = p.user_no and f.club_no = c.club_no
     left join membership_shown m on m.user_no = p.user_no and m.club_no = c.club_no and m.mode = c.mode
     left join service_thread t on t.user_no = p.user_no and t.club_no = c.club_no
     where p.user_no = $1::int8 and (m.user_no is not null or t.user_no is not null)`,
    [userNo, clubNo],
  )
  return row ?? null
}

/** The last orders of a fan with an owner. */
export function listOrders(on: Queryable, { userNo, clubNo }: ThreadKey, limit: number): Promise<OrderRow[]> {
  return on.query<OrderRow>(
    `select ${orderColumns} from purchase_order o join club c using (club_no) where o.user_no = $1::int8 and o.club_no = $2::int4
     order by o.at desc, o.order_id limit $3::int4`,
    [userNo, clubNo, limit],
  )
}

/** What a fan claimed of an owner's benefits and has not used, what ends first first. @param now UTC ms */
export function listInHand(
  on: Queryable,
  { userNo, clubNo }: ThreadKey,
  now: number,
  limit: number,
): Promise<{ name: string; kind: string; expires_at: number | null }[]> {
  return on.query(
    `select b.name, b.kind, e.expires_at from entitlement e join benefit b using (benefit_no)
     where e.user_no = $1::int8 and e.club_no = $2::int4 and e.state = 'claimed' and (e.expires_at is null or e.expires_at > $3::timestamptz)
     order by e.expires_at nulls last, b.benefit_no limit $4::int4`,
    [userNo, clubNo, toInstant(now), limit],
  )
}

/** The desk's last notes on a fan, newest first. */
export function listNotes(
  on: Queryable,
  { userNo, clubNo }: ThreadKey,
  limit: number,
): Promise<{ at: number; agent: string; text: string }[]> {
  return on.query(
    `select at, agent, body->>'text' as text from service_message where user_no = $1::int8 and club_no = $2::int4 and kind = 'note'
     order by seq desc limit $3::int4`,
    [userNo, clubNo, limit],
  )
}
