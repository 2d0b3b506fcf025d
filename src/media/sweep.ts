import { crashPoint } from '../lib/crash-point.ts'
import type { Db } from '../ports/db.ts'
import type { Log } from '../ports/log.ts'
import type { MediaStorage } from '../ports/media.ts'
import { forgetSwept, giveUp } from './store.ts'

/** Media swept at a time. */
const SWEEP_MOST = 200

/**
 * Takes away the bytes of media that no message holds: never used within a day, or of a message that was deleted or whose sender was erased.
 * First nobody can read or use them, then the bytes go, then the row; nodes may do the same work at once. @param now decision time, UTC ms
 * @returns how many
 * @rule GRP-8 PLT-6
 */
export async function sweepMedia(
  { db, storage, log }: { readonly db: Db; readonly storage: MediaStorage; readonly log: Log },
  now: number,
): Promise<number> {
  const mediaIds = await giveUp(db, now, SWEEP_MOST)
  const removed: string[] = []
  for (const mediaId of mediaIds) {
    try {
      await storage.remove(mediaId)
      removed.push(mediaId)
    } catch (error) {
      log.warn({ err: error, mediaId }, 'the bytes of a medium could not be removed; it will be tried again')
    }
    crashPoint('media.removed')
  }
  if (removed.length > 0) await forgetSwept(db, removed, now)
  return removed.length
}
