import { describe, expect, test } from 'vitest'
import type { ModeChange } from '../../../../../src/contract/views.ts'
import { calendarOf, changesIn, earliestStart, planMonth, plusMonths, timesOf, weekdayOf } from './days.ts'

const calendar = calendarOf('Asia/Shanghai')
const limits = { modeNoticeHours: 24, modeChangesPerMonth: 1 }
const at = (text: string) => Date.parse(text)
const change = (effectiveAt: string, status: ModeChange['status']): ModeChange => ({
  id: effectiveAt,
  from: 'live',
  to: 'shopping',
  requestedAt: '2026-03-01T00:00:00Z',
  effectiveAt,
  status,
  carries: 0,
})

describe('CLUB-4: the notice', () => {
  test('a day is open only if some instant of it is 24 hours away', () => {
    const days = planMonth(calendar, '2026-03', at('2026-03-10T10:00:00Z'), [], limits)
    expect(days.find(({ day }) => day === '2026-03-10')).toMatchObject({ state: 'tooSoon', today: true })
    expect(days.find(({ day }) => day === '2026-03-11')).toMatchObject({ state: 'open', today: false })
    expect(days).toHaveLength(31)
  })

  test('the earliest instant is a full quarter, at least the notice away', () => {
    const now = at('2026-03-10T10:00:01Z')
    expect(new Date(earliestStart(now, limits)).toISOString()).toBe('2026-03-11T10:15:00.000Z')
  })

  test('only times that keep the notice are offered', () => {
    const times = timesOf(calendar, '2026-03-11', at('2026-03-11T10:15:00Z'))
    expect(new Date(times[0] ?? 0).toISOString()).toBe('2026-03-11T10:30:00.000Z')
    expect(new Date(times.at(-1) ?? 0).toISOString()).toBe('2026-03-11T15:30:00.000Z')
  })
})

describe('CLUB-3: one change in a natural month', () => {
  const done = change('2026-03-04T16:30:00Z', 'done')

  test('it is counted in the month, by the platform’s calendar, in which it takes effect', () => {
    expect(changesIn(calendar, '2026-03', [change('2026-02-28T16:30:00Z', 'done')])).toBe(1)
    expect(changesIn(calendar, '2026-02', [change('2026-02-28T16:30:00Z', 'done')])).toBe(0)
  })

  test('a month that had its change has no open day, the change itself is marked', () => {
    const days = planMonth(calendar, '2026-03', at('2026-03-10T10:00:00Z'), [done], limits)
    expect(days.find(({ day }) => day === '2026-03-05')?.state).toBe('change')
    expect(days.some(({ state }) => state === 'open')).toBe(false)
    expect(
      planMonth(calendar, '2026-04', at('2026-03-10T10:00:00Z'), [done], limits).every(({ state }) => state === 'open'),
    ).toBe(true)
  })

  test('a withdrawn change does not count', () => {
    expect(changesIn(calendar, '2026-03', [{ ...done, status: 'withdrawn' }])).toBe(0)
  })
})

test('CLUB-3: months and weekdays', () => {
  expect(plusMonths('2026-11', 2)).toBe('2027-01')
  expect(plusMonths('2026-01', -1)).toBe('2025-12')
  expect(weekdayOf('2026-03-02')).toBe(0)
  expect(weekdayOf('2026-03-01')).toBe(6)
})
