import { expect, test } from 'vitest'
import { queueMissed, type Missed } from './missed.ts'

test('PLT-4: what was missed is queued from where it broke off, no page twice and none left out', async () => {
  const pages = [
    { queued: 100, nextCursor: 'a' },
    { queued: 100, nextCursor: 'b' },
    { queued: 7, nextCursor: null },
  ]
  const asked: (string | undefined)[] = []
  let broken = true
  const replay = ({ cursor }: Missed) => {
    asked.push(cursor)
    if (cursor === 'a' && broken) return Promise.reject(new Error('offline'))
    return Promise.resolve(pages[cursor === undefined ? 0 : cursor === 'a' ? 1 : 2] ?? { queued: 0, nextCursor: null })
  }
  let left: Missed | null = { since: '2026-11-01T00:00:00.000Z' }
  const note = (now: Missed | null) => (left = now)
  await expect(queueMissed(replay, left, note)).rejects.toThrow('offline')
  expect(left).toEqual({ since: '2026-11-01T00:00:00.000Z', cursor: 'a' })
  broken = false
  expect(await queueMissed(replay, left, note)).toBe(107)
  expect(left).toBeNull()
  expect(asked).toEqual([undefined, 'a', 'a', 'b'])
})
