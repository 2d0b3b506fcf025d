import { expect, test } from 'vitest'
import { instantOf, nextQuarter, wallOf } from './wall-time.ts'

test('BEN-6: a time is meant in the platform’s zone, wherever the owner sits', () => {
  expect(instantOf('2026-03-01T18:30', 'Asia/Shanghai')).toBe(Date.parse('2026-03-01T10:30:00Z'))
  expect(instantOf('2026-03-01T18:30', 'Europe/Berlin')).toBe(Date.parse('2026-03-01T17:30:00Z'))
  expect(wallOf(Date.parse('2026-03-01T10:30:59Z'), 'Asia/Shanghai')).toBe('2026-03-01T18:30')
  expect(instantOf('', 'Asia/Shanghai')).toBeNull()
  expect(instantOf('2026-02-30T00:00', 'Asia/Shanghai')).toBeNull()
})

test('BEN-11: what is proposed is a full quarter, never before the notice', () => {
  const at = (text: string) => Date.parse(text)
  expect(nextQuarter(at('2026-03-01T10:30:00Z'))).toBe(at('2026-03-01T10:30:00Z'))
  expect(nextQuarter(at('2026-03-01T10:30:01Z'))).toBe(at('2026-03-01T10:45:00Z'))
})
