import { createHash, createHmac, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromHex, hmacSha256, sha256, toHex } from '../lib/sha256.ts'
import { createRandom } from '../lib/prng.ts'
import type { DrawProofRecord as Record } from './campaigns.ts'
import {
  checkDraw,
  checkingDraw,
  entryHash,
  growRoot,
  numbersFrom,
  seedHashOf,
  winnersOf,
  type DrawCheck,
} from './draw.ts'

interface Vector {
  readonly name: string
  readonly entered: readonly { userId: string; nonce: string; salt: string; hash: string }[]
  readonly record: Record
}

/** Written by another program, from docs/draws.md alone. */
const vectors = JSON.parse(readFileSync(new URL('../../test/draws/vectors.json', import.meta.url), 'utf8')) as Vector[]

const bytesOf = (hex: string): Uint8Array => fromHex(hex) ?? new Uint8Array()
function entriesRoot(entries: readonly string[]): string {
  const tree = growRoot()
  for (const entry of entries) tree.add(bytesOf(entry))
  return tree.root()
}

const failures = (record: Record): DrawCheck[] =>
  checkDraw(record).flatMap(({ check, holds }) => (holds ? [] : [check]))

/** A true record of so many entries. */
function recordOf(count: number, name: string, more: Partial<Record> = {}): Record {
  const random = createRandom(name)
  const hex = (bytes: number): string =>
    Array.from({ length: bytes }, () => random.below(256).toString(16).padStart(2, '0')).join('')
  const seed = hex(32)
  const entryList = Array.from({ length: count }, () => hex(32)).sort()
  const base = {
    algorithm: 'tiefen-draw-1' as const,
    campaignId: `c-${name}`,
    seedHash: seedHashOf(seed),
    entries: count,
    prizes: [
      { name: 'one', quota: 1 },
      { name: 'two', quota: 2 },
    ],
    severalPerUser: false,
    entryList,
    ...more,
    seed,
    entriesRoot: entriesRoot(entryList),
  }
  return { ...base, winners: winnersOf(base) }
}

test('I25: SHA-256 and HMAC are those of everybody else, at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const data = randomBytes(length)
    const key = randomBytes(200 - length)
    expect(toHex(sha256(data))).toBe(createHash('sha256').update(data).digest('hex'))
    expect(toHex(hmacSha256(key, data))).toBe(createHmac('sha256', key).update(data).digest('hex'))
  }
  expect(toHex(sha256(new TextEncoder().encode('a'.repeat(1_000_000))))).toBe(
    'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
  )
  expect([fromHex('0aFf'), fromHex('0'), fromHex('zz')]).toEqual([Uint8Array.of(10, 255), null, null])
})

test.each(vectors.map((vector) => [vector.name, vector] as const))('I25: test vector: %s', (_, { entered, record }) => {
  const { campaignId } = record
  for (const { userId, nonce, salt, hash } of entered) expect(entryHash({ campaignId, userId, nonce, salt })).toBe(hash)
  expect(entriesRoot(record.entryList)).toBe(record.entriesRoot)
  expect(winnersOf({ ...record, seed: record.seed ?? '', entriesRoot: record.entriesRoot ?? '' })).toEqual(
    record.winners,
  )
  expect(failures(record)).toEqual([])
})

test('I25: no two entries can be read as one another: what stands between their parts is in none of them', () => {
  const salt = '00'.repeat(16)
  const hashes = [
    { campaignId: 'a', userId: 'b', nonce: 'c', salt },
    { campaignId: 'ab', userId: '', nonce: 'c', salt },
    { campaignId: 'a', userId: 'bc', nonce: '', salt },
    { campaignId: 'a', userId: 'b', nonce: '', salt },
  ].map(entryHash)
  expect(new Set(hashes).size).toBe(hashes.length)
})

/** RFC 6962, 2.1, word for word. */
function treeHash(entries: readonly Uint8Array[]): Uint8Array {
  const hash = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  const [first] = entries
  if (first === undefined) return hash()
  if (entries.length === 1) return hash(Uint8Array.of(0), first)
  const left = 2 ** Math.ceil(Math.log2(entries.length) - 1)
  return hash(Uint8Array.of(1), treeHash(entries.slice(0, left)), treeHash(entries.slice(left)))
}

test('I25: a root grown leaf by leaf is the tree hash of RFC 6962 at every size', () => {
  const tree = growRoot()
  const entries: Uint8Array[] = []
  for (let size = 0; size <= 130; size += 1) {
    expect(tree.root()).toBe(toHex(treeHash(entries)))
    const entry = randomBytes(32)
    entries.push(entry)
    tree.add(entry)
  }
})

test('BEN-7: a long check pauses on its way, and comes to the same', () => {
  const record = recordOf(2_500, 'pauses')
  const checking = checkingDraw(record)
  expect([checking.next().value, checking.next().value]).toEqual([1_000, 2_000])
  expect(checking.next()).toEqual({ done: true, value: checkDraw(record) })
})

test('I25: editing, adding or removing any entry changes the root, and the check fails', () => {
  const record = fc.integer({ min: 1, max: 40 }).map((count) => recordOf(count, `tamper-${count}`))
  const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex)
  fc.assert(
    fc.property(record, fc.nat(), hash, fc.constantFrom('edit', 'add', 'remove'), (whole, at, other, how) => {
      const place = at % whole.entries
      const entryList = whole.entryList.filter((_, index) => how === 'add' || index !== place)
      if (how !== 'remove') entryList.push(other)
      entryList.sort()
      const changed = { ...whole, entryList, entries: entryList.length }
      expect(entriesRoot(entryList)).not.toBe(whole.entriesRoot)
      expect(failures(changed)).toContain('root')
      // and who also writes the root anew has other winners, but for luck: the record of the closing is what he cannot reach
      expect(failures({ ...changed, entriesRoot: entriesRoot(entryList) })).not.toContain('root')
    }),
  )
})

