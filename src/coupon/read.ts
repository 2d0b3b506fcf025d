import { z } from 'zod'
import { issueView, type Honour, type HonourStyle } from '../contract/benefits.ts'
import { couponView, honoursView, issueList } from '../contract/coupons.ts'
import { id, page, uuid } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import { readVoucherCode } from '../lib/voucher-code.ts'
import type { Queryable } from '../ports/db.ts'
import { codeParams } from './ingest.ts'
import { viewOf, viewOfIssue } from './rows.ts'
import { findIssue, listIssues } from './issue/store.ts'
import { findPlaces, readCoupon } from './store.ts'

const getCode = route({
  name: 'getCouponCode',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/coupon-codes/{code}',
  tag: 'coupons',
  summary: 'Whose coupon a code is, and whether it can be used now',
  clauses: ['BEN-6'],
  access: { kind: 'club', permission: 'benefits' },
  params: codeParams,
  answer: couponView,
  handle: async (app, { params }) => {
    const code = readVoucherCode(params.code)
    if (code === null) return reject('code_mistyped')
    const [place] = await findPlaces(app.db, [{ code, ownerId: params.ownerId }])
    const row = place == null ? null : await readCoupon(app.db, place)
    return row === null ? reject('not_found') : viewOf(row, await app.clock.now())
  },
})

const benefitParams = z.object({ ownerId: id, benefitId: uuid })

const getIssues = route({
  name: 'listIssues',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/issues',
  tag: 'coupons',
  summary: 'Issues of a coupon with how far they are, newest first',
  clauses: ['BEN-13'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams,
  query: page,
  answer: issueList,
  handle: async (app, { params, query }) => {
    const key = readCursor(query.cursor, 'instant', 'uuid')
    const after = key === null ? null : ([String(key[0]), String(key[1])] as const)
    const rows = await listIssues(app.db, params.ownerId, params.benefitId, { after, limit: query.limit + 1 })
    return pageOf(rows, query.limit, (row) => [toInstant(row.requested_at), row.issue_id], viewOfIssue)
  },
})

const getIssue = route({
  name: 'getIssue',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/benefits/{benefitId}/issues/{issueId}',
  tag: 'coupons',
  summary: 'How far an issue is',
  clauses: ['BEN-13'],
  access: { kind: 'club', permission: 'benefits' },
  params: benefitParams.extend({ issueId: uuid }),
  answer: issueView,
  handle: async (app, { params }) => {
    const row = await findIssue(app.db, params.ownerId, params.benefitId, params.issueId)
    return row === null ? reject('not_found') : viewOfIssue(row)
  },
})

/** An honour that a member has claimed. */
interface HonourRow {
  readonly honour: Honour
  readonly style: HonourStyle
  readonly benefit_id: string
  readonly name: string
  readonly claimed_at: number
}

/** A member's honours, of each kind the one he claimed last; null: the club or the member is not there. */
async function readHonours(
  on: Queryable,
  ownerId: string,
  userId: string,
): Promise<readonly HonourRow[] | 'unknown_owner' | 'not_a_member'> {
  const places = await on.query<{ club_no: number; user_no: number | null }>(
    `select c.club_no, m.user_no from club c left join person_alias a on a.user_id = $2
     left join membership_shown m on m.user_no = a.user_no and m.club_no = c.club_no and m.mode = c.mode where c.owner_id = $1`,
    [ownerId, userId],
  )
  const place = places[0]
  if (place === undefined) return 'unknown_owner'
  if (place.user_no === null) return 'not_a_member'
  return on.query<HonourRow>(
    `select distinct on (b.terms->>'honour') b.terms->>'honour' as honour, b.terms->>'style' as style, b.benefit_id, b.name, e.claimed_at
     from entitlement e join benefit b using (benefit_no)
     where e.user_no = $1::int8 and e.club_no = $2::int4 and e.claimed_at is not null and b.kind = 'honour'
     order by b.terms->>'honour', e.claimed_at desc, e.benefit_no desc`,
    [place.user_no, place.club_no],
  )
}

const getHonours = route({
  name: 'getHonours',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/honours',
  tag: 'benefits',
  summary: 'The honours of a member that a live room plays: of each kind the one claimed last',
  clauses: ['BEN-1'],
  access: { kind: 'self', permission: 'benefits' },
  params: z.object({ ownerId: id, userId: id }),
  answer: honoursView,
  handle: async (app, { params }) => {
    const rows = await readHonours(app.db, params.ownerId, params.userId)
    if (typeof rows === 'string') return reject(rows)
    return {
      userId: params.userId,
      items: rows.map((row) => ({
        honour: row.honour,
        style: row.style,
        benefitId: row.benefit_id,
        name: row.name,
        claimedAt: toInstant(row.claimed_at),
      })),
    }
  },
})

/** Routes that read coupons, their issues, and honours. */
export const couponReads: readonly Route[] = [getCode, getIssues, getIssue, getHonours]
