import { clubTopic, memberTopic, scopeTopic, sessionTopic } from '../contract/topics.ts'
import { toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'
import type { Claim, PacketState } from './apply.ts'
import type { NewPacket, PacketPlace } from './store.ts'

type Place = Omit<PacketPlace, 'packet_id'>

/** Who hears of a packet: who sits where it was posted; its session; without either the club. */
function topicOf(place: Place): string {
  const { owner_id: ownerId, session_id: sessionId, group_id, group_no, number } = place
  if (group_no !== null)
    return scopeTopic({ ownerId, groupId: group_no === 0 ? null : group_id, number: number === 0 ? null : number })
  return sessionId === null ? clubTopic(ownerId) : sessionTopic(sessionId)
}

/** A packet appears in a session or a club: to all at the same instant. In a group its message tells of it. */
export const packetOpened = (packet: NewPacket, place: Place): OutboxMessage => ({
  topic: topicOf(place),
  kind: 'packet.opened',
  body: {
    packetId: packet.packetId,
    split: packet.split,
    count: packet.count,
    total: { value: packet.total, currency: place.currency },
    fromLevel: packet.fromLevel,
    greeting: packet.greeting,
    expiresAt: toInstant(packet.expiresAt),
  },
})

/** Shares of a packet were taken, or what was left went back. */
export const packetMoved = (
  packet: Pick<PacketState, 'packetId' | 'status' | 'shares' | 'count'>,
  place: Place,
): OutboxMessage => ({
  topic: topicOf(place),
  kind: 'packet.moved',
  body: { packetId: packet.packetId, status: packet.status, sharesClaimed: packet.shares, count: packet.count },
})

/** To the member who took a share. */
export const packetClaimed = (claim: Claim, userId: string, place: Place): OutboxMessage => ({
  topic: memberTopic(place.owner_id, userId),
  kind: 'packet.claimed',
  body: { packetId: claim.packetId, amount: { value: claim.amount, currency: place.currency } },
})

const moneyOf = (value: unknown): { value: number; currency: string } => {
  const { value: minor, currency } = value as { value: number; currency: string }
  return { value: minor, currency }
}

/** Red packets as they are told outside. */
export const packetOutward: readonly OutwardRule[] = [
  outward<'packet.claimed'>({
    type: 'packet.claimed',
    topic: 'member',
    kind: 'packet.claimed',
    data: (topic, body) =>
      topic.kind === 'member'
        ? {
            ownerId: topic.ownerId,
            userId: topic.userId,
            packetId: String(body['packetId']),
            amount: moneyOf(body['amount']),
          }
        : null,
  }),
]