test.each<[string, (record: Record) => Partial<Record>, DrawCheck[]]>([
  ['another algorithm', () => ({ algorithm: 'other' as 'tiefen-draw-1' }), ['algorithm']],
  ['another seed', () => ({ seed: '11'.repeat(32) }), ['seed', 'winners']],
  ['no seed yet', () => ({ seed: null }), ['seed', 'winners']],
  ['a seed that is no hex', () => ({ seed: 'z'.repeat(64) }), ['seed', 'winners']],
  ['another hash of the seed', () => ({ seedHash: '11'.repeat(32) }), ['seed']],
  ['entries out of order', (r) => ({ entryList: [...r.entryList].reverse() }), ['entries', 'root', 'winners']],
  [
    'an entry twice',
    (r) => ({ entryList: [r.entryList[0] ?? '', ...r.entryList], entries: 13 }),
    ['entries', 'root', 'winners'],
  ],
  ['a wrong count', () => ({ entries: 11 }), ['entries']],
  ['another root', () => ({ entriesRoot: '11'.repeat(32) }), ['root']],
  ['a winner less', (r) => ({ winners: r.winners.slice(1) }), ['winners']],
  ['winners exchanged', (r) => ({ winners: [...r.winners].reverse() }), ['winners']],
  ['another quota', () => ({ prizes: [{ name: 'one', quota: 2 }] }), ['winners']],
  ['another campaign', () => ({ campaignId: 'c-other' }), ['winners']],
  ['fewer taken out than are listed', () => ({ removed: 0, removedList: ['11'.repeat(32)] }), ['entries']],
  ['more taken out than are listed', () => ({ removed: 2, removedList: ['11'.repeat(32)] }), ['entries']],
  ['an entry that was taken out', (r) => ({ removed: 1, removedList: r.entryList.slice(3, 4) }), ['entries']],
  ['what was taken out, not counted', () => ({ removedList: ['11'.repeat(32)] }), ['entries']],
])('I25: a record with %s fails where it is wrong', (_, edit, broken) => {
  const whole = recordOf(12, 'broken')
  expect(failures(whole)).toEqual([])
  expect(failures({ ...whole, ...edit(whole) })).toEqual(broken)
})

test('BEN-7: a record from before it told what was taken out holds as it is, and so does one that tells it', () => {
  const whole = recordOf(12, 'removed')
  const removedList = ['11'.repeat(32), '22'.repeat(32)]
  for (const more of [{}, { removed: 0, removedList: [] }, { removed: 2, removedList }])
    expect(failures({ ...whole, ...more })).toEqual([])
})

test('I23: winners are entrants, as many as there can be, each once, or with several once of each prize', () => {
  const quotas = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(fc.nat(30), quotas, fc.boolean(), fc.nat(), (entries, list, severalPerUser, salt) => {
      const prizes = list.map((quota) => ({ name: '', quota }))
      const { winners } = recordOf(entries, `set-${entries}-${salt}`, { prizes, severalPerUser })
      expect(winners.every(({ entry }) => entry >= 0 && entry < entries)).toBe(true)
      const most = severalPerUser
        ? list.reduce((sum, quota) => sum + Math.min(quota, entries), 0)
        : Math.min(
            entries,
            list.reduce((sum, quota) => sum + quota, 0),
          )
      expect(winners).toHaveLength(most)
      const once = winners.map(({ entry, prize }) => (severalPerUser ? `${prize}:${entry}` : entry))
      expect(new Set(once).size).toBe(once.length)
    }),
  )
})

/** Σ (seen − expected)² / expected. */
const chiSquare = (seen: readonly number[], expected: number): number =>
  seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)

// bounds of p = 0.001; the seeds are fixed, so that what holds once holds always
const CHI_9_OF_A_THOUSAND = 27.88
const CHI_11_OF_A_THOUSAND = 31.26

test('I26: over 40 000 draws each of ten entries wins as often as any other, and at every place', () => {
  const wins = Array.from({ length: 3 }, () => Array.from({ length: 10 }, () => 0))
  const root = '00'.repeat(32)
  const draws = 40_000
  for (let nth = 0; nth < draws; nth += 1) {
    const seed = nth.toString(16).padStart(64, '0')
    const draw = {
      seed,
      entriesRoot: root,
      campaignId: 'chi',
      entries: 10,
      prizes: [{ quota: 3 }],
      severalPerUser: false,
    }
    winnersOf(draw).forEach(({ entry }, place) => {
      const row = wins[place]
      if (row !== undefined) row[entry] = (row[entry] ?? 0) + 1
    })
  }
  for (const row of wins) expect(chiSquare(row, draws / 10)).toBeLessThan(CHI_9_OF_A_THOUSAND)
})

test('I26: a bound that does not divide 2^32 favours nobody: without rejection the lower third would come twice as often', () => {
  const bound = 3 * 2 ** 30
  const below = numbersFrom(sha256(Uint8Array.of(7)))
  const thirds = Array.from({ length: 12 }, () => 0)
  const numbers = 120_000
  for (let nth = 0; nth < numbers; nth += 1) {
    const bin = Math.floor((below(bound) / bound) * 12)
    thirds[bin] = (thirds[bin] ?? 0) + 1
  }
  expect(chiSquare(thirds, numbers / 12)).toBeLessThan(CHI_11_OF_A_THOUSAND)
})
