import type { ReportReason } from '../../contract/reports.ts'
import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable, SqlValue } from '../../ports/db.ts'
import type { Scope } from '../messages/apply.ts'

/** Reports and the cases they make. */

/** A message by its place. */
export interface Place extends Scope {
  readonly seq: number
}
const at = (place: Place): SqlValue[] => [place.clubNo, place.groupNo, place.number, place.seq]
const IS = 'club_no = $1::int4 and group_no = $2::int4 and number = $3::int2 and seq = $4::int8'

/** A message that is not deleted, held until the commit. */
export async function holdMessage(
  tx: Queryable,
  place: Place,
): Promise<{ kind: string; body: Readonly<Record<string, unknown>>; user_no: number | null; at: number } | null> {
  const rows = await tx.query<{
    kind: string
    body: Readonly<Record<string, unknown>>
    user_no: number | null
    at: number
  }>(
    `select kind, body, user_no, at from group_message where ${IS} and deleted_at is null and body is not null for no key update`,
    at(place),
  )
  return rows[0] ?? null
}

/** How many reports a user made since an instant. */
export async function countReports(tx: Queryable, userNo: number, since: number): Promise<number> {
  const rows = await tx.query<{ reports: number }>(
    'select count(*)::int4 as reports from group_report where user_no = $1::int8 and at > $2::timestamptz',
    [userNo, toInstant(since)],
  )
  return rows[0]?.reports ?? 0
}

/** A report of a user. */
export interface ReportRow {
  readonly reason: ReportReason
  readonly at: number
  readonly decision: 'dismissed' | 'deleted' | null
}

/** What a user reported of a message, with what came of it; null: he did not. */
export async function findReport(on: Queryable, userNo: number, place: Place): Promise<ReportRow | null> {
  const rows = await on.query<ReportRow>(
    `select r.reason, r.at, c.decision from group_report r join report_case c using (club_no, group_no, number, seq)
     where r.user_no = $5::int8 and r.${IS.replaceAll(' and ', ' and r.')}`,
    [...at(place), userNo],
  )
  return rows[0] ?? null
}

/** Writes a report. */
export async function addReport(
  tx: Queryable,
  userNo: number,
  place: Place,
  report: { readonly reason: ReportReason; readonly note: string | null; readonly at: number },
): Promise<void> {
  await tx.query(
    `insert into group_report (user_no, club_no, group_no, number, seq, reason, note, at)
     values ($5::int8, $1::int4, $2::int4, $3::int2, $4::int8, $6, $7, $8::timestamptz)`,
    [...at(place), userNo, report.reason, report.note, toInstant(report.at)],
  )
}

/** A message that comes before the reviewer. */
export interface NewCase extends Place {
  readonly inGroup: number
  readonly writerNo: number | null
  readonly kind: string
  readonly said: Readonly<Record<string, unknown>>
  /** UTC ms */
  readonly saidAt: number
  /** 1 for a report, 0 where its words brought it */
  readonly reports: number
  readonly noted: readonly string[]
}

/** Opens cases, which keep the media of what was said (the caller uses them), or counts into those there are. @returns reports of each afterwards, and whether it waits for a decision; in the order asked */
export async function countIntoCases(
  tx: Queryable,
  cases: readonly NewCase[],
  now: number,
): Promise<{ reports: number; open: boolean }[]> {
  if (cases.length === 0) return []
  return tx.query(
    `insert into report_case as c (club_no, group_no, number, seq, in_group, writer_no, kind, said, said_at, reports, noted, first_at, last_at,
       keeps_medium)
     select club_no, group_no, number, seq, in_group, writer_no, kind, said, said_at, reports,
       array(select jsonb_array_elements_text(noted)), $12::timestamptz, $12::timestamptz, said ? 'media'
     from unnest($1::int4[], $2::int4[], $3::int2[], $4::int8[], $5::int4[], $6::int8[], $7::text[], $8::jsonb[], $9::timestamptz[], $10::int4[], $11::jsonb[])
       as t(club_no, group_no, number, seq, in_group, writer_no, kind, said, said_at, reports, noted)
     on conflict (club_no, group_no, number, seq) do update set reports = c.reports + excluded.reports, last_at = excluded.last_at
     returning c.reports, c.decided_at is null as open`,
    [
      ...columns(
        cases,
        (one) => one.clubNo,
        (one) => one.groupNo,
        (one) => one.number,
        (one) => one.seq,
        (one) => one.inGroup,
        (one) => one.writerNo,
        (one) => one.kind,
        (one) => JSON.stringify(one.said),
        (one) => toInstant(one.saidAt),
        (one) => one.reports,
        (one) => JSON.stringify(one.noted),
      ),
      toInstant(now),
    ],
  )
}

