import { groupTopic, scopeTopic } from '../../contract/topics.ts'
import { toInstant } from '../../lib/time.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { GroupRow } from '../rows.ts'
import { messageIdOf, noticeCodeOf, type Scope } from './apply.ts'

/** Where something is said; without a group in all of the owner's. */
export interface Place {
  readonly owner_id: string
  readonly group_id: string | null
}

/** The topic of a scope. */
export const topicOf = (group: Place, scope: Scope): string =>
  scopeTopic({
    ownerId: group.owner_id,
    groupId: scope.groupNo === 0 ? null : group.group_id,
    number: scope.number === 0 ? null : scope.number,
  })

/** What is told of a message. `from`: the fan's first id; null: the owner's side. */
export interface ToldMessage {
  readonly seq: number
  readonly at: number
  readonly kind: string
  /** as it is kept, and what stands on its card */
  readonly body: Readonly<Record<string, unknown>>
  readonly from: string | null
  readonly sendId?: string | undefined
}

/** A message, once for all who read its scope. */
export const messageSaid = (group: Place, scope: Scope, said: ToldMessage): OutboxMessage => ({
  topic: topicOf(group, scope),
  kind: 'group.said',
  body: {
    ...said.body,
    code: noticeCodeOf(said.body),
    // so that the writer knows his own again before he is answered
    ...(said.sendId === undefined ? {} : { sendId: said.sendId }),
    messageId: messageIdOf(scope.groupNo, scope.number, said.seq),
    seq: said.seq,
    at: toInstant(said.at),
    from: said.from ?? group.owner_id,
    sender: said.from === null ? 'owner' : 'fan',
    kind: said.kind,
    scope: scope.groupNo === 0 ? 'allGroups' : scope.number === 0 ? 'group' : 'subGroup',
  },
})

/** A message says nothing any more. */
export const messageDeleted = (group: Place, scope: Scope, seq: number): OutboxMessage => ({
  topic: topicOf(group, scope),
  kind: 'group.deleted',
  body: { messageId: messageIdOf(scope.groupNo, scope.number, seq), seq },
})

/** To a seat: he may not write, or may again. */
export const memberMuted = (
  group: Pick<GroupRow, 'group_id'>,
  userId: string,
  body: { readonly muted: boolean; readonly until: string | null },
): OutboxMessage => ({ topic: groupTopic(group.group_id, userId), kind: 'group.muted', body })
