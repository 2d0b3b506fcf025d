import { z } from 'zod'
import { id, listOf, page } from '../contract/forms.ts'
import { route, type Route } from '../contract/route.ts'
import { review, type Review } from '../contract/views.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import { listReviews, type ReviewRow } from './store.ts'

/** Outward form of a review. */
export const viewOfReview = (row: ReviewRow): Review => ({
  reviewId: row.review_id,
  ownerId: row.owner_id,
  ownerName: row.owner_name,
  kind: 'badgeName',
  name: row.name,
  currentName: row.current_name,
  status: row.status,
  submittedAt: toInstant(row.submitted_at),
  decidedAt: row.decided_at === null ? null : toInstant(row.decided_at),
  decidedBy: row.decided_by,
  reason: row.reason,
})

const keyOf = (row: ReviewRow): readonly string[] => [toInstant(row.submitted_at), row.review_id]

const getReviews = route({
  name: 'listReviews',
  method: 'GET',
  path: '/v1/reviews',
  tag: 'reviews',
  summary: 'The reviewer’s queue (waiting: oldest first) and history',
  clauses: ['BADGE-3'],
  access: { kind: 'reviewer' },
  query: page.extend({ status: z.enum(['waiting', 'approved', 'refused']).optional() }),
  answer: listOf(review),
  handle: async (app, { query }) => {
    const filter = {
      status: query.status ?? null,
      ownerId: null,
      key: readCursor(query.cursor, 'instant', 'uuid'),
      limit: query.limit + 1,
    }
    return pageOf(await listReviews(app.db, filter), query.limit, keyOf, viewOfReview)
  },
})

const getBadgeNames = route({
  name: 'listBadgeNames',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/badge-names',
  tag: 'reviews',
  summary: 'Badge names an owner submitted, newest first, with what came of them',
  clauses: ['BADGE-3', 'BADGE-4'],
  access: { kind: 'club', permission: 'badge' },
  params: z.object({ ownerId: id }),
  query: page,
  answer: listOf(review),
  handle: async (app, { params, query }) => {
    const filter = {
      status: null,
      ownerId: params.ownerId,
      key: readCursor(query.cursor, 'instant', 'uuid'),
      limit: query.limit + 1,
    }
    return pageOf(await listReviews(app.db, filter), query.limit, keyOf, viewOfReview)
  },
})

/** Routes that read badge names. */
export const badgeReads: readonly Route[] = [getReviews, getBadgeNames]
