import { v7 as uuidv7 } from 'uuid'
import { isRejection } from '../../contract/rejections.ts'
import type { Subject } from '../../contract/route.ts'
import { toInstant } from '../../lib/time.ts'
import type { App } from '../../ports/app.ts'
import type { GroupRow } from '../rows.ts'
import { isToCount, markVisited } from './store.ts'

/**
 * A member opened a group: an event as the platform's own would be, so that the daily task and its cap decide (TASK-1, TASK-3). One a day is enough,
 * whether or not it earned; one that could not earn uses up none, he may join yet. Others looking as he sees it is no visit (TASK-12).
 * @rule GRP-5 TASK-2
 */
export async function noteVisit(
  app: App,
  subject: Subject,
  group: Pick<GroupRow, 'group_no' | 'group_id' | 'owner_id' | 'mode'>,
  userId: string,
): Promise<void> {
  if (subject.role !== 'fan' && subject.role !== 'platform') return
  const now = await app.clock.now()
  const day = app.calendar.dayOf(now)
  if (!(await isToCount(app.db, userId, group, day))) return
  const answer = await app.ingest([
    {
      specversion: '1.0',
      id: uuidv7(),
      source: 'tiefen:groups',
      type: 'group.visited',
      subject: userId,
      time: toInstant(now),
      data: { ownerId: group.owner_id, groupId: group.group_id },
    },
  ])
  // a busy engine is no reason to show no messages; the next look counts
  if (isRejection(answer)) return
  if (answer.results[0]?.status === 'applied') await markVisited(app.db, userId, group.group_no, day)
}
