import { reject } from '../contract/rejections.ts'
import { linkWith } from '../media/links.ts'
import { readLinkKey } from '../media/store.ts'
import { takeMedium } from '../media/take.ts'
import type { Db } from '../ports/db.ts'
import type { MediaService, MediaStorage, MediaWorkshop } from '../ports/media.ts'

/** Where pictures and videos are made and kept. */
export interface MediaPlace {
  readonly workshop: MediaWorkshop
  readonly storage: MediaStorage
}

/** Media as routes use them. @param place null: this process takes none in (an importer) */
export const createMediaService = (db: Db, place: MediaPlace | null): MediaService => ({
  video: place?.workshop.video === true,
  links: async () => linkWith(await readLinkKey(db)),
  take: async (mediaId, wish) => (place === null ? reject('unavailable') : takeMedium({ db, ...place }, mediaId, wish)),
})
