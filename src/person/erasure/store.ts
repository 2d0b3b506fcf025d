import { groupTopic, linksTopic, memberTopic, seatsTopic, threadTopic } from '../../contract/topics.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'

/** Erasures (PLT-6, docs/adr/0011): what was asked for, and how far it is. */

export interface ErasureRow {
  readonly erasure_id: string
  readonly user_no: number
  readonly state: 'requested' | 'erased' | 'finished'
  readonly requested_at: number
  readonly erased_at: number | null
  readonly finished_at: number | null
}

const COLUMNS = 'e.erasure_id, e.user_no, e.state, e.requested_at, e.erased_at, e.finished_at'

/** The latest erasure of a user who is known, or under whose erased id somebody was. */
export async function findErasure(on: Queryable, userId: string): Promise<ErasureRow | null> {
  const rows = await on.query<ErasureRow>(
    `select ${COLUMNS} from erasure e where e.user_no = coalesce(
       (select user_no from person_alias where user_id = $1), (select user_no from erased_id where mark = erased_mark($1)))
     order by e.requested_at desc limit 1`,
    [userId],
  )
  return rows[0] ?? null
}

export interface KnownUser {
  readonly user_no: number
  readonly user_id: string
  readonly aliases: readonly string[]
}

/** A user by any of his ids, held until the commit; null: not known, or not any more. */
export async function holdKnown(tx: Queryable, userId: string): Promise<KnownUser | null> {
  const people = await tx.query<{ user_no: number; user_id: string }>(
    `select p.user_no, p.user_id from person p where p.user_no = (select user_no from person_alias where user_id = $1)
       and p.merged_into is null and p.erased_at is null for no key update`,
    [userId],
  )
  const person = people[0]
  return person === undefined ? null : { ...person, aliases: await aliasesOf(tx, person.user_no) }
}

/** Outside ids of a person, sorted; not the one that stands for him once he is erased. */
export async function aliasesOf(on: Queryable, userNo: number): Promise<string[]> {
  const rows = await on.query<{ user_id: string }>(
    `select user_id from person_alias where user_no = $1::int8 and user_id not like '~%' order by user_id`,
    [userNo],
  )
  return rows.map((row) => row.user_id)
}

/** Whether a pay-out of his waits for the platform. */
export const awaitsPayout = async (on: Queryable, userNo: number): Promise<boolean> =>
  (await on.query(`select 1 from payout where user_no = $1::int8 and status = 'requested' limit 1`, [userNo])).length >
  0

/** Notes a request, due at once (flow/erase/leave.ts does it, piece by piece). */
export async function insertErasure(
  tx: Queryable,
  erasure: {
    readonly erasureId: string
    readonly userNo: number
    readonly requestedAt: number
    readonly requestedBy: 'user' | 'platform'
  },
): Promise<void> {
  await tx.query(
    `insert into erasure (erasure_id, user_no, state, requested_at, requested_by) values ($1::uuid, $2::int8, 'requested', $3::timestamptz, $4)`,
    [erasure.erasureId, erasure.userNo, toInstant(erasure.requestedAt), erasure.requestedBy],
  )
  await tx.query(
    `insert into due (at, kind, payload) values ($1::timestamptz, 'erasure.begin', jsonb_build_object('erasureId', $2::text))`,
    [toInstant(erasure.requestedAt), erasure.erasureId],
  )
}

/** One erasure, held by who does the next piece of it; `user_ids` and `topics` while they are needed. */
export interface HeldErasure extends ErasureRow {
  readonly user_ids: readonly string[] | null
  readonly topics: readonly string[] | null
  readonly swept_until: number | null
}

/** See `HeldErasure`. */
export async function holdErasure(tx: Queryable, erasureId: string): Promise<HeldErasure | null> {
  const rows = await tx.query<HeldErasure>(
    `select ${COLUMNS}, e.user_ids, e.topics, e.swept_until from erasure e where e.erasure_id = $1::uuid for no key update`,
    [erasureId],
  )
  return rows[0] ?? null
}

/** His data are gone; what was said about him is still to be swept, for which his ids are kept here. */
export async function noteErased(
  tx: Queryable,
  erasureId: string,
  known: {
    readonly userNo: number
    readonly userIds: readonly string[]
    readonly ownerIds: readonly string[]
    readonly groupIds: readonly string[]
  },
  now: number,
): Promise<void> {
  const topics = known.userIds.flatMap((userId) => [
    seatsTopic(userId),
    linksTopic(userId),
    ...known.ownerIds.flatMap((ownerId) => [memberTopic(ownerId, userId), threadTopic(ownerId, userId)]),
    ...known.groupIds.map((groupId) => groupTopic(groupId, userId)),
  ])
  await tx.query(
    `update erasure set state = 'erased', erased_at = $2::timestamptz, swept_until = clock_timestamp(), user_ids = $3::text[],
       topics = $4::text[], user_no = $5::int8 where erasure_id = $1::uuid`,
    [erasureId, toInstant(now), [...known.userIds], topics, known.userNo],
  )
}

/** Nothing is left, his ids here included. */
export async function noteFinished(tx: Queryable, erasureId: string, now: number): Promise<void> {
  await tx.query(
    `update erasure set state = 'finished', finished_at = $2::timestamptz, user_ids = null, topics = null where erasure_id = $1::uuid`,
    [erasureId, toInstant(now)],
  )
}
