import { join } from 'node:path'
import type sharpModule from 'sharp'
import { mediaLimits, type MediaKind } from '../../contract/media.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import type { MadeFile } from '../../ports/media.ts'

/** Pictures decoded and written anew: what is kept holds pixels and nothing else (no place, no camera, no second file behind the first). */

type Sharp = typeof sharpModule

/** Written sizes: the shorter side of what is kept, all its pixels (a long screenshot keeps its width), the longest that WebP can hold. */
const SHORT_SIDE_MOST = 1_440
const PIXELS_MOST = 16_000_000
const LONG_SIDE_MOST = 16_000
/** A thumbnail's longer side, and how much longer it may be than the shorter. */
const THUMBNAIL_MOST = 480
const THUMBNAIL_RATIO_MOST = 2
/** Text on a screenshot shows what a photo hides. */
const qualities: Readonly<Record<MediaKind, number>> = { picture: 80, screenshot: 90, video: 80 }
const THUMBNAIL_QUALITY = 72
const DECODE_SECONDS = 20

/** As libvips names what it found in the bytes; others are not even tried. */
const formats = ['jpeg', 'png', 'webp', 'gif', 'heif'] as const
/** The loaders of these formats; every other (SVG, PDF, TIFF, RAW, ImageMagick) stays shut. */
const loaders = [
  'VipsForeignLoadJpeg',
  'VipsForeignLoadPng',
  'VipsForeignLoadWebp',
  'VipsForeignLoadNsgif',
  'VipsForeignLoadHeif',
]

/** libvips, able to read these formats alone. */
async function openSharp(): Promise<Sharp> {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: loaders })
  // a file comes once
  sharp.cache(false)
  sharp.concurrency(1)
  return sharp
}

/** Upright sizes of a picture within the bounds. */
function fit(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(
    1,
    SHORT_SIDE_MOST / Math.min(width, height),
    LONG_SIDE_MOST / Math.max(width, height),
    Math.sqrt(PIXELS_MOST / (width * height)),
  )
  return { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
}

function fitThumbnail(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, THUMBNAIL_MOST / Math.max(width, height))
  const ratio = Math.max(width / height, height / width) / THUMBNAIL_RATIO_MOST
  // a strip is cut, not made a hair's breadth
  const wider = ratio <= 1 ? 1 : Math.min(ratio, 1 / scale)
  const sides = [width * scale * (width < height ? wider : 1), height * scale * (height < width ? wider : 1)]
  const [w = 1, h = 1] = sides.map((side) => Math.max(1, Math.min(THUMBNAIL_MOST, Math.round(side))))
  return { width: w, height: h }
}

async function write(
  sharp: Sharp,
  from: string,
  to: string,
  size: { width: number; height: number },
  quality: number,
): Promise<MadeFile> {
  const {
    size: bytes,
    width,
    height,
  } = await sharp(from, { limitInputPixels: mediaLimits.picturePixelsMost, failOn: 'error' })
    .timeout({ seconds: DECODE_SECONDS })
    .autoOrient()
    .resize({ ...size, fit: 'cover', position: 'top', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality, effort: 3, smartSubsample: true })
    .toFile(to)
  return { path: to, mediaType: 'image/webp', bytes, width, height }
}

type Made = { readonly full: MadeFile; readonly thumbnail: MadeFile; readonly seconds: null }

export interface Pictures {
  /**
   * Makes what is kept of a picture: WebP, upright, within bounds; of moving ones the first frame. Codes: media_unreadable,
   * media_kind_not_supported, media_too_large (its pixels).
   * @rule GRP-8
   */
  make(from: string, folder: string, kind: MediaKind): Promise<Made | Rejection>
  /** A small picture of one. Throws where it cannot be decoded. */
  thumbnail(from: string, folder: string): Promise<MadeFile>
}

/** Decodes pictures in threads of this process; libvips is loaded when the first one comes. */
export function createPictures(): Pictures {
  let opened: Promise<Sharp> | null = null
  const open = (): Promise<Sharp> => (opened ??= openSharp())

  const thumbnail = async (from: string, folder: string): Promise<MadeFile> => {
    const sharp = await open()
    const { autoOrient } = await sharp(from, { limitInputPixels: mediaLimits.picturePixelsMost }).metadata()
    const size = fitThumbnail(autoOrient.width, autoOrient.height)
    return write(sharp, from, join(folder, 'thumbnail'), size, THUMBNAIL_QUALITY)
  }

  return {
    thumbnail,
    async make(from, folder, kind) {
      const sharp = await open()
      // the head alone: no pixel is decoded before their number is known
      const head = await sharp(from, { limitInputPixels: false })
        .metadata()
        .catch(() => null)
      if (head === null) return reject('media_unreadable')
      // HEIC, an iPhone's own, is encumbered: browsers hand over JPEG where they are asked to
      if (!formats.some((one) => one === head.format) || head.compression === 'hevc')
        return reject('media_kind_not_supported')
      const { width, height } = head.autoOrient
      if (width * height > mediaLimits.picturePixelsMost)
        return reject('media_too_large', `${width} × ${height} pixels`)
      try {
        const full = await write(sharp, from, join(folder, 'full'), fit(width, height), qualities[kind])
        return { full, thumbnail: await thumbnail(full.path, folder), seconds: null }
      } catch {
        return reject('media_unreadable')
      }
    },
  }
}
