import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { cloudEvent } from '../contract/events.ts'
import { parseBigJsonBytes } from '../lib/big-json.ts'
import { mapBilibili } from './bilibili-live.ts'
import { mapDoudian } from './doudian-shop.ts'
import { mapDouyin } from './douyin-live.ts'
import {
  bilibiliSettings,
  doudianSettings,
  douyinSettings,
  type Connection,
  type Delivery,
  type Mapped,
  type Unreadable,
} from '../contract/room-forms.ts'

/** Messages of the platforms, beside the repository and not part of it. Where they are absent these tests are skipped, and counted so. */
const folder = fileURLToPath(new URL('../../../shared/data/webhook-fixtures/', import.meta.url))
const present = existsSync(folder)
const files = present
  ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort()
  : []
const connection: Connection = { connectionId: 'c', ownerId: 'luo', roomId: null, broadcasts: [] }
const read = (name: string): Uint8Array => readFileSync(folder + name)
const adapters: Readonly<Record<string, (delivery: Delivery) => Mapped | Unreadable>> = {
  douyinLive: (delivery) => mapDouyin(delivery, connection, douyinSettings.parse({})),
  bilibiliLive: (delivery) => mapBilibili(delivery, connection, bilibiliSettings.parse({})),
  doudianShop: (delivery) => mapDoudian(delivery, doudianSettings.parse({ appKey: 'k' })),
}

describe.skipIf(!present)(
  `PLT-2: the platforms' own examples (${present ? files.length : `skipped: ${folder} is absent`})`,
  () => {
    test('all 75 are there', () => expect(files).toHaveLength(75))

    test.each(files)('%s parses, keeps every digit, and no adapter falls over it', (name) => {
      const rawBody = read(name)
      const text = new TextDecoder().decode(rawBody)
      const parsed = parseBigJsonBytes(rawBody)
      if ('refused' in parsed) throw new Error(parsed.refused)
      const written = JSON.stringify(parsed.value)
      for (const digits of text.match(/(?<![\d.])\d{16,}(?![\d.])/g) ?? []) expect(written).toContain(digits)
      for (const adapt of Object.values(adapters)) {
        const mapped = adapt({
          headers: { 'x-roomid': '1', 'x-msg-type': 'live_comment', 'x-timestamp': '1649068964' },
          rawBody,
        })
        for (const event of 'events' in mapped ? mapped.events : [])
          expect(cloudEvent.safeParse(event).success).toBe(true)
      }
    })

    const mapOf = (platform: string, name: string, headers = {}): Mapped => {
      const mapped = adapters[platform]?.({ headers, rawBody: read(name) })
      if (mapped === undefined || 'unreadable' in mapped) throw new Error(name)
      return mapped
    }
    test.each([
      ['live_comment', 'live.commented', { text: 'xxxx' }],
      ['live_gift', 'live.gifted', { coins: 1_000 }],
    ])('Douyin %s', (type, eventType, data) => {
      const mapped = mapOf('douyinLive', `douyin-live-push/${type}.json`, { 'x-roomid': '268', 'x-msg-type': type })
      expect(mapped.events).toMatchObject([
        { type: eventType, subject: 'xxxx', time: '2022-04-04T10:42:44.000Z', data },
      ])
    })
    test('Douyin live_like: the documentation’s "xxxx" is no number', () => {
      const mapped = mapOf('douyinLive', 'douyin-live-push/live_like.json', {
        'x-roomid': '268',
        'x-msg-type': 'live_like',
      })
      expect(mapped.dropped).toMatchObject([{ reason: 'unreadable' }])
    })

    test.each([
      ['DM', [['live.commented', '3045204921', { text: '喵喵喵喵喵' }]]],
      ['SEND_GIFT', [['live.gifted', '3787056469', { coins: 1 }]]],
      [
        'SUPER_CHAT',
        [
          ['live.gifted', '2096181285', { coins: 300 }],
          ['live.commented', '2096181285', { text: '进行一个鱼的摸' }],
        ],
      ],
    ])('Bilibili %s', (command, expected) => {
      const mapped = mapOf('bilibiliLive', `bilibili-open-live/LIVE_OPEN_PLATFORM_${command}.json`)
      expect(mapped.events).toMatchObject(expected.map(([type, subject, data]) => ({ type, subject, data })))
    })
    test.each([
      ['SEND_GIFT_2', 'notPaid'],
      ['GUARD', 'priceMissing'],
    ])('Bilibili %s: %s', (command, reason) =>
      expect(mapOf('bilibiliLive', `bilibili-open-live/LIVE_OPEN_PLATFORM_${command}.json`).dropped).toMatchObject([
        { reason },
      ]),
    )

    test('Doudian: the paid and the refund message ask for their order, every other tag is listed as unknown', () => {
      for (const name of files.filter((file) => file.startsWith('doudian/'))) {
        const mapped = mapOf('doudianShop', name)
        if (name.includes('TradePaid'))
          expect(mapped.orders).toMatchObject([{ kind: 'paid', orderId: 'xxxxxxx', at: 1_618_990_587_000 }])
        else if (name.includes('RefundSuccess'))
          expect(mapped.orders).toMatchObject([
            {
              kind: 'refunded',
              orderId: '4705288465508532862',
              lineId: '4705288465508532862',
              refundId: 'xxxxxx',
              refundFen: 13_200,
            },
          ])
        else expect(mapped.dropped).toMatchObject([{ reason: 'unknownType' }])
      }
    })
  },
)
