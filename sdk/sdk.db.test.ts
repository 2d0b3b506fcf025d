import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, memoryOutbox, plainApp, probes, secretKey } from '../test/support/edge.ts'
import { freePort } from '../test/support/free-port.ts'
import { stores } from '../test/support/store.ts'
import type { TestStore } from '../test/support/store.ts'
import { createServer } from '../src/edge/http.ts'
import { realNow } from '../src/infra/system-clock.ts'
import type { Db } from '../src/ports/db.ts'
import { answerOf, createClient } from './client.ts'
import { TiefenProblem } from './problem.ts'
import { openStream } from './stream.ts'

const embedded = stores[0] as TestStore
const outbox = memoryOutbox()
let db: Db
let server: FastifyInstance
let baseUrl: string

const start = async (port: number): Promise<void> => {
  server = createServer({ app: plainApp(db), routes: probes().routes, config: edgeConfig, realNow, outbox })
  baseUrl = await server.listen({ port, host: '127.0.0.1' })
}
beforeAll(async () => {
  db = await embedded.open()
  // one that nobody else is given while the server is away
  await start(await freePort())
})
afterAll(async () => {
  await server.close()
  await db.close()
})

describe('PLT-3: typed client', () => {
  test('an answer, and a refusal as a problem with its code', async () => {
    const platform = createClient({ baseUrl, token: secretKey })
    const { token } = await answerOf(platform.POST('/v1/tokens', { body: { subject: { type: 'fan', id: 'ann' } } }))
    const fan = createClient({ baseUrl, token, language: 'en' })
    expect(await answerOf(fan.GET('/v1/me'))).toMatchObject({ role: 'fan', id: 'ann' })
    const refused = await answerOf(fan.POST('/v1/tokens', { body: { subject: { type: 'fan', id: 'bob' } } })).catch(
      (error: unknown) => error,
    )
    expect(refused).toBeInstanceOf(TiefenProblem)
    expect(refused).toMatchObject({ status: 403, code: 'forbidden', problem: { title: 'Not allowed' } })
  })
  test('asks for a fresh token once after a 401', async () => {
    const asked: boolean[] = []
    const getToken = ({ fresh }: { fresh: boolean }) => {
      asked.push(fresh)
      return fresh ? secretKey : 'worn-out'
    }
    expect(await answerOf(createClient({ baseUrl, getToken }).GET('/v1/me'))).toMatchObject({ role: 'platform' })
    expect(asked).toEqual([false, true])
  })
})

describe('API: stream reader', () => {
  test('survives a restart of the server without losing or repeating a message', async () => {
    const stop = new AbortController()
    const updates = openStream({ baseUrl, token: secretKey, topics: ['session:s1'], signal: stop.signal })
    const next = async (): Promise<string> => {
      for (;;) {
        const { value } = (await updates.next()) as IteratorResult<{ kind: string; message?: { kind: string } }>
        if (value.kind === 'message') return String(value.message?.kind)
      }
    }
    expect(((await updates.next()).value as { kind: string }).kind).toBe('ready')
    outbox.add('session:s1', 'one')
    expect(await next()).toBe('one')
    const port = Number(new URL(baseUrl).port)
    await server.close()
    outbox.add('session:s1', 'two')
    await start(port)
    expect(await next()).toBe('two')
    outbox.add('session:s1', 'three')
    expect(await next()).toBe('three')
    stop.abort()
    expect((await updates.next()).done).toBe(true)
  })
  test('a refusal that stays is thrown', async () => {
    const updates = openStream({ baseUrl, token: 'wrong', topics: ['session:s1'] })
    await expect(updates.next()).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
