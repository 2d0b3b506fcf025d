import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MediaStorage, StoredBytes } from '../../ports/media.ts'
import { Fault } from '../../ports/db.ts'
import { diskStorage } from './disk.ts'
import { s3Storage, type S3Settings } from './s3.ts'

const folder = mkdtempSync(join(tmpdir(), 'tiefen-storage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()
/** As S3 writes names and values in what is signed. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

interface Asked {
  readonly method: string
  /** path and query as they came */
  readonly target: string
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** The signature that Amazon's documents describe, written from them (SigV4, header form): what the client's is compared with. */
function signatureOf({ method, target, headers }: Asked, secretKey: string): string {
  const [, date = '', region = '', signed = ''] =
    /Credential=[^/]+\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=/.exec(
      headers['authorization'] ?? '',
    ) ?? []
  const [path = '', query = ''] = target.split('?')
  const pairs = [...new URLSearchParams(query)].map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort()
  const lines = signed.split(';').map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}\n`)
  const canonical = [
    method,
    path
      .split('/')
      .map((part) => encoded(decodeURIComponent(part)))
      .join('/'),
    pairs.join('&'),
    lines.join(''),
    signed,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${secretKey}`, date), region) as Buffer)
  return hmac(key, text).toString('hex')
}

const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }

/** A bucket in memory that lets in who signs rightly; every odd call fails first where `flaky`. */
function createBucket(flaky: { on: boolean }) {
  const objects = new Map<string, Buffer>()
  const seen: Asked[] = []
  const isSigned = (asked: Asked): boolean => {
    const given = Buffer.from(/Signature=([0-9a-f]{64})$/.exec(asked.headers['authorization'] ?? '')?.[1] ?? '')
    const wanted = Buffer.from(signatureOf(asked, keys.secretKey))
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }
  const list = (url: URL): string => {
    const names = [...objects.keys()].filter((name) => name.startsWith(url.searchParams.get('prefix') ?? '')).sort()
    const from = Number(url.searchParams.get('continuation-token') ?? 0)
    const page = names.slice(from, from + 3)
    const next = from + 3 < names.length ? `<NextContinuationToken>${from + 3}</NextContinuationToken>` : ''
    const contents = page.map(
      (name) => `<Contents><Key>${name}</Key><Size>${objects.get(name)?.length}</Size></Contents>`,
    )
    return `<?xml version="1.0"?><ListBucketResult>${contents.join('')}${next}</ListBucketResult>`
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const body = await buffer(request)
    const asked = {
      method: request.method ?? '',
      target: request.url ?? '',
      headers: request.headers as Asked['headers'],
    }
    seen.push(asked)
    if (flaky.on && seen.length % 2 === 1) return response.writeHead(503).end('<Error>SlowDown</Error>')
    if (!isSigned(asked)) return response.writeHead(403).end('<Error>SignatureDoesNotMatch</Error>')
    if (asked.headers['x-amz-content-sha256'] !== sha256(body)) return response.writeHead(400).end('BadDigest')
    const url = new URL(asked.target, 'http://x')
    const [, bucket, name = ''] = /^\/([^/]+)\/(.*)$/.exec(url.pathname) ?? []
    if (bucket !== 'media') return response.writeHead(404).end('NoSuchBucket')
    if (asked.method === 'PUT') {
      objects.set(name, body)
      return response.writeHead(200).end()
    }
    if (asked.method === 'DELETE') {
      objects.delete(name)
      return response.writeHead(204).end()
    }
    if (name === '') return response.end(list(url))
    const found = objects.get(name)
    if (found === undefined) return response.writeHead(404).end('<Error>NoSuchKey</Error>')
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(asked.headers['range'] ?? '') ?? []
    if (first === undefined) return response.writeHead(200, { 'content-length': found.length }).end(found)
    const part = found.subarray(Number(first), Number(last) + 1)
    return response.writeHead(206, { 'content-length': part.length }).end(part)
  }
  return { objects, seen, server: createServer((request, response) => void answer(request, response)) }
}

const flaky = { on: false }
const bucket = createBucket(flaky)
let settings: S3Settings
beforeAll(async () => {
  await new Promise<void>((resolve) => bucket.server.listen(0, '127.0.0.1', resolve))
  const { port } = bucket.server.address() as AddressInfo
  settings = {
    ...keys,
    endpoint: `http://127.0.0.1:${port}`,
    bucket: 'media',
    region: 'eu-central-1',
    pathStyle: true,
    prefix: 'tie-fen/',
  }
})
afterAll(() => new Promise((resolve) => bucket.server.close(resolve)))

