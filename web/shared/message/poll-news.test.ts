import { expect, test } from 'vitest'
import type { PollView } from '../../../src/contract/polls.ts'
import { withPollNews } from './poll-news.ts'

const option = (number: number, votes: number | null) => ({
  option: number,
  text: `${number}`,
  votes,
  picked: false,
  by: null,
})
const poll = (more: Partial<PollView> = {}): PollView => ({
  pollId: 'p',
  messageId: '1-0-1',
  ownerId: 'luo',
  kind: 'poll',
  question: '?',
  status: 'open',
  choicesMost: 1,
  each: 0,
  results: 'always',
  openedAt: '2026-03-10T12:00:00.000Z',
  closesAt: null,
  closedAt: null,
  voters: 1,
  suggestions: 0,
  options: [option(1, 1), option(2, 0)],
  mine: { options: [1], suggestions: [] },
  ...more,
})
const news = (more: object = {}) => ({
  pollId: 'p',
  messageId: '1-0-1',
  seq: 1,
  status: 'open',
  voters: 3,
  suggestions: 0,
  votes: [
    { option: 1, votes: 1 },
    { option: 2, votes: 2 },
  ],
  picked: [],
  ...more,
})
const counts = ({ options }: PollView) => options.map(({ option: number, votes }) => [number, votes])

test('GRP-8: counts that the stream tells stand in the poll, and nobody asks for them; what he chose stays his', () => {
  const { poll: moved, isShort } = withPollNews(poll(), news({ picked: [2] }))
  expect([counts(moved), isShort]).toEqual([
    [
      [1, 1],
      [2, 2],
    ],
    false,
  ])
  expect(moved).toMatchObject({ voters: 3, mine: { options: [1] }, options: [{ picked: false }, { picked: true }] })
})

test('GRP-8: hidden from who did not vote, counts stay hidden and are not asked for; who sees them by his vote asks; at the end all are told', () => {
  const hidden = news({ votes: null })
  const unseen = poll({ results: 'voted', options: [option(1, null), option(2, null)], mine: null })
  expect(withPollNews(unseen, hidden)).toMatchObject({
    isShort: false,
    poll: { voters: 3, options: [{ votes: null }, {}] },
  })
  expect(withPollNews(poll({ results: 'voted' }), hidden)).toMatchObject({ isShort: true, poll: { voters: 3 } })
  const over = withPollNews(unseen, news({ status: 'closed' }))
  expect([over.poll.status, counts(over.poll), over.isShort]).toEqual([
    'closed',
    [
      [1, 1],
      [2, 2],
    ],
    false,
  ])
})

test('GRP-8: a call stands in the order of the news, without what was taken away; suggestions that the page does not know are asked for', () => {
  const call = poll({ kind: 'topicCall', each: 3, suggestions: 2 })
  const turned = { suggestions: 2, votes: [{ option: 2, votes: 2 }] }
  expect(withPollNews(call, news(turned))).toMatchObject({
    isShort: false,
    poll: { options: [{ option: 2, votes: 2 }] },
  })
  const more = { suggestions: 3, votes: [...turned.votes, { option: 3, votes: 0 }] }
  expect(withPollNews(call, news(more))).toMatchObject({ isShort: true, poll: { suggestions: 3 } })
  expect(withPollNews(call, news({ ...turned, picked: [9] })).isShort).toBe(true)
  const hidden = { ...call, options: [option(1, null), option(2, null)] }
  expect(withPollNews(hidden, news({ votes: null, suggestions: 3 })).isShort).toBe(true)
  expect(withPollNews(hidden, news({ votes: null, suggestions: 2 })).isShort).toBe(false)
  // nothing that the news tells has moved: something was taken away
  expect(withPollNews(hidden, news({ votes: null, suggestions: 2, voters: 1 })).isShort).toBe(true)
})
