import { toInstant } from '../../lib/time.ts'
import type { CommandContext } from '../../ports/app.ts'
import type { GroupRow } from '../rows.ts'
import { memberMuted } from './publish.ts'
import { setMuted } from './store.ts'

/**
 * Sets until when a member reads and does not write, in words, pictures or 连线, and tells him.
 * @param until UTC ms; Infinity: until it is lifted; null: he may write
 * @returns what he was told; null: he never had a seat
 * @rule GRP-9
 */
export async function muteMember(
  { tx, now, publish, links }: CommandContext,
  group: GroupRow,
  { userNo, userId }: { readonly userNo: number; readonly userId: string },
  until: number | null,
): Promise<{ readonly muted: boolean; readonly until: string | null } | null> {
  if (!(await setMuted(tx, { userNo, groupNo: group.group_no }, until))) return null
  await links.recheck([userNo])
  const told = {
    muted: until !== null && until > now,
    until: until === null || until === Infinity ? null : toInstant(until),
  }
  await publish([memberMuted(group, userId, told)])
  return told
}
