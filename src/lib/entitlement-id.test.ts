import { expect, test } from 'vitest'
import { makeEntitlementId, userNoOf, USER_NO_MOST } from './entitlement-id.ts'

const at = Date.UTC(2026, 2, 1)

test.each([1, 255, 256, 2 ** 32, USER_NO_MOST])('BEN-3: an id carries its holder %i and its time', (userNo) => {
  const id = makeEntitlementId(userNo, at)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(userNoOf(id)).toBe(userNo)
  expect(parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at)
})

test('BEN-3: ids of one person in one millisecond differ', () => {
  const ids = Array.from({ length: 1_000 }, () => makeEntitlementId(7, at))
  // by 33 bits of chance: two of a thousand are alike once in 17 000 runs, two pairs once in 600 million
  expect(new Set(ids).size).toBeGreaterThanOrEqual(ids.length - 1)
})

test.each([0, -1, 1.5, USER_NO_MOST + 1])('BEN-3: %s is nobody', (userNo) => {
  expect(() => makeEntitlementId(userNo, at)).toThrow()
})
