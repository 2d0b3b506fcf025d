import { expect, test } from 'vitest'
import { giftLock } from './gift-lock.ts'

test.each([
  ['what no benefit names', undefined, null],
  ['allowed', { allowed: true, fromLevel: 3 }, null],
  ['a level too low', { allowed: false, code: 'level_too_low', fromLevel: 3 }, { kind: 'level', level: 3 }],
  ['not a member', { allowed: false, code: 'not_a_member', fromLevel: null }, { kind: 'level', level: 1 }],
  ['not in the group', { allowed: false, code: 'not_in_group', fromLevel: 3 }, { kind: 'notNow' }],
  ['not open yet', { allowed: false, code: 'not_open', fromLevel: 3 }, { kind: 'notNow' }],
])('BEN-1: a locked gift says a level only where a level opens it: %s', (_, answer, lock) =>
  expect(giftLock(answer)).toEqual(lock),
)
