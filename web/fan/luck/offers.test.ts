import { expect, test } from 'vitest'
import { bag, packet, part } from '../../dev/benefit-fixtures.ts'
import { conditionsOf, countdown, drawsOf, offersOf, waysOf, wonOf } from './offers.ts'

const now = Date.parse('2026-03-01T10:30:00Z')
const none = new Set<string>()
const ids = (...parts: Parameters<typeof offersOf>) => offersOf(...parts).map(({ id }) => id)

test.each([
  [0, '00:00'],
  [-5_000, '00:00'],
  [1, '00:01'],
  [59_001, '01:00'],
  [247_000, '04:07'],
  [3_600_000, '1:00:00'],
  [86_399_999, '24:00:00'],
])('BEN-7: %i ms to the draw are shown as %s', (left, shown) => {
  expect(countdown(left)).toBe(shown)
})

test('BEN-8: a packet floats until it is his, empty or over', () => {
  const mine = { value: 88, currency: 'CNY' }
  const open = packet({ packetId: 'open', expiresAt: '2026-03-01T10:30:01Z' })
  const all = [
    open,
    packet({ packetId: 'mine', mine }),
    packet({ packetId: 'empty', status: 'empty' }),
    packet({ packetId: 'back', status: 'returned' }),
    packet({ packetId: 'over', expiresAt: '2026-03-01T10:30:00Z' }),
  ]
  expect(ids([], all, none, now)).toEqual(['open'])
})

test('BEN-7 BEN-8: the newest packet first, then bags by their end, older packets, results he has not looked at', () => {
  const entered = part({ entered: true })
  const all = [
    bag({ campaignId: 'told', status: 'drawn', mine: entered }),
    bag({ campaignId: 'later', endsAt: '2026-03-01T11:00:00Z' }),
    bag({ campaignId: 'soon', endsAt: '2026-03-01T10:31:00Z' }),
    bag({ campaignId: 'drawing', status: 'closed', endsAt: '2026-03-01T10:29:59Z' }),
    bag({ campaignId: 'result', status: 'drawn', mine: entered }),
    bag({ campaignId: 'not-his', status: 'drawn' }),
    bag({ campaignId: 'planned', status: 'planned' }),
    bag({ campaignId: 'off', status: 'cancelled' }),
    bag({ campaignId: 'shelf', kind: 'pointsExchange' }),
  ]
  const packets = ['2026-03-01T20:00:00Z', '2026-03-02T10:00:00Z', '2026-03-02T09:00:00Z'].map((expiresAt) =>
    packet({ packetId: expiresAt.slice(8, 13), expiresAt }),
  )
  expect(ids(all, packets, new Set(['told']), now)).toEqual([
    '02T10',
    'drawing',
    'soon',
    'later',
    '02T09',
    '01T20',
    'result',
  ])
})

test('BEN-7: what he won is told once', () => {
  const mine = part({ entered: true, won: [0] })
  const all = [bag({ campaignId: 'lost', status: 'drawn' }), bag({ campaignId: 'won', status: 'drawn', mine })]
  expect(wonOf(all, none)?.campaignId).toBe('won')
  expect(wonOf(all, new Set(['won']))).toBeNull()
  expect(wonOf([bag({ campaignId: 'closed', status: 'closed', mine })], none)).toBeNull()
})

test('BEN-7 BEN-10: the club panel lists what runs by its end, with a room or without, then results by their age', () => {
  const won = part({ entered: true, won: [0] })
  const all = [
    bag({ campaignId: 'week', status: 'drawn', endsAt: '2026-02-22T10:30:00Z' }),
    bag({ campaignId: 'fresh', status: 'drawn', endsAt: '2026-02-22T10:30:01Z' }),
    bag({ campaignId: 'won', kind: 'freeOrder', status: 'drawn', endsAt: '2026-01-30T10:30:01Z', mine: won }),
    bag({ campaignId: 'won-long-ago', status: 'drawn', endsAt: '2026-01-30T10:30:00Z', mine: won }),
    bag({ campaignId: 'newest', status: 'drawn', endsAt: '2026-03-01T10:00:00Z' }),
    bag({ campaignId: 'far', kind: 'draw', sessionId: null, endsAt: '2026-05-01T10:00:00Z' }),
    bag({ campaignId: 'order', kind: 'freeOrder', sessionId: null, endsAt: '2026-03-02T10:00:00Z' }),
    bag({ campaignId: 'drawing', status: 'closed', endsAt: '2026-03-01T10:29:59Z' }),
    bag({ campaignId: 'planned', status: 'planned' }),
    bag({ campaignId: 'off', status: 'cancelled' }),
    bag({ campaignId: 'shelf', kind: 'pointsExchange' }),
    bag({ campaignId: 'wishes', kind: 'wishList', status: 'closed' }),
  ]
  expect(drawsOf(all, now).map(({ campaignId }) => campaignId)).toEqual([
    'drawing',
    'order',
    'far',
    'newest',
    'fresh',
    'won',
  ])
})

test('BEN-7 BEN-10: a winner is told how each prize comes: «in My benefits» only of what was given to him', () => {
  const won = part({ entered: true, won: [1] })
  const gift = { name: '新茶券', quota: 1, worth: { value: 900, currency: 'CNY' }, left: 0, benefitId: 'b1' }
  const [first] = bag().prizes
  if (first === undefined) throw new Error('fixtures')
  const freeOrder = bag({ campaignId: 'free', kind: 'freeOrder', status: 'drawn', mine: won })
  expect(wonOf([freeOrder], none)?.campaignId).toBe('free')
  const told = (mine: ReturnType<typeof part>, more: Parameters<typeof bag>[0] = {}) =>
    waysOf(bag({ status: 'drawn', prizes: [first, gift], mine, ...more })).map(({ way, names }) => [way, ...names])
  expect(told(won, { kind: 'freeOrder' })).toEqual([['wonOrder', gift.name]])
  expect(told({ ...won, given: [1] })).toEqual([['wonGiven', gift.name]])
  // he had that benefit before, or nothing of it was left: the owner makes it good
  expect(told(won)).toEqual([['wonSent', gift.name]])
  expect(told({ ...won, won: [0, 1], given: [1] })).toEqual([
    ['wonSent', first.name],
    ['wonGiven', gift.name],
  ])
  expect(told(part())).toEqual([])
})

test('BEN-7: what is missing is told in the order in which it is done', () => {
  const conditions = { membersOnly: true, minLevel: 3, phrase: '春茶上新', watchMinutes: 5 }
  const mine = part({ missing: ['phrase', 'watch'], watchedSeconds: 239 })
  expect(conditionsOf({ conditions, mine })).toEqual([
    { key: 'join', met: true },
    { key: 'level', met: true },
    { key: 'phrase', met: false },
    { key: 'watch', met: false, minutes: { done: 3, of: 5 } },
  ])
  expect(conditionsOf({ conditions: { membersOnly: false, watchMinutes: 5 }, mine: { ...mine, missing: [] } })).toEqual(
    [{ key: 'watch', met: true, minutes: { done: 5, of: 5 } }],
  )
  expect(conditionsOf({ conditions: { membersOnly: true }, mine: null })).toEqual([{ key: 'join', met: false }])
})
