import { describe, expect, test } from 'vitest'
import { douyinSignature, mapDouyin, verifyDouyin } from './douyin-live.ts'
import { douyinSettings, type Connection, type Delivery, type Mapped } from '../contract/room-forms.ts'

const settings = douyinSettings.parse({})
const connection: Connection = { connectionId: 'c', ownerId: 'luo', roomId: null, broadcasts: [] }
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const now = Date.parse('2026-03-01T12:00:00Z')
const push = (type: string, body: unknown): Delivery => ({
  headers: { 'x-roomid': '268', 'x-msg-type': type, 'x-nonce-str': 'n', 'x-timestamp': String(now) },
  rawBody: bytes(body),
})
const map = (delivery: Delivery, on = connection): Mapped => {
  const mapped = mapDouyin(delivery, on, settings)
  if ('unreadable' in mapped) throw new Error(mapped.unreadable)
  return mapped
}
const item = { msg_id: 'm1', sec_openid: '_000viewer', nickname: '小铁', avatar_url: '', timestamp: now }

describe('PLT-2: the signature of the Douyin push', () => {
  const vector = (type: string) => ({
    headers: { 'x-nonce-str': '123456', 'x-timestamp': '456789', 'x-roomid': '268', 'x-msg-type': type },
    rawBody: bytes('abc123你好'),
  })
  test.each([
    ['user_group', 'GAkalGmhzqlUGQO/TgvMug=='],
    ['live_gift', 'PDcKhdlsrKEJif6uMKD2dw=='],
  ])('published vector %s', (type, signature) => {
    const { headers, rawBody } = vector(type)
    expect(douyinSignature(headers, rawBody, '123abc')).toBe(signature)
    // content-type and others are not part of it
    expect(douyinSignature({ ...headers, 'content-type': 'application/json' }, rawBody, '123abc')).toBe(signature)
  })

  const signed = (secret: string, at = now): Delivery => {
    const headers = { ...push('live_gift', []).headers, 'x-timestamp': String(at) }
    return { headers: { ...headers, 'x-signature': douyinSignature(headers, bytes([]), secret) }, rawBody: bytes([]) }
  }
  test.each([
    ['the secret of the type', signed('gift'), true],
    ['the secret before, in its grace', signed('old'), true],
    ['the secret of another type', signed('comment'), false],
    ['a changed body', { ...signed('gift'), rawBody: bytes('[1]') }, false],
    ['another room', { ...signed('gift'), headers: { ...signed('gift').headers, 'x-roomid': '269' } }, false],
    ['no signature', push('live_gift', []), false],
    ['sent 5 minutes ago', signed('gift', now - 300_000), true],
    ['sent a moment earlier than that', signed('gift', now - 300_001), false],
    ['sent 5 minutes ahead', signed('gift', now + 300_000), true],
    ['sent a moment later than that', signed('gift', now + 300_001), false],
  ])('%s → %s', (_, delivery, right) => {
    const secrets = [{ live_gift: 'gift', live_comment: 'comment' }, { live_gift: 'old' }]
    expect(verifyDouyin(delivery, secrets, settings, now)).toBe(right)
  })

  test('without x-msg-type any of the secrets may have signed', () => {
    const { 'x-msg-type': _, ...headers } = push('', []).headers
    const delivery = {
      headers: { ...headers, 'x-signature': douyinSignature(headers, bytes([]), 'gift') },
      rawBody: bytes([]),
    }
    expect(verifyDouyin(delivery, [{ live_gift: 'gift' }], settings, now)).toBe(true)
    expect(verifyDouyin(delivery, [{ live_gift: 'other' }], settings, now)).toBe(false)
  })
  test('tolerance 0 switches the time check off', () =>
    expect(verifyDouyin(signed('gift', 1), [{ live_gift: 'gift' }], { ...settings, toleranceSeconds: 0 }, now)).toBe(
      true,
    ))
})

