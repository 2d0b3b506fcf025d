import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeStores, silentLog } from '../../test/support/store.ts'
import { readConfig } from '../config.ts'
import { createNode, seedStore, type Node } from '../wire.ts'
import type { Db } from '../ports/db.ts'

interface Received {
  readonly name: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: readonly { readonly key: string; readonly value: Readonly<Record<string, unknown>> }[]
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: Received['attributes'] }
    readonly scopeSpans: readonly { readonly spans: readonly Received[] }[]
  }[]
}

/** An OpenTelemetry collector of a few lines: keeps what comes to /v1/traces. */
async function startCollector() {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.url === '/v1/traces') bodies.push(Buffer.concat(parts).toString())
      response.setHeader('content-type', 'application/json').end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    text: () => bodies.join('\n'),
    exports: () => bodies.map((body) => JSON.parse(body) as Export),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

const key = 'platform-key-of-the-tests'
const trace = '0af7651916cd43dd8448eb211c80319c'
const caller = 'b7ad6b7169203331'

describeStores('tracing', (store) => {
  let db: Db
  let node: Node
  let collector: Awaited<ReturnType<typeof startCollector>>
  const environment = process.env['OTEL_EXPORTER_OTLP_ENDPOINT']

  beforeAll(async () => {
    collector = await startCollector()
    // the SDK reads its own variables
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.url
    db = await store.open()
    await seedStore(db)
    const reading = readConfig({ TIEFEN_SECRET_KEY: key, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
    if (reading.kind === 'problems') throw new Error(reading.problems.join())
    const { config } = reading
    expect(config.traces).toBe(true)
    node = await createNode({ config, db, log: silentLog, sandbox: false, secretKey: key, webRoot: '/nowhere' })
    await node.server.ready()
  })
  afterAll(async () => {
    if (environment === undefined) delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT']
    else process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = environment
    await collector.close()
    await db.close()
  })

  const call = (method: 'PUT' | 'POST', url: string, payload: object) =>
    node.server.inject({
      method,
      url,
      payload,
      headers: { authorization: `Bearer ${key}`, traceparent: `00-${trace}-${caller}-01` },
    })

  test('a real ingest arrives at a collector, as a part of its caller’s trace, and names nobody', async () => {
    await call('PUT', '/v1/owners/canary-owner', { kind: 'creator', name: 'canary-name', mode: 'shopping' })
    const event = {
      specversion: '1.0',
      id: 'canary-event',
      source: 'canary-source',
      type: 'user.followed',
      subject: 'canary-user',
      time: new Date().toISOString(),
      data: { ownerId: 'canary-owner' },
    }
    const { statusCode, body } = await call('POST', '/v1/events', event)
    expect([statusCode, (JSON.parse(body) as { applied: number }).applied]).toEqual([200, 1])
    // stopping sends what is left
    await node.stop()
    const resources = collector.exports().flatMap((each) => each.resourceSpans)
    const names = resources[0]?.resource.attributes.find((each) => each.key === 'service.name')
    expect(names?.value).toEqual({ stringValue: 'tiefen' })
    const spans = resources.flatMap((each) => each.scopeSpans.flatMap((scope) => scope.spans))
    const request = spans.find((span) => span.name === 'POST /v1/events')
    expect(request).toMatchObject({ traceId: trace, parentSpanId: caller })
    expect(
      Object.fromEntries((request?.attributes ?? []).map((each) => [each.key, Object.values(each.value)[0]])),
    ).toMatchObject({ 'http.route': '/v1/events', 'http.response.status_code': 200 })
    expect(spans.find((span) => span.name === 'ingest')).toMatchObject({
      traceId: trace,
      parentSpanId: request?.spanId,
    })
    const batch = spans.find((span) => span.name === 'batch')
    expect(batch?.attributes).toContainEqual({ key: 'tiefen.events', value: { intValue: 1 } })
    expect(batch?.traceId).not.toBe(trace)
    expect(spans.some((span) => span.name === 'transaction')).toBe(true)
    expect(collector.text()).not.toContain('canary')
  })
})

test('without an endpoint nothing is traced; TIEFEN_OTEL decides', () => {
  const traces = (env: Record<string, string>) => {
    const reading = readConfig(env)
    return reading.kind === 'config' && reading.config.traces
  }
  expect(traces({})).toBe(false)
  expect(traces({ TIEFEN_OTEL: '1' })).toBe(true)
  expect(traces({ TIEFEN_OTEL: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x' })).toBe(false)
  expect(traces({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://x' })).toBe(true)
})
