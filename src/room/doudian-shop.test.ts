import { describe, expect, test } from 'vitest'
import { cloudEvent, eventData } from '../contract/events.ts'
import {
  doudianSignature,
  mapDoudian,
  orderOfDetail,
  paidEvent,
  refundedEvent,
  verifyDoudian,
  type KnownOrder,
} from './doudian-shop.ts'
import { doudianSettings, type Connection, type Mapped, type OrderMessage } from '../contract/room-forms.ts'
import { recordedOrder } from './recorded-orders.ts'

const settings = doudianSettings.parse({ appKey: '3409409348479354011' })
const connection: Connection = { connectionId: 'c', ownerId: 'luo', roomId: null, broadcasts: [] }
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))
const map = (body: unknown, on = settings): Mapped => {
  const mapped = mapDoudian({ headers: {}, rawBody: bytes(body) }, on)
  if ('unreadable' in mapped) throw new Error(mapped.unreadable)
  return mapped
}
const paidText =
  '[{"tag":"101","msg_id":"m1","data":{"p_id":4705288465508532862,"s_ids":[4705288465508532863],"shop_id":12345,"order_status":2,"pay_type":1,"pay_time":1618990587,"pay_amount":2990}}]'
const refundText =
  '[{"tag":206,"msgId":"m2","data":{"p_id":4705288465508532862,"s_id":4705288465508532863,"shop_id":95250,"aftersale_id":7002120615012532524,"aftersale_status":6,"aftersale_type":1,"refund_amount":13200,"refund_post_amount":200,"success_time":1618991959}}]'

describe('PLT-2: the signature of Doudian', () => {
  test('hex md5(app_key + body + app_secret), in any case', () => {
    const body = bytes(paidText)
    const sign = doudianSignature(settings.appKey, body, 'secret')
    expect(sign).toMatch(/^[0-9a-f]{32}$/)
    for (const header of [sign, sign.toUpperCase()])
      expect(
        verifyDoudian({ headers: { 'event-sign': header }, rawBody: body }, [{ appSecret: 'secret' }], settings),
      ).toBe(true)
    expect(verifyDoudian({ headers: { 'event-sign': sign }, rawBody: body }, [{ appSecret: 'x' }], settings)).toBe(
      false,
    )
    expect(
      verifyDoudian({ headers: { 'event-sign': sign }, rawBody: bytes('[]') }, [{ appSecret: 'secret' }], settings),
    ).toBe(false)
    expect(verifyDoudian({ headers: {}, rawBody: body }, [{ appSecret: 'secret' }], settings)).toBe(false)
    expect(verifyDoudian({ headers: { 'event-sign': '' }, rawBody: body }, [{}], settings)).toBe(false)
  })
  test('a known value', () => {
    // printf 'app[]secret' | md5sum
    expect(doudianSignature('app', bytes('[]'), 'secret')).toBe('d549624b70a3ecbcf32dcad12082a445')
  })
})

