import { createHmac, timingSafeEqual } from 'node:crypto'
import type { MediaFacts } from '../contract/media.ts'
import { HOUR, toInstant } from '../lib/time.ts'
import { mediaParts, type LinkMedia, type MediaPart } from '../ports/media.ts'

/** Links are good for the rest of a window and the whole next one: the same for all who ask within it, so that browsers keep what they read. */
const WINDOW = 6 * HOUR

/** What links are signed with, and the time by the store's own clock, UTC ms. */
export interface LinkKey {
  readonly secret: string
  readonly now: number
}

const signatureOf = (secret: string, mediaId: string, part: MediaPart, until: number): string =>
  createHmac('sha256', secret).update(`media ${mediaId} ${part} ${until}`).digest('base64url')

const pathOf = (secret: string, mediaId: string, part: MediaPart, until: number): string =>
  `/v1/media/${mediaId}/${part}?until=${until}&signature=${signatureOf(secret, mediaId, part, until)}`

/** Signs links of media. Whoever holds one may read these bytes until it ends; it is given to who may read a message that holds them (ADR 0013). */
export function linkWith({ secret, now }: LinkKey): LinkMedia {
  const until = (Math.floor(now / WINDOW) + 2) * WINDOW
  const [full, thumbnail] = mediaParts
  return (facts: MediaFacts) => ({
    ...facts,
    url: pathOf(secret, facts.mediaId, full, until),
    linksUntil: toInstant(until),
    thumbnail: { ...facts.thumbnail, url: pathOf(secret, facts.mediaId, thumbnail, until) },
  })
}

/** Whether a link was signed by us and has not ended. @param now UTC ms */
export function isGoodLink(
  secret: string,
  link: { readonly mediaId: string; readonly part: MediaPart; readonly until: number; readonly signature: string },
  now: number,
): boolean {
  const wanted = Buffer.from(signatureOf(secret, link.mediaId, link.part, link.until))
  const given = Buffer.from(link.signature)
  return given.length === wanted.length && timingSafeEqual(given, wanted) && link.until > now
}
