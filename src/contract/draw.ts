import { fromHex, hmacSha256, joinBytes, sha256, toHex } from '../lib/sha256.ts'
import type { DrawProofRecord } from './campaigns.ts'

/**
 * The draw `tiefen-draw-1` (docs/draws.md): a pure function of seed and entries, the same code in the server that draws, in the page and in the
 * command that check it. Hashes are SHA-256, written as lower-case hex of 64 digits. @rule BEN-7
 */

export const DRAW_ALGORITHM = 'tiefen-draw-1'

const utf8 = new TextEncoder()
const ZERO = Uint8Array.of(0)
const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
const HASH = /^[0-9a-f]{64}$/

const bytesOf = (hex: string): Uint8Array => {
  const bytes = fromHex(hex)
  if (bytes === null) throw new RangeError('not hex')
  return bytes
}

/** What is published before the first entry. */
export const seedHashOf = (seed: string): string => toHex(sha256(bytesOf(seed)))

/**
 * What stands in the record for one entry: it binds the campaign, the user and his nonce, and tells nothing of them to who lacks the salt.
 * Neither ids nor nonces hold U+0000, and the salt is 16 bytes, so no two sets of parts are one text.
 * @param salt 32 hex digits, random, told to the fan when he enters
 * @param nonce what the fan's own machine added; '' where it did not
 */
export const entryHash = (entry: { campaignId: string; userId: string; nonce: string; salt: string }): string =>
  toHex(
    sha256(
      joinBytes(
        utf8.encode(`${DRAW_ALGORITHM} entry\0${entry.campaignId}\0${entry.userId}\0${entry.nonce}\0`),
        bytesOf(entry.salt),
      ),
    ),
  )

/** A Merkle tree that grows leaf by leaf; of it only the whole parts on its left edge are kept, at most one for each height. */
export interface GrowingRoot {
  /** The next entry's hash, 32 bytes; ascending. */
  add(entry: Uint8Array): void
  /** Root of what was added so far, hex. */
  root(): string
}

/**
 * Root of the Merkle tree over entry hashes in ascending order (RFC 6962: a leaf is hashed behind a byte 0, a node behind a byte 1, the left part
 * is the largest power of two below the count; no entries: the hash of nothing). Entry by entry, so that who has many can pause between them.
 */
export function growRoot(): GrowingRoot {
  // by height, as the digits of a binary number: a second part of one height is joined to the first and carried
  const parts: (Uint8Array | undefined)[] = []
  return {
    add(entry) {
      let carried = sha256(joinBytes(LEAF, entry))
      let height = 0
      for (let left = parts[height]; left !== undefined; left = parts[height]) {
        carried = sha256(joinBytes(NODE, left, carried))
        parts[height] = undefined
        height += 1
      }
      parts[height] = carried
    },
    root() {
      let right: Uint8Array | undefined
      for (const left of parts)
        if (left !== undefined) right = right === undefined ? left : sha256(joinBytes(NODE, left, right))
      return toHex(right ?? sha256(new Uint8Array()))
    },
  }
}

const WORDS_A_BLOCK = 8
const WORDS = 2 ** 32

/**
 * Whole numbers below a bound, each as likely as any other, from a key: blocks HMAC(key, counter) are read as big-endian words of 32 bits; a
 * word in the incomplete last stretch of the bound is passed over (rejection sampling), so that no remainder comes more often.
 */
export function numbersFrom(key: Uint8Array): (bound: number) => number {
  let block: DataView = new DataView(new ArrayBuffer(0))
  let counter = 0
  let next = WORDS_A_BLOCK
  const word = (): number => {
    if (next === WORDS_A_BLOCK) {
      const name = new DataView(new ArrayBuffer(8))
      name.setBigUint64(0, BigInt(counter))
      block = new DataView(hmacSha256(key, new Uint8Array(name.buffer)).buffer)
      counter += 1
      next = 0
    }
    next += 1
    return block.getUint32(4 * (next - 1))
  }
  return (bound) => {
    const usable = WORDS - (WORDS % bound)
    for (;;) {
      const drawn = word()
      if (drawn < usable) return drawn % bound
    }
  }
}

/** A place among the winners: which prize, and the number of the entry in the record's list, both from 0. */
export interface Won {
  readonly prize: number
  readonly entry: number
}

/**
 * Who wins: Fisher–Yates over the entries' numbers, prizes in order. Each entry wins at most once, or with `severalPerUser` at most once of
 * each prize. Where entries run out, prizes stay over.
 */
