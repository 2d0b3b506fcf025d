import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decrypt, openPushService, verifyVapid, type PushService } from '../../test/support/push-service.ts'
import type { PushBatch } from '../ports/push-sender.ts'
import { outsidePolicy } from './outside-address.ts'
import { areVapidKeys, createVapid, encrypt, newSpeaker, newVapidKeys, payloadBytesMost } from './push-crypto.ts'
import { createWebPush, resultOf } from './web-push.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

describe('RFC 8291: message encryption', () => {
  test('the example of appendix A, byte for byte', () => {
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'))
    const publicKey = bytes('BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8')
    expect(ecdh.getPublicKey()).toEqual(publicKey)
    const body = encrypt(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh: bytes('BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'),
        auth: bytes('BTBZMqHH6r4Tts7J_aSIgg'),
      },
      { ecdh, publicKey },
      bytes('DGv6ra1nlYgDCS1FRnbzlw'),
    )
    expect(body.toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })

  test('a receiver opens what was closed for him, to the last byte that fits; nobody else does', () => {
    const browser = createECDH('prime256v1')
    const auth = randomBytes(16)
    const to = { p256dh: browser.generateKeys(), auth }
    const text = 'x'.repeat(payloadBytesMost)
    const body = encrypt(Buffer.from(text), to, newSpeaker())
    expect(body).toHaveLength(4_096)
    expect(decrypt(body, browser, auth)).toBe(text)
    expect(() => decrypt(body, browser, randomBytes(16))).toThrow()
    expect(() => encrypt(Buffer.from(`${text}x`), to, newSpeaker())).toThrow(RangeError)
    expect(() => encrypt(Buffer.from('x'), { p256dh: Buffer.alloc(65, 4), auth }, newSpeaker())).toThrow()
  })
})

describe('RFC 8292: who we are', () => {
  const now = Date.now()
  test('a token for each origin, used again for hours, never older than a day', () => {
    const keys = newVapidKeys()
    expect(areVapidKeys(keys)).toBe(true)
    expect(areVapidKeys({ ...keys, publicKey: newVapidKeys().publicKey })).toBe(false)
    const authorize = createVapid(keys, 'mailto:ops@example.com')
    const one = authorize('https://push.example', now)
    expect(verifyVapid(one, 'https://push.example')).toEqual({
      sub: 'mailto:ops@example.com',
      publicKey: keys.publicKey,
    })
    expect(() => verifyVapid(one, 'https://other.example')).toThrow()
    expect(authorize('https://push.example', now + 3_600_000)).toBe(one)
    expect(authorize('https://push.example', now + 7 * 3_600_000)).not.toBe(one)
  })

  test('two hundred pairs are pairs: a private key with a leading zero too', () => {
    for (let count = 0; count < 200; count += 1) expect(areVapidKeys(newVapidKeys())).toBe(true)
  })
})

describe('RFC 8030: handing over', () => {
  let service: PushService
  beforeAll(async () => void (service = await openPushService()))
  afterAll(() => service.close())
  beforeEach(() => {
    service.forget()
    service.answer({ status: 201 })
  })
  const keys = newVapidKeys()
  const push = (more: object = {}) =>
    createWebPush({
      policy: outsidePolicy(true, []),
      keys,
      contact: 'mailto:ops@example.com',
      timeoutMilliseconds: 2_000,
      atOnce: 4,
      now: () => Date.now(),
      ...more,
    })
  const target = (endpoint: string, text = 0) => {
    const { p256dh, auth } = service.browser('x').subscription.keys
    return { endpoint, p256dh: bytes(p256dh), auth: bytes(auth), text }
  }
  const batchOf = (targets: PushBatch['targets']): PushBatch => ({
    texts: ['{"a":1}', '{"b":2}'],
    ttlSeconds: 60,
    urgency: 'high',
    topic: 'abc',
    targets,
  })
  const ofBrowser = (name: string, text: number) => {
    const { endpoint, keys: own } = service.browser(name).subscription
    return { endpoint, p256dh: bytes(own.p256dh), auth: bytes(own.auth), text }
  }

  test('each in its language, with what the push service needs to know', async () => {
    const sender = push()
    const outcomes = await sender.send(
      batchOf([ofBrowser('ann', 0), ofBrowser('bob', 1)]),
      new AbortController().signal,
    )
    expect(outcomes.map(({ result, status }) => [result, status])).toEqual([
      ['sent', 201],
      ['sent', 201],
    ])
    expect(service.seen.map(({ payload }) => payload)).toEqual(expect.arrayContaining([{ a: 1 }, { b: 2 }]))
    expect(service.seen[0]?.headers).toMatchObject({ ttl: '60', urgency: 'high', topic: 'abc' })
    sender.close()
  })

  test('what is forbidden, broken, silent or nobody’s is told apart, and holds up nobody', async () => {
    const sender = push({ timeoutMilliseconds: 3_000 })
    service.answer(({ browser }) => (browser === 'mute' ? 'never' : { status: 201 }))
    const targets = [
      target('https://169.254.169.254/latest'),
      target('not an address'),
      target('http://127.0.0.1:1/'),
      { ...ofBrowser('off', 0), p256dh: Buffer.alloc(65, 7) },
      ofBrowser('mute', 0),
      target(`${service.url}/nobody`),
      ofBrowser('ann', 0),
    ]
    const outcomes = await sender.send(batchOf(targets), new AbortController().signal)
    expect(outcomes.map(({ result }) => result)).toEqual([
      'refused',
      'refused',
      'later',
      'refused',
      'later',
      'gone',
      'sent',
    ])
    sender.close()
  })

  test('an answer without end is an answer, and its connection ends', async () => {
    const endless = createServer((request, response) => {
      request.resume()
      response.writeHead(201)
      if (request.url === '/slow') return void response.write('.')
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384)));
      }
      response.on('drain', pour)
      pour()
    }).listen(0, '127.0.0.1')
    await once(endless, 'listening')
    const { port } = endless.address() as AddressInfo
    const sender = push({ timeoutMilliseconds: 3_000 })
    const closed = new Promise<void>((resolve) => {
      let open = 2
      endless.on('connection', (socket) => socket.on('close', () => (open -= 1) === 0 && resolve()))
    })
    const { p256dh, auth } = ofBrowser('x', 0)
    const targets = ['flood', 'slow'].map((way) => ({
      endpoint: `http://127.0.0.1:${port}/${way}`,
      p256dh,
      auth,
      text: 0,
    }))
    const outcomes = await sender.send(batchOf(targets), new AbortController().signal)
    expect(outcomes.map(({ result }) => result)).toEqual(['sent', 'sent'])
    await closed
    endless.close()
    sender.close()
  })

  test('stopped: what was not begun is not sent', async () => {
    const sender = push()
    const stop = new AbortController()
    stop.abort()
    expect((await sender.send(batchOf([ofBrowser('ann', 0)]), stop.signal)).map(({ result }) => result)).toEqual([
      'stopped',
    ])
    expect(service.seen).toEqual([])
    sender.close()
  })

  test.each([
    [201, 'sent'],
    [404, 'gone'],
    [410, 'gone'],
    [408, 'later'],
    [429, 'later'],
    [500, 'later'],
    [503, 'later'],
    [301, 'refused'],
    [400, 'refused'],
    [401, 'refused'],
    [403, 'refused'],
    [413, 'refused'],
  ])('a status of %i means %s', (status, result) => {
    expect(resultOf(status)).toBe(result)
  })
})
