import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { mediaLimits } from '../../contract/media.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import type { MadeFile } from '../../ports/media.ts'
import { runTool, type FfmpegTools, type ToolRun } from './ffmpeg.ts'

/**
 * Videos decoded and written anew as MP4 with H.264 and AAC. What a file says of itself (its type, its length) is only asked for what decides nothing:
 * how long it is is what decoding it took (GRP-8).
 */

/** Of looking into a file, and of all that is done to one. */
const PROBE_MS = 10_000
const WORK_MS = 90_000
/** A video of a phone that every browser plays stays as it is up to this; else it is written anew, no side above the first. */
const COPY = { longSide: 1_920, shortSide: 1_080, bitsPerSecond: 8_000_000 } as const
const SHORT_SIDE = 720
const ALLOC_BYTES_MOST = 512 * 1024 * 1024
/** Where the container says that more should have come than did, the file was cut off. */
const CUT_OFF_SECONDS = 1

/** Demuxers by the first bytes. A playlist is no container: it would name other files, and is never given to the demuxer that reads it. */
async function demuxerOf(path: string): Promise<'mov' | 'matroska' | null> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(12), 0, 12, 0)
    if (bytesRead < 12) return null
    if (buffer.readUInt32BE(0) === 0x1a45dfa3) return 'matroska'
    return ['ftyp', 'moov', 'wide', 'mdat', 'free', 'skip'].includes(buffer.toString('latin1', 4, 8)) ? 'mov' : null
  } finally {
    await handle.close()
  }
}

/** What a tool may open: this one file, by this demuxer. */
const input = (path: string, demuxer: string): readonly string[] => [
  ...['-protocol_whitelist', 'file', '-max_pixels', String(mediaLimits.framePixelsMost)],
  ...['-f', demuxer, '-i', `file:${path}`],
]
const quiet = ['-v', 'quiet', '-nostdin', '-y', '-max_alloc', String(ALLOC_BYTES_MOST), '-threads', '1'] as const

const probeForm = z.object({
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string().default(''),
      width: z.int().optional(),
      height: z.int().optional(),
      pix_fmt: z.string().optional(),
      disposition: z.object({ attached_pic: z.int().default(0) }).default({ attached_pic: 0 }),
      side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
    }),
  ),
  format: z.object({ duration: z.coerce.number().optional() }).default({}),
})

interface Picture {
  readonly width: number
  readonly height: number
}
interface Probe extends Picture {
  readonly video: string
  readonly pixels: string
  readonly audio: string | null
  /** as the container says; null: it does not */
  readonly saidSeconds: number | null
}

async function probe(tools: FfmpegTools, path: string, demuxer: string, folder: string): Promise<Probe | null> {
  const entries =
    'stream=codec_type,codec_name,width,height,pix_fmt:stream_disposition=attached_pic:stream_side_data=rotation:format=duration'
  const args = ['-v', 'quiet', ...input(path, demuxer), '-show_entries', entries, '-of', 'json']
  const { code, out } = await runTool(tools.ffprobe, args, folder, PROBE_MS)
  const read = probeForm.safeParse(code === 0 ? (JSON.parse(out) as unknown) : null)
  if (!read.success) return null
  const { streams, format } = read.data
  const video = streams.find((one) => one.codec_type === 'video' && one.disposition.attached_pic === 0)
  if (video?.width === undefined || video.height === undefined || video.width * video.height === 0) return null
  const turned = video.side_data_list.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90)
  return {
    width: turned ? video.height : video.width,
    height: turned ? video.width : video.height,
    video: video.codec_name,
    pixels: video.pix_fmt ?? '',
    audio: streams.find((one) => one.codec_type === 'audio')?.codec_name ?? null,
    saidSeconds: format.duration ?? null,
  }
}

/** Whether every browser plays it as it is. */
function isPlain(one: Probe, bytes: number, demuxer: string): boolean {
  const seconds = Math.max(1, one.saidSeconds ?? 0)
  return (
    demuxer === 'mov' &&
    one.video === 'h264' &&
    /^yuvj?420p$/.test(one.pixels) &&
    (one.audio === null || one.audio === 'aac') &&
    Math.max(one.width, one.height) <= COPY.longSide &&
    Math.min(one.width, one.height) <= COPY.shortSide &&
    (bytes * 8) / seconds <= COPY.bitsPerSecond
  )
}

const scaled = `scale=w='if(gt(iw,ih),-2,min(${SHORT_SIDE},iw))':h='if(gt(iw,ih),min(${SHORT_SIDE},ih),-2)',crop=trunc(iw/2)*2:trunc(ih/2)*2`
const encoded = [
  ...['-vf', scaled, '-filter_threads', '1', '-fpsmax', '30', '-pix_fmt', 'yuv420p'],
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '24', '-maxrate', '4M', '-bufsize', '8M', '-profile:v', 'high'],
  ...['-c:a', 'aac', '-b:a', '96k', '-ac', '2', '-threads', '1'],
] as const

