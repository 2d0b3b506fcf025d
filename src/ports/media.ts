import type { Readable } from 'node:stream'
import type { MediaFacts, MediaKind, MediaView } from '../contract/media.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Upload } from '../contract/upload.ts'

/** Pictures, screenshots and videos: their rows, their bytes, and what makes one of the other (ADR 0013). */

/** The two things kept of a medium. */
export const mediaParts = ['full', 'thumbnail'] as const
export type MediaPart = (typeof mediaParts)[number]

/** Bytes `first` to `last`, both within. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export interface OpenedBytes {
  /** how many the stream gives */
  readonly bytes: number
  readonly stream: Readable
}

export interface StoredBytes {
  readonly mediaId: string
  readonly part: MediaPart
  readonly bytes: number
}

/** Where the bytes of media lie. What is written is there whole and lasting, or not at all; the world's failures are Faults. */
export interface MediaStorage {
  /** for people: a folder, or an address with a bucket */
  readonly place: string
  put(mediaId: string, part: MediaPart, file: MadeFile): Promise<void>
  /** Opens what is stored, or a range within it; null: there is nothing under that name. Who gets a stream reads or destroys it. */
  read(mediaId: string, part: MediaPart, range?: ByteRange): Promise<OpenedBytes | null>
  /** Both parts; what is not there is no failure. */
  remove(mediaId: string): Promise<void>
  /** Everything that is there, in no order. */
  list(): AsyncIterable<StoredBytes>
}

/** A file of this machine, to be read once. */
export interface MadeFile {
  readonly path: string
  readonly mediaType: 'image/webp' | 'video/mp4'
  readonly bytes: number
  readonly width: number
  readonly height: number
}

/** What became of bytes that were sent. */
export interface MadeMedium {
  readonly full: MadeFile
  readonly thumbnail: MadeFile
  /** of a video */
  readonly seconds: number | null
}

/** What is to be made of bytes. */
export interface MediaWish {
  readonly kind: MediaKind
  /** of a video */
  readonly secondsMost: number
  /** whose uploads are bounded together, so that one sender leaves room for the others */
  readonly sender: string
  readonly upload: Upload
}

/** Takes bytes in, finds by decoding what they are, and writes them anew. Bounded: work beyond the bounds is refused `media_busy`. */
export interface MediaWorkshop {
  /** whether it can decode videos */
  readonly video: boolean
  /**
   * Makes a medium and hands its files to `keep`; afterwards they are gone.
   * Codes: media_too_large, media_unreadable, media_kind_not_supported, video_too_long, video_not_available, media_busy.
   */
  make<T>(wish: MediaWish, keep: (made: MadeMedium) => Promise<T | Rejection>): Promise<T | Rejection>
}

/** Signs where a medium is read. */
export type LinkMedia = (facts: MediaFacts) => MediaView

/** A medium held until the commit, as a message asks for it. */
export interface HeldMedium {
  readonly facts: MediaFacts
  readonly clubNo: number
  readonly groupNo: number
  /** null: the owner's side sent it */
  readonly userNo: number | null
}

/** What a command may do with media; rows are locked by id, after seats and before streams. */
export interface MediaCommands {
  /** How many a user, or an owner's side, sent within a day; holds the user against another of his uploads. Locks people: before seats. */
  countRecent(sender: { readonly clubNo: number; readonly userNo: number | null }): Promise<number>
  /** Makes the row of a medium whose bytes are to come. @returns its id */
  begin(medium: {
    readonly clubNo: number
    readonly groupNo: number
    readonly userNo: number | null
    readonly staffId: string | null
    readonly kind: MediaKind
  }): Promise<string>
  /** Media that can stand in a message, by id; what is unknown, unfinished or gone is left out. */
  hold(mediaIds: readonly string[]): Promise<ReadonlyMap<string, HeldMedium>>
  /** They stand in messages now; an id as often as it does. */
  use(mediaIds: readonly string[]): Promise<void>
  /** A message that held them says nothing any more; what none holds is gone. */
  release(mediaIds: readonly string[]): Promise<void>
  /** They are wanted for a later message: not swept before `until`, UTC ms. */
  keep(mediaIds: readonly string[], until: number): Promise<void>
  links(): Promise<LinkMedia>
}

/** What routes may do with media. */
export interface MediaService {
  /** whether videos can be taken here */
  readonly video: boolean
  links(): Promise<LinkMedia>
  /** Takes the bytes of a medium that a command began. Codes as `MediaWorkshop.make`; not_found: it was given up meanwhile. */
  take(mediaId: string, wish: MediaWish): Promise<MediaView | Rejection>
}
