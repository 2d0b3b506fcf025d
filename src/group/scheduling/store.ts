import type { MessageInput } from '../../contract/messages.ts'
import type { RejectionCode } from '../../contract/rejections.ts'
import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Posts of the owner's side and where they go. */

export interface PostRow {
  readonly club_no: number
  readonly post_id: string
  readonly status: 'planned' | 'sent' | 'refused' | 'withdrawn'
  readonly send_at: number
  readonly message: MessageInput
  readonly created_at: number
  readonly created_by: string
  readonly decided_at: number | null
}

/** A place by inner numbers: group 0 is all groups, sub-group 0 the whole group. */
export interface PlaceKey {
  readonly groupNo: number
  readonly number: number
}

/** What became of a post at one place: the message's number and who sat there, or a code. */
export type PlaceOutcome = PlaceKey & { readonly seq: number | null; readonly refused: RejectionCode | null }

const postSelect = `select club_no, post_id::text, status, send_at, message, created_at, created_by, decided_at from group_post`

/** A post, held until the commit, so that sending, changing and withdrawing come one after the other; null: there is none. */
export async function holdPost(tx: Queryable, clubNo: number, postId: string): Promise<PostRow | null> {
  const rows = await tx.query<PostRow>(`${postSelect} where club_no = $1::int4 and post_id = $2::uuid for update`, [
    clubNo,
    postId,
  ])
  return rows[0] ?? null
}

/** Whether a post is this very one: the same words to the same places. */
export async function isSamePost(
  tx: Queryable,
  post: Pick<PostRow, 'club_no' | 'post_id'>,
  wish: { readonly message: MessageInput; readonly places: readonly PlaceKey[] },
): Promise<boolean> {
  const rows = await tx.query<{ same: boolean }>(
    `select p.message = $3::jsonb and (select array_agg(format('%s.%s', l.group_no, l.number) order by l.group_no, l.number) from group_post_place l
       where l.club_no = p.club_no and l.post_id = p.post_id) = $4::text[] as same
     from group_post p where p.club_no = $1::int4 and p.post_id = $2::uuid`,
    [
      post.club_no,
      post.post_id,
      JSON.stringify(wish.message),
      ordered(wish.places).map(({ groupNo, number }) => `${groupNo}.${number}`),
    ],
  )
  return rows[0]?.same ?? false
}

const ordered = (places: readonly PlaceKey[]): PlaceKey[] =>
  [...places].sort((a, b) => a.groupNo - b.groupNo || a.number - b.number)

/** Planned posts of a club. */
export async function countPlanned(tx: Queryable, clubNo: number): Promise<number> {
  const rows = await tx.query<{ posts: number }>(
    'select count(*)::int4 as posts from group_post where club_no = $1::int4 and decided_at is null',
    [clubNo],
  )
  return rows[0]?.posts ?? 0
}

/** Writes a post as planned with its places, in the place of what it was. */
export async function planPost(
  tx: Queryable,
  post: {
    readonly clubNo: number
    readonly postId: string
    readonly sendAt: number
    readonly message: MessageInput
    readonly places: readonly PlaceKey[]
    readonly by: string
  },
  now: number,
): Promise<void> {
  await tx.query(
    `insert into group_post (club_no, post_id, status, send_at, message, created_at, created_by)
     values ($1::int4, $2::uuid, 'planned', $3::timestamptz, $4::jsonb, $5::timestamptz, $6)
     on conflict (club_no, post_id) do update set send_at = excluded.send_at, message = excluded.message, created_by = excluded.created_by`,
    [post.clubNo, post.postId, toInstant(post.sendAt), JSON.stringify(post.message), toInstant(now), post.by],
  )
  await tx.query('delete from group_post_place where club_no = $1::int4 and post_id = $2::uuid', [
    post.clubNo,
    post.postId,
  ])
  await tx.query(
    `insert into group_post_place (club_no, post_id, group_no, number)
     select $1::int4, $2::uuid, group_no, number from unnest($3::int4[], $4::int2[]) as t(group_no, number)`,
    [
      post.clubNo,
      post.postId,
      ...columns(
        ordered(post.places),
        (place) => place.groupNo,
        (place) => place.number,
      ),
    ],
  )
}

