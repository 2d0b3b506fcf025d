import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { mediaLimits, type MediaKind } from '../../contract/media.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import type { Upload } from '../../contract/upload.ts'
import { createGate } from '../../lib/gate.ts'
import { Fault } from '../../ports/db.ts'
import type { MadeMedium, MediaWish, MediaWorkshop } from '../../ports/media.ts'
import type { Log } from '../../ports/log.ts'
import type { Pictures } from './pictures.ts'
import type { Videos } from './videos.ts'

/** What one node does at once; the rest waits, and beyond that callers are told to come back. */
export const workshopLimits = {
  /** uploads under way, each a file of the working folder */
  uploads: 24,
  /** of one sender: it takes six who send a byte a minute to fill the node */
  uploadsEach: 4,
  picturesAtOnce: 2,
  picturesWaiting: 20,
  videosAtOnce: 1,
  videosWaiting: 2,
  retrySeconds: 10,
  /** what a process left behind that died */
  leftOverHours: 1,
} as const

export interface WorkshopParts {
  /** for files under way, of this machine; made when absent */
  readonly folder: string
  readonly pictures: Pictures
  /** null: this machine has no ffmpeg */
  readonly videos: Videos | null
  readonly log: Log
  readonly realNow: () => number
}

const busy = (): Rejection => reject('media_busy', undefined, { retryAfterSeconds: workshopLimits.retrySeconds })

const bytesMost = (kind: MediaKind): number =>
  kind === 'video' ? mediaLimits.videoBytesMost : mediaLimits.pictureBytesMost

class TooLarge extends Error {}

/** Writes what comes into a file, up to so many bytes. Codes: media_too_large, media_unreadable (nothing came, or the caller broke off). */
async function receive(upload: Upload, path: string, most: number): Promise<Rejection | null> {
  let bytes = 0
  const count = new Transform({
    transform(part: Uint8Array, _encoding, done) {
      bytes += part.length
      if (bytes > most) done(new TooLarge())
      else done(null, part)
    },
  })
  try {
    await pipeline(upload.bytes, count, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    if (error instanceof TooLarge) return reject('media_too_large', `At most ${most} bytes`)
    if (
      error instanceof Error &&
      'code' in error &&
      /^(ENOSPC|EDQUOT|EROFS|EACCES|EIO|EMFILE)$/.test(String(error.code))
    )
      throw new Fault('the working folder of media cannot be written', { cause: error })
    return reject('media_unreadable', 'The upload broke off')
  }
  return bytes === 0 ? reject('media_unreadable', 'There are no bytes') : null
}

/** Takes uploads in and makes media of them, a bounded number at a time, in a folder of its own. */
export function createWorkshop({ folder, pictures, videos, log, realNow }: WorkshopParts): MediaWorkshop {
  const pictureGate = createGate(workshopLimits.picturesAtOnce, workshopLimits.picturesWaiting)
  const videoGate = createGate(workshopLimits.videosAtOnce, workshopLimits.videosWaiting)
  /** under way, by sender */
  const uploads = new Map<string, number>()
  let tidied: Promise<void> | null = null

  const tidy = async (): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of await readdir(folder)) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      // another process of this machine may share the folder
      if (found === null || realNow() - found.mtimeMs < workshopLimits.leftOverHours * 3_600_000) continue
      await rm(path, { recursive: true, force: true })
      log.info({ path }, 'removed what an upload left behind')
    }
  }

  const decode = async (wish: MediaWish, from: string, work: string): Promise<MadeMedium | Rejection> => {
    if (wish.kind !== 'video') return (await pictureGate.run(() => pictures.make(from, work, wish.kind))) ?? busy()
    if (videos === null) return reject('video_not_available')
    const made = (await videoGate.run(() => videos.make(from, work, wish.secondsMost))) ?? busy()
    if (isRejection(made)) return made
    const thumbnail = await pictures.thumbnail(made.poster, work).catch(() => reject('media_unreadable'))
    return isRejection(thumbnail) ? thumbnail : { full: made.full, thumbnail, seconds: made.seconds }
  }

  return {
    video: videos !== null,
    async make(wish, keep) {
      const most = bytesMost(wish.kind)
      if (wish.kind === 'video' && videos === null) return reject('video_not_available')
      if (wish.upload.length !== null && wish.upload.length > most)
        return reject('media_too_large', `At most ${most} bytes`)
      const all = [...uploads.values()].reduce((sum, count) => sum + count, 0)
      const his = uploads.get(wish.sender) ?? 0
      const isFull = wish.kind === 'video' && videoGate.held() > workshopLimits.videosWaiting
      if (all >= workshopLimits.uploads || his >= workshopLimits.uploadsEach || isFull) return busy()
      uploads.set(wish.sender, his + 1)
      try {
        tidied ??= tidy().catch((error: unknown) => {
          tidied = null
          throw new Fault('the working folder of media cannot be used', { cause: error })
        })
        await tidied
        const work = await mkdtemp(join(folder, 'upload-'))
        try {
          const from = join(work, 'sent')
          const refused = await receive(wish.upload, from, most)
          if (refused !== null) return refused
          const made = await decode(wish, from, work)
          return isRejection(made) ? made : await keep(made)
        } finally {
          await rm(work, { recursive: true, force: true })
        }
      } finally {
        const left = (uploads.get(wish.sender) ?? 0) - 1
        if (left > 0) uploads.set(wish.sender, left)
        else uploads.delete(wish.sender)
      }
    },
  }
}
