import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerOf, createClient, type TiefenClient } from '../sdk/client.ts'
import { clubPlans } from '../sim/clubs.ts'
import { readConfig } from '../src/config.ts'
import { subGroupIdOf } from '../src/group/apply.ts'
import { isEmptyStore, readDemoMark, writeDemoMark } from '../src/infra/demo-mark.ts'
import type { Db } from '../src/ports/db.ts'
import { createNode, seedStore, type Node } from '../src/wire.ts'
import { stores, type TestStore } from '../test/support/store.ts'
import { readClock } from './clock.ts'
import { mountDemo, type Demo } from './start.ts'

/** One world for the file: its past takes seconds to tell. The tests follow each other, as a visitor's evening does. */

const secretKey = 'platform-key-of-the-demo-tests'
const RATE = 120
const realNow = (): number => Date.UTC(2026, 2, 20, 3)
const spoken: string[] = []
const warnings: unknown[] = []
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields: object, message: string) => void warnings.push([message, fields]),
  error: () => undefined,
}

let folder: string
let db: Db
let node: Node
let demo: Demo
let baseUrl: string
let client: TiefenClient
/** How late the next setting of the clock comes, as on a machine that is busy. */
let clockLateMs = 0

async function start(): Promise<void> {
  const reading = readConfig({ TIEFEN_SECRET_KEY: secretKey, TIEFEN_DATA: folder })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  node = await createNode({
    config: reading.config,
    db,
    log,
    sandbox: true,
    secretKey,
    webRoot: '/nowhere',
    passwordCost: 4,
  })
  node.server.addHook('onRequest', async ({ method, url }) => {
    if (clockLateMs === 0 || method !== 'PUT' || url !== '/v1/sandbox/clock') return
    const late = clockLateMs
    clockLateMs = 0
    await new Promise((resolve) => setTimeout(resolve, late))
  })
  demo = await mountDemo({
    server: node.server,
    host: '127.0.0.1',
    dataFolder: folder,
    timeZone: 'Asia/Shanghai',
    secretKey,
    mark: { read: () => readDemoMark(db), write: (mark) => writeDemoMark(db, mark) },
    realNow,
    log,
    say: (text) => void spoken.push(text),
    rate: RATE,
  })
  baseUrl = await node.server.listen({ port: 0, host: '127.0.0.1' })
  client = createClient({ baseUrl, token: secretKey })
  demo.begin()
  await demo.running
}

async function stop(): Promise<void> {
  await demo.stop()
  await node.stop()
}

/** Asks again until what is asked for is there. */
async function until<T>(ask: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await ask()
    if (found !== null && found !== undefined && found !== false) return found
    await new Promise(setImmediate)
  }
}

async function call<T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  token?: string,
  key?: string,
) {
  const response = await fetch(`${baseUrl}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: response.status, body: (await response.json()) as T }
}

const clubOf = (ownerId: string) => answerOf(client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId } } }))
const membersOf = async (ownerId: string) =>
  (await answerOf(client.GET('/v1/clubs/{ownerId}/members', { params: { path: { ownerId }, query: { limit: 200 } } })))
    .items

beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/tiefen-demo-`)
  db = await (stores[0] as TestStore).open()
  await seedStore(db)
  await start()
}, 240_000)

afterAll(async () => {
  await stop()
  await db.close()
  await rm(folder, { recursive: true, force: true })
})

test('PLT-5: the past is told, the clock runs from this evening, and the store is the demo’s', async () => {
  expect(await readDemoMark(db)).toMatchObject({ stage: 'show' })
  expect(await isEmptyStore(db)).toBe(false)
  const { now, rate } = await readClock(client)
  expect(rate).toBe(RATE)
  expect(now).toBeGreaterThanOrEqual(Date.UTC(2026, 2, 20, 11, 30))
  expect(spoken.join('')).toContain(baseUrl)
})

