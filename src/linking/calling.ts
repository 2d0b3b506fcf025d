import { linkLimits } from '../contract/linking.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { SECOND } from '../lib/time.ts'
import type { CommandContext } from '../ports/app.ts'
import { asked } from './publish.ts'
import { dropRequests } from './requests/store.ts'
import { checkBy } from './running.ts'
import type { HeldLink } from './rows.ts'
import { addParties, holdSeats, lockLink, occupy, type LinkKey } from './store.ts'

/** A fan to be called, his person held. */
export interface Called {
  readonly userId: string
  readonly userNo: number
}

/**
 * The fans of some ids who may be called in a group, their people and seats held. Refuses all together: `not_in_group` (also two ids of one
 * person), `muted`.
 */
export async function holdCalled(
  { tx, now, members }: CommandContext,
  groupNo: number,
  userIds: readonly string[],
): Promise<readonly Called[] | Rejection> {
  const people = await members.hold(userIds)
  const numbers = new Set([...people.values()].map(({ userNo }) => userNo))
  if (numbers.size < userIds.length) return reject('not_in_group')
  const seats = await holdSeats(tx, groupNo, [...numbers], now)
  for (const userNo of numbers) {
    const seat = seats.get(userNo)
    if (seat === undefined || !seat.sits) return reject('not_in_group')
    if (seat.muted) return reject('muted')
  }
  return userIds.flatMap((userId) => {
    const person = people.get(userId)
    return person === undefined ? [] : [{ userId: person.userId, userNo: person.userNo }]
  })
}

/**
 * Rings fans, the link held: who asked for it asks no more. Refuses `link_over`, `link_full`, `user_linked`.
 * @returns the link as it is now
 * @rule GRP-8
 */
export async function ring(
  { tx, now, publish }: CommandContext,
  held: HeldLink,
  called: readonly Called[],
): Promise<HeldLink | Rejection> {
  const { link, parties } = held
  if (link.status === 'ended') return reject('link_over')
  const here = parties.filter(({ party, status }) => party > 0 && status !== 'out')
  const full = here.length + called.length > linkLimits.fansMost
  // the first of the parties is the owner
  if (full || parties.length - 1 + called.length > linkLimits.calledMost) return reject('link_full')
  const key: LinkKey = { clubNo: link.club_no, linkNo: link.link_no }
  const fans = called.map(({ userNo }, index) => ({ userNo, party: parties.length + index }))
  if ((await occupy(tx, { ...key, groupNo: link.group_no }, fans)) < fans.length) return reject('user_linked')
  const ringUntil = now + linkLimits.ringSeconds * SECOND
  await addParties(tx, key, fans, { now, ringUntil })
  if (
    await dropRequests(
      tx,
      link.group_no,
      called.map(({ userNo }) => userNo),
    )
  )
    await publish([asked(link.owner_id, link.group_id)])
  await checkBy(tx, held, ringUntil)
  return (await lockLink(tx, key)) ?? held
}
