import type { Say } from './text.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** A length of time in words: 42 分钟, 1 小时 5 分, 3 天 2 小时. Milliseconds; below 0 is 0. */
export function durationWords(milliseconds: number, say: Say): string {
  const length = Math.max(0, milliseconds)
  if (length >= day) return say('time.days', { d: Math.floor(length / day), h: Math.floor((length % day) / hour) })
  if (length >= hour)
    return say('time.hours', { h: Math.floor(length / hour), m: Math.floor((length % hour) / minute) })
  return say('time.minutes', { n: Math.floor(length / minute) })
}
