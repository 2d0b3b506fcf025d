import type { MediaFacts, MediaKind, MediaView } from '../contract/media.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { Db } from '../ports/db.ts'
import type { MadeMedium, MediaStorage, MediaWish, MediaWorkshop } from '../ports/media.ts'
import { linkWith } from './links.ts'
import { dropUnmade, finishMedium, readLinkKey } from './store.ts'

export interface TakeParts {
  readonly db: Db
  readonly workshop: MediaWorkshop
  readonly storage: MediaStorage
}

const factsOf = (mediaId: string, kind: MediaKind, { full, thumbnail, seconds }: MadeMedium): MediaFacts => ({
  mediaId,
  kind,
  mediaType: full.mediaType,
  width: full.width,
  height: full.height,
  bytes: full.bytes,
  ...(seconds === null ? {} : { seconds }),
  thumbnail: { width: thumbnail.width, height: thumbnail.height },
})

/**
 * Takes the bytes of a medium whose row was made before: decodes, stores, and only then says so in the row. A crash on the way leaves a row that
 * the sweep finds, with whatever was stored under its id. One that there was no room for is not of its sender's day.
 * @rule GRP-8
 */
export async function takeMedium(
  { db, workshop, storage }: TakeParts,
  mediaId: string,
  wish: MediaWish,
): Promise<MediaView | Rejection> {
  const taken = await workshop.make<MediaView>(wish, async (made) => {
    await storage.put(mediaId, 'full', made.full)
    crashPoint('media.half')
    await storage.put(mediaId, 'thumbnail', made.thumbnail)
    crashPoint('media.stored')
    const facts = factsOf(mediaId, wish.kind, made)
    if (await finishMedium(db, mediaId, facts)) return linkWith(await readLinkKey(db))(facts)
    // its sender was erased meanwhile
    await storage.remove(mediaId)
    return reject('not_found')
  })
  if (isRejection(taken) && taken.rejected === 'media_busy') await dropUnmade(db, mediaId)
  return taken
}
