import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createPositions } from './positions.ts'
import { createLive } from './stream.ts'

const ready = 'event: ready\ndata: {}\n\n'

/** The live stream of a page against a server of its own; what the page was told of it. */
async function openLive(answer: RequestListener, refusedWait?: number, quiet?: () => Promise<void>) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location: { origin } }))
  const auth = { token: () => 't', renew: () => Promise.resolve('t') }
  const told: string[] = []
  const events = {
    onRecovered: () => void told.push('recovered'),
    onDown: (down: boolean) => void told.push(down ? 'down' : 'up'),
  }
  const positions = createPositions(fetch, performance.now.bind(performance))
  const live = createLive(auth, events, { ...positions, ...(quiet && { quiet }) }, refusedWait)
  onTestFinished(() => {
    live.close()
    server.closeAllConnections()
    server.close()
    vi.unstubAllGlobals()
  })
  return { live, told }
}

test('GRP-10: a page that hears of a new seat opens its stream anew from there, and hears what is said in it', async () => {
  const streams: { readonly from: string | undefined; readonly out: ServerResponse }[] = []
  const { live } = await openLive((request, out) => {
    out.writeHead(200, { 'content-type': 'text/event-stream' }).write(ready)
    streams.push({ from: request.headers['last-event-id'] as string | undefined, out })
  })
  const heard: string[] = []
  live.subscribe(['groups:ann'], ({ topic, kind }) => void heard.push(`${topic} ${kind}`))
  const tell = (at: number, id: string, topic: string, kind: string) =>
    streams[at]?.out.write(`id: ${id}\ndata: ${JSON.stringify({ topic, kind, body: {} })}\n\n`)
  await expect.poll(() => streams.length).toBe(1)
  tell(0, '7.1', 'groups:ann', 'group.joined')
  await expect.poll(() => streams.map(({ from }) => from)).toEqual([undefined, '7.1'])
  // told again by a server that begins earlier: it is known
  tell(1, '7.1', 'groups:ann', 'group.joined')
  tell(1, '8.1', 'group:g:ann', 'group.said')
  await expect.poll(() => heard).toEqual(['groups:ann group.joined', 'group:g:ann group.said'])
  expect(streams).toHaveLength(2)
})

test('PLT-3: who stops hearing before the stream is opened asks for none; who hears again after that is heard', async () => {
  const asked: (string | undefined)[] = []
  let answered = (): void => undefined
  const quiet = vi.fn(() => new Promise<void>((resolve) => (answered = resolve)))
  const { live } = await openLive(
    (request, out) => {
      asked.push(request.url)
      out.writeHead(200, { 'content-type': 'text/event-stream' }).write(ready)
    },
    undefined,
    quiet,
  )
  const leave = live.subscribe(['club:luo'], () => undefined)
  await expect.poll(() => quiet.mock.calls.length).toBe(1)
  // gone when the answers are there, and back in the same breath: before what he wants has settled
  leave()
  answered()
  await Promise.resolve()
  await Promise.resolve()
  live.subscribe(['club:luo'], () => undefined)
  await expect.poll(() => quiet.mock.calls.length).toBe(2)
  answered()
  await expect.poll(() => asked).toEqual(['/v1/stream?topics=club%3Aluo'])
})

describe('PLT-3: a stream that is refused is shown as lost', () => {
  const refuse = (out: ServerResponse) =>
    out.writeHead(422, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code: 'malformed' }))
  const hear = () => undefined

  test('PLT-3: one topic takes the others with it; without it the page hears again, and fetches what it missed', async () => {
    const { live, told } = await openLive((request, out) => {
      if (request.url?.includes('member') === true) refuse(out)
      else out.writeHead(200, { 'content-type': 'text/event-stream' }).write(ready)
    })
    live.subscribe(['club:luo'], hear)
    await expect.poll(() => told).toEqual(['up'])
    const leave = live.subscribe(['member:luo:ann'], hear)
    await expect.poll(() => told).toEqual(['up', 'down'])
    leave()
    await expect.poll(() => told).toEqual(['up', 'down', 'recovered', 'up'])
  })

  test('PLT-3: a refusal that ends is found out; where nobody wants to hear, nothing is lost', async () => {
    let refusals = 2
    const { live, told } = await openLive((_request, out) => {
      if ((refusals -= 1) >= 0) refuse(out)
      else out.writeHead(200, { 'content-type': 'text/event-stream' }).write(ready)
    }, 1)
    const leave = live.subscribe(['club:luo'], hear)
    await expect.poll(() => told).toEqual(['down', 'down', 'recovered', 'up'])
    leave()
    await expect.poll(() => told).toEqual(['down', 'down', 'recovered', 'up', 'up'])
  })
})
