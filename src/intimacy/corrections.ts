import { z } from 'zod'
import { id, listOf, page } from '../contract/forms.ts'
import { route } from '../contract/route.ts'
import { correctionRow } from '../contract/views.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import { findCorrections } from './store.ts'

/** Who corrected whom, by how much and why, newest first. @rule TASK-15 */
export const listCorrections = route({
  name: 'listCorrections',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/corrections',
  tag: 'members',
  summary: 'Corrections of the club, newest first: who, whom, how much and why',
  clauses: ['TASK-15'],
  access: { kind: 'club', permission: 'corrections' },
  params: z.object({ ownerId: id }),
  query: page,
  answer: listOf(correctionRow),
  handle: async (app, { params, query }) => {
    const before = readCursor(query.cursor, 'instant', 'uuid')
    const rows = await findCorrections(app.db, params.ownerId, before, query.limit + 1)
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.recorded_at), row.id],
      (row) => ({
        id: row.id,
        at: toInstant(row.recorded_at),
        userId: row.user_id,
        name: row.name,
        mode: row.mode,
        delta: row.delta,
        balance: row.balance,
        shortfall: row.shortfall,
        reason: row.reason ?? '',
        by: row.actor ?? '',
      }),
    )
  },
})
