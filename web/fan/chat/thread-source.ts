import type { ServiceMessage } from '../../../src/contract/service.ts'
import { answerOf, type Api } from '../../shared/api.ts'
import { ApiProblem } from '../../shared/problem.ts'
import type { StreamMessage } from '../../shared/stream.ts'
import type { ChatSource } from './source.ts'

/** A private message on a page of either side. */
export type ThreadMessage = Omit<ServiceMessage, 'sendId'> & {
  readonly messageId: string
  readonly from: string
  readonly sender: { readonly kind: 'fan' | 'owner'; readonly name: string | null }
  readonly sendId?: string
}

/** Without an answer for so long, a sending counts as lost and is tried again under its id. */
const sendMilliseconds = 15_000

/** A thread as one of its two sides has it (GRP-14). */
export interface ThreadSide {
  readonly api: Api
  readonly side: 'fan' | 'desk'
  readonly ownerId: string
  readonly userId: string
  /** under which id this side's own messages stand */
  readonly self: string
  readonly topic: string
  /** who said it, as this page shows him */
  said(message: Pick<ServiceMessage, 'side'>): Pick<ThreadMessage, 'from' | 'sender'>
  /** the message that the stream brings; null: none of this thread */
  heard(told: StreamMessage): ServiceMessage | null
  /** this side has so many unread now */
  onRead(unread: number): void
}

/** A fan's thread with an owner's desk as a conversation. */
export function threadSource(place: ThreadSide): ChatSource<ThreadMessage> {
  const { api, side, ownerId, userId, self, topic } = place
  const path = { ownerId, userId }
  const messageOf = ({ sendId, ...message }: ServiceMessage): ThreadMessage => ({
    ...message,
    messageId: String(message.seq),
    ...place.said(message),
    ...(sendId === null ? {} : { sendId }),
  })
  return {
    id: `${side === 'fan' ? 'service' : 'desk'}:${ownerId}:${userId}`,
    self,
    topics: [topic],
    async load({ before, after, limit }) {
      const part = before !== undefined ? { before } : after !== undefined ? { after } : {}
      const { items } = await answerOf(
        api.GET('/v1/clubs/{ownerId}/service/threads/{userId}/messages', {
          params: { path, query: { side, limit, ...part } },
        }),
      )
      return items.map(messageOf)
    },
    async send({ text }, sendId) {
      try {
        const { seq, at } = await answerOf(
          api.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', {
            params: { path },
            body: { kind: 'text', sendId, text, side },
            signal: AbortSignal.timeout(sendMilliseconds),
          }),
        )
        return { messageId: String(seq), seq, at }
      } catch (error) {
        // a call that was given up on may have been heard
        throw error instanceof DOMException ? new ApiProblem(0, {}) : error
      }
    },
    made: ({ text }, { seq, at }, sendId) => messageOf({ seq, at, side, kind: 'text', text, sendId }),
    async read(upTo) {
      const { unread } = await answerOf(
        api.POST('/v1/clubs/{ownerId}/service/threads/{userId}/read', { params: { path }, body: { upTo, side } }),
      )
      place.onRead(unread)
    },
    hear(told) {
      const message = place.heard(told)
      return message === null ? null : { said: messageOf(message) }
    },
  }
}
