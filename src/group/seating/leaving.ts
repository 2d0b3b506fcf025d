import type { GroupRow } from '../rows.ts'
import { actorOf } from '../../contract/rights.ts'
import type { CommandContext, OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { seatLost } from '../publish.ts'
import { bar, findGatedSeats, freeSeats, lockSeats, seatKey, type SeatKey } from './store.ts'

/** Why a seat ended. */
export type LeftHow = 'left' | 'removed' | 'leftClub' | 'closed' | 'merged' | 'erased'

/** A seat with the group it is in. */
export type SeatWish = SeatKey & {
  readonly userId: string
  readonly group: Pick<GroupRow, 'group_no' | 'club_no' | 'group_id' | 'owner_id'>
}

/**
 * Gives up seats: the groups' totals are held, the rows stay (GRP-6). Who holds no seat is passed over.
 * @param wishes seats with the first ids of the people, under which it is told
 * @returns whose seats ended, and what is told of it
 * @rule GRP-2 MEM-6
 */
export async function giveUpSeats(
  tx: Queryable,
  now: number,
  wishes: readonly SeatWish[],
  how: LeftHow,
): Promise<{ readonly ended: readonly SeatKey[]; readonly messages: readonly OutboxMessage[] }> {
  if (wishes.length === 0) return { ended: [], messages: [] }
  const groups = new Map(wishes.map(({ group }) => [group.group_no, group]))
  await lockSeats(tx, [...groups.values()])
  const ended = await freeSeats(tx, wishes, now)
  const byKey = new Map(wishes.map((wish) => [seatKey(wish), wish]))
  const messages = ended.flatMap((key) => {
    const wish = byKey.get(seatKey(key))
    return wish === undefined ? [] : seatLost(wish.group, wish.userId, how, key.epoch)
  })
  return { ended, messages }
}

/** Gives up seats, tells it, and takes who sat there out of what runs in the group (连线). @returns whether there were any */
export async function endSeats(
  { tx, now, publish, links }: CommandContext,
  wishes: readonly SeatWish[],
  how: LeftHow,
): Promise<boolean> {
  const { ended, messages } = await giveUpSeats(tx, now, wishes, how)
  await publish(messages)
  await links.recheck(ended.map(({ userNo }) => userNo))
  return ended.length > 0
}

/**
 * Ends a seat against its holder's will: he may not join again until that is lifted. Who left before is kept out as well, and nothing more is told.
 * @returns false: he never had one
 * @rule GRP-9
 */
export async function removeMember(
  context: CommandContext,
  group: GroupRow,
  { userNo, userId }: { readonly userNo: number; readonly userId: string },
  reason: string | null,
): Promise<boolean> {
  const key = { userNo, groupNo: group.group_no }
  await endSeats(context, [{ ...key, userId, group }], 'removed')
  return bar(context.tx, key, { at: context.now, actor: actorOf(context.subject), reason })
}

/**
 * Who leaves a club gives up his seats behind gates of its level; his row in the club is held by the caller.
 * @returns what is told of it
 * @rule MEM-6
 */
export async function leaveGatedGroups(
  tx: Queryable,
  now: number,
  leaver: { readonly userNo: number; readonly userId: string; readonly clubNo: number },
): Promise<readonly OutboxMessage[]> {
  const groups = await findGatedSeats(tx, leaver.userNo, leaver.clubNo)
  const wishes = groups.map((group) => ({ ...leaver, groupNo: group.group_no, group }))
  return (await giveUpSeats(tx, now, wishes, 'leftClub')).messages
}
