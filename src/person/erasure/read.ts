import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { erasureView, type ErasureView } from '../../contract/user-data.ts'
import { DAY, toInstant } from '../../lib/time.ts'
import { findErasure, type ErasureRow } from './store.ts'

const instantOrNull = (at: number | null): string | null => (at === null ? null : toInstant(at))

/** An erasure as it is told: with no id of the user, and a promise. */
export const viewOfErasure = (row: ErasureRow): ErasureView => ({
  erasureId: row.erasure_id,
  state: row.state,
  requestedAt: toInstant(row.requested_at),
  erasedAt: instantOrNull(row.erased_at),
  finishedAt: instantOrNull(row.finished_at),
  finishedBy: toInstant(row.requested_at + DAY),
})

const getErasure = route({
  name: 'getErasure',
  method: 'GET',
  path: '/v1/users/{userId}/erasure',
  tag: 'people',
  summary: 'How far the latest erasure of a user is; his id still finds it when he is known no more',
  clauses: ['PLT-6'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  answer: erasureView,
  handle: async (app, { params }) => {
    const row = await findErasure(app.db, params.userId)
    return row === null ? reject('not_found') : viewOfErasure(row)
  },
})

/** Routes that read erasures. */
export const erasureReads: readonly Route[] = [getErasure]
