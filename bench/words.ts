/**
 * npx tsx bench/words.ts: a list of 50 000 words made findable, and texts read against it. One line each; no goal is asserted here.
 */
import { createRandom } from '../src/lib/prng.ts'
import { fold } from '../src/lib/words/fold.ts'
import { createWordList } from '../src/lib/words/word-list.ts'

const WORDS = 50_000
const TEXTS = 2_000
const TEXT_LENGTH = 200

const random = createRandom('bench/words')
/** Of 3 000 common Han characters. */
const han = (length: number): string =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + random.between(0, 2_999))).join('')
const words = [...new Set(Array.from({ length: WORDS * 2 }, () => han(random.between(2, 6))))].slice(0, WORDS)
const texts = Array.from({ length: TEXTS }, () => han(TEXT_LENGTH))

const timed = <T>(work: () => T): { milliseconds: number; value: T } => {
  const began = performance.now()
  const value = work()
  return { milliseconds: Math.round(performance.now() - began), value }
}

const before = process.memoryUsage()
const first = timed(() => createWordList(words))
const after = process.memoryUsage()
const again = timed(() => createWordList(words))
console.log(`${words.length} words made findable in ${first.milliseconds} ms (again: ${again.milliseconds} ms)`)
console.log(
  `memory: ${Math.round((after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6)} MB`,
)
const read = timed(() => texts.reduce((sum, text) => sum + first.value.find(text, fold(text)).length, 0))
console.log(
  `${TEXTS} texts of ${TEXT_LENGTH} characters read in ${read.milliseconds} ms (${((read.milliseconds * 1_000) / TEXTS).toFixed(0)} µs each), ${read.value} words found`,
)
