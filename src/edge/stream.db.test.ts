import { promisify } from 'node:util'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, memoryOutbox, plainApp, secretKey } from '../../test/support/edge.ts'
import { describeStores } from '../../test/support/store.ts'
import { realNow } from '../infra/system-clock.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'
import { edgeLimits } from './settings.ts'

describeStores('edge: stream', (embedded) => {
  const outbox = memoryOutbox()
  let db: Db
  let server: FastifyInstance
  let base: string
  let skewMs = 0

  const start = async (): Promise<void> => {
    server = createServer({
      app: plainApp(db),
      routes: [],
      config: edgeConfig,
      realNow: () => realNow() + skewMs,
      outbox,
    })
    base = await server.listen({ port: 0, host: '127.0.0.1' })
  }
  beforeAll(async () => {
    db = await embedded.open()
    await start()
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  const platform = `Bearer ${secretKey}`
  async function bearer(subject: object, ttlSeconds = 600): Promise<string> {
    const answer = await fetch(`${base}/v1/tokens`, {
      method: 'POST',
      headers: { authorization: platform, 'content-type': 'application/json' },
      body: JSON.stringify({ subject, ttlSeconds }),
    })
    return `Bearer ${((await answer.json()) as { token: string }).token}`
  }

  interface Block {
    id?: string
    event: string
    data: unknown
  }

  /** Opens a stream and reads it block by block; comments and bare ids are passed over. */
  async function listen(topics: string, headers: Record<string, string>, query = '') {
    const stop = new AbortController()
    const answer = await fetch(`${base}/v1/stream?topics=${encodeURIComponent(topics)}${query}`, {
      headers,
      signal: stop.signal,
    })
    const reader = (answer.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const next = async (): Promise<Block | null> => {
      for (;;) {
        const end = text.indexOf('\n\n')
        if (end < 0) {
          const { value, done } = await reader.read()
          if (done) return null
          text += value
          continue
        }
        const fields = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line): [string, string] => [line.split(':')[0] ?? '', line.slice(line.indexOf(':') + 1).trim()]),
        )
        text = text.slice(end + 2)
        const id = fields.get('id')
        if (fields.has('data'))
          return {
            ...(id === undefined ? {} : { id }),
            event: fields.get('event') ?? 'message',
            data: JSON.parse(fields.get('data') ?? ''),
          }
      }
    }
    return { answer, next, stop: () => stop.abort() }
  }
  const kindOf = (block: Block | null): unknown => (block?.data as { kind?: unknown } | undefined)?.kind

  describe('API: live stream', () => {
    test('starts with what comes, and only with the topics asked for', async () => {
      outbox.add('session:s1', 'before')
      const stream = await listen('session:s1, club:luo', { authorization: platform })
      expect(stream.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
      expect((await stream.next())?.event).toBe('ready')
      outbox.add('session:s2', 'other')
      const position = outbox.add('session:s1', 'screen.lines', { lines: [1] })
      expect(await stream.next()).toEqual({
        id: position,
        event: 'message',
        data: { topic: 'session:s1', kind: 'screen.lines', body: { lines: [1] } },
      })
      stream.stop()
    })

    test('Last-Event-ID resumes without loss and without repeating, while messages keep coming', async () => {
      const first = await listen('session:r', { authorization: platform })
      const ready = await first.next()
      first.stop()
      for (let number = 0; number < 1_200; number++)
        outbox.add(number % 2 === 0 ? 'session:r' : 'session:else', `k${number}`)
      const second = await listen('session:r', { authorization: platform, 'last-event-id': ready?.id ?? '' })
      for (let number = 1_200; number < 1_300; number++) outbox.add('session:r', `k${number}`)
      const expected = [
        ...Array.from({ length: 600 }, (_, index) => `k${index * 2}`),
        ...Array.from({ length: 100 }, (_, index) => `k${1_200 + index}`),
      ]
      const got: unknown[] = []
      while (got.length < expected.length) {
        const block = await second.next()
        if (block?.event === 'message') got.push(kindOf(block))
      }
      expect(got).toEqual(expected)
      outbox.add('session:r', 'live')
      let block = await second.next()
      if (block?.event === 'ready') block = await second.next()
      expect(kindOf(block)).toBe('live')
      second.stop()
    })

    test('too old, or no position at all: told to fetch anew', async () => {
      outbox.forget(5)
      for (const lastEventId of ['2', "x' or 1=1 --", '99999999', 'é']) {
        const stream = await listen(
          'session:s1',
          { authorization: platform },
          `&lastEventId=${encodeURIComponent(lastEventId)}`,
        )
        expect((await stream.next())?.event).toBe('reset')
        stream.stop()
      }
    })

    test('PLT-1: who may hear what', async () => {
      const status = async (topics: string, subject: object) => {
        const stream = await listen(topics, { authorization: await bearer(subject) })
        stream.stop()
        return stream.answer.status
      }
      const ann = { type: 'fan', id: 'ann' }
      const luo = { type: 'owner', id: 'luo' }
      expect(await status('member:luo:ann', ann)).toBe(200)
      expect(await status('member:luo:bob', ann)).toBe(403)
      expect(await status('session:x,member:luo:bob', ann)).toBe(403)
      expect(await status('reviews', ann)).toBe(403)
      expect(await status('member:luo:ann', luo)).toBe(200)
      expect(await status('member:wei:ann', luo)).toBe(403)
      expect(await status('member:wei:ann', { type: 'staff', id: 's', ownerId: 'luo', permissions: ['members'] })).toBe(
        403,
      )
      expect(await status('reviews', { type: 'reviewer', id: 'r' })).toBe(200)
      expect(await status('nothing:x', ann)).toBe(422)
      expect(await status('member:luo:ann:x', ann)).toBe(422)
      expect(await status('', ann)).toBe(422)
    })

    test('PLT-1: a fan hears a club’s public kinds, the owner hears all', async () => {
      const fan = await listen('club:luo', { authorization: await bearer({ type: 'fan', id: 'ann' }) })
      const owner = await listen('club:luo', { authorization: await bearer({ type: 'owner', id: 'luo' }) })
      await Promise.all([fan.next(), owner.next()])
      outbox.add('club:luo', 'member.joined', { userId: 'bob' })
      outbox.add('club:luo', 'mode.changed')
      expect(kindOf(await fan.next())).toBe('mode.changed')
      expect(kindOf(await owner.next())).toBe('member.joined')
      fan.stop()
      owner.stop()
    })

    test('a ticket opens one stream, once, within 30 seconds', async () => {
      const ticket = async (): Promise<string> => {
        const answer = await fetch(`${base}/v1/stream-tickets`, {
          method: 'POST',
          headers: { authorization: await bearer({ type: 'fan', id: 'ann' }) },
        })
        return `&ticket=${((await answer.json()) as { ticket: string }).ticket}`
      }
      const one = await ticket()
      const stream = await listen('member:luo:ann', {}, one)
      expect(stream.answer.status).toBe(200)
      stream.stop()
      expect((await listen('member:luo:ann', {}, one)).answer.status).toBe(401)
      expect((await listen('member:luo:bob', {}, await ticket())).answer.status).toBe(403)
      const late = await ticket()
      skewMs = 31_000
      expect((await listen('member:luo:ann', {}, late)).answer.status).toBe(401)
      skewMs = 0
      expect((await listen('member:luo:ann', {})).answer.status).toBe(401)
      expect((await fetch(`${base}/v1/me?${one.slice(1)}`)).status).toBe(401)
    })

    test('who leaves while his ticket is looked for holds no place', async () => {
      let pass: () => void = () => undefined
      const held = new Promise<void>((resolve) => (pass = resolve))
      const slow: Db = Object.create(db, {
        query: { value: (...asked: Parameters<Db['query']>) => held.then(() => db.query(...asked)) },
      }) as Db
      const tickets: string[] = []
      const authorization = await bearer({ type: 'fan', id: 'leaver' })
      for (let n = 0; n < edgeLimits.streamClientsPerSubject; n += 1) {
        const made = await fetch(`${base}/v1/stream-tickets`, { method: 'POST', headers: { authorization } })
        tickets.push(((await made.json()) as { ticket: string }).ticket)
      }
      const other = createServer({ app: plainApp(slow), routes: [], config: edgeConfig, realNow, outbox })
      const at = await other.listen({ port: 0, host: '127.0.0.1' })
      try {
        const streams = `${at}/v1/stream?topics=member:luo:leaver`
        const leaving = new AbortController()
        let came = 0
        other.server.on('request', () => (came += 1))
        const gone = tickets.map((ticket) =>
          fetch(`${streams}&ticket=${ticket}`, { signal: leaving.signal }).catch(() => null),
        )
        await expect.poll(() => came).toBe(tickets.length)
        leaving.abort()
        await Promise.all(gone)
        const connections = promisify(other.server.getConnections.bind(other.server))
        await expect.poll(() => connections()).toBe(0)
        pass()
        const left = () => db.query<{ n: number }>('select count(*)::int4 as n from stream_ticket')
        await expect.poll(left).toEqual([{ n: 0 }])
        const stays = new AbortController()
        const answer = await fetch(streams, { headers: { authorization }, signal: stays.signal })
        expect(answer.status).toBe(200)
        stays.abort()
      } finally {
        pass()
        await other.close()
      }
    })

    test('tickets that are none are bounded by address', async () => {
      const other = createServer({ app: plainApp(db), routes: [], config: edgeConfig, realNow: () => 0, outbox })
      const guess = async (remoteAddress: string) =>
        (await other.inject({ url: '/v1/stream?topics=session:s1&ticket=none', remoteAddress })).statusCode
      const answers: number[] = []
      for (let n = 0; n < edgeLimits.addressRequestsPerMinute + 1; n += 1) answers.push(await guess('10.0.0.1'))
      expect([answers[0], answers.at(-2), answers.at(-1)]).toEqual([401, 401, 429])
      expect(await guess('10.0.0.2')).toBe(401)
      await other.close()
    })

    test('a stream ends with its token', async () => {
      // a busy machine may open it when a short token has run out already
      const open = async (seconds: number): ReturnType<typeof listen> => {
        const stream = await listen('session:s1', { authorization: await bearer({ type: 'fan', id: 'ann' }, seconds) })
        return stream.answer.status === 401 ? open(2 * seconds) : stream
      }
      const stream = await open(3)
      const blocks: Block[] = []
      for (let block = await stream.next(); block !== null; block = await stream.next()) blocks.push(block)
      expect(blocks.at(-1)).toMatchObject({ event: 'end', data: { code: 'token_expired' } })
    })

    test('a stopping server ends its streams with a hint and does not wait for anyone', async () => {
      const stream = await listen('session:s1', { authorization: platform })
      await stream.next()
      const closed = server.close()
      expect(await stream.next()).toMatchObject({ event: 'end', data: { code: 'unavailable' } })
      expect(await stream.next()).toBeNull()
      await closed
      await start()
    })
  })
})