/** From how many reports on an owner hides messages of fans; null: never. */
export async function readHideAt(tx: Queryable, clubNo: number): Promise<number | null> {
  const rows = await tx.query<{ hide_at: number | null }>('select hide_at from moderation where club_no = $1::int4', [
    clubNo,
  ])
  return rows[0]?.hide_at ?? null
}

/** Takes what a message says out of sight; its case holds it. */
export async function hideMessage(tx: Queryable, place: Place, now: number): Promise<void> {
  await tx.query(
    `update group_message set body = null, kind = 'deleted', deleted_at = $5::timestamptz, deleted_by = 'reports' where ${IS}`,
    [...at(place), toInstant(now)],
  )
  await tx.query(`update report_case set hidden = true where ${IS}`, at(place))
}

/** Shows a hidden message again as it was. @returns false: it was deleted otherwise meanwhile, or its writer erased */
export async function showMessage(tx: Queryable, place: Place): Promise<boolean> {
  const rows = await tx.query(
    `update group_message m set body = c.said, kind = c.kind, deleted_at = null, deleted_by = null
     from report_case c where m.${IS.replaceAll(' and ', ' and m.')} and m.deleted_by = 'reports' and c.said is not null
       and c.club_no = m.club_no and c.group_no = m.group_no and c.number = m.number and c.seq = m.seq returning 1 as done`,
    at(place),
  )
  return rows.length > 0
}

/** Who wrote a hidden message, or who may, takes it back: it is not shown again. @returns what it said; null: it is not hidden */
export async function unhideCase(tx: Queryable, place: Place): Promise<Pick<CaseRow, 'said'> | null> {
  const rows = await tx.query<Pick<CaseRow, 'said'>>(
    `update report_case set hidden = false where ${IS} and hidden returning said`,
    at(place),
  )
  return rows[0] ?? null
}

/** A case as it is listed. */
export interface CaseRow {
  readonly club_no: number
  readonly group_no: number
  readonly number: number
  readonly seq: number
  readonly in_group: number
  readonly owner_id: string
  readonly owner_name: string
  readonly group_id: string
  readonly group_name: string
  readonly writer_no: number | null
  readonly writer_id: string | null
  readonly writer_name: string | null
  /** erased: nobody can be held, muted or removed */
  readonly writer_erased: boolean
  readonly kind: string
  readonly said: Readonly<Record<string, unknown>> | null
  readonly said_at: number
  readonly reports: number
  readonly noted: readonly string[]
  readonly first_at: number
  readonly last_at: number
  readonly hidden: boolean
  /** its medium is used by it too */
  readonly keeps_medium: boolean
  readonly decided_at: number | null
  readonly decided_by: string | null
  readonly decision: 'dismissed' | 'deleted' | null
  readonly writer_act: 'muted' | 'removed' | null
  readonly decision_note: string | null
}

const selected = `select c.club_no, c.group_no, c.number, c.seq, c.in_group, o.owner_id, o.name as owner_name, g.group_id::text, g.name as group_name,
  c.writer_no, p.user_id as writer_id, p.name as writer_name, p.erased_at is not null as writer_erased, c.kind, c.said, c.said_at, c.reports, c.noted, c.first_at, c.last_at, c.hidden,
  c.keeps_medium, c.decided_at, c.decided_by, c.decision, c.writer_act, c.decision_note
  from report_case c join club o using (club_no) join fan_group g on g.group_no = c.in_group left join person p on p.user_no = c.writer_no`

