import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { pipeline } from 'node:stream/promises'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { toInstant } from '../../lib/time.ts'
import { Fault } from '../../ports/db.ts'
import { mediaParts, type MediaPart, type MediaStorage, type StoredBytes } from '../../ports/media.ts'

/** A bucket of Amazon's S3 or of what speaks like it (MinIO, Ceph, R2, OSS …). */
export interface S3Settings {
  /** `https://s3.eu-central-1.amazonaws.com`, without a path */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
  /** the bucket stands in the path, not before the host's name */
  readonly pathStyle: boolean
  /** before every key, '' or ending in a slash */
  readonly prefix: string
}

/** Of one call, and of silence within it. */
const SILENCE_MS = 30_000
/** A call that failed by the network, or was answered 5xx or 429, is made so often. */
const TRIES = 3
const TRY_AGAIN_MS = 200
const ANSWER_TOLD = 300

interface Call {
  readonly method: 'GET' | 'PUT' | 'DELETE'
  readonly key: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** sent as the body */
  readonly file?: { readonly path: string; readonly bytes: number; readonly sha256: string }
}

const EMPTY_SHA256 = createHash('sha256').update('').digest('hex')

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

const addressOf = ({ endpoint, bucket, pathStyle }: S3Settings, key: string): URL => {
  const url = new URL(endpoint)
  if (!pathStyle) url.hostname = `${bucket}.${url.hostname}`
  url.pathname = `${pathStyle ? `/${bucket}` : ''}/${key}`
  return url
}

/** One signed request; resolves with the answer's head, its body unread. */
async function ask(settings: S3Settings, call: Call, now: number): Promise<IncomingMessage> {
  const url = addressOf(settings, call.key)
  for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, value)
  const signed = await new AwsV4Signer({
    method: call.method,
    url: url.href,
    headers: { ...call.headers, 'x-amz-content-sha256': call.file?.sha256 ?? EMPTY_SHA256 },
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
    region: settings.region,
    service: 's3',
    datetime: toInstant(now).replaceAll(/[:-]|\.\d{3}/g, ''),
  }).sign()
  const headers = Object.fromEntries(signed.headers)
  if (call.file !== undefined) headers['content-length'] = String(call.file.bytes)
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? https.request : http.request
    const request = send(signed.url, { method: call.method, headers }, resolve)
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error('no answer in time')))
    request.on('error', reject)
    if (call.file === undefined) request.end()
    else pipeline(createReadStream(call.file.path), request).catch(reject)
  })
}

const isPassing = (status: number): boolean => status >= 500 || status === 429

/** The same call again where it failed for the moment. @returns an answer of one of the statuses that the caller knows */
async function callStore(
  settings: S3Settings,
  call: Call,
  known: readonly number[],
  realNow: () => number,
): Promise<IncomingMessage> {
  for (let attempt = 1; ; attempt += 1) {
    let why: unknown
    try {
      const answer = await ask(settings, call, realNow())
      const status = answer.statusCode ?? 0
      if (known.includes(status)) return answer
      const told = (await text(answer)).slice(0, ANSWER_TOLD)
      why = `${status} ${told}`
      if (!isPassing(status)) attempt = TRIES
    } catch (error) {
      why = error
    }
    if (attempt >= TRIES) throw new Fault(`S3 ${call.method} ${settings.bucket}: ${String(why)}`, { cause: why })
    await pause(TRY_AGAIN_MS * 4 ** (attempt - 1))
  }
}

const nextOf = (xml: string): string | null =>
  /<NextContinuationToken>([^<]+)<\/NextContinuationToken>/.exec(xml)?.[1]?.replaceAll('&amp;', '&') ?? null

/** Our keys hold nothing that XML escapes; others in the bucket are not ours. */
function* keysOf(xml: string, prefix: string): Iterable<StoredBytes> {
  for (const [, content = ''] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
    const key = /<Key>([^<]+)<\/Key>/.exec(content)?.[1] ?? ''
    const [, mediaId, part] = /^([0-9a-f-]{36})\.(\w+)$/.exec(key.slice(prefix.length)) ?? []
    const known = mediaParts.find((one) => one === part)
    if (key.startsWith(prefix) && mediaId !== undefined && known !== undefined)
      yield { mediaId, part: known, bytes: Number(/<Size>(\d+)<\/Size>/.exec(content)?.[1] ?? 0) }
  }
}

/** Media as objects of a bucket: `{prefix}{mediaId}.full`, `….thumbnail`. Calls are signed (SigV4), the body's hash with them. @param realNow UTC ms */
export function s3Storage(settings: S3Settings, realNow: () => number): MediaStorage {
  const { prefix } = settings
  const keyOf = (mediaId: string, part: MediaPart): string => `${prefix}${mediaId}.${part}`
  const call = (wish: Call, ...known: number[]) => callStore(settings, wish, known, realNow)
  return {
    place: `${settings.endpoint} ${settings.bucket}/${prefix}`,
    async put(mediaId, part, { path, bytes, mediaType }) {
      const file = { path, bytes, sha256: await sha256Of(path) }
      const headers = { 'content-type': mediaType }
      const answer = await call({ method: 'PUT', key: keyOf(mediaId, part), headers, file }, 200, 201, 204)
      answer.resume()
    },
    async read(mediaId, part, range) {
      const headers = range === undefined ? {} : { range: `bytes=${range.first}-${range.last}` }
      const answer = await call({ method: 'GET', key: keyOf(mediaId, part), headers }, 200, 206, 404, 416)
      const bytes = Number(answer.headers['content-length'])
      const wanted = range === undefined ? bytes : range.last - range.first + 1
      if ((answer.statusCode ?? 0) < 400 && bytes === wanted) return { bytes, stream: answer }
      answer.destroy()
      return null
    },
    async remove(mediaId) {
      for (const part of mediaParts)
        (await call({ method: 'DELETE', key: keyOf(mediaId, part) }, 200, 202, 204, 404)).resume()
    },
    async *list() {
      let next: string | null = null
      do {
        const query: Record<string, string> = { 'list-type': '2', prefix }
        if (next !== null) query['continuation-token'] = next
        const xml: string = await text(await call({ method: 'GET', key: '', query }, 200))
        yield* keysOf(xml, prefix)
        next = nextOf(xml)
      } while (next !== null)
    },
  }
}
