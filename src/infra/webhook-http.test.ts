import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createPlain } from 'node:http'
import { createServer as createSecure } from 'node:https'
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { openReceiver } from '../../test/support/receiver.ts'
import { guardedLookup, outsidePolicy, parseNetwork } from './outside-address.ts'
import { createWebhookSender, retryAfter } from './webhook-http.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  ends.push(() => void server.close())
  return (server.address() as AddressInfo).port
}

function sender(options: { sandbox?: boolean; networks?: readonly string[]; timeout?: number } = {}) {
  const { sandbox = true, networks = [], timeout = 5_000 } = options
  const made = createWebhookSender({
    policy: outsidePolicy(sandbox, networks),
    version: 'test',
    timeoutMilliseconds: timeout,
  })
  ends.push(() => made.close())
  return made
}
const send = (url: string, options: Parameters<typeof sender>[0] = {}) =>
  sender(options).send({ url, headers: { 'webhook-id': 'm1' }, body: '{}' })

describe('PLT-4: where webhooks may go (no server talks to its own network for a stranger)', () => {
  const policy = outsidePolicy(false, [])
  const sandbox = outsidePolicy(true, [])

  test.each([
    ['8.8.8.8', null, null],
    ['2606:4700:4700::1111', null, null],
    ['127.0.0.1', 'private', null],
    ['127.9.9.9', 'private', null],
    ['::1', 'private', null],
    ['10.0.0.1', 'private', null],
    ['172.16.0.1', 'private', null],
    ['172.15.255.255', null, null],
    ['172.32.0.0', null, null],
    ['192.168.1.1', 'private', null],
    ['fd00::1', 'private', null],
    ['169.254.169.254', 'private', 'private'],
    ['100.100.100.200', 'private', 'private'],
    ['0.0.0.0', 'private', 'private'],
    ['::', 'private', 'private'],
    ['fe80::1', 'private', 'private'],
    ['224.0.0.1', 'private', 'private'],
    ['255.255.255.255', 'private', 'private'],
    ['::ffff:127.0.0.1', 'private', null],
    ['::ffff:169.254.169.254', 'private', 'private'],
    ['::ffff:a9fe:a9fe', 'private', 'private'],
    ['64:ff9b::a9fe:a9fe', 'private', 'private'],
    ['2002:a9fe:a9fe::1', 'private', 'private'],
    ['2001:db8::1', 'private', 'private'],
  ])('https to %s', (address, outside, inSandbox) => {
    const said = (why: string | null): string | null => (why === null ? null : 'private')
    expect(said(policy.refuseAddress('https:', address))).toBe(outside)
    expect(said(sandbox.refuseAddress('https:', address))).toBe(inSandbox)
  })

  test('a setting opens a network, and only that; plain http stays for sandboxes', () => {
    const open = outsidePolicy(false, ['10.1.0.0/16', 'fd12::/16'])
    expect(open.refuseAddress('https:', '10.1.2.3')).toBeNull()
    expect(open.refuseAddress('https:', 'fd12::9')).toBeNull()
    expect(open.refuseAddress('https:', '10.2.0.1')).not.toBeNull()
    expect(open.refuseAddress('http:', '10.1.2.3')).not.toBeNull()
    expect(sandbox.refuseAddress('http:', '8.8.8.8')).not.toBeNull()
    expect(outsidePolicy(true, ['169.254.7.0/24']).refuseAddress('http:', '169.254.7.1')).toBeNull()
  })

  test('what a network is', () => {
    expect(parseNetwork('10.0.0.0/8')).toEqual(['10.0.0.0', 8])
    expect(parseNetwork('::1')).toEqual(['::1', 128])
    for (const wrong of ['', '10', '10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/x', 'host'])
      expect(parseNetwork(wrong)).toBeNull()
  })

  test.each([
    ['ftp://example.com/'],
    ['http://example.com/'],
    ['file:///etc/passwd'],
    ['https://user:pass@example.com/'],
    ['https://example.com/#part'],
    ['not an address'],
    ['https://127.0.0.1/'],
    ['https://2130706433/'],
    ['https://0x7f.1/'],
    ['https://017700000001/'],
    ['https://[::ffff:7f00:1]/'],
    ['https://[::1]/'],
    ['https://169.254.169.254/latest/meta-data/'],
    ['https://localhost/'],
    ['https://nobody.invalid/'],
  ])('refused at the door: %s', async (url) => {
    expect(await sender({ sandbox: false }).refuse(url)).not.toBeNull()
    expect(await send(url, { sandbox: false })).toMatchObject({ status: null })
  })

  test('no request leaves for a refused address, by number or by name', async () => {
    let reached = 0
    const port = await listen(createTcp(() => (reached += 1)))
    for (const host of ['127.0.0.1', 'localhost', '[::ffff:127.0.0.1]']) {
      const outcome = await send(`https://${host}:${port}/`, { sandbox: false })
      expect([host, outcome.error]).toEqual([host, 'blocked'])
    }
    expect(reached).toBe(0)
  })

  test('a name with one refused address among others is refused whole', async () => {
    const asked = new Promise<Error | null>((resolve) =>
      guardedLookup(policy, 'https:')('localhost', { all: true }, resolve),
    )
    expect(await asked).toMatchObject({ code: 'EBLOCKED' })
    const found = new Promise((resolve) =>
      guardedLookup(sandbox, 'https:')('localhost', {}, (_error, one) => resolve(one)),
    )
    expect(['127.0.0.1', '::1']).toContain(await found)
  })
})

