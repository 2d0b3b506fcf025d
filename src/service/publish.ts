import type { DeskThread, ServiceMessage } from '../contract/service.ts'
import { deskTopic, threadTopic } from '../contract/topics.ts'
import { toInstant } from '../lib/time.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Draft, Thread } from './apply.ts'

interface Place {
  readonly ownerId: string
  /** the fan's first id */
  readonly userId: string
  readonly name: string | null
}

/** How a thread stands, as those of the desk who look at it hear it. */
const standing = (
  thread: Thread,
): Pick<
  DeskThread,
  'state' | 'assignedTo' | 'unread' | 'waitingSince' | 'openedAt' | 'lastSeq' | 'lastAt' | 'blocked'
> => ({
  state: thread.resolvedAt === null ? 'open' : 'resolved',
  assignedTo: thread.assignedTo,
  unread: thread.fanMessages - thread.deskRead,
  waitingSince: thread.waitingSince === null ? null : toInstant(thread.waitingSince),
  openedAt: toInstant(thread.openedAt),
  lastSeq: thread.lastSeq,
  lastAt: toInstant(thread.lastAt),
  blocked: thread.blockedAt !== null,
})

const messageOf = (draft: Draft, now: number): ServiceMessage => ({
  ...draft.body,
  seq: draft.seq,
  at: toInstant(now),
  side: draft.side,
  kind: draft.kind as ServiceMessage['kind'],
  sendId: draft.sendId,
})

/** What a move wrote, row by row, with how the thread stands after it: to the desk all of it, to the fan what he may read. */
export function threadMoved(place: Place, thread: Thread, drafts: readonly Draft[], now: number): OutboxMessage[] {
  const { ownerId, userId } = place
  const unread = thread.deskMessages - thread.fanRead
  return drafts.flatMap((draft) => {
    const message = messageOf(draft, now)
    const toDesk: OutboxMessage = {
      topic: deskTopic(ownerId),
      kind: 'service.moved',
      body: { ...place, thread: standing(thread), message: { ...message, agentId: draft.agent } },
    }
    if (draft.side === 'inner') return [toDesk]
    return [
      toDesk,
      { topic: threadTopic(ownerId, userId), kind: 'service.said', body: { ownerId, userId, unread, message } },
    ]
  })
}

/** One side has read: to the pages of that side. */
export const threadRead = (place: Place, thread: Thread, side: 'fan' | 'desk'): OutboxMessage =>
  side === 'desk'
    ? {
        topic: deskTopic(place.ownerId),
        kind: 'service.moved',
        body: { ...place, thread: standing(thread), message: null },
      }
    : {
        topic: threadTopic(place.ownerId, place.userId),
        kind: 'service.read',
        body: { ownerId: place.ownerId, userId: place.userId, unread: thread.deskMessages - thread.fanRead },
      }

/** Settings, quick replies or who is on duty changed. */
export const deskChanged = (ownerId: string, what: 'settings' | 'quickReplies' | 'agents'): OutboxMessage => ({
  topic: deskTopic(ownerId),
  kind: 'service.changed',
  body: { what },
})
