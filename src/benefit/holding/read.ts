import { z } from 'zod'
import { entitlementView, wallet, walletQuery } from '../../contract/benefits.ts'
import { id, uuid } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { userNoOf } from '../../lib/entitlement-id.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { BENEFIT_COLUMNS } from '../rows.ts'
import { viewOfEntitlement, type EntitlementRow } from '../views.ts'

/** What users took, with the benefits' faces; conditions follow. */
const ENTITLEMENTS = `select ${BENEFIT_COLUMNS}, e.entitlement_id, e.state, e.expires_at, e.reserved_at, e.claimed_at, e.order_id,
    e.off_value, e.code, e.user_no, p.user_id, c.owner_id, c.name as owner_name, c.currency
  from entitlement e join benefit b on b.benefit_no = e.benefit_no join club c on c.club_no = e.club_no
  join person p on p.user_no = e.user_no
  where e.claimed_at is not null`

/** Its holder, people with the right of its owner and of the shop that it is used in (BEN-6), and the platform; to others it is not there. */
const maySee = (subject: Subject, row: EntitlementRow, alias: boolean): boolean =>
  subject.role === 'fan'
    ? alias || subject.id === row.user_id
    : [row.owner_id, row.attached?.ownerId ?? row.owner_id].some((owner) => mayActFor(subject, owner, 'benefits'))

/** The row of an id: by the number that the id carries, and where a merge moved it, by all numbers of that person. */
async function findEntitlement(on: Queryable, entitlementId: string): Promise<EntitlementRow | null> {
  const find = (whose: string): Promise<EntitlementRow[]> =>
    on.query<EntitlementRow>(`${ENTITLEMENTS} and e.user_no ${whose} and e.entitlement_id = $2::uuid`, [
      userNoOf(entitlementId),
      entitlementId,
    ])
  const [direct] = await find('= $1::int8')
  return direct ?? (await find('in (select numbers_of($1::int8))'))[0] ?? null
}

const getEntitlement = route({
  name: 'getEntitlement',
  method: 'GET',
  path: '/v1/entitlements/{entitlementId}',
  tag: 'benefits',
  summary: 'What somebody took: its state, until when, for which order',
  clauses: ['BEN-3'],
  access: { kind: 'any' },
  params: z.object({ entitlementId: uuid }),
  answer: entitlementView,
  handle: async (app, { params, subject }) => {
    const row = await findEntitlement(app.db, params.entitlementId)
    if (row === null) return reject('not_found')
    const alias =
      subject.role === 'fan' && subject.id !== row.user_id
        ? await app.db.query('select 1 from person_alias where user_id = $1 and user_no = $2::int8', [
            subject.id,
            row.user_no,
          ])
        : []
    if (!maySee(subject, row, alias.length > 0)) return reject('not_found')
    return viewOfEntitlement(row, await app.clock.now())
  },
})

const getWallet = route({
  name: 'listEntitlements',
  method: 'GET',
  path: '/v1/users/{userId}/entitlements',
  tag: 'benefits',
  summary: 'What a user took, of all clubs, newest first',
  clauses: ['BEN-3', 'MEM-6', 'PLT-6'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  query: walletQuery,
  answer: wallet,
  handle: async (app, { params, query }) => {
    const now = await app.clock.now()
    const [at, benefitNo] = readCursor(query.cursor, 'instant', 'integer') ?? [null, null]
    const rows = await app.db.query<EntitlementRow>(
      `${ENTITLEMENTS} and e.user_no = (select user_no from person_alias where user_id = $1)
         and ($2::timestamptz is null or (e.claimed_at, e.benefit_no) < ($2::timestamptz, $3::int8))
         and ($4::bool or (e.state in ('claimed', 'reserved') and (e.expires_at is null or e.expires_at > $5::timestamptz
           or (e.state = 'reserved' and e.reserved_at > $5::timestamptz - reservation_lasts()))))
       order by e.claimed_at desc, e.benefit_no desc limit $6::int4`,
      [params.userId, at ?? null, benefitNo ?? null, query.state === 'all', toInstant(now), query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.claimed_at ?? 0), row.benefit_no],
      (row) => viewOfEntitlement(row, now),
    )
  },
})

/** Routes that read what users took. */
export const holdingReads: readonly Route[] = [getEntitlement, getWallet]
