import type { MessageInput } from '../../contract/messages.ts'
import type { CommandContext } from '../../ports/app.ts'
import type { Worded } from '../../ports/words.ts'
import type { GroupRow } from '../rows.ts'
import type { SayWish } from './desk.ts'

/** What may be said of each wish that names a group. @rule GRP-8 */
export async function wordedOf(
  { words }: CommandContext,
  wishes: readonly SayWish[],
  groups: ReadonlyMap<string, GroupRow>,
): Promise<ReadonlyMap<SayWish, Worded<MessageInput>>> {
  const asked = wishes.flatMap((wish) => {
    const clubNo = groups.get(wish.groupId)?.club_no
    const side = wish.userId === null ? ('owner' as const) : ('fan' as const)
    return clubNo === undefined ? [] : [{ wish, clubNo, side, body: wish.message }]
  })
  const judged = await words.judge(asked)
  return new Map(
    asked.flatMap(({ wish }, index) => {
      const worded = judged[index]
      return worded === undefined ? [] : [[wish, worded] as const]
    }),
  )
}