describe('PLT-2: what a Douyin push means', () => {
  const common = { ownerId: 'luo', sessionId: 'douyin-268' }
  test.each([
    ['live_comment', { content: '来了' }, 'live.commented', { ...common, text: '来了' }],
    ['live_comment', { content: '' }, 'live.commented', common],
    ['live_like', { like_num: 3 }, 'live.liked', { ...common, count: 3 }],
    ['live_like', { like_num: '21' }, 'live.liked', { ...common, count: 21 }],
    ['live_gift', { gift_num: 1, gift_value: 10 }, 'live.gifted', { ...common, coins: 1 }],
    [
      'live_gift',
      { gift_num: 9, gift_value: 10_009, test: false, audience_sec_open_id: '' },
      'live.gifted',
      { ...common, coins: 1_000 },
    ],
    ['live_enter_room', {}, 'live.entered', common],
    ['live_follow', { user_follow_action: 1 }, 'user.followed', { ownerId: 'luo' }],
    ['live_follow', { use_follow_action: '2' }, 'user.unfollowed', { ownerId: 'luo' }],
  ])('%s %j → %s', (type, fields, eventType, data) => {
    expect(map(push(type, [{ ...item, ...fields }])).events).toEqual([
      {
        specversion: '1.0',
        id: 'm1',
        source: 'douyin-live:268',
        type: eventType,
        subject: '_000viewer',
        time: '2026-03-01T12:00:00.000Z',
        data,
      },
    ])
  })

  test.each([
    ['live_gift', { gift_value: 10, test: true }, 'testMessage'],
    ['live_gift', { gift_value: 9 }, 'belowOneCoin'],
    ['live_gift', { gift_value: 100, audience_sec_open_id: 'guest' }, 'giftToGuest'],
    ['live_gift', {}, 'unreadable'],
    ['live_gift', { gift_value: -1 }, 'unreadable'],
    ['live_like', { like_num: 'xxxx' }, 'unreadable'],
    ['live_like', { like_num: 0 }, 'unreadable'],
    ['live_like', { like_num: 1.5 }, 'unreadable'],
    ['live_follow', { user_follow_action: 3 }, 'unreadable'],
    ['live_share', {}, 'unknownType'],
    ['live_fansclub', { fansclub_reason_type: 1, fansclub_level: 5 }, 'levelUp'],
    ['live_fansclub', { fansclub_reason_type: 7 }, 'unknownType'],
    ['live_comment', { sec_openid: '' }, 'noUser'],
    ['live_comment', { msg_id: '' }, 'unreadable'],
    ['live_comment', { msg_id: 'a\u0000b' }, 'unreadable'],
  ])('%s %j is dropped: %s', (type, fields, reason) => {
    const mapped = map(push(type, [{ ...item, ...fields }]))
    expect(mapped.events).toEqual([])
    expect(mapped.dropped.map((one) => one.reason)).toEqual([reason])
  })

  test('MEM-1: fansclub 2 joins, 16 leaves', () => {
    const change = { messageId: 'm1', userId: '_000viewer', at: now }
    expect(map(push('live_fansclub', [{ ...item, fansclub_reason_type: 2, fansclub_level: 1 }])).joins).toEqual([
      change,
    ])
    expect(map(push('live_fansclub', [{ ...item, fansclub_reason_type: '16' }])).leaves).toEqual([change])
  })

  test('seconds and milliseconds are the same instant, as number and text; no timestamp is the time of sending', () => {
    const time = (timestamp: unknown) => map(push('live_comment', [{ ...item, timestamp }])).events[0]?.time
    expect(time(1_649_068_964)).toBe('2022-04-04T10:42:44.000Z')
    expect(time('1649068964')).toBe('2022-04-04T10:42:44.000Z')
    expect(time(1_649_068_964_000)).toBe('2022-04-04T10:42:44.000Z')
    expect(time(undefined)).toBe('2026-03-01T12:00:00.000Z')
  })

  test('a connection with a room takes no other', () => {
    const dropped = map(push('live_comment', [item]), { ...connection, roomId: '269' }).dropped
    expect(dropped).toEqual([{ messageId: 'm1', type: 'live_comment', reason: 'otherRoom' }])
    expect(map(push('live_comment', [item]), { ...connection, roomId: '268' }).events).toHaveLength(1)
  })
})

describe('PLT-2: variants seen in the field', () => {
  const { 'x-roomid': _room, 'x-msg-type': _type, ...bare } = push('', []).headers
  const like = { ...item, like_num: 3 }
  test.each([
    ['抖音云 {msg_type, data: text}', { msg_type: 'live_like', roomid: '268', data: JSON.stringify([like]) }],
    ['{roomid, msg_type, payload: text}', { roomid: '268', msg_type: 'live_like', payload: JSON.stringify([like]) }],
    [
      'room id as a big number',
      '{"roomid":7300000000000000001,"msg_type":"live_like","payload":[' + JSON.stringify(like) + ']}',
    ],
    [
      '{payload: [...]} with the type in the item',
      { roomid: '268', payload: [{ ...like, msg_type_str: 'live_like' }] },
    ],
    ['one item without an array', { ...like, roomid: '268', msg_type_str: 'live_like' }],
    [
      'sec_open_id and underscored keys',
      [
        {
          _msg_id_: 'm1',
          _sec_open_id_: '_000viewer',
          _like_num_: '3',
          _timestamp_: now,
          roomid: '268',
          msg_type: 'live_like',
        },
      ],
    ],
  ])('%s', (_, body) => {
    const mapped = map({ headers: bare, rawBody: bytes(body) })
    expect(mapped.dropped).toEqual([])
    expect(mapped.events).toMatchObject([{ id: 'm1', type: 'live.liked', subject: '_000viewer', data: { count: 3 } }])
    expect(mapped.events[0]?.source).toMatch(/^douyin-live:(268|7300000000000000001)$/)
  })

  test.each([['"x"'], ['7'], ['{"payload":7}'], ['{"payload":"[1"}'], ['[{"a":1}'], ['']])(
    '%s cannot be read',
    (body) =>
      expect(
        mapDouyin({ headers: push('live_like', []).headers, rawBody: bytes(body) }, connection, settings),
      ).toHaveProperty('unreadable'),
  )
  test('strange items are dropped one by one', () =>
    expect(map(push('live_like', [null, 7, 'x', [], {}, like])).dropped).toHaveLength(5))
})
