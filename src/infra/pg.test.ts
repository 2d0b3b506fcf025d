import { expect, test } from 'vitest'
import { refuseUnfit } from './pg.ts'

const fit = { version: 150_020, fsync: 'on', commit: 'on', encoding: 'UTF8' }

function warnings(settings: Partial<typeof fit>): number {
  let count = 0
  const quiet = () => undefined
  refuseUnfit({ ...fit, ...settings }, { debug: quiet, info: quiet, warn: () => (count += 1), error: quiet })
  return count
}

test('a server that is too old, not in UTF8 or without fsync is refused in plain words', () => {
  expect(() => warnings({ version: 140_012 })).toThrow(/PostgreSQL 15 .* is 14$/)
  expect(() => warnings({ encoding: 'SQL_ASCII' })).toThrow(/UTF8/)
  expect(() => warnings({ fsync: 'off' })).toThrow(/fsync is off/)
})

test('synchronous_commit=off is warned of', () => {
  expect(warnings({})).toBe(0)
  expect(warnings({ version: 150_000 })).toBe(0)
  expect(warnings({ commit: 'off' })).toBe(1)
})
