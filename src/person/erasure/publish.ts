import { outward, type OutwardRule } from '../../ports/outward.ts'

/** Erasures as they are told outside, to the platform alone: it has to erase as well (PLT-6). */
export const erasureOutward: readonly OutwardRule[] = [
  outward<'erasure.requested'>({
    type: 'erasure.requested',
    topic: 'platform',
    kind: 'erasure.requested',
    data(_, body) {
      const { userIds } = body
      return { erasureId: String(body['erasureId']), userIds: Array.isArray(userIds) ? userIds.map(String) : [] }
    },
  }),
  outward<'user.erased'>({
    type: 'user.erased',
    topic: 'platform',
    kind: 'user.erased',
    data: (_, body) => ({ erasureId: String(body['erasureId']), erasedAt: String(body['erasedAt']) }),
  }),
]
