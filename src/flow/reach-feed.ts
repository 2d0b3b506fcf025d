import { parseMessageId } from '../group/messages/apply.ts'
import { manners } from '../reach/apply.ts'
import { pushesOf, reachedBy, type Audience, type Draft, type SaidIn } from '../reach/told.ts'
import { columns } from '../lib/columns.ts'
import { SECOND, toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import { readClock, shownBy } from './clock.ts'
import { findNumbers } from '../person/store.ts'
import { newerNodeLives } from '../operations/read.ts'
import { addPieces, piecesOf, readerColumns, wishesOf, type ReaderRow, type SentTo } from './reach-plan.ts'

/** From the outbox to what devices are told: every committed message becomes one row for each thing worth telling, whoever is to hear it. */

interface OutboxRow {
  readonly txid: string
  readonly position: number
  readonly at: number
  readonly topic: string
  readonly kind: string
  readonly body: Record<string, unknown>
  /** rows that were looked at */
  readonly looked: number
  /** whether any device waits for anything */
  readonly anyone: boolean
}

/**
 * The next rows of the outbox in the order of positions, below every transaction under way (docs/adr/0004): those that may be told, and the last one
 * that was looked at.
 */
const readOn = (tx: Queryable, after: { txid: string; position: number }, limit: number): Promise<OutboxRow[]> =>
  tx.query<OutboxRow>(
    `with page as materialized (
       select txid, position, at, topic, kind, body from outbox
       where (txid, position) > ($1::text::xid8, $2::int8) and txid < pg_snapshot_xmin(pg_current_snapshot())
       order by txid, position limit $3::int4)
     select p.txid::text as txid, p.position, p.at, p.topic, p.kind, p.body, (select count(*) from page)::int4 as looked,
       exists (select 1 from push_device) as anyone
     from page p
     where (p.kind = any($4::text[]) and (p.kind <> 'member.moved' or p.body->>'levelUp' = 'true'))
       or (p.txid, p.position) = (select l.txid, l.position from page l order by l.txid desc, l.position desc limit 1)
     order by p.txid, p.position`,
    [after.txid, after.position, limit, [...reachedBy]],
  )

interface Placed {
  readonly draft: Draft
  readonly key: string
  readonly at: number
  readonly shownAt: number
  readonly endsAt: number
  readonly clubNo: number
  readonly owner: string
  readonly groupNo: number | null
  readonly group: string | null
}

export interface ReachFeedOptions {
  readonly db: Db
  readonly sandbox: boolean
  /** the platform's */
  readonly timeZone: string
  /** rows of the outbox in one transaction */
  readonly rowsMost: number
  /** of this program; while a node of a newer one lives, that one reads */
  readonly version: string
}

/**
 * Reads the outbox on, once: what is to be told and how far it was read commit together, and one node at a time does it, so that neither a crash nor
 * two nodes skip or double one. What concerns few is divided into pieces at once; the rest is walked (`reach-walk.ts`).
 * @param now UTC ms of the machine: devices live in real time
 * @returns whether there may be more
 */
export function feedReach(options: ReachFeedOptions, now: number): Promise<boolean> {
  const { db, sandbox, timeZone, rowsMost, version } = options
  return db.transaction(async (tx) => {
    const [feed] = await tx.query<{ txid: string; position: number }>(
      `select txid::text as txid, position from push_feed where not ${newerNodeLives('$1')} for update skip locked`,
      [version],
    )
    if (feed === undefined) return false
    const rows = await readOn(tx, feed, rowsMost)
    const last = rows.at(-1)
    if (last === undefined) return false
    const clock = sandbox ? await readClock(tx) : null
    if (last.anyone) await keep(tx, await place(tx, rows, now, (at) => shownBy(clock, at)), timeZone, now)
    await tx.query('update push_feed set txid = $1::text::xid8, position = $2::int8', [last.txid, last.position])
    return last.looked === rowsMost
  })
}

const scopeOf = (audience: Audience): SaidIn | null => (audience.to === 'club' ? null : audience.scope)

/** What is worth telling still, with the clubs and groups it is of. */
async function place(
  tx: Queryable,
  rows: readonly OutboxRow[],
  now: number,
  shown: (at: number) => number,
): Promise<Placed[]> {
  const drafts = rows.flatMap((row) =>
    pushesOf(row).flatMap((draft) => {
      const endsAt = row.at + manners[draft.kind].seconds * SECOND
      return endsAt > now
        ? [{ draft, key: draft.key ?? `o:${row.txid}.${row.position}`, at: row.at, shownAt: shown(row.at), endsAt }]
        : []
    }),
  )
  if (drafts.length === 0) return []
  const found = await tx.query<{
    nth: number
    club_no: number
    owner: string
    group_no: number | null
    group_name: string | null
  }>(
    `select i.nth, c.club_no, c.name as owner, g.group_no, g.name as group_name
     from unnest($1::text[], $2::uuid[]) with ordinality as i(owner_id, group_id, nth)
     join club c on c.owner_id = i.owner_id left join fan_group g on g.group_id = i.group_id`,
    columns(
      drafts,
      ({ draft }) => draft.ownerId,
      ({ draft: { audience } }) => scopeOf(audience)?.groupId ?? null,
    ),
  )
  return found.flatMap((row) => {
    const one = drafts[row.nth - 1]
    if (one === undefined) return []
    // a group that is gone has no readers
    if (typeof scopeOf(one.draft.audience)?.groupId === 'string' && row.group_no === null) return []
    return [{ ...one, clubNo: row.club_no, owner: row.owner, groupNo: row.group_no, group: row.group_name }]
  })
}

/** Whether its readers are few enough to be met at once: users by name, and who wants to hear everything in one sub-group. */
const isSmall = ({ draft: { audience, said } }: Placed): boolean =>
  audience.to === 'users' || (audience.to === 'seats' && audience.scope.number !== null && said === 'all')

async function keep(tx: Queryable, all: readonly Placed[], timeZone: string, now: number): Promise<void> {
  // of what came twice the first is told
  const placed = [...new Map([...all].reverse().map((one) => [one.key, one])).values()].reverse()
  const small = placed.filter(isSmall)
  const readers = await readersOf(tx, small)
  // what nobody would hear is not written down
  const heard = placed.filter((one) => !isSmall(one) || (readers.get(one)?.length ?? 0) > 0)
  if (heard.length === 0) return
  const numbers = await addMessages(tx, heard, timeZone, now)
  const pieces = heard.flatMap((one) => {
    const messageNo = numbers.get(one.key)
    const rows = readers.get(one)
    if (messageNo === undefined || rows === undefined) return []
    const { kind, said } = one.draft
    return piecesOf({ messageNo, kind, said, at: one.at }, rows, { now, endsAt: one.endsAt, firstPiece: 0 })
  })
  await addPieces(tx, pieces)
}

/** Devices of those who are to hear something small, in two statements whatever its number. */
async function readersOf(tx: Queryable, small: readonly Placed[]): Promise<ReadonlyMap<Placed, ReaderRow[]>> {
  const readers = new Map<Placed, ReaderRow[]>()
  if (small.length === 0) return readers
  const named = small.flatMap((one, nth) =>
    one.draft.audience.to === 'users' ? one.draft.audience.userIds.map((userId) => ({ one, nth, userId })) : [],
  )
  const exceptions = small.flatMap(({ draft: { except } }) => (except === undefined ? [] : [except]))
  const ids = [...new Set([...named.map(({ userId }) => userId), ...exceptions])]
  const numbers = ids.length === 0 ? new Map<string, number>() : await findNumbers(tx, ids)
  const exceptOf = ({ draft: { except } }: Placed): number => (except === undefined ? 0 : (numbers.get(except) ?? 0))
  const people = named.flatMap(({ userId, ...rest }) => {
    const userNo = numbers.get(userId)
    return userNo === undefined || userNo === exceptOf(rest.one) ? [] : [{ ...rest, userNo }]
  })
  const take = (rows: readonly (ReaderRow & { nth: number })[]): void => {
    for (const { nth, ...row } of rows) {
      const one = small[nth]
      if (one === undefined) continue
      const some = readers.get(one) ?? []
      // named twice is told once
      if (!some.some((other) => other.device_id === row.device_id)) some.push(row)
      readers.set(one, some)
    }
  }
  if (people.length > 0)
    take(
      await tx.query<ReaderRow & { nth: number }>(
        `select i.nth, ${readerColumns}
         from unnest($1::int4[], $2::int8[], $3::int4[], $4::bool[], $5::int4[], $6::int2[]) as i(nth, user_no, club_no, seated, group_no, number)
         join push_device d on d.user_no = i.user_no ${wishesOf('i.club_no')}
         where not i.seated or exists (
           select from group_seat s join fan_group g using (group_no) where s.user_no = i.user_no and g.club_no = i.club_no and s.number is not null
             and not s.silent and s.group_no = coalesce(i.group_no, s.group_no) and s.number = coalesce(i.number, s.number))`,
        columns(
          people,
          ({ nth }) => nth,
          ({ userNo }) => userNo,
          ({ one }) => one.clubNo,
          ({ one }) => scopeOf(one.draft.audience) !== null,
          ({ one }) => one.groupNo,
          ({ one }) => scopeOf(one.draft.audience)?.number ?? null,
        ),
      ),
    )
  const scopes = small.flatMap((one, nth) =>
    one.draft.audience.to === 'seats' ? [{ one, nth, number: one.draft.audience.scope.number }] : [],
  )
  if (scopes.length > 0)
    take(
      await tx.query<ReaderRow & { nth: number }>(
        `select i.nth, ${readerColumns}
         from unnest($1::int4[], $2::int4[], $3::int2[], $4::int4[], $5::int8[]) as i(nth, group_no, number, club_no, teller)
         join group_seat d0 on d0.group_no = i.group_no and d0.number = i.number and not d0.silent and d0.user_no <> i.teller
         join push_device d on d.user_no = d0.user_no ${wishesOf('i.club_no')}
         where coalesce(c.switches->>'groupMessages', e.switches->>'groupMessages') = 'all'`,
        columns(
          scopes,
          ({ nth }) => nth,
          ({ one }) => one.groupNo,
          ({ number }) => number,
          ({ one }) => one.clubNo,
          ({ one }) => exceptOf(one),
        ),
      ),
    )
  return readers
}

/** Where a walk over many readers begins; see `reach-walk.ts`. */
const firstWalk = { club: 0, seats: 3, users: 0 } as const

/** Writes what is to be told. @returns numbers by key; what was written before is not among them (LIVE-2: once a session) */
async function addMessages(
  tx: Queryable,
  placed: readonly Placed[],
  timeZone: string,
  now: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ message_no: number; key: string }>(
    `insert into push_message (key, kind, club_no, audience, body, at, shown_at, ends_at, walk, walked_at)
     select key, kind, club_no, audience, body, at, shown_at, ends_at, walk, case when small then $9::timestamptz end
     from unnest($1::text[], $2::text[], $3::int4[], $4::jsonb[], $5::jsonb[], $6::timestamptz[], $7::timestamptz[], $8::int2[], $10::boolean[],
       $11::timestamptz[]) with ordinality as t(key, kind, club_no, audience, body, at, ends_at, walk, small, shown_at, nth) order by nth
     on conflict (key) do nothing returning message_no, key`,
    [
      ...columns(
        placed,
        (one) => one.key,
        (one) => one.draft.kind,
        (one) => one.clubNo,
        (one) => JSON.stringify(audienceOf(one)),
        (one) => JSON.stringify(bodyOf(one, timeZone)),
        (one) => toInstant(one.at),
        (one) => toInstant(one.endsAt),
        (one) => firstWalk[one.draft.audience.to],
      ),
      toInstant(now),
      placed.map(isSmall),
      placed.map((one) => toInstant(one.shownAt)),
    ],
  )
  return new Map(rows.map((row) => [row.key, row.message_no]))
}

/** Who is told, as the row keeps it: where they sit, and which message it is of, are looked at again when it is sent. */
function audienceOf({ draft: { audience, said, messageId }, groupNo }: Placed): SentTo {
  const scope = scopeOf(audience)
  const message = messageId === undefined ? null : parseMessageId(messageId)
  return {
    to: audience.to,
    said,
    ...(scope === null ? {} : { groupNo, number: scope.number }),
    ...(message === null ? {} : { message }),
  }
}

const bodyOf = ({ draft, owner, group }: Placed, timeZone: string): object => ({
  ...draft.say({ owner, group, timeZone }),
  path: draft.path,
  tag: draft.tag,
})
