import { describe, expect, it } from 'vitest'
import { isTimeFormat, timeReader, type TimeStyle } from './local-time.ts'

const london: TimeStyle = { format: 'yyyy-MM-dd HH:mm:ss', timeZone: 'Europe/London', ambiguous: 'earlier' }
const read = (text: string, style: Partial<TimeStyle> = {}): string | null => {
  const at = timeReader({ ...london, ...style })(text)
  return at === null ? null : new Date(at).toISOString()
}

describe('local times of a shop', () => {
  it.each([
    ['2010-12-01 08:26:00', '2010-12-01T08:26:00.000Z'],
    ['2011-06-01 08:26:00', '2011-06-01T07:26:00.000Z'],
    // the last second of winter, an hour that does not exist, the first of summer
    ['2011-03-27 00:59:59', '2011-03-27T00:59:59.000Z'],
    ['2011-03-27 01:30:00', '2011-03-27T01:30:00.000Z'],
    ['2011-03-27 02:00:00', '2011-03-27T01:00:00.000Z'],
    // an hour that comes twice: the first time
    ['2011-10-30 01:30:00', '2011-10-30T00:30:00.000Z'],
    ['2011-10-30 02:00:00', '2011-10-30T02:00:00.000Z'],
  ])('%s in London', (text, expected) => expect(read(text)).toBe(expected))

  it('an hour that comes twice means the second time where the map says so, and a skipped one what it always means', () => {
    expect(read('2011-10-30 01:30:00', { ambiguous: 'later' })).toBe('2011-10-30T01:30:00.000Z')
    expect(read('2011-03-27 01:30:00', { ambiguous: 'later' })).toBe('2011-03-27T01:30:00.000Z')
  })

  it.each([
    '2011-02-29 10:00:00',
    '2011-13-01 10:00:00',
    '2011-01-01 24:00:00',
    '2011-01-01',
    '01/02/2011 10:00:00',
    '',
    '2011-01-01 10:00:00 ',
  ])('%j is no time of this format', (text) => expect(read(text)).toBeNull())

  it('reads other formats', () => {
    expect(read('1/12/2010 8:26', { format: 'd/M/yyyy H:mm' })).toBe('2010-12-01T08:26:00.000Z')
    expect(read('2024-01-01', { format: 'yyyy-MM-dd', timeZone: 'Asia/Shanghai' })).toBe('2023-12-31T16:00:00.000Z')
    expect(read('2024年01月02日 03:04', { format: 'yyyy年MM月dd日 HH:mm', timeZone: 'Asia/Shanghai' })).toBe(
      '2024-01-01T19:04:00.000Z',
    )
    expect(read('2024-01-01T00:00:00+08:00', { format: 'iso', timeZone: null })).toBe('2023-12-31T16:00:00.000Z')
    expect(read('2024-01-01T00:00:00', { format: 'iso', timeZone: null })).toBeNull()
    expect(read('1700000000', { format: 'unixSeconds', timeZone: null })).toBe('2023-11-14T22:13:20.000Z')
    expect(read('1700000000123', { format: 'unixMilliseconds', timeZone: null })).toBe('2023-11-14T22:13:20.123Z')
  })

  it.each([
    ['yyyy-MM-dd', true],
    ['iso', true],
    ['yyyy-MM', false],
    ['yyyy-MM-dd M', false],
    ['HH:mm', false],
  ])('%s can be a format: %s', (format, expected) => expect(isTimeFormat(format)).toBe(expected))
})
