import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { edgeConfig, handClock, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { emptyTables, describeStores } from '../../test/support/store.ts'
import { putStaff, revokeStaff } from '../account/store.ts'
import { rejections } from '../contract/rejections.ts'
import type { IngestOptions } from '../ports/app.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'

describeStores('edge: requests and rights', (embedded) => {
  let db: Db
  let server: FastifyInstance
  const clock = handClock()
  const probe = probes()
  let taken: IngestOptions | undefined

  beforeAll(async () => {
    db = await embedded.open()
    const plain = plainApp(db)
    server = createServer({
      app: { ...plain, ingest: (events, options) => plain.ingest(events, (taken = options)) },
      routes: probe.routes,
      config: edgeConfig,
      realNow: clock.now,
      outbox: memoryOutbox(),
    })
    await server.ready()
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  const key = { authorization: `Bearer ${secretKey}` }
  type Answer = Awaited<ReturnType<FastifyInstance['inject']>>

  async function tokenOf(subject: object, ttlSeconds?: number): Promise<{ authorization: string }> {
    const answer = await server.inject({
      method: 'POST',
      url: '/v1/tokens',
      headers: key,
      payload: { subject, ttlSeconds },
    })
    expect(answer.statusCode).toBe(200)
    return { authorization: `Bearer ${(answer.json() as { token: string }).token}` }
  }

  function expectProblem(answer: Answer, code: keyof typeof rejections): void {
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(answer.json()).toMatchObject({ code, status: rejections[code].status, type: `urn:tiefen:problem:${code}` })
    expect(answer.statusCode).toBe(rejections[code].status)
  }

  describe('API: form of requests', () => {
    const things = '/v1/clubs/luo/things'
    const post = (payload: string | Buffer, headers: Record<string, string> = {}, url = things) =>
      server.inject({
        method: 'POST',
        url,
        headers: { ...key, 'content-type': 'application/json', ...headers },
        payload,
      })

    test('a good call is answered through its schema, nothing else leaks', async () => {
      const answer = await post('{"name":"a","unknown":1}')
      expect(answer.statusCode).toBe(201)
      expect(answer.json()).toEqual({ name: 'a', runs: expect.any(Number) as number })
      expect(answer.headers['x-request-id']).toBeTruthy()
    })

    const nested = (depth: number) => `{"name":"a","deep":${'['.repeat(depth)}${']'.repeat(depth)}}`
    test.each([
      ['no JSON', '{', 'malformed_json'],
      ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'malformed_json'],
      ['a missing member', '{}', 'malformed'],
      ['an empty body', '', 'malformed'],
      ['not an object', '[1]', 'malformed'],
      ['a wrong type', '{"name":1}', 'malformed'],
      ['an unsafe integer', '{"name":"a","price":{"value":9007199254740992,"currency":"CNY"}}', 'malformed'],
      ['a float for money', '{"name":"a","price":{"value":1.5,"currency":"CNY"}}', 'malformed'],
      ['an infinite number', '{"name":"a","price":{"value":1e400,"currency":"CNY"}}', 'malformed'],
      ['NUL', '{"name":"a\\u0000"}', 'malformed'],
      ['a lone surrogate', '{"name":"a\\ud800"}', 'malformed'],
      ['NUL where nobody looks', '{"name":"a","other":["\\u0000"]}', 'malformed'],
      ['a lone surrogate in a key', '{"name":"a","\\udfff":1}', 'malformed'],
      ['__proto__', '{"name":"a","__proto__":{"admin":true}}', 'malformed'],
      ['nesting of 20', nested(20), 'malformed'],
      ['endless nesting', nested(100_000), 'malformed'],
      ['a long text', JSON.stringify({ name: 'x'.repeat(21) }), 'malformed'],
      ['256 KiB and more', JSON.stringify({ name: 'x'.repeat(256 * 1024) }), 'body_too_large'],
    ] as const)('%s: %#', async (_title, payload, code) => expectProblem(await post(payload), code))

    test('a nesting of 19 inside the body is still read', async () =>
      expect((await post(nested(19))).statusCode).toBe(201))

    test('422 says where', async () => {
      const answer = await post('{"name":1,"price":{"value":"x","currency":"CNY"}}')
      expect((answer.json() as { errors: unknown }).errors).toEqual([
        { path: 'body/name', message: expect.any(String) as string },
        { path: 'body/price/value', message: expect.any(String) as string },
      ])
    })

    test.each([
      ['text/plain'],
      ['application/x-www-form-urlencoded'],
      ['application/cloudevents+json'],
      ['application/xml'],
    ])('another content type: %s', async (type) =>
      expectProblem(await post('{"name":"a"}', { 'content-type': type }), 'unsupported_media_type'),
    )

    test.each([
      ['/v1/clubs/%00/things'],
      ['/v1/clubs/%ED%A0%80/things'],
      ['/v1/clubs/a%20b/things'],
      [`/v1/clubs/${'x'.repeat(2_000)}/things`],
      ['/v1/clubs/%E4%B8%AD/things'],
      ['/v1/clubs/%zz/things'],
      ['/v1/clubs/luo/things?limit=0'],
      ['/v1/clubs/luo/things?limit=201'],
      ['/v1/clubs/luo/things?limit=1&limit=2'],
      ['/v1/clubs/luo/things?limit=x'],
      ['/v1/clubs/luo/things?cursor=%00'],
    ])('a bad address: %s', async (url) => expectProblem(await post('{"name":"a"}', {}, url), 'malformed'))

    test('unknown path, wrong method', async () => {
      expectProblem(await server.inject({ url: '/v1/nothing', headers: key }), 'not_found')
      const wrong = await server.inject({ method: 'DELETE', url: '/v1/any', headers: key })
      expectProblem(wrong, 'method_not_allowed')
      expect(wrong.headers['allow']).toBe('GET, HEAD')
    })

    test('API: Allow is true: what it names is there, and HEAD of a stream is told as any other method that is not', async () => {
      for (const [method, url] of [
        ['DELETE', '/v1/stream'],
        ['HEAD', '/v1/stream'],
        ['HEAD', '/v1/tokens'],
      ] as const) {
        const wrong = await server.inject({ method, url, headers: key })
        expect([url, wrong.statusCode, wrong.headers['allow']]).toEqual([
          url,
          405,
          url === '/v1/stream' ? 'GET' : 'POST',
        ])
      }
      expect((await server.inject({ method: 'HEAD', url: '/v1/any', headers: key })).statusCode).toBe(200)
    })

    test('API: nothing is read of a body for an address that there is not, and little of one that nobody signs', async () => {
      const sent = async (url: string, headers: Record<string, string>) => {
        let read = 0
        const payload = Readable.from(
          (function* () {
            for (; read < 200; read += 1) yield Buffer.alloc(1_000, ' ')
          })(),
          { highWaterMark: 1 },
        )
        const answer = await server.inject({ method: 'POST', url, headers, payload })
        return { code: (answer.json() as { code: string }).code, isRead: read > 50 }
      }
      const json = { 'content-type': 'application/json' }
      expect(await sent('/nope', json)).toEqual({ code: 'not_found', isRead: false })
      expect(await sent('/v1/nope', json)).toEqual({ code: 'not_found', isRead: false })
      expect(await sent('/nope', {})).toEqual({ code: 'not_found', isRead: false })
      expect(await sent('/v1/auth/sign-in', json)).toMatchObject({ code: 'body_too_large' })
    })

    test('PLT-7: the title is Chinese unless English is liked better', async () => {
      const title = async (language?: string) =>
        ((await post('{', language === undefined ? {} : { 'accept-language': language })).json() as { title: string })
          .title
      expect(await title()).toBe(rejections.malformed_json.zh)
      expect(await title('en-GB,en;q=0.9')).toBe(rejections.malformed_json.en)
      expect(await title('en;q=0.5,zh-CN')).toBe(rejections.malformed_json.zh)
      expect(await title('fr')).toBe(rejections.malformed_json.zh)
    })

    test('a refusal, a failing store and a bug', async () => {
      const refused = await post('{"name":"a","fail":"reject"}')
      expectProblem(refused, 'rejoin_cooldown')
      expect(refused.json()).toMatchObject({ retryAt: '2026-01-02T00:00:00.000Z' })
      const busy = await post('{"name":"a","fail":"busy"}')
      expectProblem(busy, 'busy')
      expect(busy.headers['retry-after']).toBe('1')
      expectProblem(await post('{"name":"a","fail":"fault"}'), 'unavailable')
      const bug = await post('{"name":"a","fail":"bug"}')
      expectProblem(bug, 'internal')
      expect(bug.body).not.toContain('secret stack')
    })

    test('PLT-5: sandbox calls do not exist elsewhere', async () =>
      expectProblem(await server.inject({ url: '/v1/sandbox/thing', headers: key }), 'not_found'))
  })

  describe('API: events in', () => {
    const send = (payload: string, type = 'application/json', url = '/v1/events') =>
      server.inject({ method: 'POST', url, headers: { ...key, 'content-type': type }, payload })

    test.each([
      'application/json',
      'application/cloudevents+json',
      'application/cloudevents-batch+json; charset=utf-8',
    ])('one and many as %s', async (type) => {
      expect((await send('{"id":"1"}', type)).json()).toMatchObject({ applied: 1 })
      expect((await send('[{"id":"1"},{"id":"\\u0000","__proto__":1}]', type)).json()).toMatchObject({ applied: 2 })
    })
    test('sizes', async () => {
      const events = (count: number) =>
        JSON.stringify(Array.from({ length: count }, (_, index) => ({ id: String(index) })))
      expect((await send(events(5_000))).json()).toMatchObject({ applied: 5_000 })
      expectProblem(await send(events(5_001)), 'batch_too_large')
      expectProblem(await send(`["${'x'.repeat(8 * 1024 * 1024)}"]`), 'body_too_large')
    })
    test('TASK-10: the engine is told how much came, which bounds what waits', async () => {
      await send('[{"id":"ü"}]')
      expect(taken).toMatchObject({ bytes: 13 })
    })
    test('what is no event', async () => {
      expectProblem(await send('1'), 'malformed')
      expectProblem(await send(''), 'malformed')
      expectProblem(await send('{"id":"1"}', 'text/plain'), 'unsupported_media_type')
      expectProblem(await send('{"id":"1"}', 'application/json', '/v1/events?mode=other'), 'malformed')
    })
    test('history is for the platform key only', async () => {
      const admin = await tokenOf({ type: 'admin', id: 'root' })
      const history = (headers: object) =>
        server.inject({ method: 'POST', url: '/v1/events?mode=history', headers: { ...headers }, payload: { id: '1' } })
      expect((await history(key)).statusCode).toBe(200)
      expectProblem(await history(admin), 'forbidden')
    })
  })

  describe('PLT-1: credentials', () => {
    const any = (authorization?: string) =>
      server.inject({ url: '/v1/any', headers: authorization === undefined ? {} : { authorization } })

    test.each([
      [undefined],
      [''],
      ['Bearer'],
      ['Bearer '],
      ['Basic eDp5'],
      ['Bearer wrong'],
      ['Bearer a.b.c'],
      ['Bearer tfk_guess'],
    ])('nothing good: %s', async (authorization) => {
      const answer = await any(authorization)
      expectProblem(answer, 'unauthenticated')
      expect(answer.headers['www-authenticate']).toBe('Bearer')
    })
    test('the platform key', async () =>
      expect((await any(`Bearer ${secretKey}`)).json()).toEqual({ who: 'platform', role: 'platform' }))

    test('a token lives its seconds on real time', async () => {
      const fan = await tokenOf({ type: 'fan', id: 'ann' }, 60)
      expect((await any(fan.authorization)).json()).toEqual({ who: 'ann', role: 'fan' })
      clock.move(59_000)
      expect((await any(fan.authorization)).statusCode).toBe(200)
      clock.move(1_000)
      expectProblem(await any(fan.authorization), 'token_expired')
    })
    test('a token that was touched, or of another instance, or without signature', async () => {
      const { authorization } = await tokenOf({ type: 'fan', id: 'ann' })
      const [head = '', body = '', sign = ''] = authorization.slice('Bearer '.length).split('.')
      const forged = Buffer.from(
        JSON.stringify({ ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), role: 'platform' }),
      )
      const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'tiefen+jwt' })).toString('base64url')
      for (const token of [`${head}.${forged.toString('base64url')}.${sign}`, `${none}.${body}.`, `${head}.${body}.`])
        expectProblem(await any(`Bearer ${token}`), 'unauthenticated')
    })
    test.each([
      [{ subject: { type: 'platform', id: 'a' } }],
      [{ subject: { type: 'fan', id: 'a b' } }],
      [{ subject: { type: 'staff', id: 'a' } }],
      [{ subject: { type: 'owner', id: 'a', ownerId: 'b' } }],
      [{ subject: { type: 'fan', id: 'a' }, ttlSeconds: 0 }],
      [{ subject: { type: 'fan', id: 'a' }, ttlSeconds: 86_401 }],
      [{ subject: { type: 'fan', id: 'a' }, ttlSeconds: 1.5 }],
      [{}],
    ])('a bad wish for a token: %j', async (payload) =>
      expectProblem(await server.inject({ method: 'POST', url: '/v1/tokens', headers: key, payload }), 'malformed'),
    )
    test('who may make tokens', async () => {
      const make = async (by: object, subject: object) =>
        (
          await server.inject({
            method: 'POST',
            url: '/v1/tokens',
            headers: { ...(await tokenOf(by)) },
            payload: { subject },
          })
        ).statusCode
      const fan = { type: 'fan', id: 'ann' }
      const luo = { type: 'owner', id: 'luo' }
      expect(await make({ type: 'admin', id: 'root' }, { type: 'admin', id: 'other' })).toBe(200)
      expect(await make(luo, { type: 'staff', id: 's', ownerId: 'luo' })).toBe(200)
      expect(await make(luo, { type: 'staff', id: 's', ownerId: 'wei' })).toBe(403)
      expect(await make(luo, fan)).toBe(403)
      expect(await make(luo, luo)).toBe(403)
      expect(await make({ type: 'reviewer', id: 'r' }, fan)).toBe(403)
      expect(await make({ type: 'staff', id: 's', ownerId: 'luo' }, { type: 'staff', id: 's', ownerId: 'luo' })).toBe(
        403,
      )
      expect(await make(fan, fan)).toBe(403)
    })
    test('who am I', async () => {
      const me = async (subject: object) =>
        (await server.inject({ url: '/v1/me', headers: await tokenOf(subject) })).json() as object
      expect(await me({ type: 'owner', id: 'luo' })).toMatchObject({
        role: 'owner',
        clubs: { all: false, ownerIds: ['luo'] },
      })
      expect(await me({ type: 'admin', id: 'root' })).toMatchObject({
        role: 'admin',
        clubs: { all: true, ownerIds: [] },
      })
      expect((await server.inject({ url: '/v1/me', headers: key })).json()).toMatchObject({
        role: 'platform',
        expiresAt: null,
      })
    })
  })

  describe('PLT-1: rights, every access × role × own and other', () => {
    beforeEach(() => emptyTables(db))
    const subjects = {
      platform: null,
      admin: { type: 'admin', id: 'root' },
      reviewer: { type: 'reviewer', id: 'rev' },
      owner: { type: 'owner', id: 'luo' },
      'other owner': { type: 'owner', id: 'wei' },
      staff: { type: 'staff', id: 's', ownerId: 'luo', permissions: ['members'] },
      'staff without the permission': { type: 'staff', id: 't', ownerId: 'luo', permissions: ['live'] },
      'staff of another': { type: 'staff', id: 's', ownerId: 'wei', permissions: ['members'] },
      fan: { type: 'fan', id: 'ann' },
      'other fan': { type: 'fan', id: 'bob' },
      'fan with the owner’s id': { type: 'fan', id: 'luo' },
    } as const
    const everyone = Object.keys(subjects) as (keyof typeof subjects)[]
    const allowed: Record<string, readonly (keyof typeof subjects)[]> = {
      '/v1/open': everyone,
      '/v1/any': everyone,
      '/v1/platform': ['platform', 'admin'],
      '/v1/key-only': ['platform'],
      '/v1/reviewing': ['platform', 'admin', 'reviewer'],
      '/v1/clubs/luo/peek': ['platform', 'admin', 'owner', 'staff'],
      '/v1/users/ann/own': ['platform', 'admin', 'fan'],
      '/v1/clubs/luo/members/ann/peek': ['platform', 'admin', 'owner', 'staff', 'fan'],
    }
    test.each(everyone)('%s', async (name) => {
      const subject = subjects[name]
      const headers = subject === null ? key : await tokenOf(subject)
      for (const [url, who] of Object.entries(allowed)) {
        const answer = await server.inject({ url, headers })
        expect([url, answer.statusCode]).toEqual([url, who.includes(name) ? 200 : 403])
      }
    })
    test('nobody', async () => {
      for (const url of Object.keys(allowed))
        expect((await server.inject({ url })).statusCode).toBe(url === '/v1/open' ? 200 : 401)
    })
    test('a sub-account the store knows has the permissions the store says, at once', async () => {
      const headers = await tokenOf({ type: 'staff', id: 's', ownerId: 'luo', permissions: ['members'] })
      const peek = async () => (await server.inject({ url: '/v1/clubs/luo/peek', headers })).statusCode
      expect(await peek()).toBe(200)
      const staff = { ownerId: 'luo', staffId: 's', name: 'S', now: clock.now() }
      await putStaff(db, { ...staff, permissions: ['live'] })
      expect(await peek()).toBe(403)
      await putStaff(db, { ...staff, permissions: ['live', 'members'] })
      expect(await peek()).toBe(200)
      await revokeStaff(db, 'luo', 's', clock.now())
      expect(await peek()).toBe(403)
    })
  })
})
