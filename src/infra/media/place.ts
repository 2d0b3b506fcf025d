import type { Log } from '../../ports/log.ts'
import type { MediaStorage, MediaWorkshop } from '../../ports/media.ts'
import { diskStorage } from './disk.ts'
import { findFfmpeg } from './ffmpeg.ts'
import { createPictures } from './pictures.ts'
import { s3Storage, type S3Settings } from './s3.ts'
import { createVideos } from './videos.ts'
import { createWorkshop } from './workshop.ts'

/** Where pictures and videos are made and kept, as the deployment says. */
export interface MediaSettings {
  /** absolute; all nodes of a store share it, unless media lie in a bucket */
  readonly folder: string
  /** absolute; of this machine, for uploads under way */
  readonly workFolder: string
  /** `none`: no videos are taken */
  readonly ffmpeg: 'none' | { readonly path: string } | { readonly searchPath: string }
  /** null: they lie in the folder */
  readonly s3: S3Settings | null
}

/** The storage alone. @param realNow UTC ms */
export const openMediaStorage = ({ folder, s3 }: MediaSettings, realNow: () => number): MediaStorage =>
  s3 === null ? diskStorage(folder) : s3Storage(s3, realNow)

/** Storage and workshop. Nothing is made or asked before the first medium comes; without ffmpeg videos are not taken, which is logged. */
export async function openMediaPlace(
  settings: MediaSettings,
  log: Log,
  realNow: () => number,
): Promise<{ storage: MediaStorage; workshop: MediaWorkshop }> {
  const { ffmpeg, workFolder: folder } = settings
  const tools =
    ffmpeg === 'none'
      ? null
      : 'path' in ffmpeg
        ? await findFfmpeg(ffmpeg.path, '')
        : await findFfmpeg(null, ffmpeg.searchPath)
  if (tools === null && ffmpeg !== 'none')
    log.info(
      { ...ffmpeg },
      'no ffmpeg with ffprobe beside it: videos in groups are refused (docs/operate/settings.md, TIEFEN_FFMPEG)',
    )
  const videos = tools === null ? null : createVideos(tools, () => performance.now())
  return {
    storage: openMediaStorage(settings, realNow),
    workshop: createWorkshop({ folder, pictures: createPictures(), videos, log, realNow }),
  }
}
