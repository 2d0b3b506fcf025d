import { expect, test } from 'vitest'
import { formatShare } from './format.ts'

test.each([
  [0, '0%'],
  [0.000001, '0.0001%'],
  [0.000109, '0.011%'],
  [0.0037, '0.37%'],
  [0.0196, '2%'],
  [0.624, '62%'],
  [0.99616, '99.6%'],
  [0.999999, '99.9%'],
  [1, '100%'],
])('LVL-3: a share of %d is told as %s', (share, words) => {
  expect(formatShare(share, 'zh')).toBe(words)
})
