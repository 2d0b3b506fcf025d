import { expect, test } from 'vitest'
import type { MessageView } from '../../../../../src/contract/messages.ts'
import { join, pageMost, withHistory } from './newest-page.ts'

const run = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }) as MessageView)
const seqs = (messages: readonly MessageView[]) => messages.map(({ seq }) => seq)

test('GRP-10: reading the newest page anew keeps the history that was read before it', () => {
  const newest = run(101, 100 + pageMost)
  expect(seqs(withHistory(run(40, 120), newest))).toEqual(seqs(run(40, 150)))
  expect(seqs(withHistory([], newest))).toEqual(seqs(newest))
})

test('GRP-10: history that the newest page no longer touches is let go, never joined over a gap', () => {
  const newest = run(101, 100 + pageMost)
  expect(seqs(withHistory(run(1, 100), newest))).toEqual(seqs(newest))
  expect(seqs(withHistory(run(1, 101), newest))).toEqual(seqs(run(1, 150)))
})

test('GRP-10: what was heard while the newest page was under way stays', () => {
  expect(seqs(withHistory(run(1, 5), run(1, 3)))).toEqual(seqs(run(1, 5)))
  expect(seqs(withHistory(run(40, 152), run(101, 100 + pageMost)))).toEqual(seqs(run(40, 152)))
  expect(seqs(withHistory(run(1, 2), []))).toEqual([1, 2])
})

test('GRP-10: two runs are joined with each message once', () =>
  expect(seqs(join(run(1, 5), run(3, 8)))).toEqual(seqs(run(1, 8))))
