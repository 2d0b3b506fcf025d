import { expect, test } from 'vitest'
import type { RedPacketView } from '../data/benefit-views.ts'
import { withPacketNews } from './packet-news.ts'

const money = (value: number) => ({ value, currency: 'CNY' })
const packet: RedPacketView = {
  packetId: 'p',
  ownerId: 'luo',
  sessionId: null,
  groupId: 'g',
  subGroupId: null,
  allGroups: false,
  messageId: '1-0-1',
  split: 'lucky',
  status: 'open',
  total: money(300),
  count: 3,
  claimed: money(100),
  remaining: money(200),
  returned: money(0),
  sharesClaimed: 1,
  fromLevel: null,
  greeting: null,
  openedAt: '2026-03-10T12:00:00.000Z',
  expiresAt: '2026-03-11T12:00:00.000Z',
  claims: [],
  mine: null,
}
const news = (status: string, sharesClaimed: number) => ({ packetId: 'p', status, sharesClaimed, count: 3 })

test('BEN-8: a packet’s face follows the stream, and never goes back when an older word comes later', () => {
  const moved = withPacketNews(packet, news('open', 2))
  expect(moved).toMatchObject({ status: 'open', sharesClaimed: 2 })
  const empty = withPacketNews(moved, news('empty', 3))
  expect(empty).toMatchObject({ status: 'empty', sharesClaimed: 3 })
  expect(withPacketNews(empty, news('open', 2))).toMatchObject({ status: 'empty', sharesClaimed: 3 })
  expect(withPacketNews(empty, news('bursting', 3))).toMatchObject({ status: 'empty' })
})
