import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPositions } from './positions.ts'
import { createLive } from './stream.ts'

test('GRP-10: a page that hears of a new seat opens its stream anew from there, and hears what is said in it', async () => {
  const streams: { readonly from: string | undefined; readonly out: ServerResponse }[] = []
  const server = createServer((request, out) => {
    out.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: ready\ndata: {}\n\n')
    streams.push({ from: request.headers['last-event-id'] as string | undefined, out })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  vi.stubGlobal('window', Object.assign(new EventTarget(), { location: { origin } }))
  const auth = { token: () => 't', renew: () => Promise.resolve('t') }
  const events = { onRecovered: () => undefined, onDown: () => undefined }
  const live = createLive(auth, events, createPositions(fetch, performance.now.bind(performance)))
  onTestFinished(() => {
    live.close()
    server.closeAllConnections()
    server.close()
    vi.unstubAllGlobals()
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
