import { z } from 'zod'
import { drawnKinds, drawRecord, type DrawProof } from '../../contract/campaigns.ts'
import { DRAW_ALGORITHM } from '../../contract/draw.ts'
import { uuid } from '../../contract/forms.ts'
import { reject } from '../../contract/rejections.ts'
import { route } from '../../contract/route.ts'
import { toInstant } from '../../lib/time.ts'
import { readEntryList, readRemoved } from '../list/store.ts'
import { findCampaign, hasBegun, statusAt, type CampaignRow } from '../store.ts'

/** What of a draw has been published so far; null: the campaign is not drawn. @param seed hex, once it is drawn */
export function proofOf(row: CampaignRow, entries: number, seed: string | null): DrawProof | null {
  if (row.seed_hash === null || !drawnKinds.has(row.kind)) return null
  return {
    algorithm: DRAW_ALGORITHM,
    campaignId: row.campaign_id,
    seedHash: row.seed_hash,
    seed,
    entriesRoot: row.entries_root,
    entries,
    prizes: row.prizes.map(({ name, quota }) => ({ name, quota })),
    severalPerUser: row.several_per_user,
    ...(row.removed === null ? {} : { removed: row.removed }),
  }
}

/** The record that anyone may read. */
export const getDraw = route({
  name: 'getDraw',
  method: 'GET',
  path: '/v1/draws/{campaignId}',
  tag: 'campaigns',
  summary:
    'The public record of a draw, for anyone to recompute: the seed’s hash from the start, the entries once they are closed, seed and winners once it is drawn',
  clauses: ['BEN-7'],
  access: { kind: 'open' },
  params: z.object({ campaignId: uuid }),
  answer: drawRecord,
  handle: async (app, { params }) => {
    const row = await findCampaign(app.db, params.campaignId)
    const now = await app.clock.now()
    if (row === null || !hasBegun(row, now)) return reject('not_found')
    const draws = await app.db.query<{ seed: string; drawn_at: number; prizes: number[]; entries: number[] }>(
      `select encode(seed, 'hex') as seed, drawn_at, winner_prizes::int4[] as prizes, winner_entries as entries from campaign_draw where campaign_no = $1::int4`,
      [row.campaign_no],
    )
    const draw = draws[0]
    const counts = await app.db.query<{ entries: number }>(
      'select coalesce(sum(entries), 0)::int4 as entries from campaign_count where campaign_no = $1::int4',
      [row.campaign_no],
    )
    const proof = proofOf(row, counts[0]?.entries ?? 0, draw?.seed ?? null)
    if (proof === null) return reject('not_found')
    return {
      ...proof,
      // entries are committed to as a whole, and shown as such
      entryList: row.entries_root === null ? [] : await readEntryList(app.db, row.campaign_no),
      ...(row.removed === null ? {} : { removedList: await readRemoved(app.db, row.campaign_no) }),
      winners:
        draw === undefined ? [] : draw.prizes.map((prize, index) => ({ prize, entry: draw.entries[index] ?? -1 })),
      about: {
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        name: row.name,
        kind: row.kind,
        status: statusAt(row, now),
        startsAt: toInstant(row.starts_at),
        endsAt: toInstant(row.ends_at),
        drawnAt: draw === undefined ? null : toInstant(draw.drawn_at),
      },
    }
  },
})
