import type { Topic } from '../contract/topics.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'

/** Member facts as they are told outside, taken from the member's own topic, which names him. */

const memberOf = (topic: Topic) => (topic.kind === 'member' ? { ownerId: topic.ownerId, userId: topic.userId } : null)

/** `{name, lit}` of a message. */
function badgeOf(value: unknown): { name: string; lit: boolean } {
  const badge = typeof value === 'object' && value !== null ? value : {}
  return { name: 'name' in badge ? String(badge.name) : '', lit: 'lit' in badge && badge.lit === true }
}

export const memberOutward: readonly OutwardRule[] = [
  outward<'member.joined'>({
    type: 'member.joined',
    topic: 'member',
    kind: 'member.joined',
    data(topic, body) {
      const member = memberOf(topic)
      return member === null ? null : { ...member, scene: String(body['scene']) }
    },
  }),
  outward<'member.left'>({
    type: 'member.left',
    topic: 'member',
    kind: 'member.left',
    data: (topic) => memberOf(topic),
  }),
  outward<'member.moved'>({
    type: 'member.moved',
    topic: 'member',
    kind: 'member.moved',
    data(topic, body) {
      const member = memberOf(topic)
      if (member === null) return null
      return {
        ...member,
        intimacy: Number(body['intimacy']),
        level: Number(body['level']),
        delta: Number(body['delta']),
        leveledUp: body['levelUp'] === true,
        badge: badgeOf(body['badge']),
      }
    },
  }),
]
