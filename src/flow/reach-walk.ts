import type { ReachKind } from '../contract/reach-kinds.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { addPieces, piecesOf, readerColumns, wishesOf, type ReaderRow, type SentTo } from './reach-plan.ts'

/**
 * Meets everyone who is to hear something, a piece of people a transaction, and divides their devices into pieces to be sent. Each step commits with
 * where it stands: a killed node loses nothing, any node takes the next.
 *
 * Members come in the order of their balance, so that higher levels are told first (LIVE-2). A balance moves while one walks: who rose past the walk would
 * be missed. So a second walk follows in the order of joining, which nothing moves, and meets whom the first did not; whoever was met is not met again.
 */

interface Walking {
  readonly message_no: number
  readonly kind: ReachKind
  readonly club_no: number
  readonly audience: SentTo
  readonly at: number
  readonly shown_at: number
  readonly ends_at: number
  readonly walk: number
  readonly behind: readonly (string | number)[] | null
  readonly pieces: number
}

interface Step {
  readonly rows: readonly ReaderRow[]
  /** behind whom the next step begins; null: this walk has met all */
  readonly behind: readonly (string | number)[] | null
}

type Page = Partial<ReaderRow> & {
  readonly behind: readonly (string | number)[]
  readonly is_last: boolean
  readonly looked: number
}
type Walk = (tx: Queryable, message: Walking, peopleMost: number) => Promise<Step>

/** Of the people in `page` (user_no, nth, behind) those devices whose users were not met yet; and the last row, which says how far it came. */
const readersOn = (more = 'true'): string => `
  , met as (select unnest(p.user_nos) as user_no from push_piece p where p.message_no = $1::int8)
  , readers as (
    select page.nth, ${readerColumns} from page join push_device d on d.user_no = page.user_no ${wishesOf('$2::int4')}
    where ${more} and not exists (select from met where met.user_no = page.user_no)
  )
  select r.user_no, r.device_id, r.everywhere, r.quiet, r.club, page.behind, page.nth = l.looked as is_last, l.looked
  from (select count(*) as looked from page) as l join page on true left join readers r on r.nth = page.nth
  where r.user_no is not null or page.nth = l.looked`

const stepOf = (rows: readonly Page[], peopleMost: number): Step => {
  const last = rows.find((row) => row.is_last)
  return {
    rows: rows.filter((row): row is Page & ReaderRow => typeof row.user_no === 'number'),
    behind: last === undefined || last.looked < peopleMost ? null : last.behind,
  }
}

/** Members of the running mode, the highest balance first: one bucket to its end, then those below (ADR 0009). */
const byRank: Walk = async (tx, { message_no: messageNo, club_no: clubNo, shown_at: at, behind }, peopleMost) => {
  const [bucket = 32_767, userNo = 0] = behind ?? []
  const some = (where: string, order: string) =>
    `(select m.user_no, m.rank_bucket, m.level from membership m join club k on k.club_no = $2::int4
      where m.club_no = $2::int4 and m.mode = k.mode and ${where} order by ${order} limit $5::int4)`
  const rows = await tx.query<Page>(
    `with page as (
       select t.user_no, row_number() over (order by t.rank_bucket desc, t.user_no) as nth, jsonb_build_array(t.rank_bucket, t.user_no) as behind,
         t.level
       from (select * from (${some('m.rank_bucket = $3::int2 and m.user_no > $4::int8', 'm.user_no')}
         union all ${some('m.rank_bucket < $3::int2', 'm.rank_bucket desc, m.user_no')}) as u
         order by u.rank_bucket desc, u.user_no limit $5::int4) as t
     )
     ${readersOn(`exists (select from membership j where j.user_no = page.user_no and j.club_no = $2::int4 and j.joined_at <= $6::timestamptz)`)}
     order by page.level desc, page.nth`,
    [messageNo, clubNo, bucket, userNo, peopleMost, toInstant(at)],
  )
  return stepOf(rows, peopleMost)
}

/** Members in the order of their joining, of the mode that `mode` says of the club `k`. */
const byJoining =
  (mode: string, more: string): Walk =>
  async (tx, { message_no: messageNo, club_no: clubNo, shown_at: at, behind }, peopleMost) => {
    const [joinedAt = null, userNo = 0] = behind ?? []
    const rows = await tx.query<Page>(
      `with page as (
         select m.user_no, row_number() over (order by m.joined_at desc, m.user_no) as nth,
           jsonb_build_array(m.joined_at::text, m.user_no) as behind
         from (select m.user_no, m.joined_at from membership m join club k on k.club_no = $2::int4
           where m.club_no = $2::int4 and m.mode = ${mode} and ${more} and m.joined_at <= coalesce($3::text::timestamptz, $6::timestamptz)
             and ($3::text is null or m.joined_at < $3::text::timestamptz or m.user_no > $4::int8)
           order by m.joined_at desc, m.user_no limit $5::int4) as m
       ) ${readersOn()} order by page.nth`,
      [messageNo, clubNo, joinedAt, userNo, peopleMost, toInstant(at)],
    )
    return stepOf(rows, peopleMost)
  }

