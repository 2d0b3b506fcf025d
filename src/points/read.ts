import { z } from 'zod'
import { id, page } from '../contract/forms.ts'
import { pointsList, pointsView, type PointsEntry } from '../contract/money.ts'
import { isRejection, type Rejection } from '../contract/rejections.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import { changePoints, viewOfBook } from './book.ts'
import { holdMember, type Pair } from './store.ts'

const memberParams = z.object({ ownerId: id, userId: id })

interface EntryRow {
  seq: number
  at: number
  kind: PointsEntry['kind']
  delta: number
  balance: number
  campaign_id: string | null
  reason: string | null
}

/** Takes over what a member earned since, and gives what he has. @returns `unknown_owner` | `not_a_member` */
function look(
  app: App,
  subject: Subject,
  who: { readonly ownerId: string; readonly userId: string },
): Promise<{ pair: Pair; view: z.output<typeof pointsView> } | Rejection> {
  return app.command(subject, async ({ tx, now }) => {
    const pair = await holdMember(tx, who)
    if (isRejection(pair)) return pair
    const { books } = await changePoints(tx, now, [], [pair])
    const view = viewOfBook(books, pair, who)
    return isRejection(view) ? view : { pair, view }
  })
}

const getPoints = route({
  name: 'getPoints',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/points',
  tag: 'points',
  summary: 'A member’s spendable points: earned with intimacy, spent without it',
  clauses: ['BEN-10'],
  access: { kind: 'self', permission: 'benefits' },
  params: memberParams,
  answer: pointsView,
  handle: async (app, { params, subject }) => {
    const looked = await look(app, subject, params)
    return isRejection(looked) ? looked : looked.view
  },
})

const listPoints = route({
  name: 'listPoints',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/points/ledger',
  tag: 'points',
  summary: 'Why a member has his spendable points, newest first; what he earned is added up each time somebody looks',
  clauses: ['BEN-10'],
  access: { kind: 'self', permission: 'benefits' },
  params: memberParams,
  query: page,
  answer: pointsList,
  handle: async (app, { params, query, subject }) => {
    const looked = await look(app, subject, params)
    if (isRejection(looked)) return looked
    const before = readCursor(query.cursor, 'integer')
    const rows = await app.db.query<EntryRow>(
      `select seq, at, kind, delta, balance, campaign_id, reason from points_entry
       where user_no = $1::int8 and club_no = $2::int4 and ($3::int8 is null or seq < $3::int8) and at > hidden_until($1::int8)
       order by seq desc limit $4::int4`,
      [looked.pair.userNo, looked.pair.clubNo, before?.[0] ?? null, query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [row.seq],
      (row) => ({
        id: String(row.seq),
        at: toInstant(row.at),
        kind: row.kind,
        delta: row.delta,
        balance: row.balance,
        campaignId: row.campaign_id,
        reason: row.reason,
      }),
    )
  },
})

/** Routes that read points. */
export const pointsReads: readonly Route[] = [getPoints, listPoints]
