import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe } from 'vitest'

/** Pictures and videos for tests, made by the tools that read them; none is kept in the repository. */

/** Why tests of videos are skipped here, or null. */
export const noFfmpeg =
  spawnSync('ffmpeg', ['-version']).status === 0 && spawnSync('ffprobe', ['-version']).status === 0
    ? null
    : 'skipped: no ffmpeg on PATH (Debian: apt-get install ffmpeg)'

/** Tests with ffmpeg; skipped by name where there is none. */
export function describeVideos(title: string, tests: () => void): void {
  if (noFfmpeg === null) describe(title, tests)
  else describe.skip(`${title} [${noFfmpeg}]`, tests)
}

/** A picture of one colour with a white corner at its upper left. */
export const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#c2410c' } }).composite([
    {
      input: {
        create: { width: Math.ceil(width / 4), height: Math.ceil(height / 4), channels: 3, background: '#fff' },
      },
      left: 0,
      top: 0,
    },
  ])

/** What else a test video is made of. */
export interface VideoOptions {
  /** its extension says the container */
  readonly name?: string
  /** seconds of a tone */
  readonly sound?: number
  readonly pictures?: boolean
  /** of the output */
  readonly args?: readonly string[]
}

/** What ffmpeg makes of a test picture that moves, ten frames a second. */
export function video(
  seconds: number,
  { name = 'video.mp4', sound, pictures = true, args = [] }: VideoOptions = {},
): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'tiefen-video-'))
  try {
    const source = pictures ? ['-f', 'lavfi', '-i', `testsrc=duration=${seconds}:rate=10:size=160x120`] : []
    const tone = sound === undefined ? [] : ['-f', 'lavfi', '-i', `sine=duration=${sound}`, '-c:a', 'aac']
    const codec =
      pictures && !name.endsWith('.webm') ? ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-preset', 'ultrafast'] : []
    const made = spawnSync('ffmpeg', ['-v', 'error', '-y', ...source, ...tone, ...codec, ...args, name], {
      cwd: folder,
    })
    if (made.status !== 0) throw new Error(made.stderr.toString())
    return readFileSync(join(folder, name))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The bytes of a box of an MP4, found by its name, changed. */
export function patchBox(file: Buffer, name: string, change: (box: Buffer) => void): Buffer {
  const patched = Buffer.from(file)
  const at = patched.indexOf(name, 0, 'latin1')
  if (at < 4) throw new Error(`no ${name}`)
  change(patched.subarray(at - 4, at - 4 + patched.readUInt32BE(at - 4)))
  return patched
}

/** An MP4 whose header says another length than it has. */
export const withSaidSeconds = (file: Buffer, seconds: number): Buffer =>
  patchBox(file, 'mvhd', (box) => box.writeUInt32BE(seconds * box.readUInt32BE(20), 24))

/** An MP4 that is shown turned by a quarter, as phones write what they film upright. */
export const turned = (file: Buffer): Buffer =>
  patchBox(file, 'tkhd', (box) =>
    [0, 1, 0, -1, 0, 0].forEach((part, index) => box.writeInt32BE(part * 65_536, 48 + index * 4)),
  )