test('BADGE-5 LVL-1 CLUB-5: levels spread, badges are lit and grey, members were carried over, a name waits', async () => {
  for (const { ownerId, mode, name } of clubPlans) {
    expect(await clubOf(ownerId)).toMatchObject({ mode, name })
    const members = await membersOf(ownerId)
    expect(members.length).toBeGreaterThan(40)
    expect(new Set(members.map((member) => member.level)).size).toBeGreaterThan(4)
    expect(new Set(members.map((member) => member.badge.lit)).size).toBe(2)
    expect(members.filter((member) => member.name === null)).toEqual([])
  }
  const scenes = new Set((await membersOf('xiaoman')).map((member) => member.scene))
  expect(scenes).toContain('migration')
  const waiting = await answerOf(client.GET('/v1/reviews', { params: { query: { status: 'waiting' } } }))
  expect(waiting.items.map((review) => review.ownerId)).toContain('xiaoman')
})

test('LIVE-1: every club goes on air, sells, and the public screen moves', async () => {
  for (const { ownerId } of clubPlans) {
    const live = await until(async () => (await clubOf(ownerId)).live)
    const params = { path: { sessionId: live.sessionId } }
    await until(
      async () => (await answerOf(client.GET('/v1/sessions/{sessionId}/screen', { params }))).items.length > 5,
    )
  }
  const path = { ownerId: 'shanye' }
  await until(
    async () => (await answerOf(client.GET('/v1/clubs/{ownerId}/overview', { params: { path } }))).today.orders > 0,
  )
})

let guest = { userId: '', name: '', token: '', secret: '' }
let orderId = ''

test('the shop: a guest comes in, joins, speaks, buys, gets some back, and reviews', async () => {
  const made = await call<typeof guest>('POST', '/demo/guest', {})
  guest = made.body
  expect(made.status).toBe(200)
  expect(guest.name).not.toBe('')
  const path = { ownerId: 'shanye', userId: guest.userId }
  const fan = createClient({ baseUrl, token: guest.token })
  await answerOf(fan.PUT('/v1/clubs/{ownerId}/members/{userId}', { params: { path }, body: { scene: 'liveRoom' } }))
  // between two sessions nobody can speak; the shop takes so many tries a minute and no more, so it is asked only when somebody is on air
  const said = await until(async () => {
    if ((await clubOf('shanye')).live === null) return null
    const answer = await call('POST', '/demo/shanye/act', { kind: 'comment', text: '你好' }, guest.token)
    return answer.status === 200 && answer
  })
  expect(said.body).toMatchObject({ status: 'applied', points: 5 })
  // asked again, as where the answer was lost, it is bought once
  const basket = { productId: 'sy-1', quantity: 1 }
  const buy = () => call<{ orderId: string }>('POST', '/demo/shanye/orders', basket, guest.token, 'k-1')
  const bought = await buy()
  expect(bought).toMatchObject({ status: 201, body: { result: { points: 336 } } })
  expect(await buy()).toEqual(bought)
  ;({ orderId } = bought.body)
  const back = { amount: { value: 8_400, currency: 'CNY' } }
  const refund = () => call('POST', `/demo/shanye/orders/${orderId}/refund`, back, guest.token, 'k-2')
  const refunded = await refund()
  expect(refunded.body).toMatchObject({ status: 'applied', points: -168 })
  expect(await refund()).toEqual(refunded)
  expect((await call('POST', `/demo/shanye/orders/${orderId}/review`, {}, guest.token)).body).toMatchObject({
    points: 25,
  })
  const member = await answerOf(client.GET('/v1/clubs/{ownerId}/members/{userId}', { params: { path } }))
  expect(member).toMatchObject({ name: guest.name, intimacy: 5 + 336 - 168 + 25, badge: { lit: true } })
})

