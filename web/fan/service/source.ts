import type { QueryClient } from '@tanstack/react-query'
import type { ServiceMessage } from '../../../src/contract/service.ts'
import type { Api } from '../../shared/api.ts'
import { threadTopic } from '../../shared/topics.ts'
import type { ChatSource } from '../chat/source.ts'
import { threadSource, type ThreadMessage } from '../chat/thread-source.ts'
import { setUnread } from './data.ts'

interface Place {
  readonly api: Api
  readonly queries: QueryClient
  readonly ownerId: string
  readonly userId: string
  /** under what name the desk answers */
  readonly desk: string
}

/** A thread with an owner's desk on its fan's phone. */
export const fanSource = ({ queries, desk, ...place }: Place): ChatSource<ThreadMessage> => {
  const { ownerId, userId } = place
  return threadSource({
    ...place,
    side: 'fan',
    self: userId,
    topic: threadTopic(ownerId, userId),
    // «群主» is a word of groups: who answers here is named as the desk
    said: ({ side }) =>
      side === 'fan'
        ? { from: userId, sender: { kind: 'fan', name: null } }
        : { from: `desk:${ownerId}`, sender: { kind: 'fan', name: desk } },
    // the topic may name him by another id of his
    heard: ({ kind, body }) =>
      kind === 'service.said' && body['ownerId'] === ownerId ? (body['message'] as ServiceMessage) : null,
    onRead: (unread) => setUnread(queries, ownerId, userId, unread),
  })
}