const one = '0a1b2c3d-0000-4000-8000-000000000001'
const two = '0a1b2c3d-0000-4000-8000-000000000002'
const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 251))

async function put(storage: MediaStorage, mediaId: string): Promise<void> {
  const path = join(folder, 'made')
  writeFileSync(path, bytes)
  const file = { path, mediaType: 'image/webp', bytes: bytes.length, width: 1, height: 1 } as const
  await storage.put(mediaId, 'full', file)
  await storage.put(mediaId, 'thumbnail', file)
}
async function all(storage: MediaStorage): Promise<StoredBytes[]> {
  const found: StoredBytes[] = []
  for await (const each of storage.list()) found.push(each)
  return found.sort((a, b) => `${a.mediaId}${a.part}`.localeCompare(`${b.mediaId}${b.part}`))
}

const storages: readonly (readonly [string, () => MediaStorage])[] = [
  ['on disk', () => diskStorage(join(folder, 'media'))],
  ['in a bucket', () => s3Storage(settings, () => Date.now())],
]

describe.each(storages)('media %s', (_name, open) => {
  test('GRP-8: what is stored is read, whole and in parts, listed, and removed', async () => {
    const storage = open()
    expect(await all(storage)).toEqual([])
    for (const mediaId of [one, two]) await put(storage, mediaId)
    const read = async (range?: { first: number; last: number }) => {
      const found = await storage.read(one, 'full', range)
      return found === null ? null : { told: found.bytes, bytes: await buffer(found.stream) }
    }
    expect(await read()).toEqual({ told: 1_000, bytes })
    expect(await read({ first: 10, last: 19 })).toEqual({ told: 10, bytes: bytes.subarray(10, 20) })
    expect(await read({ first: 990, last: 1_200 })).toBeNull()
    expect(await all(storage)).toEqual(
      [one, two].flatMap((mediaId) =>
        (['full', 'thumbnail'] as const).map((part) => ({ mediaId, part, bytes: 1_000 })),
      ),
    )
    await storage.remove(one)
    await storage.remove(one)
    expect(await read()).toBeNull()
    expect((await all(storage)).map(({ mediaId }) => mediaId)).toEqual([two, two])
    await storage.remove(two)
  })
})

test('GRP-8: on disk a file has its name when all of it is there; what a crash left half written is no medium and goes with it', async () => {
  const place = join(folder, 'half')
  const storage = diskStorage(place)
  await put(storage, one)
  writeFileSync(join(place, '0a', `${two}.full.new`), 'half')
  expect((await all(storage)).map(({ mediaId }) => mediaId)).toEqual([one, one])
  await storage.remove(two)
  expect(readdirSync(join(place, '0a'))).toHaveLength(2)
  const blocked = diskStorage(join(place, '0a', `${one}.full`))
  await expect(put(blocked, two)).rejects.toThrow(Fault)
})

test('GRP-8: calls to a bucket are signed as its documents say', async () => {
  // the example of the documents ("GET Object", 20130524): this check finds their signature
  const example = {
    method: 'GET',
    target: '/test.txt',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature=x',
      host: 'examplebucket.s3.amazonaws.com',
      range: 'bytes=0-9',
      'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-amz-date': '20130524T000000Z',
    },
  }
  expect(signatureOf(example, keys.secretKey)).toBe('f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41')
  const stranger = s3Storage({ ...settings, secretKey: 'another' }, () => Date.now())
  await expect(put(stranger, one)).rejects.toThrow('403')
  expect(bucket.objects.size).toBe(0)
})

test('GRP-8: a bucket that is busy is asked again; one that is away is a fault, and its keys stay its own', async () => {
  flaky.on = true
  const storage = s3Storage(settings, () => Date.now())
  await put(storage, one)
  expect([...bucket.objects.keys()]).toEqual([`tie-fen/${one}.full`, `tie-fen/${one}.thumbnail`])
  bucket.objects.set('else/where.full', Buffer.from('x'))
  expect((await all(storage)).map(({ mediaId }) => mediaId)).toEqual([one, one])
  await storage.remove(one)
  flaky.on = false
  const away = s3Storage({ ...settings, endpoint: 'http://127.0.0.1:1' }, () => Date.now())
  await expect(away.read(one, 'full')).rejects.toThrow(Fault)
  await expect(
    s3Storage({ ...settings, bucket: 'other' }, () => Date.now())
      .list()
      [Symbol.asyncIterator]()
      .next(),
  ).rejects.toThrow('404')
})
