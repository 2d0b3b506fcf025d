import type { PartyEnd } from '../contract/linking.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { nextCheck, overdue, part } from './apply.ts'
import { linkChanged } from './publish.ts'
import { dropUnseated } from './requests/store.ts'
import type { HeldLink } from './rows.ts'
import {
  addCheck,
  dropCheck,
  dropSignals,
  endLink,
  findTheirs,
  findUnseated,
  lockLink,
  takeOut,
  type LinkKey,
} from './store.ts'

/** What happens to a link that runs. */

/** The number of a held link. */
export const keyOf = ({ link }: HeldLink): LinkKey => ({ clubNo: link.club_no, linkNo: link.link_no })

/**
 * Parties go, and the link with them where nobody is left to talk to; its row is held by the caller.
 * @param going by number; who is out already is passed over
 * @returns what is told of it; nothing where nobody went
 */
export async function leaveLink(
  tx: Queryable,
  held: HeldLink,
  going: ReadonlyMap<number, PartyEnd>,
  now: number,
): Promise<readonly OutboxMessage[]> {
  const { out, ended } = part(held, going)
  if (out.size === 0) return []
  await takeOut(tx, keyOf(held), out, now)
  await dropSignals(tx, keyOf(held), ended === null ? [...out.keys()] : null)
  if (ended !== null) await endLink(tx, keyOf(held), ended, now)
  const concerned = held.parties.filter(({ status }) => status !== 'out')
  return linkChanged(held.link, ended === null ? held.link.status : 'ended', concerned)
}

/** Somebody may be overdue earlier than the link is looked at next. */
export async function checkBy(tx: Queryable, held: HeldLink, at: number): Promise<void> {
  if (held.link.check_at === null || at < held.link.check_at) await addCheck(tx, keyOf(held), at)
}

/**
 * Due work: rings that nobody answered end, who has not been heard of is out.
 * @param piece when it fell due, UTC ms, and its number: it leaves no row behind, since a link that goes on needs one a minute
 * @returns what is told of it
 */
export async function checkLink(
  tx: Queryable,
  key: LinkKey,
  { at, dueNo }: { readonly at: number; readonly dueNo: number },
): Promise<readonly OutboxMessage[]> {
  await dropCheck(tx, dueNo)
  const held = await lockLink(tx, key)
  // put off, or looked at earlier, by another piece
  if (held === null || held.link.status === 'ended' || held.link.check_at !== at) return []
  const going = overdue(held.parties, at)
  const messages = await leaveLink(tx, held, going, at)
  const next =
    part(held, going).ended === null ? nextCheck(held.parties.filter(({ party }) => !going.has(party))) : null
  if (next !== null) await addCheck(tx, key, next)
  return messages
}

/** Ends what users have with links, one link after another; their people are held by the caller. */
async function takeAway(
  tx: Queryable,
  rows: readonly {
    readonly club_no: number
    readonly link_no: number
    readonly user_no: number
    readonly how: PartyEnd
  }[],
  now: number,
): Promise<readonly OutboxMessage[]> {
  const messages: OutboxMessage[] = []
  for (const row of rows) {
    const held = await lockLink(tx, { clubNo: row.club_no, linkNo: row.link_no })
    const party = held?.parties.find(({ user_no: userNo, status }) => userNo === row.user_no && status !== 'out')
    if (held !== null && party !== undefined)
      messages.push(...(await leaveLink(tx, held, new Map([[party.party, row.how]]), now)))
  }
  return messages
}

/**
 * Asked after seats ended or somebody was muted: who may not take part any more is out at once, and asks no more.
 * @returns what is told of it
 * @rule GRP-8 GRP-9
 */
export async function recheckLinks(
  tx: Queryable,
  users: readonly number[],
  now: number,
): Promise<readonly OutboxMessage[]> {
  if (users.length === 0) return []
  await dropUnseated(tx, users, now)
  const rows = await findUnseated(tx, users, now)
  return takeAway(
    tx,
    rows.map((row) => ({ ...row, how: row.sits ? 'muted' : 'leftGroup' })),
    now,
  )
}

/** Ends all that users have with links (PLT-6, PLT-8). @returns what is told of it */
export async function leaveAllLinks(
  tx: Queryable,
  users: readonly number[],
  now: number,
): Promise<readonly OutboxMessage[]> {
  const rows = await findTheirs(tx, users)
  return takeAway(
    tx,
    rows.map((row) => ({ ...row, how: 'leftGroup' })),
    now,
  )
}
