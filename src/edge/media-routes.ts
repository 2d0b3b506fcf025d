import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { MediaFacts } from '../contract/media.ts'
import { uuid } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { isGoodLink } from '../media/links.ts'
import { findLinkSecret, findMedium } from '../media/store.ts'
import type { Db } from '../ports/db.ts'
import { mediaParts, type ByteRange, type MediaPart } from '../ports/media.ts'
import { edgeRoute, type EdgeRoute } from './mount.ts'

/** What links to media are signed with, as it was read last; null: there is none yet. */
export type LinkSecret = (reRead: boolean) => Promise<string | null>

/** How often the store is asked again for the secret when links do not fit it, or there is none: so much a flood of forged ones costs. */
const LOOK_AGAIN_MS = 100

/**
 * The secret of links, kept: a forged link costs no statement. One that is not there is not kept: it is made with the first medium, and whoever has a
 * link to that waits for the next look. @param realNow UTC ms
 */
export function createLinkSecret(db: Db, realNow: () => number): LinkSecret {
  let known: string | null = null
  let lookedAt: number | null = null
  let looking: Promise<string | null> | null = null
  /** Until the store may be asked again. */
  const pauseMs = (): number =>
    lookedAt === null ? 0 : Math.min(LOOK_AGAIN_MS, Math.max(0, lookedAt + LOOK_AGAIN_MS - realNow()))
  const look = async (): Promise<string | null> => {
    if (known === null) await sleep(pauseMs())
    lookedAt = realNow()
    known = await findLinkSecret(db)
    return known
  }
  return (reRead) => {
    if (known !== null && (!reRead || pauseMs() > 0)) return Promise.resolve(known)
    // whoever comes while it is read waits for the same answer
    looking ??= look().finally(() => (looking = null))
    return looking
  }
}

/** The bytes a Range header asks for; `whole` where it asks for something we do not give in parts, null where there are none (RFC 9110, 14). */
export function rangeOf(header: string | undefined, bytes: number): ByteRange | 'whole' | null {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return 'whole'
  const last = bytes - 1
  if (from === '') return to === '0' || bytes === 0 ? null : { first: Math.max(0, bytes - Number(to)), last }
  const range = { first: Number(from), last: to === '' ? last : Math.min(Number(to), last) }
  if (to !== '' && Number(to) < Number(from)) return 'whole'
  return range.first > last ? null : range
}

const extensions: Readonly<Record<MediaFacts['mediaType'], string>> = { 'image/webp': 'webp', 'video/mp4': 'mp4' }

/** Headers of a medium: shown where it is asked for, never run, kept by the browser of who may read it. */
function describe(reply: FastifyReply, facts: MediaFacts, part: MediaPart, secondsLeft: number): void {
  const mediaType = part === 'full' ? facts.mediaType : 'image/webp'
  void reply.headers({
    'content-type': mediaType,
    'content-disposition': `inline; filename="${facts.kind}-${facts.mediaId.slice(0, 8)}.${extensions[mediaType]}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': `private, max-age=${secondsLeft}, immutable`,
    etag: `"${facts.mediaId}-${part}"`,
    'accept-ranges': part === 'full' ? 'bytes' : 'none',
  })
}

/** Ends without a body, whatever length the headers tell (HEAD, 304). */
function endWithout(reply: FastifyReply, status: number): void {
  reply.hijack()
  reply.raw.writeHead(status, reply.getHeaders() as Record<string, string>)
  reply.raw.end()
}

const isKnown = (request: FastifyRequest, reply: FastifyReply): boolean =>
  (request.headers['if-none-match'] ?? '').split(/\s*,\s*/).includes(String(reply.getHeader('etag')))

const getMedium = edgeRoute({
  name: 'getMedium',
  method: 'GET',
  path: '/v1/media/{mediaId}/{part}',
  tag: 'groups',
  summary:
    'The bytes of a picture or video, whole or by Range, by a signed link: it stands in the view of a message, for who may read that, and ends after 6 to 12 hours',
  clauses: ['GRP-8'],
  access: { kind: 'open' },
  params: z.object({ mediaId: uuid, part: z.enum(mediaParts) }),
  query: z.object({
    until: z.coerce.number().int().min(0).optional(),
    signature: z.string().max(100).optional(),
  }),
  answer: z.string(),
  answersAs: '*/*',
  // many phones share an address, and a link is a right of its own
  unlimited: true,
  async handle(app, { params, query, realNow }, { request, reply, services }) {
    const link = { ...params, until: query.until ?? 0, signature: query.signature ?? '' }
    const fits = (secret: string | null): boolean => secret !== null && isGoodLink(secret, link, realNow)
    const good = fits(await services.linkSecret(false)) || fits(await services.linkSecret(true))
    const facts = good ? await findMedium(app.db, params.mediaId) : null
    if (facts === null || services.media === null) return reject('media_link_expired')
    describe(reply, facts, params.part, Math.floor((link.until - realNow) / 1_000))
    if (isKnown(request, reply)) return endWithout(reply, 304)
    const range = params.part === 'full' ? rangeOf(request.headers.range, facts.bytes) : 'whole'
    if (range === null) return endWithout(reply.header('content-range', `bytes */${facts.bytes}`), 416)
    const found = await services.media.read(params.mediaId, params.part, range === 'whole' ? undefined : range)
    if (found === null) {
      request.log.warn({ mediaId: params.mediaId }, 'the bytes of a medium are not in the media storage of this node')
      return reject('not_found')
    }
    void reply.code(range === 'whole' ? 200 : 206).header('content-length', String(found.bytes))
    if (range !== 'whole') void reply.header('content-range', `bytes ${range.first}-${range.last}/${facts.bytes}`)
    if (request.method === 'HEAD') {
      found.stream.destroy()
      return endWithout(reply, reply.statusCode)
    }
    void reply.send(found.stream)
    return undefined
  },
})

/** Routes that give the bytes of media. */
export const mediaRoutes: readonly EdgeRoute[] = [getMedium]
