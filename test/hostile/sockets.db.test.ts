import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createRandom, type Random } from '../../src/lib/prng.ts'
import { inTurns } from '../faults/wait.ts'
import { openWorld, secretKey, type World } from '../support/club.ts'
import { stores, type TestStore } from '../support/store.ts'
import { createDigest } from './digest.ts'

/** What no HTTP client would send, over real sockets: garbage, two lengths, smuggled requests, half a gzip, streams with broken headers. */
const CONNECTIONS = 1_500
const AT_ONCE = 50
/** A server that says nothing to garbage may simply wait for more of it. */
const PATIENCE_MS = 1_000
/** What else it says to the same bytes comes right after its first words. */
const REST_MS = 250

let world: World
let port: number
beforeAll(async () => {
  world = await openWorld(stores[0] as TestStore)
  await world.reset()
  await world.owner('luo')
  const address = await world.node.server.listen({ port: 0, host: '127.0.0.1' })
  port = Number(new URL(address).port)
}, 120_000)
afterAll(() => world.close())

const key = `authorization: Bearer ${secretKey}\r\n`
const event = JSON.stringify({
  specversion: '1.0',
  id: 'smuggled',
  source: 's',
  type: 'order.paid',
  subject: 'ann',
  time: 'x',
  data: {},
})
const owner = '{"kind":"creator","name":"smuggled"}'
const smuggled = `PUT /v1/owners/smuggled HTTP/1.1\r\nhost: x\r\n${key}content-type: application/json\r\ncontent-length: ${owner.length}\r\n\r\n${owner}`

function garbage(random: Random): Buffer {
  const post = (headers: string, body: string | Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`POST /v1/events HTTP/1.1\r\nhost: x\r\n${key}content-type: application/json\r\n${headers}\r\n`),
      Buffer.from(body),
    ])
  const zipped = gzipSync(event)
  return random.pick<() => Buffer>([
    () => Buffer.from(Array.from({ length: random.between(1, 600) }, () => random.below(256))),
    () => Buffer.from('\r\n'.repeat(random.between(1, 300))),
    () => Buffer.from(`GET ${'/x'.repeat(random.between(1, 20_000))} HTTP/1.1\r\n\r\n`),
    () =>
      Buffer.from(
        `${random.pick(['BREW', 'get', 'G\u0000T', 'CONNECT', 'TRACE', 'OPTIONS'])} /v1/clubs/luo HTTP/1.1\r\nhost: x\r\n\r\n`,
      ),
    () => Buffer.from(`GET / HTTP/${random.pick(['0.9', '9.9', '1.1\u0000', ''])}\r\nhost: x\r\n\r\n`),
    () => Buffer.from(`GET /v1/clubs/luo HTTP/1.1\r\nhost: x\r\n${'x-a: b\r\n'.repeat(random.pick([5, 3_000]))}\r\n`),
    () => Buffer.from(`GET /v1/clubs/luo HTTP/1.1\r\nhost: x\r\nx-a : b\r\nx\u0000y: z\r\n folded\r\n\r\n`),
    // CL.TE, TE.CL, two lengths, a space before the colon, obscure chunks: none may hide the second request
    () => post(`content-length: 6\r\ntransfer-encoding: chunked\r\n`, `0\r\n\r\n${smuggled}`),
    () => post(`transfer-encoding: chunked\r\ncontent-length: 4\r\n`, `5c\r\n${smuggled}\r\n0\r\n\r\n`),
    () => post(`content-length: 5\r\ncontent-length: 500\r\n`, `[{}]\n${smuggled}`),
    () =>
      post(
        `transfer-encoding: ${random.pick(['xchunked', 'chunked, identity', '\u000bchunked'])}\r\n`,
        `0\r\n\r\n${smuggled}`,
      ),
    () => post(`transfer-encoding : chunked\r\n`, `0\r\n\r\n${smuggled}`),
    () =>
      post(`transfer-encoding: chunked\r\n`, random.pick(['zz\r\n', '-1\r\n', 'ffffffffffffffff\r\n', '1;x="\r\nA'])),
    () => post(`content-length: ${random.pick(['-1', '1e3', '0x10', '+5', '99999999999999999999', ''])}\r\n`, event),
    () =>
      post(
        `content-encoding: gzip\r\ncontent-length: ${zipped.length >> 1}\r\n`,
        zipped.subarray(0, zipped.length >> 1),
      ),
    () => post(`content-length: ${event.length + 100}\r\n`, event),
    () =>
      Buffer.from(
        `GET /v1/stream?topics=nothing:x HTTP/1.1\r\nhost: x\r\n${key}last-event-id: ${random.pick(['\u0001', 'x'.repeat(5_000), '-1.-1', '1.1.zzzzzzzzzzzzzz'])}\r\naccept: ${random.pick(['text/event-stream', '', '*'])}\r\n\r\n`,
      ),
    () =>
      Buffer.from(
        `GET /v1/stream?topics=nothing:x HTTP/1.1\r\nhost: x\r\nupgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-key: x\r\n\r\n`,
      ),
  ])()
}

/** Sends bytes on a connection of their own; the statuses of all that comes back. */
const provoke = (bytes: Buffer): Promise<number[]> =>
  new Promise((resolve) => {
    let heard = ''
    const done = (): void => {
      socket.destroy()
      resolve(Array.from(heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm), (match) => Number(match[1])))
    }
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(PATIENCE_MS, done)
    socket.on('data', (part) => {
      heard += part.toString('latin1')
      socket.setTimeout(REST_MS)
    })
    socket.on('error', done)
    socket.on('close', done)
  })

test(
  `PLT-3: ${CONNECTIONS} connections full of garbage: no 5xx, no effect, and the server goes on`,
  { timeout: 300_000 },
  async () => {
    const random = createRandom('hostile-sockets')
    const digest = await createDigest(world.db)
    const before = await digest()
    const wrong: string[] = []
    let refused = 0
    const all = Array.from({ length: CONNECTIONS }, () => garbage(random))
    await inTurns(all, AT_ONCE, async (bytes) => {
      const statuses = await provoke(bytes)
      refused += statuses.filter((status) => status >= 400 && status < 500).length
      if (statuses.some((status) => status >= 500))
        wrong.push(`${statuses.join()} ${bytes.toString('latin1').slice(0, 300)}`)
    })
    expect(wrong).toEqual([])
    expect(refused).toBeGreaterThan(CONNECTIONS / 2)
    expect(await digest()).toBe(before)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
    expect(answer.status).toBe(200)
  },
)
