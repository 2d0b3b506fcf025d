import { z } from 'zod'
import {
  benefitLadder,
  benefitList,
  benefitListQuery,
  benefitView,
  type BenefitView,
  type BenefitWarning,
} from '../../contract/benefits.ts'
import { id, uuid } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import type { Mode } from '../../contract/words.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { toInstant, type Calendar } from '../../lib/time.ts'
import type { RuleBook } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { BENEFIT_COLUMNS, faceOf, isBenefit, LADDER_ORDER, type BenefitRow } from '../rows.ts'
import { viewOf, type ResultRow } from '../views.ts'
import { warningsOf } from '../warnings.ts'

const ownerParams = z.object({ ownerId: id })

/** A club's benefits with what came of them (BEN-12). `$1` club, `$2` now; more conditions follow. */
const RESULTS = `select ${BENEFIT_COLUMNS}, c.currency, t.stock, t.claimed, t.budget, t.committed, r.reserved, r.used, r.expired, r.cost,
    r.orders, r.sales
  from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no join club c on c.club_no = b.club_no
  join benefit_results($1::int4, $2::timestamptz) r on r.benefit_no = b.benefit_no
  where b.club_no = $1::int4`

interface ClubHead {
  readonly club_no: number
  readonly mode: Mode
}

const findClub = async (on: Queryable, ownerId: string): Promise<ClubHead | null> =>
  (await on.query<ClubHead>('select club_no, mode from club where owner_id = $1', [ownerId]))[0] ?? null

/** A benefit as its owner sees it; null: the club has no such benefit. */
export async function findBenefitView(
  on: Queryable,
  clubNo: number,
  benefitId: string,
  now: number,
): Promise<BenefitView | null> {
  const rows = await on.query<ResultRow>(`${RESULTS} and b.benefit_id = $3::uuid`, [clubNo, toInstant(now), benefitId])
  return rows[0] === undefined ? null : viewOf(rows[0], now)
}

/** What the console warns of, over all benefits that are open. @rule BEN-1 */
async function warningsOfClub(
  on: Queryable,
  club: ClubHead,
  { book, calendar, now }: { readonly book: RuleBook; readonly calendar: Calendar; readonly now: number },
): Promise<BenefitWarning[]> {
  const rows = await on.query<BenefitRow>(
    `select ${BENEFIT_COLUMNS} from benefit b where b.club_no = $1::int4 and b.group_no is null and b.withdraw_at is null
       and (b.claim_until is null or b.claim_until > $2::timestamptz) order by ${LADDER_ORDER}`,
    [club.club_no, toInstant(now)],
  )
  const heads = await on.query<{ highest: number | null }>(
    `select max(level)::int4 as highest from (select level from club_level where club_no = $1::int4 and mode = $2
       group by level having sum(members) > 0) as levels`,
    [club.club_no, club.mode],
  )
  const day = calendar.dayOf(now)
  return warningsOf(book.ofDay(day), rows, {
    mode: club.mode,
    highest: heads[0]?.highest ?? 1,
    now,
    dayStart: calendar.startOf(day),
  })
}

const listBenefits = route({
  name: 'listBenefits',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits',
  tag: 'benefits',
  summary: 'What the club offers, in the order of the ladder, with what came of it and what to look at again',
  clauses: ['BEN-1', 'BEN-12'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  query: benefitListQuery,
  answer: benefitList,
  handle: async (app, { params, query }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const [now, book] = [await app.clock.now(), await app.rules()]
    const [level, second, benefitNo] = readCursor(query.cursor, 'integer', 'integer', 'integer') ?? [0, 0, 0]
    const rows = await app.db.query<ResultRow>(
      `${RESULTS} and ($3::bool or b.withdrawn_at is null)
         and (b.from_level, (not b.first_join)::int4, b.benefit_no) > ($4::int8, $5::int8, $6::int8)
       order by ${LADDER_ORDER} limit $7::int4`,
      [club.club_no, toInstant(now), query.status === 'all', level ?? 0, second ?? 0, benefitNo ?? 0, query.limit + 1],
    )
    const shown = pageOf(
      rows,
      query.limit,
      (row) => [row.from_level, row.first_join ? 0 : 1, row.benefit_no],
      (row) => viewOf(row, now),
    )
    return { ...shown, warnings: await warningsOfClub(app.db, club, { book, calendar: app.calendar, now }) }
  },
})

const getBenefit = route({
  name: 'getBenefit',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}',
  tag: 'benefits',
  summary: 'One benefit with what came of it',
  clauses: ['BEN-1', 'BEN-12'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams.extend({ benefitId: uuid }),
  answer: benefitView,
  handle: async (app, { params }) => {
    const club = await findClub(app.db, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const now = await app.clock.now()
    return (await findBenefitView(app.db, club.club_no, params.benefitId, now)) ?? reject('unknown_benefit')
  },
})

const getLadder = route({
  name: 'getBenefitLadder',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/ladder',
  tag: 'benefits',
  summary: 'What the club offers and from which level, for whoever looks before joining',
  clauses: ['BEN-2', 'LIVE-8'],
  access: { kind: 'any' },
  params: ownerParams,
  answer: benefitLadder,
  handle: async (app, { params }) => {
    const rows = await app.db.query<{ mode: Mode } & Partial<BenefitRow>>(
      `select c.mode, ${BENEFIT_COLUMNS} from club c left join benefit b on b.club_no = c.club_no and b.withdrawn_at is null
         and (b.claim_until is null or b.claim_until > $2::timestamptz)
       where c.owner_id = $1 order by ${LADDER_ORDER}`,
      [params.ownerId, toInstant(await app.clock.now())],
    )
    const [first] = rows
    if (first === undefined) return reject('unknown_owner')
    return { ownerId: params.ownerId, mode: first.mode, items: rows.filter(isBenefit).map(faceOf) }
  },
})

/** Routes that read what a club offers. */
export const offeringReads: readonly Route[] = [listBenefits, getBenefit, getLadder]