describe('PLT-4: one request', () => {
  test('it says what came back, bounded, and storable', async () => {
    const receiver = await openReceiver()
    ends.push(() => receiver.close())
    receiver.answer({ status: 201, body: `thanks\u0000${'x'.repeat(9_000)}` })
    const outcome = await send(receiver.url)
    expect(outcome).toMatchObject({ error: null, status: 201, retryAfterMilliseconds: null })
    expect(outcome.response).toHaveLength(1_024)
    expect(outcome.response.startsWith('thanksx')).toBe(true)
    expect(receiver.requests[0]?.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Tiefen-Webhooks/test',
      'webhook-id': 'm1',
    })
  })

  test.each([
    [200, null],
    [299, null],
    [302, 'redirect'],
    [308, 'redirect'],
    [404, 'status'],
    [410, 'gone'],
    [429, 'status'],
    [500, 'status'],
  ])('an answer of %i', async (status, error) => {
    const receiver = await openReceiver()
    ends.push(() => receiver.close())
    receiver.answer({ status, headers: { location: receiver.url, 'retry-after': '7' } })
    expect(await send(receiver.url)).toMatchObject({ error, status, retryAfterMilliseconds: 7_000 })
    // redirects lead nowhere
    expect(receiver.requests).toHaveLength(1)
  })

  test('time is bounded, also for a receiver that answers nothing, or drop by drop', async () => {
    const receiver = await openReceiver()
    ends.push(() => receiver.close())
    receiver.answer('never')
    expect(await send(receiver.url, { timeout: 150 })).toMatchObject({ error: 'timeout', status: null })
    const drops = createPlain((_request, response) => {
      response.writeHead(200)
      response.write('drop')
    })
    ends.push(() => drops.closeAllConnections())
    const port = await listen(drops)
    // the drop is to be there by then, on a busy machine too
    expect(await send(`http://127.0.0.1:${port}/`, { timeout: 5_000 })).toMatchObject({ error: null, response: 'drop' })
  })

  test('an endless answer is cut off', async () => {
    const flood = createPlain((_request, response) => {
      response.writeHead(200)
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', more)
      }
      more()
    })
    const port = await listen(flood)
    const outcome = await send(`http://127.0.0.1:${port}/`)
    expect(outcome.error).toBeNull()
    expect(outcome.response).toHaveLength(1_024)
  })

  test('a kept connection that the other side closed is no failure', async () => {
    let requests = 0
    const server = createTcp((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        requests += 1
        socket.write('HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n')
        // whatever comes second on this connection meets a closed door
        socket.once('data', () => socket.resetAndDestroy())
      })
    })
    const port = await listen(server)
    const one = sender()
    const ask = () => one.send({ url: `http://127.0.0.1:${port}/`, headers: {}, body: '{}' })
    expect(await ask()).toMatchObject({ error: null, status: 204 })
    expect(await ask()).toMatchObject({ error: null, status: 204 })
    expect(requests).toBe(2)
  })

  test('what goes wrong has a name', async () => {
    const shut = await listen(createTcp((socket) => socket.destroy()))
    expect((await send(`http://127.0.0.1:${shut}/`)).error).toBe('broken')
    const gone = createTcp()
    const port = await listen(gone)
    gone.close()
    await once(gone, 'close')
    expect((await send(`http://127.0.0.1:${port}/`)).error).toBe('unreachable')
    expect((await send('https://nobody.invalid/')).error).toBe('unknownHost')
    const stop = new AbortController()
    stop.abort()
    const stopped = await sender().send({ url: `http://127.0.0.1:${shut}/`, headers: {}, body: '{}' }, stop.signal)
    expect(stopped.error).toBe('aborted')
  })

  test('a certificate that nobody vouches for is refused', async () => {
    const folder = mkdtempSync(`${tmpdir()}/tiefen-tls-`)
    ends.push(() => rmSync(folder, { recursive: true }))
    const [key, cert] = [`${folder}/key.pem`, `${folder}/cert.pem`]
    const subject = ['-subj', '/CN=localhost', '-keyout', key, '-out', cert]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', ...subject], {
      stdio: 'ignore',
    })
    let reached = 0
    const server = createSecure({ key: readFileSync(key), cert: readFileSync(cert) }, () => (reached += 1))
    const port = await listen(server)
    expect((await send(`https://localhost:${port}/`)).error).toBe('tls')
    expect(reached).toBe(0)
  })

  test('Retry-After: seconds, a date, or nothing we understand', () => {
    const now = Date.UTC(2026, 0, 1)
    expect(retryAfter('120', now)).toBe(120_000)
    expect(retryAfter('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000)
    expect(retryAfter('Thu, 01 Jan 2015 00:00:30 GMT', now)).toBe(0)
    expect(retryAfter('soon', now)).toBeNull()
    expect(retryAfter(undefined, now)).toBeNull()
  })
})
