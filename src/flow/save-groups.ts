import { giveBenefits } from '../benefit/desk.ts'
import { postMessages } from '../group/messages/post.ts'
import { newsKey, noteNews } from '../group/messages/posting/store.ts'
import { rewardReviews } from '../group/reviews/reward.ts'
import { createMoney } from '../money/book.ts'
import type { OutboxMessage } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { cards } from './cards.ts'
import { isBeginning } from './sessions.ts'
import type { Batch } from './state.ts'

/** What a batch means for groups: reviews that a call rewards, and what their members are told. Without any, nothing is asked of the store. */

const into =
  ({ writes }: Batch) =>
  (messages: readonly OutboxMessage[]): Promise<void> => {
    writes.messages.push(...messages)
    return Promise.resolve()
  }

/** Rewards reviews (GRP-8). The fans are held; locks calls, then what benefits are counted by. */
export async function saveReviews(tx: Queryable, batch: Batch): Promise<void> {
  const taking = { tx, now: batch.now, publish: into(batch), money: createMoney(tx, batch.now) }
  await rewardReviews(
    { tx, now: batch.now, benefits: { give: (gifts) => giveBenefits(taking, gifts) } },
    batch.writes.reviews,
  )
}

/**
 * Tells all groups of an owner that he went live, or of a new video: one message, once a session and video, whatever the number of events, batches
 * and nodes that tell of it. A session that is over by now, or began long ago, is no news. Locks the clubs' streams, as the last of the batch.
 * @rule GRP-7 LIVE-2
 */
export async function saveNews(tx: Queryable, batch: Batch): Promise<void> {
  const running = batch.writes.news.filter(({ kind, key }) => kind !== 'liveStarted' || isBeginning(batch, key))
  if (running.length === 0) return
  const fresh = await noteNews(tx, running, batch.now)
  const told = new Map(running.flatMap((news) => (fresh.has(newsKey(news)) ? [[newsKey(news), news] as const] : [])))
  await postMessages(
    { tx, now: batch.now, publish: into(batch), cards },
    [...told.values()].map(({ key: _key, ...news }) => ({ ...news, group: null, staffId: null })),
  )
}
