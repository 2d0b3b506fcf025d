import type { RedPacketView } from '../data/benefit-views.ts'
import type { StreamMessage } from '../../shared/stream.ts'

const statuses = ['open', 'empty', 'returned'] as const

/** Puts what `packet.moved` tells into a packet that is shown: shares only become more, and what is over stays so, in whatever order news come. */
export function withPacketNews(packet: RedPacketView, body: StreamMessage['body']): RedPacketView {
  const told = statuses.find((status) => status === body['status']) ?? packet.status
  return {
    ...packet,
    status: packet.status === 'open' ? told : packet.status,
    sharesClaimed: Math.max(packet.sharesClaimed, Number(body['sharesClaimed'])),
  }
}
