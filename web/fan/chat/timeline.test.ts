import { expect, test } from 'vitest'
import {
  nothing,
  rowsOf,
  withAgain,
  withDeleted,
  withLater,
  withNewest,
  withOlder,
  withSaid,
  type ChatMessage,
  type Timeline,
} from './timeline.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 15, minute)).toISOString()
const said = (seq: number, from = 'ann', minute = seq): ChatMessage => ({
  messageId: `m${seq}`,
  seq,
  at: at(minute),
  from,
  sender: { kind: 'fan', name: from },
  kind: 'text',
  text: `t${seq}`,
})
const many = (...seqs: number[]) => seqs.map((seq) => said(seq))
const seqs = ({ messages }: Timeline<ChatMessage>) => messages.map(({ seq }) => seq)
/** Days begin at 16:00 UTC: midnight in Shanghai. */
const dayOf = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
const rows = (messages: readonly ChatMessage[], readUpTo: number | null = null, self = 'me') =>
  rowsOf(messages, { readUpTo, self, dayOf })

test('GRP-10: pages and what the stream brings make one list, each message once and in order', () => {
  let timeline: Timeline<ChatMessage> = nothing
  timeline = withSaid(timeline, said(12))
  timeline = withNewest(timeline, many(7, 9, 10), true)
  expect(seqs(timeline)).toEqual([7, 9, 10, 12])
  timeline = withSaid(withSaid(timeline, said(15)), said(12))
  timeline = withOlder(timeline, many(2, 3, 7), false)
  expect(seqs(timeline)).toEqual([2, 3, 7, 9, 10, 12, 15])
  expect(timeline).toMatchObject({ older: 2, whole: true })
})

test('GRP-10: what was missed is asked for from the last page on, not from what the stream brought meanwhile', () => {
  let timeline = withNewest<ChatMessage>(nothing, many(1, 2, 3), false)
  timeline = withSaid(timeline, said(9))
  expect(timeline.sureUpTo).toBe(3)
  timeline = withLater(timeline, many(5, 7, 9))
  expect(seqs(timeline)).toEqual([1, 2, 3, 5, 7, 9])
  expect(timeline.sureUpTo).toBe(9)
  expect(withLater(timeline, []).sureUpTo).toBe(9)
})

test('GRP-10: who was away too long begins at the newest page again, without a hole before it', () => {
  const old = withSaid(withNewest<ChatMessage>(nothing, many(1, 2, 3), false), said(400))
  const timeline = withNewest(old, many(390, 395), true)
  expect(seqs(timeline)).toEqual([390, 395, 400])
  expect(timeline).toMatchObject({ whole: false, older: 0, sureUpTo: 395 })
})

test('GRP-9: a message taken back says nothing, also when its own sending is answered after that', () => {
  const timeline = withDeleted(withNewest<ChatMessage>(nothing, many(1, 2), false), 2)
  expect(timeline.messages[1]).toMatchObject({ kind: 'deleted', text: undefined })
  expect(withSaid(timeline, said(2)).messages[1]).toMatchObject({ kind: 'deleted' })
})

test('GRP-8: what is read again says what it says now, and leaves no hole', () => {
  const timeline = withAgain(withNewest<ChatMessage>(nothing, many(5, 6), true), [said(3), { ...said(5), text: 'new' }])
  expect(seqs(timeline)).toEqual([5, 6])
  expect(timeline.messages[0]).toMatchObject({ text: 'new' })
})

test('GRP-10: one’s own message keeps its row when a page brings it again', () => {
  const own = { ...said(3), sendId: 'abc' }
  const timeline = withLater(withSaid(withNewest<ChatMessage>(nothing, many(1), false), own), many(3, 4))
  expect(rows(timeline.messages).map(({ key }) => key)).toEqual(['m1', 'abc', 'm4'])
})

test('a day begins with its date, a pause with the time, a run of one writer names him once', () => {
  const day = [
    said(1, 'ann', 0),
    said(2, 'ann', 4),
    said(3, 'bob', 5),
    said(4, 'bob', 15),
    said(5, 'bob', 26),
    said(6, 'bob', 60),
  ]
  expect(rows(day).map(({ stamp, first }) => [stamp, first])).toEqual([
    ['day', true],
    [null, false],
    [null, true],
    [null, true],
    ['time', true],
    ['day', true],
  ])
})

test.each([
  ['before the first of others that was not read', [1, 2, 3, 4], 2, 3],
  ['nowhere when all is read', [1, 2], 2, null],
  ['nowhere when it would stand before all there is', [3, 4], 2, null],
  ['nowhere when what was read is not known', [1, 2], null, null],
])('GRP-7: «new messages» stands %s', (_where, numbers, readUpTo, line) => {
  expect(rows(many(...numbers), readUpTo).find(({ unread }) => unread)?.message.seq ?? null).toBe(line)
})

test('GRP-7: one’s own messages are no news', () => {
  const messages = [said(1), said(2, 'me'), said(3)]
  expect(
    rows(messages, 1)
      .filter(({ unread }) => unread)
      .map(({ message }) => message.seq),
  ).toEqual([3])
})