export function winnersOf(draw: {
  readonly seed: string
  readonly entriesRoot: string
  readonly campaignId: string
  readonly entries: number
  readonly prizes: readonly { readonly quota: number }[]
  readonly severalPerUser: boolean
}): Won[] {
  const key = hmacSha256(
    bytesOf(draw.seed),
    joinBytes(utf8.encode(`${DRAW_ALGORITHM} key\0${draw.campaignId}`), ZERO, bytesOf(draw.entriesRoot)),
  )
  const below = numbersFrom(key)
  const winners: Won[] = []
  let order = numbered(draw.entries)
  let drawn = 0
  draw.prizes.forEach(({ quota }, prize) => {
    if (draw.severalPerUser && prize > 0) {
      order = numbered(draw.entries)
      drawn = 0
    }
    for (let place = 0; place < quota && drawn < order.length; place += 1, drawn += 1) {
      const chosen = drawn + below(order.length - drawn)
      const entry = order[chosen] as number
      order[chosen] = order[drawn] as number
      order[drawn] = entry
      winners.push({ prize, entry })
    }
  })
  return winners
}

function numbered(count: number): Uint32Array {
  const numbers = new Uint32Array(count)
  for (let index = 0; index < count; index += 1) numbers[index] = index
  return numbers
}

/** What a check looks at, in the order in which it is looked at. */
export const drawChecks = ['algorithm', 'seed', 'entries', 'root', 'winners'] as const
export type DrawCheck = (typeof drawChecks)[number]

/** A step of a check and whether it holds. */
export interface CheckedStep {
  readonly check: DrawCheck
  readonly holds: boolean
}

/** Entries between two pauses of a check: some ten milliseconds of a phone. */
const ENTRIES_AT_ONCE = 1_000

/**
 * Recomputes a draw from its record and says of each step whether it holds: `algorithm` is this one; `seed`: its hash is the one published
 * at the start; `entries`: as many as told, ascending, none twice, and so what was taken out, none of which is among them; `root`: follows from them; `winners`: follow from seed, root and campaign.
 * Total: a damaged record fails a step and never throws. Yields the number of entries behind it wherever a page may want to breathe.
 */
export function* checkingDraw(record: DrawProofRecord): Generator<number, readonly CheckedStep[]> {
  const { seed, entryList } = record
  const isSeed = seed !== null && HASH.test(seed)
  const isList = isAscending(entryList)
  const root = isList ? yield* growing(entryList) : null
  const winners =
    isSeed && root !== null ? winnersOf({ ...record, seed, entriesRoot: root, entries: entryList.length }) : null
  return [
    { check: 'algorithm', holds: record.algorithm === DRAW_ALGORITHM },
    { check: 'seed', holds: isSeed && seedHashOf(seed) === record.seedHash },
    { check: 'entries', holds: isList && entryList.length === record.entries && areRemoved(record) },
    { check: 'root', holds: root !== null && root === record.entriesRoot },
    { check: 'winners', holds: winners !== null && sameWinners(winners, record.winners) },
  ]
}

const isAscending = (entries: readonly string[]): boolean =>
  entries.every((entry, index) => HASH.test(entry) && (index === 0 || (entries[index - 1] ?? '') < entry))

/** Whether what was taken out is told as it should be; records from before it was told have nothing of it. */
function areRemoved({ removed, removedList, entryList }: DrawProofRecord): boolean {
  if (removed === undefined && removedList === undefined) return true
  const gone = new Set(removedList)
  return gone.size === removed && isAscending(removedList ?? []) && !entryList.some((entry) => gone.has(entry))
}

function* growing(entries: readonly string[]): Generator<number, string> {
  const tree = growRoot()
  for (const [index, entry] of entries.entries()) {
    tree.add(bytesOf(entry))
    if ((index + 1) % ENTRIES_AT_ONCE === 0) yield index + 1
  }
  return tree.root()
}

/** `checkingDraw` without a pause. */
export function checkDraw(record: DrawProofRecord): readonly CheckedStep[] {
  const checking = checkingDraw(record)
  for (let step = checking.next(); ; step = checking.next()) if (step.done === true) return step.value
}

const sameWinners = (one: readonly Won[], other: readonly Won[]): boolean =>
  one.length === other.length &&
  one.every(({ prize, entry }, index) => prize === other[index]?.prize && entry === other[index]?.entry)
