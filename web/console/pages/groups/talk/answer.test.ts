import { describe, expect, test } from 'vitest'
import { leftOf } from './answer.ts'

describe('GRP-8: what is written while an answer is on its way is not lost', () => {
  const ann = { userId: 'u-1', name: 'Ann' }
  const bob = { userId: 'u-2', name: 'Bob' }
  const sent = { text: 'tonight at seven', mentions: [ann] }

  test('GRP-8: unchanged words go', () => {
    expect(leftOf(sent, sent)).toEqual({ text: '', mentions: [] })
    expect(leftOf({ ...sent, text: 'tonight at seven ' }, sent)).toEqual({ text: '', mentions: [] })
  })

  test('GRP-8: words that were written on stay, and so does who was called on since', () =>
    expect(leftOf({ text: 'and bring a friend', mentions: [ann, bob] }, sent)).toEqual({
      text: 'and bring a friend',
      mentions: [bob],
    }))
})
