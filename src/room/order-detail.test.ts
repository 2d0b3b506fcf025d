import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { doudianSettings } from '../contract/room-forms.ts'
import {
  doudianCallSignature,
  doudianOrderDetail,
  doudianTimestamp,
  recordedOrderDetail,
  sortedJson,
  type OrderDetailPort,
} from './order-detail.ts'
import { recordedOrder } from './recorded-orders.ts'

const realNow = Date.parse('2026-03-01T12:00:00Z')
const settings = doudianSettings.parse({ appKey: 'key', shopId: '95250' })
const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

interface Call {
  readonly path: string
  readonly query: URLSearchParams
  readonly body: string
}

/** A stand-in platform on a real socket. @param timeoutMilliseconds of every call to it */
async function platform(
  answer: (call: Call, response: ServerResponse) => void,
  timeoutMilliseconds = 10_000,
): Promise<{ port: OrderDetailPort; calls: Call[] }> {
  const calls: Call[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://local')
      const call = { path: url.pathname, query: url.searchParams, body }
      calls.push(call)
      answer(call, response)
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { port: doudianOrderDetail({ fetch, origin, timeoutMilliseconds }), calls }
}
const send = (value: unknown) => (_: Call, response: ServerResponse) =>
  response.end(typeof value === 'string' ? value : JSON.stringify(value))
const ask = (
  port: OrderDetailPort,
  secrets: Record<string, string> = { appSecret: 'secret', accessToken: 'token' },
  at = realNow,
) => port.ask({ orderId: '4705288465508532862', settings, secrets, realNow: at })

describe('PLT-2: the signed call', () => {
  test('secret + key, method, parameters, time, version + secret, hashed both ways', () => {
    const call = {
      appKey: 'key',
      method: 'order.orderDetail',
      paramJson: '{"shop_order_id":"1"}',
      timestamp: '2026-03-01 20:00:00',
    }
    const text =
      'secretapp_keykeymethodorder.orderDetailparam_json{"shop_order_id":"1"}timestamp2026-03-01 20:00:00v2secret'
    expect(doudianCallSignature(call, 'secret', 'md5')).toBe(createHash('md5').update(text).digest('hex'))
    expect(doudianCallSignature(call, 'secret', 'hmac-sha256')).toBe(
      createHmac('sha256', 'secret').update(text).digest('hex'),
    )
  })
  test('the time is China’s, the parameters are sorted', () => {
    expect(doudianTimestamp(realNow)).toBe('2026-03-01 20:00:00')
    expect(sortedJson({ shop_id: '1', code: '', grant_type: 'x' })).toBe('{"code":"","grant_type":"x","shop_id":"1"}')
  })
})

describe('PLT-2: asking for an order', () => {
  test('the request as the platform expects it, the answer with every digit', async () => {
    const { port, calls } = await platform(
      send(
        '{"code":10000,"msg":"success","data":{"shop_order_detail":{"order_id":"1","room_id":7300000000000000001}}}',
      ),
    )
    expect(await ask(port)).toEqual({
      detail: { shop_order_detail: { order_id: '1', room_id: '7300000000000000001' } },
    })
    expect(calls).toHaveLength(1)
    const { path, query, body } = calls[0] as Call
    expect(path).toBe('/order/orderDetail')
    expect(body).toBe('{"shop_order_id":"4705288465508532862"}')
    expect(Object.fromEntries(query)).toEqual({
      method: 'order.orderDetail',
      app_key: 'key',
      access_token: 'token',
      timestamp: '2026-03-01 20:00:00',
      v: '2',
      sign: doudianCallSignature(
        { appKey: 'key', method: 'order.orderDetail', paramJson: body, timestamp: '2026-03-01 20:00:00' },
        'secret',
        'hmac-sha256',
      ),
      sign_method: 'hmac-sha256',
    })
  })

  test('without a token that of the shop’s own app is fetched, once until shortly before its end, and again when refused', async () => {
    let code = 10_000
    const { port, calls } = await platform((call, response) =>
      call.path === '/token/create'
        ? response.end('{"code":10000,"data":{"access_token":"made","expires_in":7200}}')
        : response.end(JSON.stringify({ code, msg: code === 10_000 ? 'success' : 'access token expired', data: {} })),
    )
    const secrets = { appSecret: 'secret' }
    const paths = () => calls.splice(0).map((call) => [call.path, call.query.get('access_token')])
    await ask(port, secrets)
    expect(calls[0]?.body).toBe('{"code":"","grant_type":"authorization_self","shop_id":"95250"}')
    expect(paths()).toEqual([
      ['/token/create', null],
      ['/order/orderDetail', 'made'],
    ])
    await ask(port, secrets, realNow + 5_399_000)
    expect(paths()).toEqual([['/order/orderDetail', 'made']])
    await ask(port, secrets, realNow + 5_400_000)
    expect(paths()).toEqual([
      ['/token/create', null],
      ['/order/orderDetail', 'made'],
    ])
    code = 30_001
    expect(await ask(port, secrets, realNow + 5_400_000)).toMatchObject({ failed: 'denied' })
    await ask(port, secrets, realNow + 5_400_000)
    expect(paths().map(([path]) => path)).toEqual(['/order/orderDetail', '/token/create', '/order/orderDetail'])
  })

  test.each([
    ['refused', '{"code":30001,"msg":"非法的 access_token"}', 'denied'],
    ['unknown order', '{"code":50002,"msg":"业务处理失败","sub_msg":"订单不存在"}', 'absent'],
    ['no JSON', '<html>', 'unreadable'],
    ['not an object', '[]', 'unreadable'],
  ])('%s', async (_, text, failed) => {
    const { port } = await platform(send(text))
    expect(await ask(port)).toMatchObject({ failed })
  })
  test('5xx, silence and nobody there are failures that tell no secret', async () => {
    const broken = await platform((_, response) => response.writeHead(502).end('x'))
    expect(await ask(broken.port)).toEqual({ failed: 'unreachable', reason: 'HTTP 502' })
    const silent = await platform(() => undefined, 500)
    expect(await ask(silent.port)).toEqual({ failed: 'timeout', reason: 'no answer in 500 ms' })
    const nobody = doudianOrderDetail({ fetch, origin: 'http://127.0.0.1:1', timeoutMilliseconds: 10_000 })
    expect(await ask(nobody)).toEqual({ failed: 'unreachable', reason: 'no connection' })
  })
  test('a redirect is not followed: it would carry the token elsewhere', async () => {
    const { port } = await platform((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end())
    expect(await ask(port)).toMatchObject({ failed: 'unreachable' })
  })
  test('without secrets nothing is asked', async () => {
    const { port, calls } = await platform(send('{}'))
    expect(await ask(port, {})).toMatchObject({ failed: 'denied' })
    expect(
      await port.ask({
        orderId: '1',
        settings: doudianSettings.parse({ appKey: 'key' }),
        secrets: { appSecret: 's' },
        realNow,
      }),
    ).toMatchObject({ failed: 'denied' })
    expect(calls).toEqual([])
  })
  test('recorded orders', async () => {
    const port = recordedOrderDetail((orderId) => (orderId === 'gone' ? undefined : recordedOrder(orderId)))
    expect(await ask(port)).toHaveProperty('detail.shop_order_detail.order_id', '4705288465508532862')
    expect(await port.ask({ orderId: 'gone', settings, secrets: {}, realNow })).toMatchObject({ failed: 'absent' })
  })
})
