import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, expect, test, vi } from 'vitest'
import { mediaLimits, type MediaKind } from '../../contract/media.ts'
import { isRejection } from '../../contract/rejections.ts'
import type { MadeMedium } from '../../ports/media.ts'
import { describeVideos, picture, turned, video, withSaidSeconds } from '../../../test/support/media.ts'
const silent = (): void => undefined
const silentLog = { debug: silent, info: silent, warn: silent, error: silent }
import { findFfmpeg } from './ffmpeg.ts'
import { createPictures } from './pictures.ts'
import { createVideos } from './videos.ts'
import { createWorkshop, workshopLimits } from './workshop.ts'

const folder = mkdtempSync(join(tmpdir(), 'tiefen-workshop-'))
// tools of another process, on a machine that may be busy
vi.setConfig({ testTimeout: 120_000 })
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const tools = await findFfmpeg(null, process.env['PATH'] ?? '')
const parts = { pictures: createPictures(), log: silentLog, realNow: () => Date.now() }
const videos = tools === null ? null : createVideos(tools, () => performance.now())
const workshop = createWorkshop({ ...parts, folder, videos })

async function* pieces(bytes: Uint8Array, size = 64 * 1024): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

interface Kept extends MadeMedium {
  readonly bytes: Buffer
  readonly small: Buffer
}

/** `code` of a refusal, or what was made. */
async function make(bytes: Uint8Array, kind: MediaKind = 'picture', secondsMost = 15): Promise<string | Kept> {
  const upload = { mediaType: 'application/octet-stream', length: null, bytes: pieces(bytes) }
  const made = await workshop.make<Kept>({ kind, secondsMost, sender: 'ann', upload }, async (medium) => ({
    ...medium,
    bytes: readFileSync(medium.full.path),
    small: readFileSync(medium.thumbnail.path),
  }))
  expect(readdirSync(folder)).toEqual([])
  return isRejection(made) ? made.rejected : made
}

async function mustMake(bytes: Uint8Array, kind: MediaKind = 'picture', secondsMost = 15): Promise<Kept> {
  const made = await make(bytes, kind, secondsMost)
  if (typeof made === 'string') throw new Error(made)
  return made
}

