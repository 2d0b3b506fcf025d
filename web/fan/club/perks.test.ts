import { expect, test } from 'vitest'
import { benefits } from '../../dev/benefit-fixtures.ts'
import { byLevel, canClaim, nextOpening, readyOf } from './perks.ts'

const ids = (list: readonly { readonly benefitId: string }[] | undefined) => list?.map(({ benefitId }) => benefitId)

test('BEN-2: every benefit stands at the level that opens it', () => {
  const rungs = byLevel(benefits())
  expect([...rungs.keys()].sort((one, other) => one - other)).toEqual([1, 2, 3, 4, 6])
  expect(ids(rungs.get(3))).toEqual(['b3', 'b4', 'b5'])
  expect([...rungs.values()].flat()).toHaveLength(benefits().length)
})

test.each([
  ['claimable', null, true],
  ['claimable', 1, true],
  ['claimable', 0, false],
  ['claimed', 1, false],
  ['locked', 1, false],
  ['lapsed', 1, false],
] as const)('BEN-5: a benefit that is %s with %s left can be taken: %s', (state, left, can) => {
  expect(canClaim({ state, left })).toBe(can)
})

test('BEN-3: what closes first is offered first; what is used up is not', () => {
  const [open, closing, gone] = benefits().filter(({ fromLevel }) => fromLevel === 3)
  if (open === undefined || closing === undefined || gone === undefined) throw new Error('fixtures')
  const list = [
    { ...closing, claimUntil: null, withdrawAt: '2026-03-09T00:00:00Z' },
    { ...closing, benefitId: 'never', claimUntil: null, withdrawAt: null },
    { ...open, claimUntil: '2026-03-08T12:00:00Z' },
    gone,
  ]
  expect(ids(readyOf(list))).toEqual(['b3', 'b4', 'never'])
})

test('BEN-2: the next level that brings something, and how far it is', () => {
  expect(nextOpening(benefits(), 3)).toMatchObject({ level: 4, missing: 151 })
  expect(ids(nextOpening(benefits(), 3)?.benefits)).toEqual(['b6', 'b7'])
  expect(nextOpening(benefits(), 4)).toMatchObject({ level: 6, missing: 3_351 })
  expect(nextOpening(benefits(), 6)).toBeNull()
})
