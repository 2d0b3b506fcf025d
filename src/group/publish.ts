import { clubTopic, groupTopic, memberTopic, seatsTopic, type Topic } from '../contract/topics.ts'
import type { OutboxMessage } from '../ports/app.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'
import { subGroupIdOf } from './apply.ts'
import type { GroupRow } from './rows.ts'
import type { LeftHow } from './seating/leaving.ts'

type Place = Pick<GroupRow, 'group_id' | 'owner_id'>

/** Groups of a club were made, changed or closed. */
export const groupsChanged = (ownerId: string): OutboxMessage => ({
  topic: clubTopic(ownerId),
  kind: 'groups.changed',
  body: {},
})

const joined = (topic: string, group: Place, number: number): OutboxMessage => ({
  topic,
  kind: 'group.joined',
  body: { ownerId: group.owner_id, groupId: group.group_id, subGroupId: subGroupIdOf(group.group_id, number), number },
})

/** A seat under the name of all of a user's seats: who hears that opens his stream anew, to hear this one as well. */
export const seatShown = (group: Place, userId: string, number: number): OutboxMessage =>
  joined(seatsTopic(userId), group, number)

/** A member has a seat. */
export const seatTaken = (group: Place, userId: string, number: number): OutboxMessage[] => [
  joined(memberTopic(group.owner_id, userId), group, number),
  seatShown(group, userId, number),
]

/** A seat ended; on the seat's own topic too, where it ends what its stream hears (ADR 0012). @param epoch which sitting */
export const seatLost = (group: Place, userId: string, how: LeftHow, epoch: number): OutboxMessage[] =>
  [memberTopic(group.owner_id, userId), groupTopic(group.group_id, userId)].map((topic) => ({
    topic,
    kind: 'group.left',
    body: { groupId: group.group_id, how, epoch },
  }))

type Body = Readonly<Record<string, unknown>>

/** What the owner's side said in a scope; what fans say stays inside. */
function postOf(topic: Topic, body: Body) {
  if (topic.kind !== 'said' || body['sender'] !== 'owner') return null
  const { ownerId, groupId, number } = topic
  return {
    ownerId,
    groupId,
    subGroupId: groupId === null || number === null ? null : subGroupIdOf(groupId, number),
    messageId: String(body['messageId']),
    text: typeof body['text'] === 'string' ? body['text'] : null,
  }
}

/** Groups as they are told outside. */
export const groupOutward: readonly OutwardRule[] = [
  outward<'group.joined'>({
    type: 'group.joined',
    topic: 'member',
    kind: 'group.joined',
    data: (topic, body) =>
      topic.kind === 'member'
        ? {
            ownerId: topic.ownerId,
            userId: topic.userId,
            groupId: String(body['groupId']),
            subGroupId: String(body['subGroupId']),
          }
        : null,
  }),
  outward<'group.left'>({
    type: 'group.left',
    topic: 'member',
    kind: 'group.left',
    data: (topic, body) =>
      topic.kind === 'member'
        ? {
            ownerId: topic.ownerId,
            userId: topic.userId,
            groupId: String(body['groupId']),
            how: String(body['how']),
          }
        : null,
  }),
  outward<'group.noticePosted'>({
    type: 'group.noticePosted',
    topic: 'said',
    kind: 'group.said',
    data: (topic, body) => (body['kind'] === 'notice' ? postOf(topic, body) : null),
  }),
  outward<'group.messagePosted'>({
    type: 'group.messagePosted',
    topic: 'said',
    kind: 'group.said',
    data(topic, body) {
      const post = body['kind'] === 'notice' ? null : postOf(topic, body)
      return post === null ? null : { ...post, kind: String(body['kind']) }
    },
  }),
]
