import type { MessageInput } from '../../contract/messages.ts'
import type { Subject } from '../../contract/route.ts'
import { canonicalJson, shortHash } from '../../lib/hash.ts'

/** What tells one send from all others: who says it where, under which id. `groupNo` 0: to all groups; `userNo` 0: the owner's side. */
export interface SendKey {
  readonly clubNo: number
  readonly groupNo: number
  readonly userNo: number
  readonly sendId: string
}

/** A send with what was asked, so that the same again is told from something else under the same id. */
export interface Send extends SendKey {
  readonly content: string
}

/** A send's name in the maps of one transaction. */
export const sendKey = ({ clubNo, groupNo, userNo, sendId }: SendKey): string =>
  `${clubNo}:${groupNo}:${userNo}:${sendId}`

/**
 * The id of a send that comes with an Idempotency-Key alone: of this caller and this key. No sender can choose it himself: ids of senders hold no
 * space (`sendId`).
 */
export const sendIdOfKey = (subject: Subject, key: string): string =>
  `key ${shortHash(canonicalJson([subject.role, subject.ownerId ?? '', subject.id, key]))}`

/** What was asked, as a hash: all but the id it came under. `from` is left out too: one sender may have several ids. */
export function contentOf({ sendId: _sendId, from: _from, ...asked }: MessageInput): string {
  return shortHash(canonicalJson(asked))
}
