import fastify, { type FastifyError } from 'fastify'
import { expect, test } from 'vitest'
import { answerError } from './errors.ts'
import { mountHooks } from './hooks.ts'
import { edgeLimits } from './settings.ts'

test('PLT-2: who invents connections is bounded by address, whatever he calls them; the others go on', async () => {
  let now = 0
  const server = fastify()
  const refusal = { status: 404, body: {}, rejected: 'room_unknown' } as const
  const taken = { status: 200, body: {} }
  mountHooks(
    server,
    ({ connectionId }) => Promise.resolve(connectionId === 'known' ? taken : refusal),
    () => now,
  )
  server.decorateReply('problemCode', null)
  server.setErrorHandler((error, request, reply) => answerError(error as FastifyError, request, reply))
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
