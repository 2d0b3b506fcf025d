import type { LinkView, RequestView } from '../contract/linking.ts'
import { shownName } from '../lib/shown-name.ts'
import { toInstant } from '../lib/time.ts'
import { linkIdOf } from './apply.ts'
import type { RequestRow } from './requests/store.ts'
import type { HeldLink } from './rows.ts'

const shown = (at: number | null): string | null => (at === null ? null : toInstant(at))

/** A link as its parties see it. @param mine the number of the one who looks; null: he takes no part */
export function viewOf({ link, parties }: HeldLink, mine: number | null): LinkView {
  return {
    linkId: linkIdOf(link.club_no, link.link_no),
    ownerId: link.owner_id,
    ownerName: link.owner_name,
    groupId: link.group_id,
    groupName: link.group_name,
    kind: link.kind,
    status: link.status,
    how: link.how,
    startedAt: toInstant(link.started_at),
    activeAt: shown(link.active_at),
    endedAt: shown(link.ended_at),
    mine,
    parties: parties.map((party) => ({
      party: party.party,
      who: party.user_no === null ? 'owner' : 'fan',
      id: party.user_id ?? link.owner_id,
      name: party.user_no === null ? link.owner_name : shownName(party.name),
      status: party.status,
      how: party.how,
      sitting: party.sitting,
      ringUntil: party.status === 'ringing' ? shown(party.ring_until) : null,
    })),
  }
}

/** Who asks to be called. */
export const requestOf = (row: RequestRow): RequestView => ({
  groupId: row.group_id,
  userId: row.user_id,
  name: shownName(row.name),
  kind: row.kind,
  askedAt: toInstant(row.asked_at),
})