test.each([
  ['POST', '/demo/shanye/act', { kind: 'enter' }, undefined, 401, 'unauthenticated'],
  ['POST', '/demo/shanye/act', { kind: 'enter' }, 'not-a-token', 401, 'unauthenticated'],
  ['POST', '/demo/nobody/act', { kind: 'enter' }, 'guest', 404, 'unknown_owner'],
  ['POST', '/demo/shanye/act', { kind: 'dance' }, 'guest', 422, 'malformed'],
  ['POST', '/demo/shanye/act', { kind: 'comment', text: 'a\u0000b' }, 'guest', 422, 'malformed_json'],
  ['POST', '/demo/shanye/orders', { productId: 'sy-1', quantity: -1 }, 'guest', 422, 'malformed'],
  ['POST', '/demo/shanye/orders', { productId: 'xm-1', quantity: 1 }, 'guest', 404, 'not_found'],
  ['POST', '/demo/shanye/orders/none/refund', {}, 'guest', 404, 'not_found'],
  ['POST', '/demo/guest', { userId: 'fan-shanye-001', secret: 'guessed' }, undefined, 401, 'credentials_invalid'],
  ['POST', '/demo/sign-in', { as: 'owner' }, undefined, 404, 'unknown_owner'],
  ['POST', '/demo/sign-in', { as: 'platform' }, undefined, 422, 'malformed'],
])('the shop: %s %s %j is refused in the product’s words', async (method, path, body, as, status, code) => {
  const refused = await call(method, path, body, as === 'guest' ? guest.token : as)
  expect(refused).toMatchObject({ status, body: { status, code } })
})

test('PLT-1: the doors open what they say', async () => {
  const owner = await call<{ token: string }>('POST', '/demo/sign-in', { as: 'owner', ownerId: 'shanye' })
  expect((await call('GET', '/v1/clubs/shanye/overview', undefined, owner.body.token)).status).toBe(200)
  expect((await call('GET', '/v1/clubs/xiaoman/overview', undefined, owner.body.token)).status).toBe(403)
  const reviewer = await call<{ token: string }>('POST', '/demo/sign-in', { as: 'reviewer' })
  expect((await call('GET', '/v1/reviews', undefined, reviewer.body.token)).status).toBe(200)
})

test('BEN-1 BEN-5 BEN-7 BEN-8: the owners offer, and their fans claim, use, say the phrase and open packets', async () => {
  const params = { path: { ownerId: 'shanye' } }
  const sums = async () => {
    const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/benefits', { params }))
    const sum = (count: (result: (typeof items)[number]['result']) => number) =>
      items.reduce((all, { result }) => all + count(result), 0)
    return { kinds: new Set(items.map(({ kind }) => kind)), claimed: sum((r) => r.claimed), used: sum((r) => r.used) }
  }
  await until(async () => {
    const { claimed, used } = await sums()
    return claimed > 5 && used > 0
  })
  expect((await sums()).kinds).toEqual(new Set(['coupon', 'honour', 'service', 'product']))
  await until(async () => {
    const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/campaigns', { params }))
    const kinds = new Set(items.filter(({ entries }) => entries > 0).map(({ kind }) => kind))
    return kinds.has('luckyBag') && kinds.has('wishList')
  })
  const query = { ownerId: 'shanye' }
  await until(async () => {
    const { items } = await answerOf(client.GET('/v1/red-packets', { params: { query } }))
    return items.some(({ sharesClaimed }) => sharesClaimed > 2)
  })
})

test('GRP-1 GRP-4 GRP-8 GRP-10: fans sit in the owners’ groups and talk; the owner says more than words', async () => {
  const params = { path: { ownerId: 'shanye' } }
  const groups = async () => (await answerOf(client.GET('/v1/clubs/{ownerId}/groups', { params }))).items
  await until(async () => (await groups()).some(({ members }) => members > 10))
  const gates = new Map((await groups()).map(({ gate, members }) => [gate.kind, members]))
  expect([...gates.keys()].sort()).toEqual(['none', 'tier'])
  expect(gates.get('tier')).toBeLessThan(gates.get('none') ?? 0)
  await until(async () => {
    const kinds = new Set<string>()
    for (const { groupId, subGroups } of await groups()) {
      if (subGroups === 0) continue
      const path = { groupId }
      const query = { subGroupId: subGroupIdOf(groupId, 1), limit: 200 }
      const { items } = await answerOf(client.GET('/v1/groups/{groupId}/messages', { params: { path, query } }))
      for (const { kind, sender } of items) kinds.add(`${sender.kind} ${kind}`)
    }
    return kinds.has('fan text') && kinds.size > 3
  })
})

