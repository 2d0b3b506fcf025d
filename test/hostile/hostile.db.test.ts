import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rejections } from '../../src/contract/rejections.ts'
import { eventTypes, permissions } from '../../src/contract/words.ts'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { HOUR, toInstant } from '../../src/lib/time.ts'
import { NOON, openWorld, secretKey, type World } from '../support/club.ts'
import { resolve, sample } from '../support/sample.ts'
import { stores, type TestStore } from '../support/store.ts'
import { createDigest } from './digest.ts'
import { brokenBytes, mutatedJson } from './mutators.ts'
import { badRequest, components, isGood, type BadRequest } from './operations.ts'

/**
 * Bad input by the hundred thousand, generated from seeds: never a 5xx, never an effect. The effect is looked for in a digest of every table
 * before and after each handful, so an input counts only if nothing good went by in its handful.
 */
const REQUESTS = 6_000
const EVENTS = 95_000
const HOOKS = 4_000
/** So few that most handfuls hold nothing that may have had an effect. */
const HANDFUL = 20
const SEED = 'hostile-1'

let world: World
let digest: () => Promise<string>
let bearers: (string | null)[]
let hook: string
beforeAll(async () => {
  world = await openWorld(stores[0] as TestStore)
  await world.reset()
  for (const owner of ['luo', 'wei']) await world.owner(owner)
  await world.join('ann')
  await world.send(world.started(), world.entered('ann'), world.paid('ann', 9_990, { order: 'o-1', session: 'room' }))
  const room = await world.must<{ path: string }>('POST', '/v1/clubs/luo/rooms', {
    platform: 'douyinLive',
    name: 'room',
  })
  hook = room.path
  // each caller has an allowance of requests a minute
  const all = [...permissions]
  bearers = [null, null, secretKey, secretKey, secretKey]
  for (let index = 0; index < 12; index += 1)
    bearers.push(
      await world.token('fan', index === 0 ? 'ann' : `fan-${index}`),
      await world.token('owner', index % 2 === 0 ? 'luo' : 'wei'),
      await world.token('staff', `s-${index}`, { ownerId: 'luo', permissions: index % 2 === 0 ? all : [] }),
      await world.token('reviewer', `r-${index}`),
      await world.token('admin', `a-${index}`),
    )
  digest = await createDigest(world.db)
}, 120_000)
afterAll(() => world.close())

interface Told {
  readonly what: string
  readonly status: number
  readonly body: string
  readonly type: string
  /** it may be answered without an error */
  readonly good: boolean
  /** its method is one that changes nothing, whatever the answer */
  readonly safe: boolean
}

/** Why an answer is not as promised. */
function complaint({ what, status, body, type, good }: Told): string | null {
  if (status >= 500) return `${status} ${what} → ${body.slice(0, 200)}`
  if (status < 400) return good ? null : `${status}, though it is bad: ${what}`
  if (!type.startsWith('application/problem+json')) return `${status} without a problem document: ${what}`
  const { code } = JSON.parse(body) as { code: keyof typeof rejections }
  return rejections[code]?.status === status ? null : `${status} ${code} is not on the list: ${what}`
}

/** Tables that are no more what they were. */
function difference(before: string, after: string): string {
  const lines = new Set(before.split('\n'))
  return after
    .split('\n')
    .filter((line) => !lines.has(line))
    .join(', ')
}

/** Sends handfuls until `count` inputs are known to have had no effect. */
async function provoke(count: number, next: (index: number) => Promise<Told>): Promise<void> {
  const complaints: string[] = []
  let before = await digest()
  let index = 0
  let proved = 0
  while (proved < count && complaints.length < 5) {
    const told: Told[] = []
    for (let turn = 0; turn < HANDFUL; turn += 1) told.push(await next(index++))
    complaints.push(...told.flatMap((one) => complaint(one) ?? []))
    let after = await digest()
    if (told.every(({ status, safe }) => status >= 400 || safe)) {
      proved += told.filter(({ status }) => status >= 400).length
      if (after !== before)
        complaints.push(
          `${difference(before, after)} by one of ${told.map(({ what }) => what).join('\n')}`.slice(0, 3_000),
        )
    } else {
      // what a good one among them set going is done before the next handful
      const { body } = await world.call('GET', '/v1/sandbox/clock')
      await world.call('PUT', '/v1/sandbox/clock', { now: body['now'] })
      after = await digest()
    }
    before = after
    if (index > count * 3) complaints.push(`only ${proved} of ${index} were shown to have had no effect`)
  }
  expect(complaints).toEqual([])
}