/** One case. @param hold against another decision until the commit */
export async function findCase(on: Queryable, place: Place, hold = false): Promise<CaseRow | null> {
  if (hold) await on.query(`select 1 from report_case where ${IS} for no key update`, at(place))
  const rows = await on.query<CaseRow>(`${selected} where c.${IS.replaceAll(' and ', ' and c.')}`, at(place))
  return rows[0] ?? null
}

/** Which cases are listed. */
export interface CasesWanted {
  readonly state: 'open' | 'decided'
  /** null: of all owners; else messages of his fans only */
  readonly ownerId: string | null
  /** a sub-account sees the groups it is super admin of */
  readonly staffId: string | null
  readonly after: readonly [string, number, number, number, number] | null
  readonly limit: number
}

/** Cases: those that wait, the oldest first; those decided, the newest first. */
export function listCases(on: Queryable, { state, ownerId, staffId, after, limit }: CasesWanted): Promise<CaseRow[]> {
  const open = state === 'open'
  const time = open ? 'c.first_at' : 'c.decided_at'
  const order = open ? '' : ' desc'
  return on.query<CaseRow>(
    `${selected} where c.decided_at is ${open ? '' : 'not '}null and ($1::text is null or (o.owner_id = $1::text and c.writer_no is not null))
       and ($2::text is null or c.in_group in (select a.group_no from group_admin a where a.staff_id = $2::text))
       and ($3::timestamptz is null or (${time}, c.club_no, c.group_no, c.number, c.seq) ${open ? '>' : '<'} ($3::timestamptz, $4::int8, $5::int8, $6::int8, $7::int8))
     order by ${time}${order}, c.club_no${order}, c.group_no${order}, c.number${order}, c.seq${order} limit $8::int4`,
    [ownerId, staffId, ...(after ?? [null, null, null, null, null]), limit],
  )
}

/** The first reports of a message, with who made them. */
export const listReports = (
  on: Queryable,
  place: Place,
  limit: number,
): Promise<{ user_id: string; reason: ReportReason; note: string | null; at: number }[]> =>
  on.query(
    `select p.user_id, r.reason, r.note, r.at from group_report r join person p using (user_no)
     where r.${IS.replaceAll(' and ', ' and r.')} order by r.at, r.user_no limit $5::int4`,
    [...at(place), limit],
  )

/** What a user reported, the newest first. */
export const listReportsOf = (
  on: Queryable,
  userId: string,
  wanted: { readonly before: readonly [string, number, number, number, number] | null; readonly limit: number },
): Promise<(ReportRow & { club_no: number; group_id: string; group_no: number; number: number; seq: number })[]> =>
  on.query(
    `select r.reason, r.at, c.decision, g.group_id::text, r.club_no, r.group_no, r.number, r.seq
     from person_alias a join group_report r using (user_no) join report_case c using (club_no, group_no, number, seq)
     join fan_group g on g.group_no = c.in_group
     where a.user_id = $1 and ($2::timestamptz is null or (r.at, r.club_no, r.group_no, r.number, r.seq) < ($2::timestamptz, $3::int8, $4::int8, $5::int8, $6::int8))
     order by r.at desc, r.club_no desc, r.group_no desc, r.number desc, r.seq desc limit $7::int4`,
    [userId, ...(wanted.before ?? [null, null, null, null, null]), wanted.limit],
  )

/** Writes what was decided on a held case. */
export async function decideCase(
  tx: Queryable,
  place: Place,
  made: {
    readonly decision: 'dismissed' | 'deleted'
    readonly writerAct: 'muted' | 'removed' | null
    readonly note: string | null
    readonly by: string
    readonly at: number
  },
): Promise<void> {
  await tx.query(
    `update report_case set decision = $5, writer_act = $6, decision_note = $7, decided_by = $8, decided_at = $9::timestamptz, hidden = false,
       keeps_medium = false where ${IS}`,
    [...at(place), made.decision, made.writerAct, made.note, made.by, toInstant(made.at)],
  )
}
