import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { until } from '../../test/support/nats.ts'
import { stores } from '../../test/support/store.ts'
import { isOlder, positionHeader } from '../contract/position.ts'
import { realNow } from '../infra/system-clock.ts'
import type { Db } from '../ports/db.ts'
import { createMetrics } from './metrics.ts'
import { createServer } from './http.ts'
import { edgeLimits } from './settings.ts'

const MEGABYTE = 1024 * 1024
/** Some 32 KB a message. */
const filler = 'x'.repeat(32_000)

// the outbox is in memory, so one store is as good as the other
describe('edge: readers of the live stream that are slow, many, or back again', () => {
  const outbox = memoryOutbox()
  let db: Db
  let server: FastifyInstance
  let port: number
  const numbers = { clients: 0, dropped: 0 }
  const sockets: Socket[] = []

  beforeAll(async () => {
    db = await (stores[0] as (typeof stores)[number]).open()
    const metrics = createMetrics({ db, processMetrics: false })
    server = createServer({
      app: plainApp(db),
      routes: probes().routes,
      config: edgeConfig,
      realNow,
      outbox,
      metrics: {
        ...metrics,
        streams(figures) {
          Object.defineProperty(numbers, 'clients', { get: () => figures().clients })
          Object.defineProperty(numbers, 'dropped', { get: () => figures().dropped })
        },
      },
    })
    await server.listen({ port: 0, host: '127.0.0.1' })
    port = (server.server.address() as { port: number }).port
  })
  afterAll(async () => {
    for (const socket of sockets) socket.destroy()
    await server.close()
    await db.close()
  })

  /** A stream over a bare socket, so that it can stop reading. */
  async function open(topic: string, lastEventId?: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1')
    sockets.push(socket)
    socket.on('error', () => undefined)
    const more = lastEventId === undefined ? '' : `last-event-id: ${lastEventId}\r\n`
    socket.write(
      `GET /v1/stream?topics=${topic} HTTP/1.1\r\nhost: t\r\nauthorization: Bearer ${secretKey}\r\n${more}\r\n`,
    )
    await once(socket, 'readable')
    return socket
  }
  /** Reads on until `enough` says so, or the line ends. */
  async function readOn(socket: Socket, enough: (text: string) => boolean): Promise<string> {
    let text = ''
    socket.setEncoding('utf8')
    for await (const piece of socket.iterator({ destroyOnReturn: false })) {
      text += piece as string
      if (enough(text)) break
    }
    return text
  }
  const kindsIn = (text: string): string[] => Array.from(text.matchAll(/"kind":"(k\d+)"/g), (match) => match[1] ?? '')
  const idsIn = (text: string): string[] => Array.from(text.matchAll(/^id: (\S+)$/gm), (match) => match[1] ?? '')

  test('one that never reads is dropped, and resumes without loss and without repeating', async () => {
    const socket = await open('session:slow')
    const before = numbers.dropped
    const sent: string[] = []
    for (let number = 0; numbers.dropped === before; number += 1) {
      expect(number).toBeLessThan(4_000)
      sent.push(`k${number}`)
      outbox.add('session:slow', `k${number}`, { filler })
      if (number % 50 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    // what the system still held for it is all it gets
    const got = await readOn(socket, () => false)
    const whole = got.slice(0, got.lastIndexOf('\n\n') + 2)
    expect(kindsIn(whole).length).toBeLessThan(sent.length)
    const back = await open('session:slow', idsIn(whole).at(-1) ?? '')
    outbox.add('session:slow', 'k99999', {})
    const rest = await readOn(back, (text) => text.includes('"k99999"'))
    expect([...kindsIn(whole), ...kindsIn(rest)]).toEqual([...sent, 'k99999'])
    back.destroy()
  })

  test('two thousand that never read cost a bounded amount of memory', async () => {
    const count = 2_000
    for (let opened = 0; opened < count; opened += 100)
      await Promise.all(Array.from({ length: 100 }, (_, index) => open(`session:many-${opened + index}`)))
    await until('all open', () => numbers.clients >= count)
    // this thread's own: others run other tests in the same process
    const held = (): number => {
      const { heapUsed, external } = process.memoryUsage()
      return heapUsed + external
    }
    const before = { dropped: numbers.dropped, held: held() }
    let most = 0
    // texts of their own, as members have: one that all share would be in memory once
    for (let round = 0; numbers.dropped - before.dropped < count; round += 1) {
      expect(round).toBeLessThan(1_000)
      // the least of a round is what is held, the others have garbage beside it
      let least = Infinity
      for (let reader = 0; reader < count; reader += 1) {
        outbox.add(`session:many-${reader}`, `k${round}`, { filler })
        if (reader % 100 > 0) continue
        await new Promise((resolve) => setImmediate(resolve))
        least = Math.min(least, held() - before.held)
      }
      most = Math.max(most, least)
    }
    // what is unread of all, what Node keeps beside it and garbage (368 MB seen); 1 MiB each, as few readers may, would be 2 GB
    expect(most / MEGABYTE).toBeLessThan((16 * edgeLimits.streamBufferBytesAll) / MEGABYTE)
    await until('all gone', () => numbers.clients === 0)
  }, 300_000)

  test('when to come back is another moment for every reader', async () => {
    const texts = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const socket = await open('session:retry')
        const text = await readOn(socket, (so) => so.includes('event: ready'))
        socket.destroy()
        return text
      }),
    )
    const waits = texts.map((text) => Number(/^retry: (\d+)$/m.exec(text)?.[1]))
    expect(new Set(waits).size).toBeGreaterThan(10)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(edgeLimits.streamRetryMsLeast)
    expect(Math.max(...waits)).toBeLessThan(edgeLimits.streamRetryMsMost)
  })

  describe('API: an answer names the position it stands at', () => {
    const positionOf = async (): Promise<string> => {
      const headers = { authorization: `Bearer ${secretKey}` }
      const answer = await fetch(`http://127.0.0.1:${port}/v1/any`, { headers })
      return answer.headers.get(positionHeader) ?? ''
    }

    test('what is committed after it and before the stream stands is not missed', async () => {
      const position = await positionOf()
      outbox.add('session:gap', 'k1')
      const stream = await open('session:gap', position)
      expect(kindsIn(await readOn(stream, (text) => text.includes('event: ready')))).toEqual(['k1'])
      stream.destroy()
    })

    test('it never runs ahead, with and without readers here', async () => {
      await until('nobody listens', () => numbers.clients === 0)
      const asleep = await positionOf()
      const committed = outbox.add('session:other', 'k1')
      expect(isOlder(asleep, committed)).toBe(true)
      const stream = await open('session:other')
      await readOn(stream, (text) => text.includes('event: ready'))
      expect(await positionOf()).toBe(committed)
      stream.destroy()
    })
  })
})
