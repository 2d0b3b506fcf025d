import type { Mode, Scene } from '../contract/words.ts'
import { assert } from '../lib/assert.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable, SqlValue } from '../ports/db.ts'

/** A member as lists show him. */
export interface ListedRow extends PlacedRow {
  readonly user_id: string
  readonly name: string | null
  readonly lit_orders: number
  readonly excluded: boolean
}
interface PlacedRow {
  readonly user_no: number
  readonly intimacy: number
  readonly joined_at: number
  readonly scene: Scene
  readonly last_earned_at: number | null
}

/** Which members of a club a list is about. */
export interface Listing {
  readonly clubNo: number
  readonly mode: Mode
  /** least intimacy */
  readonly from: number
  /** intimacy stays below this */
  readonly below: number
  /** badge lit by an order (`earnedAfter` null) or by earning after an instant, UTC ms; null: lit or not */
  readonly lit: { readonly is: boolean; readonly earnedAfter: number | null } | null
  /** beginning of a user id or a name */
  readonly q: string | null
}

/** The last row of the page before. */
export interface After {
  /** intimacy, or the instant of joining in UTC ms */
  readonly value: number
  readonly userNo: number
}

/** Above every balance. */
export const ANY_INTIMACY = Number.MAX_SAFE_INTEGER

/** Balances below this have a rank bucket each (`rank_bucket()` in migration 0240): the index order is the rank, nothing is sorted. */
const EXACT_BELOW = 8
/** A beginning that more people share is looked for along the list, where it is met soon; a rarer one in the people's own indexes. */
const FOUND_MOST = 5_000

/** A condition; each `?` takes the next value. */
type Condition = readonly [text: string, ...values: SqlValue[]]

/**
 * The people whose id or name begins so, or null when they are too many to be named one by one. Written as ranges, which an index serves in
 * every plan (`starts_with` of a parameter is served by none).
 */
async function findPeople(on: Queryable, q: string): Promise<number[] | null> {
  const rows = await on.query<{ user_no: number }>(
    `select user_no from (
       select user_no from person where user_id ~>=~ $1 and user_id ~<~ ($1 || chr(1114111))
       union all select user_no from person where name is not null and name ~>=~ $1 and name ~<~ ($1 || chr(1114111))
     ) as found limit $2::int4`,
    [q, FOUND_MOST + 1],
  )
  return rows.length > FOUND_MOST ? null : rows.map((row) => row.user_no)
}

/** `offset 0` keeps an `exists` a look-up by key for each row met, whatever a plan makes of the whole. */
function conditionsOf(listing: Listing, people: readonly number[] | null): Condition[] {
  const conditions: Condition[] = [
    ['m.club_no = ?::int4', listing.clubNo],
    ['m.mode = ?', listing.mode],
  ]
  const { lit, q } = listing
  if (lit !== null && lit.earnedAfter !== null)
    conditions.push([
      lit.is ? 'm.last_earned_at > ?::timestamptz' : 'coalesce(m.last_earned_at <= ?::timestamptz, true)',
      toInstant(lit.earnedAfter),
    ])
  else if (lit !== null)
    conditions.push([
      'exists (select from fan f where f.user_no = m.user_no and f.club_no = m.club_no and (f.lit_orders > 0) = ?::bool offset 0)',
      lit.is,
    ])
  if (people !== null) conditions.push(['m.user_no = any(?::int8[])', people])
  else if (q !== null)
    conditions.push([
      'exists (select from person p where p.user_no = m.user_no and (starts_with(p.user_id, ?) or starts_with(p.name, ?)) offset 0)',
      q,
      q,
    ])
  return conditions
}

const columns = 'm.user_no, m.intimacy, m.joined_at, m.scene, m.last_earned_at'

/** Rows of memberships that meet all conditions, in an order, at most so many. */
function select(on: Queryable, conditions: readonly Condition[], order: string, limit: number): Promise<PlacedRow[]> {
  if (limit <= 0) return Promise.resolve([])
  const values: SqlValue[] = [limit]
  const where = conditions.map((condition) => bind(condition, values)).join(' and ')
  return on.query<PlacedRow>(
    `select ${columns} from membership m where ${where} order by ${order} limit $1::int4`,
    values,
  )
}

/**
 * The same, bucket after bucket from the top: the loop ends as soon as there are enough. Spelled out as a loop, because a plan made before the
 * bounds are known would read and sort every bucket between them (measured: 3 s instead of 1 ms, docs/adr/0009).
 */