test('BEN-6 BEN-9: a guest pays less with his coupon, not with another’s, and not for goods of a higher tier', async () => {
  const stranger = (await call<typeof guest>('POST', '/demo/guest', {})).body
  const path = { ownerId: 'shanye', userId: stranger.userId }
  await answerOf(client.PUT('/v1/clubs/{ownerId}/members/{userId}', { params: { path }, body: { scene: 'liveRoom' } }))
  const { items } = await answerOf(client.GET('/v1/clubs/{ownerId}/members/{userId}/benefits', { params: { path } }))
  const benefitId = items.find(({ kind, state }) => kind === 'coupon' && state === 'claimable')?.benefitId ?? ''
  const claim = '/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim'
  const { entitlementId } = await answerOf(client.POST(claim, { params: { path: { ...path, benefitId } } }))
  const buy = (token: string, productId: string, coupon?: string) =>
    call(
      'POST',
      '/demo/shanye/orders',
      { productId, ...(coupon === undefined ? {} : { entitlementId: coupon }) },
      token,
    )
  expect(await buy(guest.token, 'sy-1', entitlementId)).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(await buy(stranger.token, 'sy-10')).toMatchObject({ status: 409, body: { code: 'level_too_low' } })
  expect(await buy(stranger.token, 'sy-1', entitlementId)).toMatchObject({ status: 201 })
  const orders = await call<{ items: unknown[] }>('GET', '/demo/shanye/orders', undefined, stranger.token)
  expect(orders.body.items).toMatchObject([{ productId: 'sy-1', amount: { value: 16_300, currency: 'CNY' } }])
  expect(await buy(stranger.token, 'sy-1', entitlementId)).toMatchObject({
    status: 409,
    body: { code: 'already_used' },
  })
})

test('TASK-4 TASK-12: every balance is the sum of its ledger, and no cap is exceeded', async () => {
  // the instant at which the clock is to stand is over when it is told so: it stands a little later
  clockLateMs = 1_500
  await demo.stop()
  expect(await readClock(client)).toMatchObject({ rate: 0 })
  for (const { ownerId } of clubPlans) {
    for (const { userId } of await membersOf(ownerId)) {
      const params = { path: { ownerId, userId } }
      const member = await answerOf(client.GET('/v1/clubs/{ownerId}/members/{userId}', { params }))
      let sum = 0
      for (let cursor: string | null = ''; cursor !== null;) {
        const query = { limit: 200, ...(cursor === '' ? {} : { cursor }) }
        const page: { items: { delta: number; mode: string }[]; nextCursor: string | null } = await answerOf(
          client.GET('/v1/clubs/{ownerId}/members/{userId}/ledger', { params: { ...params, query } }),
        )
        for (const { delta, mode } of page.items) if (mode === member.mode) sum += delta
        cursor = page.nextCursor
      }
      expect({ userId, sum }).toEqual({ userId, sum: member.intimacy })
      for (const { earned, cap } of member.today.tasks) expect(earned).toBeLessThanOrEqual(cap)
      if (member.today.cap !== null) expect(member.today.earned).toBeLessThanOrEqual(member.today.cap)
    }
  }
}, 120_000)

test('a stop lets the clock stand; a start goes on there, with the guests and their orders', async () => {
  const stood = await readClock(client)
  expect(stood.rate).toBe(0)
  const before = (await membersOf('shanye')).length
  await node.stop()
  await start()
  const { now, rate } = await readClock(client)
  expect(rate).toBe(RATE)
  expect(now).toBeGreaterThanOrEqual(stood.now)
  expect((await membersOf('shanye')).length).toBeGreaterThanOrEqual(before - 20)
  const again = await call<typeof guest>('POST', '/demo/guest', { userId: guest.userId, secret: guest.secret })
  expect(again.body).toMatchObject({ userId: guest.userId, name: guest.name })
  const orders = await call<{ items: unknown[] }>('GET', '/demo/shanye/orders', undefined, again.body.token)
  expect(orders.body.items).toMatchObject([{ orderId, refunded: { value: 8_400 }, reviewed: true, productId: 'sy-1' }])
  expect(await readFile(`${folder}/demo-shop.ndjson`, 'utf8')).toContain(orderId)
  await until(async () => (await clubOf('shanye')).live)
  expect(warnings).toEqual([])
})
