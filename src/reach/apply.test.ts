import { describe, expect, test } from 'vitest'
import { reachDefaults, type QuietHours } from '../contract/reach.ts'
import { reachKinds } from '../contract/reach-kinds.ts'
import { HOUR, MINUTE, SECOND } from '../lib/time.ts'
import { manners, quietUntil, retryPauses, soundsAt, triedAgainAt, wants } from './apply.ts'

const quiet = (from: string, to: string, timeZone = 'Asia/Shanghai'): QuietHours => ({
  from,
  to,
  timeZone,
  passes: ['notices'],
})
const at = (text: string): number => Date.parse(text)
const until = (hours: QuietHours, now: string): string | null => {
  const end = quietUntil(hours, at(now))
  return end === null ? null : new Date(end).toISOString().slice(0, 19) + 'Z'
}

describe('GRP-7: quiet hours', () => {
  test.each([
    // Shanghai is UTC+8 all year
    ['a minute before', quiet('23:00', '07:00'), '2026-03-10T14:59:59Z', null],
    ['from the first second', quiet('23:00', '07:00'), '2026-03-10T15:00:00Z', '2026-03-10T23:00:00Z'],
    ['over midnight', quiet('23:00', '07:00'), '2026-03-10T16:00:00Z', '2026-03-10T23:00:00Z'],
    ['the last second', quiet('23:00', '07:00'), '2026-03-10T22:59:59Z', '2026-03-10T23:00:00Z'],
    ['at its end', quiet('23:00', '07:00'), '2026-03-10T23:00:00Z', null],
    ['within a day', quiet('12:00', '14:00'), '2026-03-10T05:30:00Z', '2026-03-10T06:00:00Z'],
    ['from midnight', quiet('00:00', '06:00'), '2026-03-10T16:00:00Z', '2026-03-10T22:00:00Z'],
    ['until midnight', quiet('20:00', '00:00'), '2026-03-10T15:59:59Z', '2026-03-10T16:00:00Z'],
    ['a zone of quarters', quiet('23:00', '07:00', 'Asia/Kathmandu'), '2026-03-10T17:15:00Z', '2026-03-11T01:15:00Z'],
    ['New York in winter', quiet('22:00', '08:00', 'America/New_York'), '2026-01-10T03:00:00Z', '2026-01-10T13:00:00Z'],
    ['New York in summer', quiet('22:00', '08:00', 'America/New_York'), '2026-07-10T02:00:00Z', '2026-07-10T12:00:00Z'],
    // in the night of 8 March the clock goes from 02:00 to 03:00
    [
      'a night of 23 hours',
      quiet('22:00', '08:00', 'America/New_York'),
      '2026-03-08T04:00:00Z',
      '2026-03-08T12:00:00Z',
    ],
    [
      'an end that night leaves out',
      quiet('22:00', '02:30', 'America/New_York'),
      '2026-03-08T06:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    ['after that jump', quiet('22:00', '02:30', 'America/New_York'), '2026-03-08T07:00:00Z', null],
    // in the night of 1 November it is 01:30 twice
    [
      'before the first 01:30',
      quiet('22:00', '01:30', 'America/New_York'),
      '2026-11-01T05:10:00Z',
      '2026-11-01T05:30:00Z',
    ],
    ['a zone that is none', quiet('23:00', '07:00', 'CST'), '2026-03-10T16:00:00Z', '2026-03-10T23:00:00Z'],
    ['between them', quiet('22:00', '01:30', 'America/New_York'), '2026-11-01T05:40:00Z', null],
    ['before the second', quiet('22:00', '01:30', 'America/New_York'), '2026-11-01T06:10:00Z', '2026-11-01T06:30:00Z'],
  ])('%s', (_, hours, now, wanted) => {
    expect(until(hours, now)).toBe(wanted)
  })

  test('what passes sounds, what is over in the morning never does, the rest waits', () => {
    const now = at('2026-03-10T16:00:00Z')
    const chosen = { everywhere: null, club: null, quiet: quiet('23:00', '07:00') }
    const when = Object.fromEntries(reachKinds.map((kind) => [kind, soundsAt(chosen, kind, 'mentions', now)]))
    const morning = at('2026-03-10T23:00:00Z')
    expect(when).toEqual({
      liveStarts: null,
      videos: morning,
      notices: now,
      groupMessages: null,
      benefits: morning,
      redPackets: null,
      privateMessages: morning,
      levelUps: morning,
    })
    expect(soundsAt({ ...chosen, quiet: null }, 'liveStarts', null, now)).toBe(now)
  })
})

describe('GRP-7: what he wants', () => {
  test('the club’s word, else the one for all, else the default', () => {
    const everywhere = { ...reachDefaults, videos: false }
    expect(wants({ everywhere: null, club: null }, 'videos', null)).toBe(true)
    expect(wants({ everywhere, club: null }, 'videos', null)).toBe(false)
    expect(wants({ everywhere, club: { videos: true } }, 'videos', null)).toBe(true)
    expect(wants({ everywhere: null, club: { videos: false } }, 'videos', null)).toBe(false)
    // notices are strong, and yet his to switch off
    expect(wants({ everywhere: { notices: false }, club: null }, 'notices', null)).toBe(false)
  })

  test.each([
    ['all', 'all', true],
    ['all', 'mentions', true],
    ['mentions', 'all', false],
    ['mentions', 'mentions', true],
    ['none', 'all', false],
    ['none', 'mentions', false],
  ] as const)('groups’ messages: %s, told to %s', (choice, said, wanted) => {
    expect(wants({ everywhere: { groupMessages: choice }, club: null }, 'groupMessages', said)).toBe(wanted)
  })
})

describe('GRP-7: another attempt', () => {
  const now = at('2026-03-10T12:00:00Z')
  const ask = (attempts: number, more: object = {}) =>
    triedAgainAt(attempts, { now, random: 0, retryAfter: null, endsAt: now + 24 * HOUR, ...more })

  test('pauses grow, and end', () => {
    const pauses = retryPauses.map((_, index) => (ask(index + 1) ?? 0) - now)
    expect(pauses).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR])
    expect(ask(retryPauses.length + 1)).toBeNull()
    expect(ask(1, { random: 1 })).toBe(now + 6 * SECOND)
  })

  test('not before a push service wishes, not after it is of no use', () => {
    expect(ask(1, { retryAfter: MINUTE })).toBe(now + MINUTE)
    expect(ask(3, { retryAfter: SECOND })).toBe(now + 2 * MINUTE)
    expect(ask(1, { retryAfter: HOUR, endsAt: now + HOUR })).toBeNull()
  })

  test('a broadcast’s beginning is of no use after an hour, a notice after a day', () => {
    expect([manners.liveStarts.seconds, manners.notices.seconds]).toEqual([3_600, 86_400])
  })
})
