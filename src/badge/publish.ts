import { outward, type OutwardRule } from '../ports/outward.ts'

/** Facts of badge names and their reviews as they are told outside. The reviewers' topic names no owner, so its messages carry him. */

const ownerOf = (body: Readonly<Record<string, unknown>>): string | null =>
  typeof body['ownerId'] === 'string' ? body['ownerId'] : null

export const badgeOutward: readonly OutwardRule[] = [
  outward<'review.submitted'>({
    type: 'review.submitted',
    topic: 'reviews',
    kind: 'review.submitted',
    data(_topic, body) {
      const ownerId = ownerOf(body)
      return ownerId === null ? null : { ownerId, reviewId: String(body['reviewId']) }
    },
  }),
  outward<'review.decided'>({
    type: 'review.decided',
    topic: 'reviews',
    kind: 'review.decided',
    data(_topic, body) {
      const ownerId = ownerOf(body)
      if (ownerId === null) return null
      return { ownerId, reviewId: String(body['reviewId']), approved: body['approved'] === true }
    },
  }),
  outward<'badge.renamed'>({
    type: 'badge.renamed',
    topic: 'club',
    kind: 'badge.renamed',
    data: (topic, body) => (topic.kind === 'club' ? { ownerId: topic.ownerId, name: String(body['name']) } : null),
  }),
]
