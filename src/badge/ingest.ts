import { z } from 'zod'
import { v7 as uuidv7 } from 'uuid'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { id } from '../contract/forms.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { clubTopic, reviewsTopic } from '../contract/topics.ts'
import { badgeNameInput, decisionInput, review } from '../contract/views.ts'
import { judgeBadgeName, NAME_MOST } from './apply.ts'
import { viewOfReview } from './read.ts'
import { decideReview, insertReview, lockBadge, lockReview, ownersNamed, reviewState } from './store.ts'

const submit = route({
  name: 'postBadgeName',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/badge-names',
  tag: 'reviews',
  summary: 'Submit a badge name for review',
  clauses: ['BADGE-2', 'BADGE-3', 'BADGE-4'],
  access: { kind: 'club', permission: 'badge' },
  params: z.object({ ownerId: id }),
  body: badgeNameInput,
  answer: z.object({ reviewId: z.string(), status: z.literal('waiting') }),
  status: 202,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, rules, publish }) => {
      const club = await lockBadge(tx, params.ownerId)
      if (club === null) return reject('unknown_owner')
      const { approvedAt, waiting } = await reviewState(tx, club.club_no)
      const month = app.calendar.monthOf(now)
      const name = judgeBadgeName(rules.ofDay(app.calendar.dayOf(now)), {
        name: body.name,
        approvedThisMonth: approvedAt.filter((at) => app.calendar.monthOf(at) === month).length,
        waiting,
        otherOwners: await ownersNamed(tx, club.club_no, body.name.trim().slice(0, NAME_MOST)),
      })
      if (isRejection(name)) return name
      const reviewId = uuidv7()
      const currentName =
        (club.mode === 'live' ? club.badge_live : club.badge_shopping) ?? defaultBadgeNameOf(club.mode)
      await insertReview(tx, {
        id: reviewId,
        clubNo: club.club_no,
        mode: club.mode,
        name,
        currentName,
        by: actorOf(subject),
        at: now,
      })
      await publish([
        { topic: reviewsTopic, kind: 'review.submitted', body: { reviewId, ownerId: params.ownerId } },
        // every fan may hear this kind: that the club changed, not an unread name (BADGE-3)
        { topic: clubTopic(params.ownerId), kind: 'club.changed', body: {} },
      ])
      return { reviewId, status: 'waiting' as const }
    }),
})

const decide = route({
  name: 'postReviewDecision',
  method: 'POST',
  path: '/v1/reviews/{reviewId}/decision',
  tag: 'reviews',
  summary: 'Approve or refuse; a refusal carries its reason',
  clauses: ['BADGE-3', 'BADGE-4'],
  access: { kind: 'reviewer' },
  params: z.object({ reviewId: z.uuid() }),
  body: decisionInput,
  answer: review,
  handle: (app, { params, body, subject }) =>
    app.command(subject, async ({ tx, now, rules, publish }) => {
      const row = await lockReview(tx, params.reviewId)
      if (row === null) return reject('not_found')
      if (row.status !== 'waiting') return reject('review_decided')
      if (!body.approve && body.reason === undefined) return reject('reason_required')
      if (body.approve) {
        // BADGE-4: checked again at approval, since another name may have been approved in this month
        const month = app.calendar.monthOf(now)
        const { approvedAt } = await reviewState(tx, row.club_no)
        const used = approvedAt.filter((at) => app.calendar.monthOf(at) === month).length
        if (used >= rules.ofDay(app.calendar.dayOf(now)).limits.badgeChangesPerMonth) return reject('badge_name_limit')
      }
      await decideReview(tx, row, { approve: body.approve, reason: body.reason ?? null, by: actorOf(subject), at: now })
      await publish([
        {
          topic: reviewsTopic,
          kind: 'review.decided',
          body: { reviewId: row.review_id, ownerId: row.owner_id, approved: body.approve },
        },
        {
          topic: clubTopic(row.owner_id),
          kind: body.approve ? 'badge.renamed' : 'club.changed',
          body: body.approve ? { name: row.name } : {},
        },
      ])
      const after = await lockReview(tx, params.reviewId)
      return after === null ? reject('not_found') : viewOfReview(after)
    }),
})

/** Routes that write badge names. */
export const badgeWrites: readonly Route[] = [submit, decide]