/** Sees to it that a planned post is sent; one that was changed or withdrawn meanwhile is left as it is by the work. */
export async function addDue(tx: Queryable, clubNo: number, postId: string, at: number): Promise<void> {
  await tx.query(
    `insert into due (at, kind, payload) values ($3::timestamptz, 'group.post', jsonb_build_object('clubNo', $1::int4, 'postId', $2::text))`,
    [clubNo, postId, toInstant(at)],
  )
}

/** A post is planned no more. */
export async function settlePost(
  tx: Queryable,
  post: Pick<PostRow, 'club_no' | 'post_id'>,
  status: Exclude<PostRow['status'], 'planned'>,
  now: number,
): Promise<void> {
  await tx.query(
    'update group_post set status = $3, decided_at = $4::timestamptz where club_no = $1::int4 and post_id = $2::uuid',
    [post.club_no, post.post_id, status, toInstant(now)],
  )
}

/** Does something and undoes all that it wrote, the outbox too: what would become of it, by the very rules that decide it later. */
export async function undone<T>(tx: Queryable, work: () => Promise<T>): Promise<T> {
  await tx.query('savepoint trial')
  const value = await work()
  await tx.query('rollback to savepoint trial')
  return value
}

/** What became of a post at each of its places; who sat there is counted where it went. */
export async function settlePlaces(
  tx: Queryable,
  post: Pick<PostRow, 'club_no' | 'post_id'>,
  outcomes: readonly PlaceOutcome[],
): Promise<void> {
  await tx.query(
    `update group_post_place l set seq = t.seq, refused = t.refused, addressed = case
       when t.seq is null then null
       when l.group_no = 0 then (select coalesce(sum(g.members), 0)::int4 from group_total g where g.club_no = l.club_no)
       when l.number = 0 then (select g.members from group_total g where g.club_no = l.club_no and g.group_no = l.group_no)
       else (select s.members::int4 from sub_group s where s.club_no = l.club_no and s.group_no = l.group_no and s.number = l.number) end
     from unnest($3::int4[], $4::int2[], $5::int8[], $6::text[]) as t(group_no, number, seq, refused)
     where l.club_no = $1::int4 and l.post_id = $2::uuid and l.group_no = t.group_no and l.number = t.number`,
    [
      post.club_no,
      post.post_id,
      ...columns(
        outcomes,
        (one) => one.groupNo,
        (one) => one.number,
        (one) => one.seq,
        (one) => one.refused,
      ),
    ],
  )
}

/** A post's place with what it is called. */
export interface PlaceRow {
  readonly post_id: string
  readonly group_no: number
  readonly number: number
  /** null: all groups */
  readonly group_id: string | null
  readonly name: string | null
  readonly seq: number | null
  readonly addressed: number | null
  readonly refused: string | null
}

/** Places of posts. */
export function readPlaces(on: Queryable, clubNo: number, postIds: readonly string[]): Promise<PlaceRow[]> {
  return on.query<PlaceRow>(
    `select l.post_id::text, l.group_no, l.number, g.group_id::text, g.name, l.seq, l.addressed, l.refused
     from group_post_place l left join fan_group g using (group_no) where l.club_no = $1::int4 and l.post_id = any($2::uuid[])
     order by l.post_id, l.group_no, l.number`,
    [clubNo, [...postIds]],
  )
}

/** Of the seats where a post went, those that have read it. */
export async function countReaders(on: Queryable, clubNo: number, postId: string): Promise<number> {
  const rows = await on.query<{ readers: number }>(
    `select count(*)::int4 as readers from group_post_place l
     join fan_group g on g.club_no = l.club_no and (l.group_no = 0 or g.group_no = l.group_no)
     join group_seat s on s.group_no = g.group_no and s.number is not null and (l.number = 0 or s.number = l.number)
     where l.club_no = $1::int4 and l.post_id = $2::uuid and s.joined_seq < l.seq and s.read_seq >= l.seq`,
    [clubNo, postId],
  )
  return rows[0]?.readers ?? 0
}

