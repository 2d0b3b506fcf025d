import { z } from 'zod'
import { id, instant } from './forms.ts'

/** Pictures, screenshots and videos of fan groups (GRP-8): sent as bytes first, then named in a message (ADR 0013). How long and how many: the rule set. */

export const mediaLimits = {
  /** of a picture as it is sent */
  pictureBytesMost: 20 * 1024 * 1024,
  /** of a video as it is sent: a minute of a phone at its usual quality */
  videoBytesMost: 120 * 1024 * 1024,
  /** of a picture, decoded */
  picturePixelsMost: 50_000_000,
  /** of a video's frame, decoded: 4096 × 2304 */
  framePixelsMost: 9_437_184,
  /** how much longer than it may be a video is still taken: a recorder stops at a frame, not at a second */
  videoToleranceMs: 50,
  /** a medium that stands in no message is gone after so many hours */
  unattachedHours: 24,
} as const

export const mediaKinds = ['picture', 'screenshot', 'video'] as const
export type MediaKind = (typeof mediaKinds)[number]

/** `shot` for the message with the phone's camera, or `picked` from what it holds: how long a video may be. */
export const videoOrigins = ['shot', 'picked'] as const
export type VideoOrigin = (typeof videoOrigins)[number]

/** Media types that a caller may name. What the bytes are is found by decoding them. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif'] as const
export const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska'] as const
/** for callers that cannot tell */
export const anyType = 'application/octet-stream'

export const mediaQuery = z.object({
  kind: z.enum(mediaKinds),
  /** as in a message: the fan's user id, or the owner's id for the owner's side */
  from: id,
  /** of a video; `picked` unless said */
  origin: z.enum(videoOrigins).default('picked'),
})

/** Where the bytes of a medium are read: paths of this server, signed, good until `linksUntil`. */
const links = {
  url: z.string(),
  linksUntil: instant,
}

/** A medium as it is shown: sizes in pixels of what `url` gives, upright. */
export const mediaView = z.object({
  mediaId: z.string(),
  kind: z.enum(mediaKinds),
  /** of `url` */
  mediaType: z.enum(['image/webp', 'video/mp4']),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  /** of a video, measured by decoding, to a tenth */
  seconds: z.number().optional(),
  ...links,
  /** a small picture of it, image/webp; of a video, its poster */
  thumbnail: z.object({ url: z.string(), width: z.int(), height: z.int() }),
})
export type MediaView = z.infer<typeof mediaView>

/** What is kept of a medium beside its bytes; a message's body holds it too. */
export type MediaFacts = Omit<MediaView, 'url' | 'linksUntil' | 'thumbnail'> & {
  readonly thumbnail: { readonly width: number; readonly height: number }
}

/** What may be sent, known before anything is. */
export const mediaLimitsView = z.object({
  pictureBytesMost: z.int(),
  pictureTypes: z.array(z.string()),
  videoBytesMost: z.int(),
  videoTypes: z.array(z.string()),
  shotSecondsMost: z.int(),
  pickedSecondsMost: z.int(),
  /** of one member, over all groups; the owner's side may send ten times as many */
  perDay: z.int(),
  /** `no_ffmpeg`: this server has none, and a video is not taken unseen */
  video: z.object({ available: z.boolean(), why: z.enum(['no_ffmpeg']).nullable() }),
})
