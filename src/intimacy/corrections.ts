import { z } from 'zod'
import { id, listOf, page } from '../contract/forms.ts'
import { route } from '../contract/route.ts'
import { correctionRow } from '../contract/views.ts'
import type { Mode } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'

interface CorrectionEntry {
  readonly id: string
  readonly recorded_at: number
  readonly user_id: string
  readonly name: string | null
  readonly mode: Mode
  readonly delta: number
  readonly balance: number
  readonly shortfall: number
  readonly reason: string | null
  readonly actor: string | null
}

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
    const rows = await app.db.query<CorrectionEntry>(
      `select l.id, l.recorded_at, p.user_id, p.name, l.mode, l.delta, l.balance, l.shortfall, l.reason, l.actor
       from ledger l join club c using (club_no) join person p using (user_no)
       where c.owner_id = $1 and l.kind = 'correction'
         and ($2::timestamptz is null or (l.recorded_at, l.id) < ($2::timestamptz, $3::uuid))
       order by l.recorded_at desc, l.id desc limit $4::int4`,
      [params.ownerId, before?.[0] ?? null, before?.[1] ?? null, query.limit + 1],
    )
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
