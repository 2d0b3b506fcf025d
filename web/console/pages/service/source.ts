import type { QueryClient } from '@tanstack/react-query'
import type { ServiceMessage } from '../../../../src/contract/service.ts'
import type { ChatSource } from '../../../fan/chat/source.ts'
import { threadSource, type ThreadMessage } from '../../../fan/chat/thread-source.ts'
import type { Api } from '../../../shared/api.ts'
import { deskTopic } from '../../../shared/topics.ts'
import { patchThread } from './data.ts'

interface Place {
  readonly api: Api
  readonly queries: QueryClient
  readonly ownerId: string
  readonly userId: string
}

/** A fan's thread as those of the desk reach it: what was said, notes and deeds. */
export const deskSource = ({ queries, ...place }: Place): ChatSource<ThreadMessage> => {
  const { ownerId, userId } = place
  return threadSource({
    ...place,
    side: 'desk',
    self: ownerId,
    topic: deskTopic(ownerId),
    said: ({ side }) =>
      side === 'fan'
        ? { from: userId, sender: { kind: 'fan', name: null } }
        : { from: ownerId, sender: { kind: 'owner', name: null } },
    heard: ({ kind, body }) =>
      kind === 'service.moved' && body['userId'] === userId ? (body['message'] as ServiceMessage | null) : null,
    onRead: (unread) => patchThread(queries, ownerId, userId, { unread }),
  })
}
