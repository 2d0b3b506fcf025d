import { describe, expect, test } from 'vitest'
import { mapBilibili, sessionAt, standardWebhookSignature, verifyBilibili } from './bilibili-live.ts'
import {
  bilibiliSettings,
  maxBroadcasts,
  type Broadcast,
  type Connection,
  type Mapped,
} from '../contract/room-forms.ts'

const settings = bilibiliSettings.parse({})
const connection: Connection = { connectionId: 'c', ownerId: 'luo', roomId: null, broadcasts: [] }
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const now = Date.parse('2026-03-01T12:00:00Z')
const message = (command: string, fields: object) => ({
  cmd: `LIVE_OPEN_PLATFORM_${command}`,
  data: { room_id: 3_301_243_608, uid: 0, open_id: 'viewer', timestamp: now / 1_000, msg_id: 'm1', ...fields },
})
const map = (body: unknown, on = connection): Mapped => {
  const mapped = mapBilibili({ headers: {}, rawBody: bytes(body) }, on, settings)
  if ('unreadable' in mapped) throw new Error(mapped.unreadable)
  return mapped
}

describe('PLT-2: the forwarder signs as Standard Webhooks', () => {
  test('the vector of the specification', () => {
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, as their libraries test it
    const signature = standardWebhookSignature(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      '1614265330',
      bytes('{"test": 2432232314}'),
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    )
    expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })

  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const signed = (at: number, extra = '') => {
    const headers = { 'webhook-id': 'w1', 'webhook-timestamp': String(at) }
    return {
      headers: {
        ...headers,
        'webhook-signature': extra + standardWebhookSignature('w1', String(at), bytes('{}'), secret),
      },
      rawBody: bytes('{}'),
    }
  }
  const at = now / 1_000
  test.each([
    ['right', signed(at), true],
    ['one of several', signed(at, 'v1,AAAA v1a,BBBB '), true],
    ['5 minutes old', signed(at - 300), true],
    ['older', signed(at - 301), false],
    ['ahead', signed(at + 301), false],
    ['another body', { ...signed(at), rawBody: bytes('[]') }, false],
    ['another id', { ...signed(at), headers: { ...signed(at).headers, 'webhook-id': 'w2' } }, false],
    [
      'a timestamp that is none',
      { ...signed(at), headers: { ...signed(at).headers, 'webhook-timestamp': '1e9' } },
      false,
    ],
    ['unsigned', { headers: {}, rawBody: bytes('{}') }, false],
  ])('%s → %s', (_, delivery, right) => {
    expect(verifyBilibili(delivery, [{ signing: secret }], settings, now)).toBe(right)
    expect(verifyBilibili(delivery, [{ signing: `whsec_${btoa('other')}` }], settings, now)).toBe(false)
  })
})

