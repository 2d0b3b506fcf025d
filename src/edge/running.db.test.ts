import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, handClock, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { describeStores } from '../../test/support/store.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'
import { createMetrics } from './metrics.ts'
import { edgeLimits } from './settings.ts'
import { claimKey, sweepExpired } from './store.ts'

describeStores('edge: running', (embedded) => {
  const clock = handClock()
  const probe = probes()
  let db: Db
  let webRoot: string
  const open: FastifyInstance[] = []

  const start = (more: Partial<Parameters<typeof createServer>[0]> = {}): FastifyInstance => {
    const server = createServer({
      app: plainApp(db),
      routes: probe.routes,
      config: edgeConfig,
      realNow: clock.now,
      outbox: memoryOutbox(),
      ...more,
    })
    open.push(server)
    return server
  }
  beforeAll(async () => {
    db = await embedded.open()
    webRoot = await mkdtemp(join(tmpdir(), 'tiefen-web-'))
  })
  afterAll(async () => {
    for (const server of open) await server.close()
    await db.close()
    await rm(webRoot, { recursive: true })
  })

  const platform = { authorization: `Bearer ${secretKey}` }
  type Answer = Awaited<ReturnType<FastifyInstance['inject']>>
  const codeOf = (answer: Answer): unknown => (answer.json() as { code?: string }).code ?? answer.statusCode

  describe('API: Idempotency-Key', () => {
    const things = '/v1/clubs/luo/things'
    const write = (
      server: FastifyInstance,
      key: string,
      payload: object = { name: 'a' },
      url = things,
      headers: object = platform,
    ) => server.inject({ method: 'POST', url, headers: { ...headers, 'idempotency-key': key }, payload })

    test('the same key and request give the same answer, and run once', async () => {
      const server = start()
      const before = probe.runs()
      const first = await write(server, 'one')
      const again = await write(server, 'one')
      expect(first.headers['idempotency-replayed']).toBeUndefined()
      expect(again.headers['idempotency-replayed']).toBe('true')
      expect([again.statusCode, again.body, again.headers['content-type']]).toEqual([
        201,
        first.body,
        first.headers['content-type'],
      ])
      expect(probe.runs()).toBe(before + 1)
    })
    test('another body, another path or query: refused; another caller: his own key', async () => {
      const server = start()
      expect(codeOf(await write(server, 'one', { name: 'b' }))).toBe('idempotency_key_reused')
      expect(codeOf(await write(server, 'one', { name: 'a' }, '/v1/clubs/wei/things'))).toBe('idempotency_key_reused')
      expect(codeOf(await write(server, 'one', { name: 'a' }, `${things}?limit=3`))).toBe('idempotency_key_reused')
      const token = await server.inject({
        method: 'POST',
        url: '/v1/tokens',
        headers: platform,
        payload: { subject: { type: 'admin', id: 'x' } },
      })
      const authorization = `Bearer ${(token.json() as { token: string }).token}`
      expect((await write(server, 'one', { name: 'b' }, things, { authorization })).statusCode).toBe(201)
    })
    test('a refusal is an answer too; failures are not', async () => {
      const server = start()
      const refused = await write(server, 'refused', { name: 'a', fail: 'reject' })
      const again = await write(server, 'refused', { name: 'a', fail: 'reject' })
      expect([codeOf(refused), again.statusCode, again.body]).toEqual(['rejoin_cooldown', 409, refused.body])
      expect(again.headers['content-type']).toBe('application/problem+json')
      for (const fail of ['fault', 'bug', 'busy']) {
        const runs = probe.runs()
        await write(server, fail, { name: 'a', fail })
        await write(server, fail, { name: 'a', fail })
        expect(probe.runs()).toBe(runs + 2)
      }
    })
    test('sent together, both get the one answer', async () => {
      const server = start()
      const before = probe.runs()
      const answers = await Promise.all(Array.from({ length: 5 }, () => write(server, 'together')))
      expect(new Set(answers.map((answer) => answer.body)).size).toBe(1)
      expect(probe.runs()).toBe(before + 1)
    })
    test('a key is 1 to 255 printable characters; on reading calls it means nothing', async () => {
      const server = start()
      expect(codeOf(await write(server, 'x'.repeat(256)))).toBe('malformed')
      expect(codeOf(await write(server, ''))).toBe('malformed')
      expect((await write(server, 'x'.repeat(255))).statusCode).toBe(201)
    })
    test('answers with secrets are not readable in the store', async () => {
      const server = start()
      const make = () => write(server, 'token', { subject: { type: 'fan', id: 'ann' } }, '/v1/tokens')
      const { token } = (await make()).json() as { token: string }
      expect(((await make()).json() as { token: string }).token).toBe(token)
      const rows = await db.query<{ sealed: Uint8Array }>('select sealed from idempotency where sealed is not null')
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(Buffer.from(row.sealed).includes(token)).toBe(false)
    })
    test('48 hours later the key is free, and the sweep clears it', async () => {
      const server = start()
      await write(server, 'old', { name: 'a' })
      clock.move(edgeLimits.idempotencyHours * 3_600_000 - 1)
      expect(codeOf(await write(server, 'old', { name: 'b' }))).toBe('idempotency_key_reused')
      clock.move(1)
      expect((await write(server, 'old', { name: 'b' })).statusCode).toBe(201)
      await sweepExpired(db, clock.now(), 1_000)
      expect(await db.query('select 1 from idempotency')).toHaveLength(1)
    })
    test('a claim whose process died is taken over by the same request after its lease', async () => {
      const claim = { caller: 'c', keyHash: new Uint8Array([1]), requestHash: new Uint8Array([2]) }
      const other = { ...claim, requestHash: new Uint8Array([3]) }
      const take = (who: typeof claim, now: number) =>
        claimKey(db, who, { now, staleBefore: now - 1_000, expiresAt: now + 100_000 })
      expect(await take(claim, 10_000)).toBe(true)
      expect(await take(claim, 11_000)).toBe(false)
      expect(await take(other, 11_001)).toBe(false)
      expect(await take(claim, 11_001)).toBe(true)
    })
  })

  describe('API: rate limits', () => {
    test('per subject, by address without a key, never the platform key', async () => {
      const server = start()
      const fan = async (id: string) => {
        const answer = await server.inject({
          method: 'POST',
          url: '/v1/tokens',
          headers: platform,
          payload: { subject: { type: 'fan', id } },
        })
        return { authorization: `Bearer ${(answer.json() as { token: string }).token}` }
      }
      const statuses = async (headers: object, count: number) => {
        const seen: number[] = []
        for (let index = 0; index < count; index++)
          seen.push((await server.inject({ url: '/v1/open', headers: { ...headers } })).statusCode)
        return seen
      }
      const ann = await fan('ann')
      expect(new Set(await statuses(ann, edgeLimits.subjectRequestsPerMinute))).toEqual(new Set([200]))
      const refused = await server.inject({ url: '/v1/open', headers: ann })
      expect(codeOf(refused)).toBe('too_many_requests')
      expect(refused.headers['content-type']).toBe('application/problem+json')
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      expect(await statuses(await fan('bob'), 1)).toEqual([200])
      expect(new Set(await statuses({}, edgeLimits.addressRequestsPerMinute))).toEqual(new Set([200]))
      expect(await statuses({}, 1)).toEqual([429])
      expect(new Set(await statuses(platform, edgeLimits.subjectRequestsPerMinute + 10))).toEqual(new Set([200]))
      expect((await server.inject({ url: '/healthz' })).statusCode).toBe(200)
    }, 60_000)
  })

  describe('API: health, metrics, document, pages', () => {
    test('alive and ready; not ready when the store is away', async () => {
      const server = start()
      expect((await server.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' })
      expect((await server.inject({ url: '/readyz' })).json()).toEqual({ status: 'ok', bus: 'none' })
      const away = start({ app: plainApp({ ...db, query: () => Promise.reject(new Error('away')) }) })
      expect((await away.inject({ url: '/healthz' })).statusCode).toBe(200)
      expect(codeOf(await away.inject({ url: '/readyz' }))).toBe('unavailable')
    })
    test('metrics need a key and hold no ids', async () => {
      const metrics = createMetrics({ db, processMetrics: false })
      const server = start({ metrics })
      await server.inject({ url: '/v1/clubs/luo/peek', headers: platform })
      metrics.batch({
        events: 2,
        milliseconds: 5,
        counts: new Map([
          ['applied', 1],
          ['rejected malformed', 1],
        ]),
      })
      expect((await server.inject({ url: '/metrics' })).statusCode).toBe(401)
      expect((await server.inject({ url: '/metrics' })).statusCode).toBe(401)
      const { body } = await server.inject({ url: '/metrics', headers: platform })
      expect(body).toContain(
        'tiefen_http_request_seconds_count{method="GET",route="/v1/clubs/:ownerId/peek",status="200"} 1',
      )
      expect(body).toContain('tiefen_events_total{status="rejected",code="malformed"} 1')
      expect(body).toContain('tiefen_batch_events_sum 2')
      expect(body).toMatch(/tiefen_store_statements_total \d+/)
      expect(body).toContain('tiefen_http_problems_total{code="unauthenticated"} 2')
      expect(body).toContain('tiefen_stream_clients 0')
      expect(body).not.toContain('luo')
    })
    test('PLT-3: the document names every route and answers 304 to who has it', async () => {
      const server = start()
      const answer = await server.inject({ url: '/openapi.json' })
      const document = answer.json() as { openapi: string; paths: Record<string, object> }
      expect(document.openapi).toBe('3.1.0')
      for (const route of probe.routes) expect(document.paths[route.path]).toHaveProperty(route.method.toLowerCase())
      const again = await server.inject({
        url: '/openapi.json',
        headers: { 'if-none-match': String(answer.headers['etag']) },
      })
      expect(again.statusCode).toBe(304)
    })
    test('pages say how to be built; built ones are served with the right caching', async () => {
      const unbuilt = start()
      for (const url of ['/', '/console', '/console/clubs/luo', '/fan/room']) {
        const answer = await unbuilt.inject({ url })
        expect([url, answer.statusCode]).toEqual([url, 200])
        expect(answer.body).toContain('npm run build')
      }
      await mkdir(join(webRoot, 'assets'))
      for (const file of ['index.html', 'console.html', 'fan.html', 'assets/app-abc.js'])
        await writeFile(join(webRoot, file), file)
      await writeFile(join(webRoot, 'assets/app-abc.js.br'), 'squeezed')
      const app = { ...plainApp(db), timeZone: 'Asia/Tokyo' }
      const server = start({ app, config: { ...edgeConfig, webRoot } })
      const get = (url: string, headers: object = {}) => server.inject({ url, headers: { ...headers } })
      expect((await get('/')).body).toBe('index.html')
      expect((await get('/console/clubs/luo?x=1')).body).toBe('console.html')
      expect((await get('/fan')).body).toBe('fan.html')
      expect((await get('/fan')).headers['cache-control']).toBe('no-cache')
      // pages without a club know the platform's time zone too
      const instance = await get('/instance.js')
      expect([instance.body, instance.headers['content-type'], instance.headers['cache-control']]).toEqual([
        'document.documentElement.dataset.timeZone = "Asia/Tokyo"\n',
        'text/javascript; charset=utf-8',
        'no-cache',
      ])
      const asset = await get('/assets/app-abc.js', { 'accept-encoding': 'br' })
      expect([asset.body, asset.headers['content-encoding']]).toEqual(['squeezed', 'br'])
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
      expect(codeOf(await get('/assets/none.js'))).toBe('not_found')
      expect(codeOf(await get('/v1/none'))).toBe('not_found')
      expect((await get('/../package.json')).statusCode).toBe(404)
      expect(codeOf(await get('/%2e%2e%2fpackage.json'))).toBe('malformed')
    })
    test('pages load only what is served here, and nobody frames them', async () => {
      const policy = String((await start().inject({ url: '/' })).headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('upgrade-insecure-requests')
    })
  })

  describe('API: clean stop', () => {
    test('what was accepted is finished, then the server lets go', async () => {
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => (release = resolve))
      let arrived = (): void => undefined
      const underWay = new Promise<void>((resolve) => (arrived = resolve))
      const app = plainApp(db)
      const server = start({
        app: {
          ...app,
          ingest: async (events) => {
            arrived()
            await held
            return app.ingest(events)
          },
        },
      })
      const base = await server.listen({ port: 0, host: '127.0.0.1' })
      const answer = fetch(`${base}/v1/events`, {
        method: 'POST',
        headers: { ...platform, 'content-type': 'application/json' },
        body: '[{"id":"1"}]',
      })
      await underWay
      const closed = server.close()
      release()
      expect(((await (await answer).json()) as { applied: number }).applied).toBe(1)
      await closed
      await expect(fetch(`${base}/healthz`)).rejects.toThrow()
    })
  })
})
