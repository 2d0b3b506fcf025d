import type { StreamMessage } from '../../shared/stream.ts'
import type { ChatMessage } from './timeline.ts'

/** What somebody is about to say: words, or a file with words. */
export interface Draft {
  readonly text: string
  readonly mentions: readonly string[]
  readonly file?: DraftFile
}
export interface DraftFile {
  readonly blob: Blob
  /** a screenshot is a picture that was pasted (GRP-8) */
  readonly kind: 'picture' | 'screenshot'
  /** an address of this page at which it can be shown while it is on its way */
  readonly preview: string
  readonly width: number
  readonly height: number
}

/** What the server says of a message that was said. */
export interface Said {
  readonly messageId: string
  readonly seq: number
  readonly at: string
}

/** Which part of a conversation is asked for; without `before` and `after` the newest. */
export interface Part {
  readonly before?: number
  readonly after?: number
  readonly limit: number
}

/** A conversation as the chat reaches it: of a group, or of a fan with an owner. */
export interface ChatSource<M extends ChatMessage> {
  /** by which the phone keeps it; of one conversation and one reader */
  readonly id: string
  /** under which id one's own messages stand */
  readonly self: string
  /** rising; as many as asked for while there are more */
  load(part: Part): Promise<readonly M[]>
  /** says it; under the same `sendId` it is said once, however often it is sent. @param tell how much of a file went out, 0 to 1; null: it is being looked at */
  send(draft: Draft, sendId: string, tell: (progress: number | null) => void): Promise<Said>
  /** one's own message as it will read */
  made(draft: Draft, said: Said, sendId: string): M
  read(upTo: number): Promise<unknown>
  /** what the stream brings, a message or the number of one that says nothing any more or again what it said; null: nothing of this conversation's */
  hear(
    message: StreamMessage,
  ): { readonly said: M } | { readonly deleted: number } | { readonly restored: number } | null
  readonly topics: readonly string[]
}
