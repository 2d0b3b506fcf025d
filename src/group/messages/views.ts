import type { MessageView } from '../../contract/messages.ts'
import type { Stretch } from '../../lib/cursor.ts'
import { shownName } from '../../lib/shown-name.ts'
import { toInstant } from '../../lib/time.ts'
import type { imitatorsOf } from '../../lib/words/imitation.ts'
import { messageIdOf, noticeCodeOf } from './apply.ts'
import type { MessageRow, ReadingSeat } from './store.ts'

/** Who speaks for a group. */
interface Owner {
  readonly id: string
  readonly name: string
}
type Imitates = ReturnType<typeof imitatorsOf>

/** A fan who said something, named as he may be shown and marked where he passes for the owner's side. @rule GRP-11 */
export const fanSender = (name: string | null, imitates: Imitates): MessageView['sender'] => ({
  kind: 'fan',
  name: shownName(name),
  ...(imitates(name) ? { imitates: true } : {}),
})

/** A message as a reader sees it. @param imitates of the owner's name */
export const viewOfMessage = (row: MessageRow, owner: Owner, imitates: Imitates): MessageView => ({
  ...row.body,
  code: noticeCodeOf(row.body ?? {}),
  messageId: messageIdOf(row.group_no, row.number, row.seq),
  seq: row.seq,
  at: toInstant(row.at),
  from: row.user_id ?? owner.id,
  sender: row.user_id === null ? { kind: 'owner', name: owner.name } : fanSender(row.user_name, imitates),
  kind: row.kind,
  scope: row.group_no === 0 ? 'allGroups' : row.number === 0 ? 'group' : 'subGroup',
})

/** The auto-reply of a first joining, just before all he reads; null: none, or not on this page. @rule GRP-6 */
export function greetingOf(
  seat: ReadingSeat,
  groupNo: number,
  owner: Owner,
  { after, before }: Stretch,
): MessageView | null {
  const { greeting, greeting_seq: seq } = seat
  if (greeting === null || seq === null || (after !== null && seq <= after) || (before !== null && seq >= before))
    return null
  return {
    messageId: `${messageIdOf(groupNo, 0, seq)}-hello`,
    seq,
    at: toInstant(seat.joined_at),
    from: owner.id,
    sender: { kind: 'owner', name: owner.name },
    kind: 'autoReply',
    scope: 'self',
    text: greeting,
  }
}