describe('PLT-2: what a Doudian message asks for', () => {
  const paid: OrderMessage = {
    kind: 'paid',
    key: 'paid:4705288465508532862',
    orderId: '4705288465508532862',
    shopId: '12345',
    at: 1_618_990_587_000,
  }
  const refunded: OrderMessage = {
    kind: 'refunded',
    key: 'refund:7002120615012532524',
    orderId: '4705288465508532862',
    lineId: '4705288465508532863',
    refundId: '7002120615012532524',
    refundFen: 13_000,
    shopId: '95250',
    at: 1_618_991_959_000,
  }
  test('paid, with every digit; 101 and 110 alike; tag as number or text; data as text', () => {
    expect(map(paidText).orders).toEqual([paid])
    expect(map(paidText.replace('"101"', '110')).orders).toEqual([paid])
    expect(map([{ tag: 110, data: /"data":(.*)}\]$/.exec(paidText)?.[1] }]).orders).toEqual([paid])
  })
  test('refunded: p_id is the order, s_id its line, freight is taken off', () =>
    expect(map(refundText).orders).toEqual([refunded]))

  test.each([
    [{ tag: 100, data: { p_id: 1 } }, 'unknownType'],
    [{ tag: '0', data: '2021-11-23' }, 'unknownType'],
    [{ tag: 102, data: { p_id: 1 } }, 'unknownType'],
    [{ data: { p_id: 1 } }, 'unreadable'],
    [{ tag: 110, data: null }, 'unreadable'],
    [{ tag: 110, data: { p_id: '', pay_time: 1618990587 } }, 'unreadable'],
    [{ tag: 110, data: { p_id: 'a\u0000', pay_time: 1618990587 } }, 'unreadable'],
    [{ tag: 110, data: { p_id: 1, pay_type: 1 } }, 'unreadable'],
    [{ tag: 110, data: { p_id: 1, pay_type: 0, pay_time: 1618990587 } }, 'cashOnDelivery'],
    [{ tag: 206, data: { p_id: 1, aftersale_id: 2, success_time: 1618990587, refund_amount: 0 } }, 'nothingRefunded'],
    [
      {
        tag: 206,
        data: { p_id: 1, aftersale_id: 2, success_time: 1618990587, refund_amount: 800, refund_post_amount: 800 },
      },
      'nothingRefunded',
    ],
    [{ tag: 206, data: { p_id: 1, aftersale_id: 2, success_time: 1618990587, refund_amount: -5 } }, 'unreadable'],
    [{ tag: 206, data: { p_id: 1, success_time: 1618990587, refund_amount: 5 } }, 'unreadable'],
    [7, 'unreadable'],
  ])('%j is dropped: %s', (message, reason) => {
    const mapped = map([message])
    expect(mapped.orders).toEqual([])
    expect(mapped.dropped).toMatchObject([{ reason }])
  })

  test('the tags are a setting', () => {
    const other = doudianSettings.parse({ appKey: 'k', tags: { paid: ['102'] } })
    expect(map([{ tag: 102, data: { p_id: 1, pay_time: 1618990587 } }], other).orders).toHaveLength(1)
    expect(map(paidText, other).orders).toEqual([])
  })

  const order = orderOfDetail(recordedOrder('4705288465508532862')) as KnownOrder
  test('TASK-7: the order detail tells buyer, lines, room; what is paid excludes freight and fees', () => {
    expect(order).toEqual({
      orderId: '4705288465508532862',
      userId: 'x:1@:23.recorded:2f.4705288465508532862',
      paidFen: 2_990,
      lines: [
        { lineId: '47052884655085328621', productId: '3473196049974326151', quantity: 1, amountFen: 1_990 },
        { lineId: '47052884655085328622', productId: '3473196049974326152', quantity: 2, amountFen: 1_000 },
      ],
      roomId: '7300000000000000001',
      authorId: '2950000000000000001',
    })
    const line = {
      order_id: '1',
      product_id: 5,
      pay_amount: 1_000,
      post_amount: 100,
      post_insurance_amount: 20,
      tax_amount: 3,
      room_id: 0,
    }
    const detail = {
      shop_order_detail: {
        order_id: '1',
        doudian_open_id: 'b',
        sku_order_list: [line, { ...line, order_id: '2', pay_amount: 50 }],
      },
    }
    expect(orderOfDetail(detail)).toMatchObject({ paidFen: 877, roomId: null, authorId: null })
  })

  const detailWith = (change: object) => ({
    shop_order_detail: {
      order_id: '1',
      doudian_open_id: 'b',
      sku_order_list: [{ order_id: '1', product_id: 5, pay_amount: 1 }],
      ...change,
    },
  })
  test.each([
    [null],
    [{}],
    [detailWith({ doudian_open_id: '' })],
    [detailWith({ sku_order_list: [] })],
    [detailWith({ sku_order_list: [{ order_id: '1', product_id: 5 }] })],
    [detailWith({ sku_order_list: [{ order_id: '1', product_id: 5, pay_amount: -1 }] })],
    [detailWith({ sku_order_list: [null] })],
    [detailWith({ order_id: undefined })],
  ])('%#: a detail without buyer or lines is none', (detail) => expect(orderOfDetail(detail)).toBeNull())

  test('order.paid is an event the engine takes, in the live session of its room', () => {
    const event = paidEvent(paid, order, connection, settings)
    expect(cloudEvent.safeParse(event).success).toBe(true)
    expect(eventData['order.paid'].safeParse(event.data).success).toBe(true)
    expect(event).toMatchObject({
      id: 'paid:4705288465508532862',
      source: 'doudian-shop:12345',
      subject: order.userId,
      time: '2021-04-21T07:36:27.000Z',
      data: {
        ownerId: 'luo',
        orderId: '4705288465508532862',
        amount: { value: 2_990, currency: 'CNY' },
        sessionId: 'douyin-7300000000000000001',
      },
    })
  })
  test('another author’s room names no session of the owner’s', () => {
    const sessionOf = (authorIds: string[]) =>
      paidEvent(paid, order, connection, { ...settings, authorIds }).data['sessionId']
    expect(sessionOf(['2950000000000000001'])).toBe('douyin-7300000000000000001')
    expect(sessionOf(['1'])).toBeUndefined()
  })

  test.each([
    ['within the line', '47052884655085328621', 500, 500],
    ['more than the line was paid', '47052884655085328621', 2_500, 1_990],
    ['a line nobody knows', '9', 2_500, 2_500],
    ['no line, more than the order', null, 9_999, 2_990],
  ])('TASK-8: a refund %s', (_, lineId, refundFen, value) => {
    const event = refundedEvent({ ...refunded, lineId, refundFen }, order, connection)
    expect(eventData['order.refunded'].safeParse(event.data).success).toBe(true)
    expect(event).toMatchObject({
      id: 'refund:7002120615012532524',
      type: 'order.refunded',
      subject: order.userId,
      data: { orderId: '4705288465508532862', refundId: '7002120615012532524', amount: { value, currency: 'CNY' } },
    })
  })
})