/** The end of the last frame or sound that went through a tool, ms; null: none did. */
function endOf({ code, out }: ToolRun): number | null {
  const micros = [...out.matchAll(/^out_time_us=(-?\d+)$/gm)].at(-1)?.[1]
  return code !== 0 || micros === undefined || Number(micros) <= 0 ? null : Math.ceil(Number(micros) / 1_000)
}

const streams = ['-map', '0:V:0', '-map', '0:a:0?', '-map_metadata', '-1', '-map_chapters', '-1'] as const

export interface Videos {
  /**
   * Makes what is kept of a video, with a picture of it for its poster. Codes: media_unreadable, media_kind_not_supported, video_too_long,
   * media_too_large (its frames), media_busy (it took too long).
   * @param secondsMost how long it may be
   * @rule GRP-8
   */
  make(
    from: string,
    folder: string,
    secondsMost: number,
  ): Promise<{ full: MadeFile; poster: string; seconds: number } | Rejection>
}

/** Decodes videos with tools of this machine. */
export function createVideos(tools: FfmpegTools, monotonic: () => number): Videos {
  /** Copies the streams where that will do, else encodes them anew; then decodes what came of it to its end. */
  const write = async (
    from: { readonly path: string; readonly demuxer: string; readonly plain: boolean },
    folder: string,
    secondsMost: number,
    left: () => number,
  ): Promise<ToolRun> => {
    // a little more than it may be is enough to see that it is too long
    const cut = ['-t', String(secondsMost + 1)]
    const to = join(folder, 'full')
    const how = from.plain ? ['-c', 'copy'] : encoded
    const end = ['-movflags', '+faststart', '-f', 'mp4', `file:${to}`]
    const begin = [...quiet, ...input(from.path, from.demuxer), ...cut, ...streams]
    const written = await runTool(tools.ffmpeg, [...begin, ...how, ...end], folder, left())
    if (written.code !== 0) return written
    const whole = ['-map', '0:v:0', '-map', '0:a?', '-progress', 'pipe:1', '-stats_period', '60', '-f', 'null', '-']
    return runTool(tools.ffmpeg, [...quiet, ...input(to, 'mov'), ...whole], folder, left())
  }

  return {
    async make(path, folder, secondsMost) {
      const begun = monotonic()
      const left = (): number => Math.max(1, WORK_MS - (monotonic() - begun))
      const demuxer = await demuxerOf(path)
      const found = demuxer === null ? null : await probe(tools, path, demuxer, folder)
      if (demuxer === null || found === null) return reject('media_unreadable')
      if (found.width * found.height > mediaLimits.framePixelsMost)
        return reject('media_too_large', `${found.width} × ${found.height} pixels`)
      const plain = isPlain(found, (await stat(path)).size, demuxer)
      const run = await write({ path, demuxer, plain }, folder, secondsMost, left)
      if (run.late) return reject('media_busy', 'It took too long to decode', { retryAfterSeconds: 30 })
      const end = endOf(run)
      if (end === null) return reject('media_unreadable')
      if (end > secondsMost * 1_000 + mediaLimits.videoToleranceMs)
        return reject('video_too_long', `At most ${secondsMost} s`, { secondsMost })
      if (found.saidSeconds !== null && found.saidSeconds - end / 1_000 > CUT_OFF_SECONDS)
        return reject('media_unreadable')
      const full = await describe(folder)
      return isRejection(full)
        ? full
        : { full, poster: await posterOf(folder, end, left()), seconds: Math.round(end / 100) / 10 }
    },
  }

  /** What was written, as its own headers tell: they are ours. */
  async function describe(folder: string): Promise<MadeFile | Rejection> {
    const path = join(folder, 'full')
    const { size: bytes } = await stat(path)
    const made = await probe(tools, path, 'mov', folder)
    if (made === null) return reject('media_unreadable')
    return { path, mediaType: 'video/mp4', bytes, width: made.width, height: made.height }
  }

  async function posterOf(folder: string, endMs: number, milliseconds: number): Promise<string> {
    const poster = join(folder, 'poster')
    const at = String(Math.min(0.5, endMs / 2_000))
    const frame = ['-map', '0:v:0', '-frames:v', '1', '-c:v', 'png', '-f', 'image2', '-update', '1', `file:${poster}`]
    const args = [...quiet, '-ss', at, ...input(join(folder, 'full'), 'mov'), ...frame]
    await runTool(tools.ffmpeg, args, folder, milliseconds)
    return poster
  }
}
