import { reject, type Rejection } from '../contract/rejections.ts'
import { mayActFor } from '../contract/rights.ts'
import type { Subject } from '../contract/route.ts'
import type { Queryable } from '../ports/db.ts'
import type { HeldLink, PartyRow } from './rows.ts'
import { parseLinkId, partyOfUser } from './apply.ts'
import { findLink, runsGroup, userNoOf } from './store.ts'

/**
 * Whether a subject is the owner's side of a group: the main account, or a sub-account with the permission who is super admin of it.
 * @rule GRP-9 PLT-1
 */
export async function isOwnersSide(
  on: Queryable,
  subject: Subject,
  group: { readonly group_no: number; readonly owner_id: string },
): Promise<boolean> {
  if (!mayActFor(subject, group.owner_id, 'groups')) return false
  return subject.role !== 'staff' || runsGroup(on, group.group_no, subject.id)
}

/** Whether a fan speaks for a user: himself, by whichever of his ids. */
export async function isHimself(on: Queryable, subject: Subject, userId: string): Promise<boolean> {
  if (subject.role === 'platform' || subject.role === 'admin') return true
  if (subject.role !== 'fan') return false
  if (subject.id === userId) return true
  const no = await userNoOf(on, userId)
  return no !== null && no === (await userNoOf(on, subject.id))
}

/**
 * The party for which a subject speaks: the owner's side by the owner's id, a fan by his own. Codes: `forbidden`, `not_in_link`.
 * @param from whom he says he speaks for
 */
export async function speakerIn(
  on: Queryable,
  subject: Subject,
  held: HeldLink,
  from: string,
): Promise<PartyRow | Rejection> {
  const { link, parties } = held
  if (subject.role !== 'fan' && from === link.owner_id) {
    if (!(await isOwnersSide(on, subject, link))) return reject('forbidden')
    return parties.find(({ party }) => party === 0) ?? reject('not_in_link')
  }
  if (!(await isHimself(on, subject, from))) return reject('forbidden')
  const userNo = await userNoOf(on, from)
  return partyOfUser(parties, userNo) ?? reject('not_in_link')
}

/** The number of the party that a subject is himself; null: none. */
export async function partyOf(on: Queryable, subject: Subject, { link, parties }: HeldLink): Promise<number | null> {
  if (subject.role === 'platform' || subject.role === 'admin') return null
  if (subject.role !== 'fan') return (await isOwnersSide(on, subject, link)) ? 0 : null
  const userNo = await userNoOf(on, subject.id)
  return partyOfUser(parties, userNo)?.party ?? null
}

/** Whether a subject hears what one party of a link is told: the fan himself, the owner's side for its own, the platform. */
export async function mayHearLink(
  on: Queryable,
  subject: Subject,
  topic: { readonly linkId: string; readonly party: number },
): Promise<boolean> {
  const key = parseLinkId(topic.linkId)
  const held = key === null ? null : await findLink(on, key)
  const party = held?.parties.find((one) => one.party === topic.party)
  if (held === null || party === undefined) return false
  if (subject.role === 'platform' || subject.role === 'admin') return true
  return (await partyOf(on, subject, held)) === topic.party
}
