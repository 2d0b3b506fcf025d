import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { groupRateLimits, groupRates, groupRatesQuery } from '../../contract/group-rates.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { DAY, fromInstant, toInstant } from '../../lib/time.ts'
import { findClub, readRates, type RateRow } from './store.ts'

/** Four decimals; null: of nobody. */
const shareOf = (part: number, members: number): number | null =>
  members === 0 ? null : Math.round((part / members) * 10_000) / 10_000

const figuresOf = ({ members, speakers, buyers }: Pick<RateRow, 'members' | 'speakers' | 'buyers'>) => ({
  members,
  speakers,
  buyers,
  speakingRate: shareOf(speakers, members),
  buyersShare: shareOf(buyers, members),
})

function together(rows: readonly RateRow[]) {
  const sum = { members: 0, speakers: 0, buyers: 0 }
  for (const row of rows) {
    sum.members += row.members
    sum.speakers += row.speakers
    sum.buyers += row.buyers
  }
  return { groups: rows.length, ...figuresOf(sum) }
}

const isGated = ({ gate }: RateRow): boolean => gate.kind === 'level' || gate.kind === 'tier'

const getRates = route({
  name: 'getGroupRates',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/groups/rates',
  tag: 'groups',
  summary:
    'How much each group speaks and buys in a window: speakers ÷ members, buyers ÷ members; groups behind level and tier against the others. Members: who sat there at the window’s end',
  clauses: ['GRP-13'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  query: groupRatesQuery,
  answer: groupRates,
  handle: async (app, { params: { ownerId }, query }) => {
    const to = query.to === undefined ? await app.clock.now() : fromInstant(query.to)
    const from = query.from === undefined ? to - 7 * DAY : fromInstant(query.from)
    if (from >= to || to - from > groupRateLimits.daysMost * DAY)
      return reject('malformed', undefined, {
        errors: [{ path: 'query/from', message: `A window of at most ${groupRateLimits.daysMost} days` }],
      })
    const clubNo = await findClub(app.db, ownerId)
    if (clubNo === null) return reject('unknown_owner')
    const rows = await readRates(app.db, clubNo, from, to)
    return {
      from: toInstant(from),
      to: toInstant(to),
      groups: rows.map((row) => ({ groupId: row.group_id, name: row.name, gate: row.gate, ...figuresOf(row) })),
      gated: together(rows.filter(isGated)),
      others: together(rows.filter((row) => !isGated(row))),
    }
  },
})

/** Routes that read rates. */
export const rateReads: readonly Route[] = [getRates]
