import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { describeAnyStore, emptyTables } from '../../test/support/store.ts'
import { cloudEvent, eventData } from '../contract/events.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import type { EventType } from '../contract/words.ts'
import type { App } from '../ports/app.ts'
import type { Db } from '../ports/db.ts'
import { standardWebhookSignature } from './bilibili-live.ts'
import { doudianSignature } from './doudian-shop.ts'
import { douyinSignature } from './douyin-live.ts'
import type { Platform } from '../contract/room-forms.ts'
import { roomWriteRoutes } from './ingest.ts'
import { recordedOrderDetail, type OrderDetailPort } from './order-detail.ts'
import type { RoomApp, RoomParts } from './parts.ts'
import { retryPendingOrders } from './pending.ts'
import { roomReadRoutes } from './read.ts'
import { openHook, type HookAnswer, type HookRequest } from './receive.ts'
import { recordedOrder } from './recorded-orders.ts'
import { secretBox } from './secret-box.ts'
import { pruneRooms } from './store.ts'

const start = Date.parse('2026-03-01T12:00:00Z')
const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value))

interface Room {
  readonly roomConnectionId: string
  readonly path: string
  readonly secrets: Record<string, string>
  readonly [member: string]: unknown
}

describeAnyStore('rooms', (store) => {
  let db: Db
  beforeAll(async () => {
    db = await store.open()
  })
  afterAll(() => db.close())

  /** What the engine promises of `ingest` (api.md): one result per event, in order; the same source and id again is a duplicate. */
  let events: Record<string, unknown>[]
  let busy: boolean
  let members: string[]
  let refuseJoin: Rejection | null
  let answers: (orderId: string) => unknown
  let asked: string[]
  let realNow: number

  const app = (): RoomApp => ({
    db,
    sandbox: true,
    ingest(batch) {
      if (busy) return Promise.resolve(reject('busy'))
      const results = batch.map((raw) => {
        const event = cloudEvent.parse(raw)
        const valid = eventData[event.type as EventType].safeParse(event.data).success
        const known = events.some((one) => one['source'] === event.source && one['id'] === event.id)
        if (!known && valid) events.push(event)
        return {
          id: event.id,
          status: known ? ('duplicate' as const) : valid ? ('applied' as const) : ('rejected' as const),
          ...(valid ? {} : { code: 'malformed' }),
        }
      })
      const count = (status: string) => results.filter((result) => result.status === status).length
      return Promise.resolve({
        applied: count('applied'),
        duplicates: count('duplicate'),
        ignored: 0,
        rejected: count('rejected'),
        waiting: 0,
        results,
      })
    },
  })
  const detail: OrderDetailPort = {
    ask({ orderId }) {
      asked.push(orderId)
      const answer = answers(orderId)
      return Promise.resolve(typeof answer === 'string' ? { failed: 'timeout', reason: answer } : { detail: answer })
    },
  }
  const parts: RoomParts = {
    secrets: secretBox('test deployment'),
    orderDetail: { live: detail, recorded: recordedOrderDetail(recordedOrder) },
    membership: {
      joinByPlatform(ownerId, userId, at) {
        members.push(`join ${ownerId} ${userId} ${at}`)
        return Promise.resolve(refuseJoin)
      },
      leaveByPlatform(ownerId, userId, at) {
        members.push(`leave ${ownerId} ${userId} ${at}`)
        return Promise.resolve(null)
      },
    },
  }

  beforeEach(async () => {
    await emptyTables(db)
    events = []
    members = []
    asked = []
    busy = false
    refuseJoin = null
    answers = recordedOrder
    realNow = start
  })

  const routes = [...roomReadRoutes, ...roomWriteRoutes(parts)]
  async function call<T>(name: string, params: Record<string, string>, body?: unknown): Promise<T> {
    const found = routes.find((route) => route.name === name)
    if (found === undefined) throw new Error(name)
    const answer = await found.handle(
      app() as App,
      {
        params: found.params?.parse({ ownerId: 'luo', ...params }),
        query: undefined,
        body: found.body?.parse(body ?? {}),
        subject: { role: 'owner', id: 'luo', ownerId: 'luo' },
        idempotencyKey: null,
        realNow,
        baseUrl: 'https://club.example',
      } as never,
    )
    // what a client gets is what the schema says
    return (isRejection(answer) ? answer : found.answer.parse(answer)) as T
  }
  const create = (body: object) => call<Room>('createRoom', {}, { name: '主直播间', ...body })
  const doudian = (settings = {}) =>
    create({
      platform: 'doudianShop',
      settings: { appKey: 'key', ...settings },
      secrets: { appSecret: 'app-secret', accessToken: 'access-token' },
    })
  const room = (connection: Room) =>
    call<Room & { codes: Record<string, number> }>('getRoom', { roomConnectionId: connection.roomConnectionId })
  interface Listed {
    deliveryId: string
    status: string
    note: string | null
    codes: Record<string, number>
    body: string
    truncated: boolean
    bodyBytes: number
    headers: Record<string, string>
  }
  const deliveries = async (connection: Room) =>
    (await call<{ items: Listed[] }>('listRoomDeliveries', { roomConnectionId: connection.roomConnectionId })).items
  const push = async (
    address: { platform: string; connectionId: string },
    request: HookRequest,
    using = parts,
  ): Promise<HookAnswer> => {
    const receive = await openHook(app(), using, address)
    return receive === null ? { status: 404, body: {}, rejected: 'room_unknown' } : receive(request)
  }
  const post = (
    platform: Platform,
    connection: Room,
    headers: Record<string, string>,
    body: unknown,
  ): Promise<HookAnswer> =>
    push({ platform, connectionId: connection.roomConnectionId }, { headers, rawBody: bytes(body), realNow })

  function pushDouyin(
    connection: Room,
    type: string,
    items: unknown,
    secret = connection.secrets[type] ?? '',
  ): Promise<HookAnswer> {
    const headers = {
      'x-nonce-str': 'n',
      'x-timestamp': String(realNow),
      'x-roomid': '268',
      'x-msg-type': type,
      cookie: 'c=1',
    }
    return post(
      'douyinLive',
      connection,
      { ...headers, 'x-signature': douyinSignature(headers, bytes(items), secret) },
      items,
    )
  }
  function pushDoudian(connection: Room, messages: unknown, secret = 'app-secret'): Promise<HookAnswer> {
    return post('doudianShop', connection, { 'event-sign': doudianSignature('key', bytes(messages), secret) }, messages)
  }
  const comment = (id: string, content = '来了') => ({ msg_id: id, sec_openid: 'ann', content, timestamp: realNow })
  const paid = (orderId = '4705288465508532862') =>
    `[{"tag":"101","msgId":"p-${orderId}","data":{"p_id":${orderId},"shop_id":9,"pay_type":1,"pay_time":${realNow / 1_000},"pay_amount":2990}}]`
  const refund = (orderId = '4705288465508532862') =>
    `[{"tag":206,"msgId":"r-${orderId}","data":{"p_id":${orderId},"s_id":${orderId}1,"shop_id":9,"aftersale_id":77,"refund_amount":500,"refund_post_amount":0,"success_time":${realNow / 1_000}}}]`

  test('PLT-2: a room is connected, its secrets are told once and kept sealed', async () => {
    const made = await create({ platform: 'douyinLive', secrets: { live_gift: 'given-secret' } })
    expect(made['address']).toBe(`https://club.example/hooks/douyinLive/${made.roomConnectionId}`)
    expect(Object.keys(made.secrets).sort()).toEqual([
      'live_comment',
      'live_enter_room',
      'live_fansclub',
      'live_follow',
      'live_like',
    ])
    expect(made['settings']).toEqual({ fenPerCoin: 10, toleranceSeconds: 300 })
    const stored = JSON.stringify([
      await db.query('SELECT * FROM room_connection'),
      await room(made),
      await call('listRooms', {}),
    ])
    for (const secret of [...Object.values(made.secrets), 'given-secret']) expect(stored).not.toContain(secret)
    expect((await pushDouyin(made, 'live_gift', [], 'given-secret')).status).toBe(200)
    const shop = await doudian()
    expect(shop.secrets).toEqual({})
    expect(JSON.stringify(await room(shop))).not.toContain('app-secret')
  })

  test('PLT-1: another owner’s connection does not exist', async () => {
    const made = await create({ platform: 'bilibiliLive' })
    const params = { ownerId: 'eve', roomConnectionId: made.roomConnectionId, deliveryId: 'd' }
    for (const name of [
      'getRoom',
      'listRoomDeliveries',
      'listRoomPending',
      'changeRoom',
      'deleteRoom',
      'rotateRoomSecrets',
      'testRoom',
      'replayRoomDelivery',
      'retryRoomPending',
    ])
      expect(await call(name, params), name).toEqual({ rejected: 'room_unknown' })
    expect(await call('listRooms', { ownerId: 'eve' })).toEqual({ items: [], nextCursor: null })
  })

  test('TASK-10: a genuine push becomes events, again it is a duplicate; both are listed and counted', async () => {
    const made = await create({ platform: 'douyinLive' })
    const items = [comment('1'), { ...comment('2'), test: true }, comment('3', 'x'.repeat(10))]
    expect(await pushDouyin(made, 'live_comment', items)).toEqual({ status: 200, body: { err_no: 0, err_msg: 'ok' } })
    realNow += 1_000
    await pushDouyin(made, 'live_comment', items)
    expect(events.map((event) => [event['id'], event['source']])).toEqual([
      ['1', 'douyin-live:268'],
      ['3', 'douyin-live:268'],
    ])
    const listed = await deliveries(made)
    expect(listed.map((one) => [one.status, one.codes])).toEqual([
      ['accepted', { duplicate: 2, 'dropped:testMessage': 1 }],
      ['accepted', { applied: 2, 'dropped:testMessage': 1 }],
    ])
    expect(listed[0]?.headers).toEqual({
      'x-timestamp': String(realNow),
      'x-roomid': '268',
      'x-msg-type': 'live_comment',
    })
    expect(await room(made)).toMatchObject({
      deliveries: 2,
      refusals: 0,
      codes: { applied: 2, duplicate: 2, 'dropped:testMessage': 2 },
    })
  })

  test('PLT-2: a wrong signature changes nothing and is listed at most once a second', async () => {
    const made = await create({ platform: 'douyinLive' })
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(await pushDouyin(made, 'live_comment', [comment('1')], 'wrong')).toMatchObject({
        status: 401,
        rejected: 'signature_invalid',
      })
      realNow += 400
    }
    expect(events).toEqual([])
    expect((await deliveries(made)).map((one) => [one.status, one.note])).toEqual([
      ['refused', 'signature_invalid'],
      ['refused', 'signature_invalid'],
    ])
    expect(await room(made)).toMatchObject({ deliveries: 0, refusals: 2, codes: {} })
    const first = (await deliveries(made))[0]
    expect(
      await call('replayRoomDelivery', {
        roomConnectionId: made.roomConnectionId,
        deliveryId: first?.deliveryId ?? '',
      }),
    ).toMatchObject({
      rejected: 'delivery_not_replayable',
    })
  })

  test.each([
    ['nobody’s', { connectionId: '00000000-0000-7000-8000-000000000000' }],
    ['no id', { connectionId: "x'\u0000" }],
    ['another platform', { platform: 'bilibiliLive' }],
  ])('PLT-2: %s address is unknown', async (_, change) => {
    const made = await create({ platform: 'douyinLive' })
    const address = { platform: 'douyinLive', connectionId: made.roomConnectionId }
    expect(await openHook(app(), parts, address)).not.toBe(null)
    expect(await openHook(app(), parts, { ...address, ...change })).toBe(null)
  })

  test('PLT-2: a genuine body that cannot be read is acknowledged and listed; too big a one is refused', async () => {
    const made = await create({ platform: 'douyinLive' })
    expect((await pushDouyin(made, 'live_comment', '[{"msg_id"')).status).toBe(200)
    expect((await pushDouyin(made, 'live_comment', '[{"__proto__":{}}]')).status).toBe(200)
    expect((await deliveries(made)).map((one) => [one.status, one.note]).sort()).toEqual([
      ['unreadable', 'prototype'],
      ['unreadable', 'syntax'],
    ])
    expect(await pushDouyin(made, 'live_comment', 'x'.repeat(1_048_577))).toMatchObject({ status: 413 })
    const bilibili = await create({ platform: 'bilibiliLive' })
    const at = String(realNow / 1_000)
    const headers = {
      'webhook-id': 'w',
      'webhook-timestamp': at,
      'webhook-signature': standardWebhookSignature('w', at, bytes('{'), bilibili.secrets['signing'] ?? ''),
    }
    expect(await post('bilibiliLive', bilibili, headers, '{')).toMatchObject({ status: 422, rejected: 'malformed' })
  })

  test('PLT-2: the engine is busy: the platform is told to send again, nothing is lost', async () => {
    const made = await create({ platform: 'douyinLive' })
    busy = true
    expect(await pushDouyin(made, 'live_comment', [comment('1')])).toMatchObject({ status: 429, rejected: 'busy' })
    busy = false
    await pushDouyin(made, 'live_comment', [comment('1')])
    expect(events).toHaveLength(1)
    expect((await deliveries(made)).map((one) => one.status).sort()).toEqual(['accepted', 'unavailable'])
  })

  test('MEM-1: joins and leaves reach the club in the order they happened, once', async () => {
    const made = await create({ platform: 'douyinLive' })
    const change = (id: string, reason: number, at: number) => ({
      msg_id: id,
      sec_openid: 'ann',
      fansclub_reason_type: reason,
      timestamp: at,
    })
    const items = [change('b', 16, start - 1_000), change('a', 2, start - 2_000), change('c', 1, start)]
    await pushDouyin(made, 'live_fansclub', items)
    await pushDouyin(made, 'live_fansclub', items)
    expect(members).toEqual([`join luo ann ${start - 2_000}`, `leave luo ann ${start - 1_000}`])
    refuseJoin = reject('rejoin_cooldown')
    await pushDouyin(made, 'live_fansclub', [change('d', 2, start)])
    expect((await room(made)).codes).toEqual({
      join: 1,
      leave: 1,
      duplicate: 2,
      'dropped:levelUp': 2,
      'join:rejoin_cooldown': 1,
    })
  })

  test('LIVE-1: a Bilibili broadcast is remembered between deliveries', async () => {
    const made = await create({ platform: 'bilibiliLive', roomId: '33' })
    const send = (command: string, at: number, fields = {}) => {
      const body = {
        cmd: `LIVE_OPEN_PLATFORM_${command}`,
        data: { room_id: 33, open_id: 'bo', uid: 0, timestamp: at, msg_id: `${command}${at}`, ...fields },
      }
      const stamp = String(realNow / 1_000)
      return post(
        'bilibiliLive',
        made,
        {
          'webhook-id': 'w',
          'webhook-timestamp': stamp,
          'webhook-signature': standardWebhookSignature('w', stamp, bytes(body), made.secrets['signing'] ?? ''),
        },
        body,
      )
    }
    const at = start / 1_000
    await send('LIVE_START', at)
    await send('DM', at + 5, { msg: '喵' })
    await send('LIVE_END', at + 60)
    await send('LIVE_START', at + 7_200)
    expect(await send('LIKE', at + 7_205, { like_count: '3' })).toEqual({
      status: 200,
      body: { codes: { applied: 1 } },
    })
    await send('DM', at + 5, { msg: '喵' })
    expect(events.map((event) => [event['type'], (event['data'] as { sessionId: string }).sessionId])).toEqual([
      ['live.started', `bilibili-33-${at}`],
      ['live.commented', `bilibili-33-${at}`],
      ['live.ended', `bilibili-33-${at}`],
      ['live.started', `bilibili-33-${at + 7_200}`],
      ['live.liked', `bilibili-33-${at + 7_200}`],
    ])
  })

  test('TASK-8: a paid order is asked about and counts; its refund finds the buyer without asking', async () => {
    const shop = await doudian()
    expect(await pushDoudian(shop, paid())).toEqual({ status: 200, body: { code: 0, msg: 'success' } })
    await pushDoudian(shop, paid())
    await pushDoudian(shop, refund())
    expect(asked).toEqual(['4705288465508532862'])
    expect(
      events.map((event) => [event['type'], event['subject'], (event['data'] as { orderId: string }).orderId]),
    ).toEqual([
      ['order.paid', 'x:1@:23.recorded:2f.4705288465508532862', '4705288465508532862'],
      ['order.refunded', 'x:1@:23.recorded:2f.4705288465508532862', '4705288465508532862'],
    ])
    expect(await room(shop)).toMatchObject({ codes: { applied: 2, duplicate: 1 }, waitingOrders: 0, failedOrders: 0 })
  })

  test('TASK-9: a refund before its order asks for the order itself', async () => {
    const shop = await doudian()
    await pushDoudian(shop, refund())
    expect(events).toMatchObject([
      { type: 'order.refunded', id: 'refund:77', subject: 'x:1@:23.recorded:2f.4705288465508532862' },
    ])
  })

  test('PLT-2: without its detail an order waits, is asked for again with growing pauses, and counts once', async () => {
    const shop = await doudian()
    answers = () => 'slow'
    expect(await pushDoudian(shop, paid())).toEqual({ status: 200, body: { code: 0, msg: 'success' } })
    expect((await deliveries(shop)).map((one) => [one.status, one.codes])).toEqual([['pending', { pending: 1 }]])
    expect(await call('listRoomPending', { roomConnectionId: shop.roomConnectionId })).toMatchObject({
      items: [
        {
          key: 'paid:4705288465508532862',
          kind: 'paid',
          status: 'waiting',
          lastError: 'timeout: slow',
          nextAttemptAt: '2026-03-01T12:00:10.000Z',
        },
      ],
    })
    await retryPendingOrders(app(), parts, realNow + 9_999)
    expect(asked).toHaveLength(1)
    await retryPendingOrders(app(), parts, realNow + 10_000)
    expect(asked).toHaveLength(2)
    answers = recordedOrder
    await retryPendingOrders(app(), parts, realNow + 3_600_000)
    expect(events).toMatchObject([{ type: 'order.paid', time: '2026-03-01T12:00:00.000Z' }])
    expect((await deliveries(shop)).map((one) => one.status)).toEqual(['accepted'])
    expect(await room(shop)).toMatchObject({ waitingOrders: 0, failedOrders: 0, codes: { pending: 1, applied: 1 } })
    await retryPendingOrders(app(), parts, realNow + 7_200_000)
    expect(asked).toHaveLength(3)
  })

  test('PLT-2: attempts are bounded; a given-up order stays, and a person can ask again', async () => {
    const shop = await doudian()
    answers = () => 'down'
    await pushDoudian(shop, paid())
    for (let day = 1; day <= 20; day++) await retryPendingOrders(app(), parts, realNow + day * 86_400_000)
    expect(asked.length).toBeLessThanOrEqual(14)
    expect(await room(shop)).toMatchObject({ waitingOrders: 0, failedOrders: 1 })
    realNow += 30 * 86_400_000
    answers = recordedOrder
    expect(await call('retryRoomPending', { roomConnectionId: shop.roomConnectionId })).toEqual({
      asked: 1,
      waitingOrders: 0,
      failedOrders: 0,
    })
    expect(events).toHaveLength(1)
  })

  test('PLT-2: the engine busy while orders resolve: they wait too; a detail of another order, or without a buyer, is none', async () => {
    const shop = await doudian()
    busy = true
    expect((await pushDoudian(shop, paid('1'))).status).toBe(200)
    busy = false
    answers = () => recordedOrder('999')
    await pushDoudian(shop, paid('2'))
    answers = () => ({ shop_order_detail: { order_id: '3', sku_order_list: [] } })
    await pushDoudian(shop, paid('3'))
    expect(events).toEqual([])
    const { items } = await call<{ items: { orderId: string; lastError: string }[] }>('listRoomPending', {
      roomConnectionId: shop.roomConnectionId,
    })
    expect(Object.fromEntries(items.map((item) => [item.orderId, item.lastError]))).toEqual({
      '1': 'busy',
      '2': 'unreadable: the detail is of another order',
      '3': 'unreadable: the detail names no buyer or no line',
    })
    answers = recordedOrder
    await retryPendingOrders(app(), parts, realNow + 60_000)
    expect(events.map((event) => event['id']).sort()).toEqual(['paid:1', 'paid:2', 'paid:3'])
  })

  test('PLT-2: many orders in one delivery: a few at once, the others by the next round', async () => {
    const shop = await doudian()
    const many = Array.from({ length: 20 }, (_, index) => JSON.parse(paid(String(index + 1)))[0] as unknown)
    await pushDoudian(shop, many)
    expect(asked).toHaveLength(8)
    expect((await deliveries(shop))[0]).toMatchObject({ status: 'pending', codes: { applied: 8, pending: 12 } })
    await retryPendingOrders(app(), parts, realNow)
    expect(new Set(events.map((event) => event['id'])).size).toBe(20)
    expect(asked).toHaveLength(20)
    expect((await deliveries(shop))[0]).toMatchObject({ status: 'accepted' })
  })

  test('PLT-2: two nodes that retry at once take different orders', async () => {
    const shop = await doudian()
    const many = Array.from({ length: 40 }, (_, index) => JSON.parse(paid(String(index + 1)))[0] as unknown)
    await pushDoudian(shop, many)
    asked = []
    await Promise.all([retryPendingOrders(app(), parts, realNow), retryPendingOrders(app(), parts, realNow)])
    expect(asked).toHaveLength(32)
    expect(new Set(asked).size).toBe(32)
    expect(events).toHaveLength(40)
  })

  test('PLT-6: addresses and numbers of receivers are not kept; unknown tags are listed', async () => {
    const shop = await doudian()
    const receiver = { name: '周一', tel: '13800000000', addr: [{ detail: '松岭路888号' }] }
    await pushDoudian(shop, [
      { tag: 108, msgId: 'm', data: { p_id: 'p', receiver_msg: receiver, encrypt_post_tel: '$$x' } },
      { tag: 111, msgId: 'm', data: JSON.stringify({ p_id: 'q', receiver_msg: receiver }) },
    ])
    const [listed] = await deliveries(shop)
    expect(listed).toMatchObject({ status: 'accepted', codes: { 'dropped:unknownType': 2 } })
    expect(listed?.body).toContain('"p_id":"p"')
    expect(listed?.body).toContain('q')
    for (const secret of ['13800000000', '松岭路', '$$x']) expect(listed?.body).not.toContain(secret)
  })

  test('PLT-2: 50 deliveries are kept, 64 KB of each, for 7 days', async () => {
    const made = await create({ platform: 'douyinLive' })
    for (let count = 0; count < 53; count++) {
      realNow += 1_000
      await pushDouyin(made, 'live_comment', [comment(`m${count}`, count === 52 ? 'x'.repeat(70_000) : '来了')])
    }
    await pushDouyin(made, 'live_comment', [], 'wrong')
    const listed = await deliveries(made)
    expect(listed).toHaveLength(51)
    const big = listed.find((one) => one.truncated)
    expect(big?.body).toHaveLength(65_536)
    expect(big?.bodyBytes).toBeGreaterThan(70_000)
    expect(
      await call('replayRoomDelivery', { roomConnectionId: made.roomConnectionId, deliveryId: big?.deliveryId ?? '' }),
    ).toMatchObject({ rejected: 'delivery_not_replayable' })
    realNow += 7 * 86_400_000
    expect(await deliveries(made)).toEqual([])
    await pruneRooms(db, realNow)
    expect(await db.query('SELECT count(*) AS n FROM room_delivery')).toEqual([{ n: 0 }])
    expect((await room(made))['deliveries']).toBe(53)
  })

  test('PLT-2: a listed delivery can be applied again', async () => {
    const made = await create({ platform: 'douyinLive' })
    await pushDouyin(made, 'live_comment', [comment('1'), comment('2')])
    events.pop()
    const [listed] = await deliveries(made)
    const params = { roomConnectionId: made.roomConnectionId, deliveryId: listed?.deliveryId ?? '' }
    expect(await call('replayRoomDelivery', params)).toEqual({
      status: 'accepted',
      codes: { duplicate: 1, applied: 1 },
    })
    expect(await call('replayRoomDelivery', { ...params, deliveryId: 'none' })).toEqual({ rejected: 'not_found' })
  })

  test('PLT-2: new secrets; the ones before are good for their grace only', async () => {
    const made = await create({ platform: 'douyinLive' })
    const params = { roomConnectionId: made.roomConnectionId }
    const old = made.secrets['live_comment'] ?? ''
    const { secrets, previousSecretsUntil } = await call<{
      secrets: Record<string, string>
      previousSecretsUntil: string
    }>('rotateRoomSecrets', params)
    expect(previousSecretsUntil).toBe('2026-03-02T12:00:00.000Z')
    const fresh = secrets['live_comment'] ?? ''
    const status = async (secret: string) => (await pushDouyin(made, 'live_comment', [comment('1')], secret)).status
    expect([await status(fresh), await status(old)]).toEqual([200, 200])
    realNow += 86_400_000
    expect([await status(fresh), await status(old)]).toEqual([200, 401])
    expect(await call('rotateRoomSecrets', params, { secrets: { live_comment: 'pasted-one' }, graceHours: 0 })).toEqual(
      { secrets: {}, previousSecretsUntil: null },
    )
    expect([await status('pasted-one'), await status(fresh)]).toEqual([200, 401])
    expect(await call('rotateRoomSecrets', params, { secrets: { signing: 'no-such' } })).toMatchObject({
      rejected: 'malformed',
    })
    expect(await call('rotateRoomSecrets', { roomConnectionId: (await doudian()).roomConnectionId })).toMatchObject({
      rejected: 'malformed',
    })
  })

  test('PLT-2: with another deployment key nothing is recognised, and that is said', async () => {
    const made = await create({ platform: 'douyinLive' })
    const elsewhere = { ...parts, secrets: secretBox('another key') }
    const address = { platform: 'douyinLive', connectionId: made.roomConnectionId }
    expect((await push(address, { headers: {}, rawBody: bytes([]), realNow }, elsewhere)).status).toBe(401)
    expect(await deliveries(made)).toMatchObject([{ status: 'refused', note: 'secret_unreadable' }])
  })

  test('PLT-2: changed, switched off, removed', async () => {
    const made = await create({ platform: 'douyinLive' })
    const params = { roomConnectionId: made.roomConnectionId }
    expect(
      await call('changeRoom', params, { name: '二号', roomId: '269', settings: { fenPerCoin: 1 } }),
    ).toMatchObject({ name: '二号', roomId: '269', settings: { fenPerCoin: 1, toleranceSeconds: 300 }, status: 'on' })
    await pushDouyin(made, 'live_comment', [comment('1')])
    expect((await room(made)).codes).toEqual({ 'dropped:otherRoom': 1 })
    expect(await call('changeRoom', params, { settings: { fenPerCoin: 0 } })).toMatchObject({ rejected: 'malformed' })
    expect(await call('changeRoom', params, { status: 'off', roomId: null })).toMatchObject({
      status: 'off',
      roomId: null,
      name: '二号',
    })
    expect((await pushDouyin(made, 'live_comment', [comment('1')])).status).toBe(404)
    await call('deleteRoom', params)
    expect(await call('getRoom', params)).toEqual({ rejected: 'room_unknown' })
    for (const table of [
      'room_connection',
      'room_delivery',
      'room_tally',
      'room_pending',
      'room_order',
      'room_broadcast',
      'room_member_message',
    ])
      expect(await db.query(`SELECT count(*) AS n FROM ${table}`)).toEqual([{ n: 0 }])
  })

  test('PLT-2: an owner has at most 50 connections', async () => {
    for (let count = 0; count < 50; count++) await create({ platform: 'bilibiliLive' })
    expect(await create({ platform: 'bilibiliLive' })).toEqual({ rejected: 'room_limit' })
  })

  test('PLT-5: recorded orders exist in a sandbox only', async () => {
    const shop = await doudian({ orderDetail: 'recorded' })
    await pushDoudian(shop, paid())
    expect(asked).toEqual([])
    expect(events).toHaveLength(1)
    const route = routes.find((one) => one.name === 'changeRoom')
    const refused = await route?.handle(
      { ...app(), sandbox: false } as App,
      {
        params: { ownerId: 'luo', roomConnectionId: shop.roomConnectionId },
        body: { name: 'x' },
        realNow,
        baseUrl: '',
      } as never,
    )
    expect(refused).toMatchObject({ rejected: 'malformed' })
  })

  test.each([
    ['douyinLive', { type: 'live_gift' }, ['live.gifted']],
    ['douyinLive', {}, ['live.commented']],
    ['bilibiliLive', { type: 'SUPER_CHAT' }, ['live.gifted', 'live.commented']],
    ['bilibiliLive', { type: 'LIVE_START' }, ['live.started']],
    ['doudianShop', { type: 'paid' }, ['order.paid']],
    ['doudianShop', { type: 'refunded', orderId: '88' }, ['order.refunded']],
  ] as const)('PLT-2: the test button of %s %j shows %j and applies nothing', async (platform, body, types) => {
    const made = platform === 'doudianShop' ? await doudian() : await create({ platform })
    const shown = await call<{ events: { type: string }[]; verified: boolean; orderDetail: object }>(
      'testRoom',
      { roomConnectionId: made.roomConnectionId },
      body,
    )
    expect(shown.verified).toBe(true)
    expect(shown.events.map((event) => event.type)).toEqual(types)
    expect(shown.orderDetail).toEqual({ status: 'orderId' in body ? 'answered' : 'notAsked' })
    expect(events).toEqual([])
    expect(await deliveries(made)).toEqual([])
    expect(await call('testRoom', { roomConnectionId: made.roomConnectionId }, { type: 'nonsense' })).toMatchObject({
      rejected: 'malformed',
    })
  })

  test('PLT-2: the test button tells why the order detail fails', async () => {
    const shop = await doudian()
    answers = () => 'no answer in 1500 ms'
    expect(await call('testRoom', { roomConnectionId: shop.roomConnectionId }, { orderId: '1' })).toMatchObject({
      orderDetail: { status: 'failed', reason: 'timeout: no answer in 1500 ms' },
    })
  })
})
