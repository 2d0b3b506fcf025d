import { expect, test } from 'vitest'
import { isOlder } from './position.ts'

test('API: the older of two positions: by transaction, then by number, whatever their length', () => {
  const inOrder = [
    '0.0',
    '9.1000',
    '10.2',
    '10.10',
    '10.9007199254740993',
    '10.9007199254740994',
    '18446744073709551615.1',
  ]
  for (const [index, one] of inOrder.entries())
    for (const [other, two] of inOrder.entries()) expect(isOlder(one, two)).toBe(index < other)
  // what names an entry is no part of the order
  expect(isOlder('7.1.zzz', '7.2.1')).toBe(true)
  expect(isOlder('7.1.1', '7.1.2')).toBe(false)
})