const shown = ({ method, url, headers, payload, spoilt }: BadRequest): string =>
  `${spoilt}: ${method} ${url.slice(0, 200)} ${JSON.stringify(headers).slice(0, 200)} ${payload?.toString('utf8').slice(0, 300) ?? ''}`

describe('API: generated bad input', () => {
  test(`PLT-3: ${REQUESTS} bad requests to every operation, by every role and none`, { timeout: 600_000 }, async () => {
    const random = createRandom(`${SEED}/requests`)
    await provoke(REQUESTS, async (index) => {
      const request = badRequest(random, bearers)
      const answer = await world.node.server.inject({
        method: request.method as 'GET',
        url: request.url,
        headers: request.headers,
        remoteAddress: `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`,
        ...(request.payload === undefined ? {} : { payload: request.payload }),
      })
      return {
        what: shown(request),
        status: answer.statusCode,
        body: answer.body,
        type: String(answer.headers['content-type']),
        good: isGood(request),
        // who asks for his points has what he earned since then written down (ADR 0010)
        safe: request.method === 'GET' && !/\/points\b/.test(request.url),
      }
    })
  })

  test(`TASK-10: ${EVENTS} bad events in batches spoil nothing but themselves`, { timeout: 600_000 }, async () => {
    const random = createRandom(`${SEED}/events`)
    // a good request may have moved the clock, or have asked for what is done later (an erasure): done before anything is compared
    const stood = Date.parse((await world.must<{ now: string }>('GET', '/v1/sandbox/clock')).now)
    const now = stood + 3 * HOUR
    await world.must('PUT', '/v1/sandbox/clock', { now: toInstant(now), rate: 0 })
    const goods = eventTypes.map((type) => {
      const name = `${type
        .split('.')
        .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
        .join('')}Event`
      const known = {
        ownerId: 'luo',
        userId: 'ann',
        subject: 'ann',
        sessionId: 'room',
        'date-time': toInstant(NOON),
        time: toInstant(NOON),
        currency: 'CNY',
      }
      return sample(resolve(components[name] ?? {}, components), components, known) as Record<string, unknown>
    })
    for (let sent = 0, turn = 0; sent < EVENTS; turn += 1) {
      const before = await digest()
      const size = random.pick([1, 40, 1_000, 3_000])
      const batch = Array.from({ length: size }, () => badEvent(random, goods, now))
      const answer = await world.node.server.inject({
        method: 'POST',
        url: '/v1/events',
        headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/cloudevents-batch+json' },
        payload: `[${batch.join(',')}]`,
      })
      expect(answer.statusCode, batch.join('\n').slice(0, 2_000)).toBe(200)
      const { results } = JSON.parse(answer.body) as { results: { status: string; code?: string }[] }
      expect(results).toHaveLength(batch.length)
      const taken = results.flatMap((result, index) => (result.status === 'rejected' ? [] : [batch[index]]))
      expect(taken, 'taken, though it is bad').toEqual([])
      for (const { code } of results) expect(Object.keys(rejections)).toContain(code)
      expect(await digest()).toBe(before)
      sent += batch.length
    }
  })

  test(`PLT-2: ${HOOKS} pushes with a wrong signature, or none`, { timeout: 300_000 }, async () => {
    const random = createRandom(`${SEED}/hooks`)
    await provoke(HOOKS, async (index) => {
      const good = JSON.stringify({
        msg_id: `m-${index}`,
        sec_openid: 'x',
        content: 'hi',
        timestamp: NOON,
        gift_value: 10,
      })
      const payload = random.chance(0.5)
        ? brokenBytes(good, random)
        : Buffer.from(mutatedJson(JSON.parse(good), random))
      const url = random.chance(0.7)
        ? hook
        : `/hooks/${random.pick(['douyin', 'x', '%00', 'doudian'])}/${random.pick(['x', '%FF', '..'])}`
      const headers: Record<string, string> = random.pick([
        {},
        {
          'x-signature': 'AAAA',
          'x-timestamp': String(NOON),
          'x-nonce-str': 'x',
          'x-roomid': '1',
          'x-msg-type': 'live_gift',
        },
        { 'x-signature': '', 'x-msg-type': '__proto__' },
        { 'content-type': 'application/x-www-form-urlencoded', 'event-sign': 'x', 'app-id': 'y' },
        { 'webhook-id': 'x', 'webhook-timestamp': '0', 'webhook-signature': 'v1,AAAA' },
      ])
      const answer = await world.node.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': 'application/json', ...headers },
        remoteAddress: `10.9.${(index >> 8) & 255}.${index & 255}`,
        payload,
      })
      const what = `POST ${url} ${JSON.stringify(headers)} ${payload.toString('utf8').slice(0, 200)}`
      return {
        what,
        status: answer.statusCode,
        body: answer.body,
        type: String(answer.headers['content-type']),
        good: false,
        safe: false,
      }
    })
  })
})

