import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { isRejection, reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { platformTopic } from '../../contract/topics.ts'
import { erasureInput, erasureView } from '../../contract/user-data.ts'
import { viewOfErasure } from './read.ts'
import { awaitsPayout, findErasure, holdKnown, insertErasure } from './store.ts'

const postErasure = route({
  name: 'postErasure',
  method: 'POST',
  path: '/v1/users/{userId}/erasure',
  tag: 'people',
  summary:
    'Erase what is held on a user: he leaves his clubs, his ids, name and profile go; begun at once, finished within 24 hours',
  clauses: ['PLT-6', 'BEN-4'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  body: erasureInput,
  answer: erasureView,
  status: 202,
  handle: async (app, { params, subject }) => {
    const asked = await app.command(subject, async ({ tx, now, publish }) => {
      const known = await holdKnown(tx, params.userId)
      const latest = await findErasure(tx, params.userId)
      // asked again: the same one
      if (latest !== null && (known === null || latest.state === 'requested')) return latest
      if (known === null) return reject('unknown_user')
      if (await awaitsPayout(tx, known.user_no)) return reject('payout_pending')
      const erasureId = uuidv7()
      const requestedBy = subject.role === 'fan' ? 'user' : 'platform'
      await insertErasure(tx, { erasureId, userNo: known.user_no, requestedAt: now, requestedBy })
      await publish([{ topic: platformTopic, kind: 'erasure.requested', body: { erasureId, userIds: known.aliases } }])
      return {
        erasure_id: erasureId,
        user_no: known.user_no,
        state: 'requested',
        requested_at: now,
        erased_at: null,
        finished_at: null,
      } as const
    })
    return isRejection(asked) ? asked : viewOfErasure(asked)
  },
})

/** Routes that write erasures. */
export const erasureWrites: readonly Route[] = [postErasure]
