import { expect, test } from 'vitest'
import { ringed } from './keep-focus.ts'

test.each([
  ['from the last to the first', 'c', false, 'a'],
  ['in the middle as it goes', 'b', false, null],
  ['from the first back to the last', 'a', true, 'c'],
  ['from the dialog itself back to the last', 'dialog', true, 'c'],
  ['from the dialog itself into it', 'dialog', false, null],
])('PLT-3: Tab in a modal dialog goes round inside it, %s', (_, at, back, to) =>
  expect(ringed(['a', 'b', 'c'], at, 'dialog', back)).toBe(to),
)

test('PLT-3: a modal dialog in which nothing can be focused keeps the focus itself', () =>
  expect(ringed([], 'dialog', 'dialog', false)).toBe('dialog'))
