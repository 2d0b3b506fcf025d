import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { createBodyRoom } from './body-room.ts'
import { answerError } from './errors.ts'
import { mountHooks } from './hooks.ts'
import { edgeLimits } from './settings.ts'

const taken = () => Promise.resolve({ status: 200, body: {} })

function answerProblems(server: FastifyInstance): void {
  server.decorateReply('problemCode', null)
  server.setErrorHandler((error, request, reply) => answerError(error as FastifyError, request, reply))
}

test('PLT-2: who invents connections is bounded by address, whatever he calls them; the others go on', async () => {
  let now = 0
  const server = fastify()
  mountHooks(
    server,
    ({ connectionId }) => Promise.resolve(connectionId === 'known' ? taken : null),
    () => now,
  )
  answerProblems(server)
  const push = async (connection: string, remoteAddress: string) =>
    (await server.inject({ method: 'POST', url: `/hooks/douyinLive/${connection}`, remoteAddress, payload: '{}' }))
      .statusCode
  const answers: number[] = []
  for (let n = 0; n < edgeLimits.addressRequestsPerMinute + 1; n += 1) answers.push(await push(`x${n}`, '10.0.0.1'))
  expect([answers[0], answers.at(-2), answers.at(-1)]).toEqual([404, 404, 429])
  expect(await push('known', '10.0.0.2')).toBe(200)
  now += 60_001
  expect(await push('known', '10.0.0.1')).toBe(200)
  await server.close()
})

test('PLT-2: nothing is read of a push to a connection that there is not, however big it is said to be', async () => {
  const server = fastify()
  mountHooks(
    server,
    () => Promise.resolve(null),
    () => 0,
  )
  answerProblems(server)
  let read = 0
  const payload = Readable.from(
    (function* () {
      for (; read < 1_000; read += 1) yield Buffer.alloc(1_000)
    })(),
    { highWaterMark: 1 },
  )
  const answer = await server.inject({ method: 'POST', url: '/hooks/douyinLive/none', payload })
  expect(answer.json()).toMatchObject({ code: 'room_unknown' })
  expect(read).toBeLessThan(10)
  await server.close()
})

test('PLT-2: bodies under way have a bounded room in memory; beyond it a push is told to come back, and the room is given back', async () => {
  const server = fastify()
  mountHooks(
    server,
    () => Promise.resolve(taken),
    () => 0,
  )
  answerProblems(server)
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const begin = (connection: string, bytes: number): ClientRequest => {
    const options = { port, method: 'POST', path: `/hooks/douyinLive/${connection}`, agent: false }
    const push = request({ ...options, headers: { 'content-length': bytes } })
    push.on('error', () => undefined)
    return push
  }
  const whole = async (connection: string, bytes = 1_000): Promise<string> => {
    const push = begin(connection, bytes)
    push.end(Buffer.alloc(bytes))
    const [answer] = (await once(push, 'response')) as [IncomingMessage]
    answer.resume()
    return `${answer.statusCode} ${answer.headers['retry-after'] ?? ''}`.trim()
  }
  const MIB = 1024 * 1024
  expect([await whole('a', MIB), await whole('a', MIB + 1)]).toEqual(['200', '413'])
  // all but the last byte, of as many as one connection may have
  const pending = Array.from({ length: edgeLimits.hookBytesEach / MIB }, () => begin('a', MIB))
  for (const push of pending) push.write(Buffer.alloc(MIB - 1))
  await expect.poll(() => whole('a'), { timeout: 20_000 }).toBe('429 1')
  expect(await whole('b')).toBe('200')
  for (const push of pending) push.destroy()
  await expect.poll(() => whole('a'), { timeout: 20_000 }).toBe('200')
  await server.close()
})

test('PLT-2: the room is one for all connections', () => {
  const room = createBodyRoom(10, 6)
  const [a, b, c] = [room.open('a'), room.open('a'), room.open('c')]
  expect([a.take(4), b.take(3), b.take(2), c.take(5), c.take(4)]).toEqual([true, false, true, false, true])
  a.release()
  a.release()
  expect([room.open('a').take(5), room.open('a').take(4)]).toEqual([false, true])
})
