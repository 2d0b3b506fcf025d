/** A stream of pseudo-random numbers: the same seed gives the same stream on every machine (sfc32). Not for secrets. */
export interface Random {
  /** in [0, 1) */
  next(): number
  /** integer in [0, count) */
  below(count: number): number
  /** integer in [least, most] */
  between(least: number, most: number): number
  /** true with this probability */
  chance(probability: number): boolean
  /** one of a list that is not empty */
  pick<T>(list: readonly T[]): T
  /** a waiting time with this mean, in its unit: what happens independently comes so */
  wait(mean: number): number
  /** a stream of its own that depends only on this stream's seed and the label */
  fork(label: string): Random
}

/** Four 32-bit words of a text (xmur3). */
function wordsOf(seed: string): [number, number, number, number] {
  let hash = 1_779_033_703 ^ seed.length
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 3_432_918_353)
    hash = (hash << 13) | (hash >>> 19)
  }
  const word = (): number => {
    hash = Math.imul(hash ^ (hash >>> 16), 2_246_822_507)
    hash = Math.imul(hash ^ (hash >>> 13), 3_266_489_909)
    hash ^= hash >>> 16
    return hash >>> 0
  }
  return [word(), word(), word(), word()]
}

/** Steps whose results are thrown away, so that seeds that look alike part ways. */
const WARM_UP = 12

/** Builds the stream of a seed. */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = wordsOf(seed)
  const next = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let step = 0; step < WARM_UP; step += 1) next()
  const below = (count: number): number => Math.floor(next() * count)
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => next() < probability,
    pick(list) {
      const one = list[below(list.length)]
      if (one === undefined) throw new RangeError('nothing to pick from')
      return one
    },
    wait: (mean) => -Math.log(1 - next()) * mean,
    fork: (label) => createRandom(`${seed}/${label}`),
  }
}
