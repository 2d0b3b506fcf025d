import { expect, test } from 'vitest'
import { benefits, entitlements } from '../../dev/benefit-fixtures.ts'
import { groupsOf, hoursLeft, readableCode } from './groups.ts'

const [some] = entitlements(benefits())
if (some === undefined) throw new Error('fixtures')
const one = (entitlementId: string, over: object) => ({ ...some, entitlementId, ...over })
const ids = (list: readonly { readonly entitlementId: string }[]) => list.map(({ entitlementId }) => entitlementId)

test('BEN-3: what can be used comes by its end, what has none last; what is over comes latest first', () => {
  const { usable, over } = groupsOf([
    one('for-ever', { state: 'claimed', expiresAt: null }),
    one('later', { state: 'claimed', expiresAt: '2026-03-09T00:00:00Z' }),
    one('old', { state: 'used', claimedAt: '2026-01-01T00:00:00Z' }),
    one('soon', { state: 'reserved', expiresAt: '2026-03-02T00:00:00Z' }),
    one('new', { state: 'expired', claimedAt: '2026-02-01T00:00:00Z' }),
    one('open', { state: 'claimable' }),
    one('fallen', { state: 'lapsed' }),
  ])
  expect(ids(usable)).toEqual(['soon', 'later', 'for-ever'])
  expect(ids(over)).toEqual(['new', 'old'])
})

test.each([
  ['2026-03-01T10:30:00Z', null],
  ['2026-03-01T10:30:01Z', 1],
  ['2026-03-01T12:31:00Z', 3],
  ['2026-03-04T10:30:00Z', 72],
  ['2026-03-04T10:30:01Z', null],
  [null, null],
])('BEN-3: what ends at %s has %s hours left to be told', (expiresAt, hours) => {
  expect(hoursLeft(expiresAt, Date.parse('2026-03-01T10:30:00Z'))).toBe(hours)
})

test.each([
  ['7KQ4M2XTB9WZ', '7KQ4 M2XT B9WZ'],
  ['7KQ4-M2XT-B9WZ', '7KQ4 M2XT B9WZ'],
  ['ABC', 'ABC'],
  ['ABCD', 'ABCD'],
])('BEN-6: the code %s is read as %s', (code, shown) => {
  expect(readableCode(code)).toBe(shown)
})