describe('PLT-2: what a Bilibili message means', () => {
  const common = { ownerId: 'luo', sessionId: 'bilibili-3301243608-20260301' }
  test.each([
    ['DM', { msg: '喵' }, [['live.commented', { text: '喵' }]]],
    ['LIKE', { like_count: 4 }, [['live.liked', { count: 4 }]]],
    ['LIKE', { like_count: '20' }, [['live.liked', { count: 20 }]]],
    ['LIVE_ROOM_ENTER', {}, [['live.entered', {}]]],
    ['SEND_GIFT', { paid: true, price: 100, gift_num: 1 }, [['live.gifted', { coins: 1 }]]],
    ['SEND_GIFT', { paid: true, price: 5_200, r_price: 1_990, gift_num: 3 }, [['live.gifted', { coins: 59 }]]],
    ['GUARD', { guard_level: 3, price: 198_000 }, [['live.gifted', { coins: 1_980 }]]],
    [
      'SUPER_CHAT',
      { rmb: 30, message: '加油' },
      [
        ['live.gifted', { coins: 300 }],
        ['live.commented', { text: '加油' }],
      ],
    ],
  ])('%s %j', (command, fields, expected) => {
    const { events } = map(message(command, fields))
    expect(events.map((event) => [event.type, event.data])).toEqual(
      expected.map(([type, data]) => [type, { ...common, ...(data as object) }]),
    )
    expect(events[0]).toMatchObject({
      id: 'm1',
      source: 'bilibili-live:3301243608',
      subject: 'viewer',
      time: '2026-03-01T12:00:00.000Z',
    })
    expect(new Set(events.map((event) => event.id)).size).toBe(events.length)
  })

  test.each([
    ['SEND_GIFT', { paid: false, price: 100 }, 'notPaid'],
    ['SEND_GIFT', { price: 100 }, 'notPaid'],
    ['SEND_GIFT', { paid: true, price: 99 }, 'belowOneCoin'],
    ['GUARD', { guard_level: 3 }, 'priceMissing'],
    ['LIKE', { like_count: 'many' }, 'unreadable'],
    ['DM', { open_id: '' }, 'noUser'],
    ['DM', { timestamp: null }, 'unreadable'],
    ['SUPER_CHAT_DEL', {}, 'unknownType'],
    ['INTERACTION_END', {}, 'unknownType'],
  ])('%s %j is dropped: %s', (command, fields, reason) => {
    const mapped = map(message(command, fields))
    expect(mapped.events).toEqual([])
    expect(mapped.dropped).toMatchObject([{ reason }])
  })

  test('uid 0 is nobody, an old uid is somebody, open_id goes before', () => {
    const subject = (fields: object) => map(message('DM', fields)).events[0]?.subject
    expect(subject({ open_id: undefined, uid: 0 })).toBeUndefined()
    expect(subject({ open_id: undefined, uid: 3_045_204_921 })).toBe('3045204921')
    expect(subject({ open_id: 'o', uid: 5 })).toBe('o')
    expect(
      map(message('GUARD', { open_id: undefined, price: 198_000, user_info: { uid: 0, open_id: 'captain' } })).events[0]
        ?.subject,
    ).toBe('captain')
  })

  test('another room is dropped; an array keeps its order; strange things are dropped one by one', () => {
    expect(map(message('DM', {}), { ...connection, roomId: '1' }).dropped).toMatchObject([{ reason: 'otherRoom' }])
    const mapped = map([message('DM', { msg_id: 'a' }), null, 7, { cmd: 'X' }, message('DM', { msg_id: 'b' })])
    expect(mapped.events.map((event) => event.id)).toEqual(['a', 'b'])
    expect(mapped.dropped).toHaveLength(3)
  })
})

describe('LIVE-1: a room that keeps its number has one session per broadcast', () => {
  const start = now / 1_000
  const at = (seconds: number, command: string, fields = {}) =>
    message(command, { timestamp: start + seconds, msg_id: `m${seconds}`, ...fields })
  test('start, chat, end, and what trails', () => {
    const mapped = map([
      at(0, 'LIVE_START', { title: '开播' }),
      at(60, 'DM'),
      at(3_600, 'LIVE_END'),
      at(3_660, 'DM'),
      at(4_201, 'DM'),
    ])
    const session = `bilibili-3301243608-${start}`
    expect(mapped.events.map((event) => [event.type, event.data['sessionId']])).toEqual([
      ['live.started', session],
      ['live.commented', session],
      ['live.ended', session],
      ['live.commented', session],
      ['live.commented', 'bilibili-3301243608-20260301'],
    ])
    expect(mapped.events[0]).not.toHaveProperty('subject')
    expect(mapped.events[0]?.data['title']).toBe('开播')
    expect(mapped.broadcasts).toEqual([{ sessionId: session, startedAt: now, endedAt: now + 3_600_000 }])
  })

  test('the same start again is the same broadcast, and a message delivered again means the same', () => {
    const first = map([at(0, 'LIVE_START'), at(60, 'DM')])
    const again = map([at(60, 'DM'), at(0, 'LIVE_START')], { ...connection, broadcasts: first.broadcasts ?? [] })
    expect(again.events[0]).toEqual(first.events[1])
    expect(again.events[1]).toEqual(first.events[0])
    expect(again).not.toHaveProperty('broadcasts')
  })

  test('at most a few broadcasts are remembered; one without an end is over after 48 h; the day is China’s', () => {
    const starts = Array.from({ length: maxBroadcasts + 3 }, (_, index) => at(index, 'LIVE_START'))
    expect(map(starts).broadcasts).toHaveLength(maxBroadcasts)
    const open: readonly Broadcast[] = [{ sessionId: 's', startedAt: now, endedAt: null }]
    expect(sessionAt(open, '1', now + 48 * 3_600_000)).toBe('s')
    expect(sessionAt(open, '1', now + 48 * 3_600_000 + 1)).toBe('bilibili-1-20260303')
    expect(sessionAt([], '1', Date.parse('2026-03-01T15:59:59Z'))).toBe('bilibili-1-20260301')
    expect(sessionAt([], '1', Date.parse('2026-03-01T16:00:00Z'))).toBe('bilibili-1-20260302')
  })
})