/** Who sits in a scope: one group a step, in the order of its seats. GRP-7: a group that is silent for its member still tells him notices. */
const bySeats: Walk = async (tx, message, peopleMost) => {
  const { audience, club_no: clubNo, message_no: messageNo, behind } = message
  // a group's number alone: it is through
  const [standing = 0, ...from] = behind ?? []
  const only = audience.groupNo ?? null
  const groupNo = only ?? (from.length > 0 ? Number(standing) : await nextGroup(tx, clubNo, Number(standing)))
  if (groupNo === null) return { rows: [], behind: null }
  const [number = 0, joinedAt = '-infinity', userNo = 0] = from
  const loud = message.kind === 'notices' ? '' : 'and not s.silent'
  const all =
    audience.said === 'all' ? `coalesce(c.switches->>'groupMessages', e.switches->>'groupMessages') = 'all'` : 'true'
  const rows = await tx.query<Page>(
    `with page as (
       select s.user_no, row_number() over (order by s.number, s.joined_at, s.user_no) as nth,
         jsonb_build_array(s.group_no, s.number, s.joined_at::text, s.user_no) as behind
       from (select s.user_no, s.group_no, s.number, s.joined_at from group_seat s
         where s.group_no = $3::int4 and s.number is not null and ($4::int2 is null or s.number = $4::int2) and s.joined_at <= $9::timestamptz ${loud}
           and (s.number, s.joined_at, s.user_no) > ($6::int2, $7::text::timestamptz, $8::int8)
         order by s.number, s.joined_at, s.user_no limit $5::int4) as s
     ) ${readersOn(all)} order by page.nth`,
    [
      messageNo,
      clubNo,
      groupNo,
      audience.number ?? null,
      peopleMost,
      number,
      joinedAt,
      userNo,
      toInstant(message.shown_at),
    ],
  )
  const step = stepOf(rows, peopleMost)
  return step.behind === null && only === null ? { ...step, behind: [groupNo] } : step
}

/** The first open group of an owner behind another. */
async function nextGroup(tx: Queryable, clubNo: number, from: number): Promise<number | null> {
  const rows = await tx.query<{ group_no: number }>(
    `select group_no from fan_group where club_no = $1::int4 and closed_at is null and group_no > $2::int4 order by group_no limit 1`,
    [clubNo, from],
  )
  return rows[0]?.group_no ?? null
}

/** In this order; who asks for `seats` begins at the last. */
const walks: readonly Walk[] = [
  byRank,
  byJoining('k.mode', 'true'),
  // CLUB-5: those who are yet to be carried over are members of the new mode already
  byJoining(
    `'live'`,
    `k.mode = 'shopping' and m.carried_seq is null and exists (
       select from work_progress w where w.club_no = m.club_no and w.kind = 'carry' and w.finished_at is null)`,
  ),
  bySeats,
]

/** The one who holds it walks. */
const LOCK = `pg_try_advisory_xact_lock(hashtextextended('push_walk', message_no))`

/**
 * Takes the next step of the oldest walk that no other node is on.
 * @param now UTC ms of the machine
 * @returns false: nothing is to be walked
 */
export function walkOn(db: Db, now: number, peopleMost: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    // a lock that writes nothing: whoever reads the outbox does not wait for what is only read here (docs/adr/0004)
    const [found] = await tx.query<{ message_no: number }>(
      `select message_no from push_message where walked_at is null and ${LOCK} order by message_no limit 1`,
    )
    if (found === undefined) return false
    const [message] = await tx.query<Walking>(
      `select message_no, kind, club_no, audience, at, shown_at, ends_at, walk, behind, pieces from push_message
       where message_no = $1::int8 and walked_at is null`,
      [found.message_no],
    )
    // another node took the last step while we came
    if (message === undefined) return true
    const walk = message.ends_at > now ? walks[message.walk] : undefined
    if (walk === undefined) {
      await tx.query('update push_message set walked_at = $2::timestamptz where message_no = $1::int8', [
        message.message_no,
        toInstant(now),
      ])
      return true
    }
    const { rows, behind } = await walk(tx, message, peopleMost)
    const pieces = piecesOf(
      { messageNo: message.message_no, kind: message.kind, said: message.audience.said, at: message.at },
      rows,
      { now, endsAt: message.ends_at, firstPiece: message.pieces },
    )
    await addPieces(tx, pieces)
    const next = message.walk + (behind === null ? 1 : 0)
    await tx.query(
      `update push_message set walk = $2::int2, behind = $3::jsonb, pieces = pieces + $4::int4,
         walked_at = case when $5 then $6::timestamptz end where message_no = $1::int8`,
      [
        message.message_no,
        next,
        behind === null ? null : JSON.stringify(behind),
        pieces.length,
        next >= walks.length,
        toInstant(now),
      ],
    )
    return true
  })
}