/** One post; null: there is none. */
export async function findPost(on: Queryable, clubNo: number, postId: string): Promise<PostRow | null> {
  const rows = await on.query<PostRow>(`${postSelect} where club_no = $1::int4 and post_id = $2::uuid`, [
    clubNo,
    postId,
  ])
  return rows[0] ?? null
}

type Page = { readonly after: readonly [string, string] | null; readonly limit: number }

/** Planned posts, what is sent next first. */
export const listPlanned = (on: Queryable, clubNo: number, { after, limit }: Page): Promise<PostRow[]> =>
  on.query<PostRow>(
    `${postSelect} where club_no = $1::int4 and decided_at is null and ($2::timestamptz is null or (send_at, post_id) > ($2::timestamptz, $3::uuid))
     order by send_at, post_id limit $4::int4`,
    [clubNo, after?.[0] ?? null, after?.[1] ?? null, limit],
  )

/** Posts that were sent, refused or withdrawn, the last first. */
export const listDecided = (on: Queryable, clubNo: number, { after, limit }: Page): Promise<PostRow[]> =>
  on.query<PostRow>(
    `${postSelect} where club_no = $1::int4 and decided_at is not null
       and ($2::timestamptz is null or (decided_at, post_id) < ($2::timestamptz, $3::uuid))
     order by decided_at desc, post_id desc limit $4::int4`,
    [clubNo, after?.[0] ?? null, after?.[1] ?? null, limit],
  )

// ── places ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Groups of a club by what they are called outside, with how many sub-groups have opened. */
export function findGroups(
  on: Queryable,
  clubNo: number,
  groupIds: readonly string[],
): Promise<{ group_no: number; group_id: string; closed: boolean; sub_groups: number }[]> {
  return on.query(
    `select g.group_no, g.group_id::text, g.closed_at is not null as closed, t.sub_groups::int4
     from fan_group g join group_total t on t.club_no = g.club_no and t.group_no = g.group_no
     where g.club_no = $1::int4 and g.group_id = any($2::uuid[])`,
    [clubNo, [...groupIds]],
  )
}

/** An open group of a club, through which all of them are spoken to; null: there is none. */
export async function findAnyGroup(on: Queryable, clubNo: number): Promise<string | null> {
  const rows = await on.query<{ group_id: string }>(
    'select group_id::text from fan_group where club_no = $1::int4 and closed_at is null order by group_no limit 1',
    [clubNo],
  )
  return rows[0]?.group_id ?? null
}

/**
 * Groups among these that a sub-account runs now: it still has the permission, and is super admin of them. One that the store does not know is the
 * platform's own, whose token was asked when it planned; a club's key that was ended runs nothing.
 * @rule GRP-9
 */
export async function runBy(
  on: Queryable,
  ownerId: string,
  staffId: string,
  groupNos: readonly number[],
): Promise<ReadonlySet<number>> {
  const rows = await on.query<{ group_no: number }>(
    `select a.group_no from group_admin a left join staff s on s.owner_id = $1 and s.staff_id = a.staff_id
     where a.staff_id = $2 and a.group_no = any($3::int4[]) and (s.staff_id is null or (s.revoked_at is null and 'groups' = any(s.permissions)))
       and (a.staff_id not like 'key:%' or exists (select from api_key k where k.owner_id = $1 and 'key:' || k.key_id = a.staff_id
         and k.revoked_at is null and 'groups' = any(k.permissions)))`,
    [ownerId, staffId, [...groupNos]],
  )
  return new Set(rows.map((row) => row.group_no))
}

/** The owner of a club. */
export async function findOwner(on: Queryable, clubNo: number): Promise<string | null> {
  const rows = await on.query<{ owner_id: string }>('select owner_id from club where club_no = $1::int4', [clubNo])
  return rows[0]?.owner_id ?? null
}