function selectByBucket(
  on: Queryable,
  conditions: readonly Condition[],
  { from, below }: { readonly from: number; readonly below: number },
  order: string,
  limit: number,
): Promise<PlacedRow[]> {
  if (limit <= 0 || below <= from) return Promise.resolve([])
  const values: SqlValue[] = [limit]
  const series = bind(
    ['generate_series(rank_bucket(?::int8)::int4, rank_bucket(?::int8)::int4, -1)', below - 1, from],
    values,
  )
  const inside: readonly Condition[] = [['m.rank_bucket = bucket::int2'], span(from, below)]
  const where = [...conditions, ...inside].map((condition) => bind(condition, values)).join(' and ')
  return on.query<PlacedRow>(
    `select m.* from ${series} as bucket cross join lateral (
       select ${columns} from membership m where ${where} order by ${order} limit $1::int4
     ) as m limit $1::int4`,
    values,
  )
}

/** A condition's text with its values numbered after those there are. */
function bind([text, ...own]: Condition, values: SqlValue[]): string {
  let next = 0
  return text.replace(/\?/g, () => `$${values.push(own[next++] ?? null)}`)
}

const span = (from: number, below: number): Condition => ['m.intimacy >= ?::int8 and m.intimacy < ?::int8', from, below]

/**
 * Members by intimacy, top first, equal ones by user number. The index knows only the bucket of a balance, so that earning touches no index:
 * bucket after bucket is read and sorted as it comes (docs/adr/0009-rank-without-a-hot-index.md).
 */
export async function listByRank(
  on: Queryable,
  listing: Listing,
  after: After | null,
  limit: number,
): Promise<ListedRow[]> {
  const people = listing.q === null ? null : await findPeople(on, listing.q)
  const which = conditionsOf(listing, people)
  const { from } = listing
  const below = after === null ? listing.below : Math.min(listing.below, after.value)
  const rows: PlacedRow[] = []
  const left = (): number => limit - rows.length
  // who has as much as the last one shown: one balance of a bucket, by user number, without a sort
  if (after !== null && after.value >= from && after.value < listing.below) {
    const equal: Condition = ['m.intimacy = ?::int8 and m.user_no > ?::int8', after.value, after.userNo]
    const bucket: Condition = ['m.rank_bucket = rank_bucket(?::int8)', after.value]
    rows.push(...(await select(on, [...which, bucket, equal], 'm.user_no', limit)))
  }
  if (people !== null)
    rows.push(...(await select(on, [...which, span(from, below)], 'm.intimacy desc, m.user_no', left())))
  else {
    const wide = { from: Math.max(from, EXACT_BELOW), below }
    rows.push(...(await selectByBucket(on, which, wide, 'm.intimacy desc, m.user_no', left())))
    const exact = { from, below: Math.min(below, EXACT_BELOW) }
    rows.push(...(await selectByBucket(on, which, exact, 'm.user_no', left())))
  }
  return withPeople(on, listing.clubNo, rows)
}

/** Members by when they joined, newest first, those of one instant by user number. */
export async function listByJoining(
  on: Queryable,
  listing: Listing,
  after: After | null,
  limit: number,
): Promise<ListedRow[]> {
  const people = listing.q === null ? null : await findPeople(on, listing.q)
  const which = [...conditionsOf(listing, people), span(listing.from, listing.below)]
  const rows: PlacedRow[] = []
  if (after !== null) {
    const at = toInstant(after.value)
    const equal: Condition = ['m.joined_at = ?::timestamptz and m.user_no > ?::int8', at, after.userNo]
    rows.push(...(await select(on, [...which, equal], 'm.user_no', limit)))
    which.push(['m.joined_at < ?::timestamptz', at])
  }
  rows.push(...(await select(on, which, 'm.joined_at desc, m.user_no', limit - rows.length)))
  return withPeople(on, listing.clubNo, rows)
}

/** Adds names and badges to a page; asked by number, so that no plan joins whole tables for it. */
async function withPeople(on: Queryable, clubNo: number, rows: readonly PlacedRow[]): Promise<ListedRow[]> {
  if (rows.length === 0) return []
  const people = await on.query<Pick<ListedRow, 'user_no' | 'user_id' | 'name' | 'lit_orders' | 'excluded'>>(
    `select p.user_no, p.user_id, p.name, f.lit_orders, f.excluded_at is not null as excluded
     from person p join fan f on f.user_no = p.user_no and f.club_no = $1::int4 where p.user_no = any($2::int8[])`,
    [clubNo, rows.map((row) => row.user_no)],
  )
  const byNo = new Map(people.map((person) => [person.user_no, person]))
  return rows.map((row) => {
    const person = byNo.get(row.user_no)
    assert(person !== undefined, 'a member is a person and a fan of the club')
    return { ...row, ...person }
  })
}