test('GRP-8: a picture keeps its pixels, upright, and nothing of who took it where', async () => {
  const exif = { IFD0: { Make: 'SecretPhone', Orientation: '6' }, IFD3: { GPSLatitude: '31/1 14/1 0/1' } }
  const sent = await picture(400, 200).withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  expect(sent.includes('SecretPhone')).toBe(true)
  const made = await mustMake(sent)
  expect(made).toMatchObject({ full: { width: 200, height: 400, mediaType: 'image/webp' }, seconds: null })
  const read = await sharp(made.bytes).metadata()
  expect([read.format, read.exif, read.xmp, read.icc, read.orientation]).toEqual([
    'webp',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(made.bytes.includes('SecretPhone')).toBe(false)
  // turned by a quarter: the white corner is at the upper right now
  const corner = await sharp(made.bytes).extract({ left: 160, top: 10, width: 1, height: 1 }).raw().toBuffer()
  expect(Math.min(...corner)).toBeGreaterThan(230)
})

test('GRP-8: a long screenshot keeps its width; its thumbnail is cut, not a hair’s breadth', async () => {
  const made = await mustMake(await picture(540, 6_000).png().toBuffer(), 'screenshot')
  expect(made).toMatchObject({ full: { width: 540, height: 6_000 }, thumbnail: { width: 240, height: 480 } })
  const large = await mustMake(await picture(3_000, 2_000).jpeg().toBuffer())
  expect(large).toMatchObject({ full: { width: 2_160, height: 1_440 }, thumbnail: { width: 480, height: 320 } })
})

test('GRP-8: PNG, WebP, GIF and AVIF are pictures; of one that moves the first frame', async () => {
  for (const format of ['png', 'webp', 'gif', 'avif'] as const)
    expect(await mustMake(await picture(64, 48).toFormat(format).toBuffer()), format).toMatchObject({
      full: { width: 64, height: 48 },
    })
  const frames = await Promise.all(
    ['#f00', '#00f'].map((background) =>
      sharp({ create: { width: 32, height: 32, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
  const made = await mustMake(moving)
  expect((await sharp(made.bytes).metadata()).pages).toBeUndefined()
})

/** A PNG that says how large it is and holds what it is given. */
function png(width: number, height: number, data: Buffer): Buffer {
  const chunk = (type: string, body: Buffer): Buffer => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('GRP-8: a few bytes that would become gigabytes of pixels are refused before they do', async () => {
  const bomb = png(50_000, 50_000, deflateSync(Buffer.alloc(50_000)))
  const begun = performance.now()
  expect(await make(bomb)).toBe('media_too_large')
  expect(performance.now() - begun).toBeLessThan(30_000)
})

test('GRP-8: what is no picture is refused, whatever it is called', async () => {
  const jpeg = await picture(300, 300).jpeg().toBuffer()
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>'
  const hostile: Readonly<Record<string, Uint8Array>> = {
    'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
    'an SVG that names a file': Buffer.from(svg),
    '10 MB of text': Buffer.alloc(10_000_000, 'all work and no play '),
    'cut off': jpeg.subarray(0, jpeg.length / 2),
    'a head alone': jpeg.subarray(0, 20),
    'pixels that are not there': png(300, 300, deflateSync(Buffer.alloc(100))),
    'no bytes': new Uint8Array(),
    'a PDF': Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF'),
    'a TIFF': await picture(9, 9).tiff().toBuffer(),
  }
  for (const [name, bytes] of Object.entries(hostile)) expect(await make(bytes), name).toBe('media_unreadable')
})

test('GRP-8: a second file behind a picture does not come through', async () => {
  const page = '<script>alert(document.domain)</script>'
  const made = await mustMake(Buffer.concat([await picture(99, 99).gif().toBuffer(), Buffer.from(page)]))
  expect(made.bytes.includes('script')).toBe(false)
})

test('GRP-8: more bytes than may come are refused, announced or not', async () => {
  expect(await make(Buffer.alloc(mediaLimits.pictureBytesMost + 1))).toBe('media_too_large')
  const upload = { mediaType: 'image/png', length: mediaLimits.pictureBytesMost + 1, bytes: pieces(Buffer.alloc(1)) }
  expect(
    await workshop.make({ kind: 'picture', secondsMost: 15, sender: 'ann', upload }, async () => null),
  ).toMatchObject({
    rejected: 'media_too_large',
  })
})

test('GRP-8: an upload that breaks off leaves nothing behind', async () => {
  const breaking = async function* (): AsyncIterable<Uint8Array> {
    yield Buffer.alloc(1_000)
    throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
  }
  const upload = { mediaType: 'image/png', length: 5_000, bytes: breaking() }
  expect(
    await workshop.make({ kind: 'picture', secondsMost: 15, sender: 'ann', upload }, async () => null),
  ).toMatchObject({
    rejected: 'media_unreadable',
  })
  expect(readdirSync(folder)).toEqual([])
})

test('GRP-8: one who sends slowly, and much, keeps nobody else out', async () => {
  const bytes = await picture(9, 9).png().toBuffer()
  let go = (): void => undefined
  const held = new Promise<void>((resolve) => (go = resolve))
  const slow = async function* (): AsyncIterable<Uint8Array> {
    yield bytes.subarray(0, 9)
    await held
    yield bytes.subarray(9)
  }
  const send = async (sender: string, parts: AsyncIterable<Uint8Array>): Promise<string> => {
    const upload = { mediaType: 'image/png', length: null, bytes: parts }
    const made = await workshop.make({ kind: 'picture', secondsMost: 15, sender, upload }, async () => 'made')
    return isRejection(made) ? made.rejected : made
  }
  const his = Array.from({ length: workshopLimits.uploadsEach }, () => send('ann', slow()))
  expect([await send('ann', pieces(bytes)), await send('bob', pieces(bytes))]).toEqual(['media_busy', 'made'])
  go()
  expect(new Set(await Promise.all(his))).toEqual(new Set(['made']))
  expect(await send('ann', pieces(bytes))).toBe('made')
})

test('GRP-8: what a process that died left behind goes at the next start, what another works on stays', async () => {
  const shared = mkdtempSync(join(tmpdir(), 'tiefen-workshop-'))
  for (const [name, hours] of [
    ['upload-old', 2],
    ['upload-new', 0.5],
  ] as const) {
    mkdirSync(join(shared, name))
    writeFileSync(join(shared, name, 'sent'), 'bytes')
    const at = Date.now() / 1_000 - hours * 3_600
    utimesSync(join(shared, name), at, at)
  }
  const next = createWorkshop({ ...parts, folder: shared, videos })
  const upload = { mediaType: 'image/png', length: null, bytes: pieces(await picture(9, 9).png().toBuffer()) }
  expect(await next.make({ kind: 'picture', secondsMost: 15, sender: 'ann', upload }, async () => 'made')).toBe('made')
  expect(readdirSync(shared)).toEqual(['upload-new'])
  rmSync(shared, { recursive: true })
})

test('GRP-8: without ffmpeg a video is refused, and that is known before', async () => {
  const blind = createWorkshop({ ...parts, folder, videos: null })
  const upload = { mediaType: 'video/mp4', length: null, bytes: pieces(Buffer.alloc(9)) }
  expect(blind.video).toBe(false)
  expect(await blind.make({ kind: 'video', secondsMost: 15, sender: 'ann', upload }, async () => null)).toMatchObject({
    rejected: 'video_not_available',
  })
  expect(await findFfmpeg('/nowhere/ffmpeg', '')).toBeNull()
  expect(await findFfmpeg(null, '.:relative')).toBeNull()
})

describeVideos('videos', () => {
  test('GRP-8: 15 s are taken, 15.1 s are not, as decoding finds them', async () => {
    const fine = await mustMake(video(15), 'video')
    expect(fine).toMatchObject({ seconds: 15, full: { mediaType: 'video/mp4', width: 160, height: 120 } })
    expect((await sharp(fine.small).metadata()).format).toBe('webp')
    expect(await make(video(15.1), 'video')).toBe('video_too_long')
  })

  test('GRP-8: a header that says another length deceives nobody', async () => {
    const long = video(20)
    expect(await make(withSaidSeconds(long, 3), 'video')).toBe('video_too_long')
    expect(await make(withSaidSeconds(video(2), 15), 'video')).toBe('media_unreadable')
  })

  test('GRP-8: sound that goes on after the pictures counts', async () => {
    expect(await make(video(3, { sound: 16 }), 'video')).toBe('video_too_long')
    expect(await mustMake(video(3, { sound: 16 }), 'video', 60)).toMatchObject({ seconds: 16 })
  })

  test('GRP-8: what browsers do not play is written anew as H.264, what they do is copied without its metadata', async () => {
    const webm = await mustMake(
      video(1, { name: 'video.webm', args: ['-c:v', 'libvpx', '-deadline', 'realtime'] }),
      'video',
    )
    expect(webm).toMatchObject({ seconds: 1, full: { mediaType: 'video/mp4' } })
    expect(webm.bytes.includes('avc1')).toBe(true)
    const args = [
      '-metadata',
      'location=+31.2304+121.4737/',
      '-metadata',
      'comment=SecretPhone',
      '-movflags',
      'use_metadata_tags',
    ]
    const sent = video(1, { name: 'video.mov', args })
    expect(sent.includes('SecretPhone')).toBe(true)
    const copied = await mustMake(sent, 'video')
    expect([copied.bytes.includes('SecretPhone'), copied.bytes.includes('+31.2304')]).toEqual([false, false])
    // its head stands first: playing begins before all of it came
    expect(copied.bytes.indexOf('moov')).toBeLessThan(copied.bytes.indexOf('mdat'))
  })

  test('GRP-8: an upright phone’s video is as high as it is shown', async () => {
    const { full, thumbnail } = await mustMake(turned(video(1)), 'video')
    expect([full.width, full.height]).toEqual([120, 160])
    expect([thumbnail.width, thumbnail.height]).toEqual([120, 160])
  })

  test('GRP-8: what is no video is refused; nothing it names is read', async () => {
    const secret = join(tmpdir(), `tiefen-secret-${process.pid}.mp4`)
    writeFileSync(secret, video(1))
    const fine = video(2)
    const hostile: Readonly<Record<string, Uint8Array>> = {
      'a playlist': Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://${secret}\n#EXT-X-ENDLIST\n`),
      'a list of files': Buffer.from(`ffconcat version 1.0\nfile '${secret}'\n`),
      'a playlist behind the head of a video': Buffer.concat([
        fine.subarray(0, 32),
        Buffer.from(`#EXTM3U\nfile://${secret}\n`),
      ]),
      'a page': Buffer.from('<!doctype html><script>alert(1)</script>'),
      'a picture': await picture(99, 99).jpeg().toBuffer(),
      'cut off': fine.subarray(0, fine.length / 2),
      'a head alone': fine.subarray(0, 48),
      'sound alone': video(1, { pictures: false, sound: 1 }),
    }
    for (const [name, bytes] of Object.entries(hostile))
      expect(await make(bytes, 'video'), name).toBe('media_unreadable')
    expect(await make(fine), 'a video as a picture').toBe('media_unreadable')
    rmSync(secret)
  })

  test('GRP-8: videos wait for one another, and beyond that callers are told to come back', async () => {
    const bytes = video(1)
    const made = await Promise.all(
      Array.from({ length: 8 }, async (_, nth) => {
        const upload = { mediaType: 'video/mp4', length: null, bytes: pieces(bytes) }
        const one = await workshop.make(
          { kind: 'video', secondsMost: 15, sender: `${nth}`, upload },
          async () => 'made',
        )
        return isRejection(one) ? one.rejected : one
      }),
    )
    expect(made.filter((one) => one === 'made').length).toBeGreaterThanOrEqual(3)
    expect(new Set(made)).toEqual(new Set(['made', 'media_busy']))
    expect(existsSync(folder) && readdirSync(folder)).toEqual([])
  })
})
