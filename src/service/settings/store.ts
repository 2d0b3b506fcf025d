import type { QuickReply, ServiceSettings } from '../../contract/service.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** What is set on a desk: hours, auto-reply, who is on duty, quick replies. */

/** Writes all settings of a desk. */
export async function saveSettings(
  tx: Queryable,
  clubNo: number,
  settings: ServiceSettings,
  by: string,
  now: number,
): Promise<void> {
  const { hours, autoReply, autoAssign } = settings
  await tx.query(
    `insert into service_setting as s (club_no, hours, auto_reply, auto_assign, updated_at, updated_by)
     values ($1::int4, $2::jsonb, $3, $4, $5::timestamptz, $6)
     on conflict (club_no) do update set hours = excluded.hours, auto_reply = excluded.auto_reply, auto_assign = excluded.auto_assign,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [clubNo, hours === null ? null : JSON.stringify(hours), autoReply, autoAssign, toInstant(now), by],
  )
}

/** Puts somebody on duty, or off it. @returns since when he is on duty */
export async function setDuty(
  tx: Queryable,
  clubNo: number,
  agent: string,
  onDuty: boolean,
  now: number,
): Promise<number | null> {
  if (!onDuty) {
    await tx.query('delete from service_duty where club_no = $1::int4 and agent = $2', [clubNo, agent])
    return null
  }
  const [row] = await tx.query<{ since: number }>(
    `insert into service_duty as d (club_no, agent, since) values ($1::int4, $2, $3::timestamptz)
     on conflict (club_no, agent) do update set since = d.since returning since`,
    [clubNo, agent, toInstant(now)],
  )
  return row?.since ?? null
}

/** Somebody who answers, or answered, for an owner. */
export interface AgentRow {
  readonly agent: string
  /** null: the store does not know him */
  readonly name: string | null
  readonly ended: boolean
  readonly since: number | null
}

/** An owner's sub-accounts that may answer or once did, and whoever else is on duty. */
export function listAgents(
  on: Queryable,
  desk: { readonly club_no: number; readonly owner_id: string },
): Promise<AgentRow[]> {
  return on.query<AgentRow>(
    `select coalesce(s.staff_id, d.agent) as agent, s.name, s.staff_id is not null and (s.revoked_at is not null or not 'service' = any(s.permissions)) as ended,
       d.since
     from (select * from staff where owner_id = $2) as s
     full join (select * from service_duty where club_no = $1::int4) as d on d.agent = s.staff_id
     where d.agent is not null or 'service' = any(s.permissions)
     order by s.created_at nulls last, 1`,
    [desk.club_no, desk.owner_id],
  )
}

/** What sub-accounts are called, whether or not they may still answer. */
export async function nameAgents(
  on: Queryable,
  ownerId: string,
  agents: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await on.query<{ staff_id: string; name: string }>(
    'select staff_id, name from staff where owner_id = $1 and staff_id = any($2::text[])',
    [ownerId, [...agents]],
  )
  return new Map(rows.map((row) => [row.staff_id, row.name]))
}

interface QuickReplyRow {
  readonly reply_id: string
  readonly shortcut: string
  readonly text: string
  readonly updated_at: number
}
const viewOf = (row: QuickReplyRow): QuickReply => ({
  replyId: row.reply_id,
  shortcut: row.shortcut,
  text: row.text,
  updatedAt: toInstant(row.updated_at),
})

/** Quick replies of a desk by shortcut. */
export async function listQuickReplies(on: Queryable, clubNo: number): Promise<QuickReply[]> {
  const rows = await on.query<QuickReplyRow>(
    'select reply_id::text, shortcut, text, updated_at from service_quick_reply where club_no = $1::int4 order by shortcut',
    [clubNo],
  )
  return rows.map(viewOf)
}

/** How many quick replies a held desk has beside one. */
export async function countQuickReplies(tx: Queryable, clubNo: number, besides: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*)::int4 as count from service_quick_reply where club_no = $1::int4 and reply_id <> $2::uuid',
    [clubNo, besides],
  )
  return row?.count ?? 0
}

/** Whether another quick reply of a held desk has a shortcut. */
export async function isTaken(tx: Queryable, clubNo: number, replyId: string, shortcut: string): Promise<boolean> {
  const rows = await tx.query(
    'select 1 from service_quick_reply where club_no = $1::int4 and shortcut = $2 and reply_id <> $3::uuid',
    [clubNo, shortcut, replyId],
  )
  return rows.length > 0
}

/** Writes a quick reply, new or as it reads now. */
export async function saveQuickReply(
  tx: Queryable,
  clubNo: number,
  reply: { readonly replyId: string; readonly shortcut: string; readonly text: string },
  by: string,
  now: number,
): Promise<QuickReply> {
  const rows = await tx.query<QuickReplyRow>(
    `insert into service_quick_reply (club_no, reply_id, shortcut, text, updated_at, updated_by)
     values ($1::int4, $2::uuid, $3, $4, $5::timestamptz, $6)
     on conflict (club_no, reply_id) do update set shortcut = excluded.shortcut, text = excluded.text, updated_at = excluded.updated_at,
       updated_by = excluded.updated_by
     returning reply_id::text, shortcut, text, updated_at`,
    [clubNo, reply.replyId, reply.shortcut, reply.text, toInstant(now), by],
  )
  const [row] = rows
  return row === undefined ? { ...reply, updatedAt: toInstant(now) } : viewOf(row)
}

/** Takes a quick reply away. @returns false: there was none */
export async function dropQuickReply(tx: Queryable, clubNo: number, replyId: string): Promise<boolean> {
  const rows = await tx.query(
    'delete from service_quick_reply where club_no = $1::int4 and reply_id = $2::uuid returning 1 as done',
    [clubNo, replyId],
  )
  return rows.length > 0
}

/** Holds an owner's club, so that what is set on his desk changes one after another; null: no such owner. */
export async function lockDesk(tx: Queryable, ownerId: string): Promise<{ club_no: number; owner_id: string } | null> {
  const [row] = await tx.query<{ club_no: number; owner_id: string }>(
    'select club_no, owner_id from club where owner_id = $1 for no key update',
    [ownerId],
  )
  return row ?? null
}
