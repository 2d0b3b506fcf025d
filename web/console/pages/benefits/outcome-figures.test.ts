import { expect, test } from 'vitest'
import { en } from '../../texts/en.ts'
import { zh } from '../../texts/zh.ts'
import { figuresOfCampaign, figuresOfPacket } from './outcome-figures.ts'

const yuan = (value: number) => ({ value: value * 100, currency: 'CNY' })
const followed = { orders: 4, buyers: 3, sales: yuan(90) }

test('BEN-12: what came of a campaign and of a packet is told with the orders that followed', () => {
  const campaign = figuresOfCampaign({ entries: 9, joined: 2, winners: 1, worth: yuan(50), ...followed })
  const packet = figuresOfPacket({ packetId: 'p', shares: 5, claimed: yuan(8), returned: yuan(2), ...followed })
  expect(campaign.map(({ name, value }) => [name, value])).toEqual([
    ['winners', 1],
    ['worth', yuan(50)],
    ['orders', 4],
    ['buyers', 3],
    ['sales', yuan(90)],
  ])
  expect(packet.map(({ name, value }) => [name, value])).toEqual([
    ['shares', 5],
    ['claimed', yuan(8)],
    ['returned', yuan(2)],
    ['orders', 4],
    ['buyers', 3],
    ['sales', yuan(90)],
  ])
  // INS-7: each with its definition, in both languages
  for (const { define } of [...campaign, ...packet])
    for (const { outcome } of [zh, en]) expect(outcome.define[define]).not.toBe('')
})