/** Events that are refused for what they are: a good one with something spoilt that its type needs, or a time out of reach. */
function badEvent(random: Random, goods: readonly Record<string, unknown>[], now: number): string {
  const good = random.pick(goods)
  switch (random.below(5)) {
    case 0: {
      const key = random.pick(['specversion', 'id', 'source', 'type', 'time'])
      const junk = random.pick([
        'null',
        '{}',
        '[]',
        '""',
        '"\\ud800"',
        '"a\\u0000"',
        '17',
        'true',
        `"${'x'.repeat(300)}"`,
      ])
      return JSON.stringify({ ...good, [key]: '\u0001' }).replace('"\\u0001"', junk)
    }
    case 1:
      return JSON.stringify({
        ...good,
        time: random.pick([
          '1969-12-31T23:59:59Z',
          '2026-02-30T00:00:00Z',
          '3000-01-01T00:00:00Z',
          '2026-13-01T00:00:00Z',
          '2024-01-01T00:00:00Z',
          // well past the five minutes allowed: the clock goes on while the events are made
          toInstant(now + 60 * 60_000),
          'now',
        ]),
      })
    case 2:
      return JSON.stringify({
        ...good,
        data: random.pick<unknown>([
          null,
          1,
          [],
          'x',
          { ownerId: 'nobody' },
          { ownerId: 7 },
          { ownerId: 'luo'.repeat(60) },
        ]),
        type: random.pick(['order.paid', 'live.watched', 'order.refunded', 'product.viewed']),
      })
    case 3:
      return JSON.stringify({
        ...good,
        type: random.pick(['order.paid ', 'Order.Paid', '__proto__', 'toString', '', 'user.erased']),
      })
    default: {
      const amount = random.pick([
        '{"value":-1,"currency":"CNY"}',
        '{"value":1.5,"currency":"CNY"}',
        '{"value":9007199254740993,"currency":"CNY"}',
        '{"value":1,"currency":"cny"}',
        '{"value":1,"currency":"USD"}',
        '{"value":"1","currency":"CNY"}',
        '{"value":1e400,"currency":"CNY"}',
        'null',
      ])
      const event = {
        ...good,
        subject: 'ann',
        type: 'order.refunded',
        data: { ownerId: 'luo', orderId: 'o-1', refundId: 'r', amount: '\u0001' },
      }
      return JSON.stringify(event).replace('"\\u0001"', amount)
    }
  }
}
