import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify, type ECDH } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushPayload } from '../../src/contract/reach.ts'

/** A browser's side of Web Push, written from RFC 8188, 8291 and 8292 apart from the sender's code. */
export interface Browser {
  readonly name: string
  /** as `PushSubscription.toJSON()` */
  readonly subscription: { endpoint: string; keys: { p256dh: string; auth: string } }
  /** what it was told, decrypted, in order */
  readonly heard: PushPayload[]
}

/** A push as it came in. */
export interface PushSeen {
  readonly browser: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly payload: PushPayload
}

export interface PushReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
}

/** A push service on loopback with the browsers that subscribed at it. */
export interface PushService {
  readonly url: string
  readonly seen: readonly PushSeen[]
  browser(name: string): Browser
  /** what it answers from now on; `never` leaves the sender waiting */
  answer(reply: PushReply | 'never' | ((seen: PushSeen) => PushReply | 'never')): void
  forget(): void
  close(): Promise<void>
}

/** One record of aes128gcm, opened with the receiver's keys (RFC 8291, 3.4). */
export function decrypt(body: Buffer, ecdh: ECDH, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const recordSize = body.readUInt32BE(16)
  const length = body.readUInt8(20)
  const sender = body.subarray(21, 21 + length)
  const sealed = body.subarray(21 + length)
  if (sealed.length > recordSize) throw new Error('more than one record')
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const input = Buffer.from(hkdfSync('sha256', ecdh.computeSecret(sender), auth, info, 32))
  const key = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: aes128gcm\0', 16))
  const nonce = Buffer.from(hkdfSync('sha256', input, salt, 'Content-Encoding: nonce\0', 12))
  const open = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16))
  const plain = Buffer.concat([open.update(sealed.subarray(0, -16)), open.final()])
  const end = plain.lastIndexOf(2)
  if (end < 0 || plain.subarray(end + 1).some((byte) => byte !== 0)) throw new Error('the record has no end')
  return plain.subarray(0, end).toString('utf8')
}

/** RFC 8292: signed by the key it names, for this origin, not for longer than a day. */
export function verifyVapid(header: string, origin: string): { sub: string; publicKey: string } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=([A-Za-z0-9_-]{87})$/.exec(header) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'))
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' } })
  const signed = Buffer.from(`${head}.${claims}`)
  const good = verify(
    'sha256',
    signed,
    { key: publicKey, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as {
    aud: string
    exp: number
    sub: string
  }
  const ahead = exp - Date.now() / 1_000
  if (!good || aud !== origin || ahead <= 0 || ahead > 86_400) throw new Error(`not a token for ${origin}`)
  return { sub, publicKey: key }
}

interface Keys {
  readonly ecdh: ECDH
  readonly auth: Buffer
  readonly browser: Browser
}

/** Listens on loopback. What cannot be opened with the browser's own keys, or is not signed, is answered 400 and never counts as seen. */
export async function openPushService(): Promise<PushService> {
  const known = new Map<string, Keys>()
  let seen: PushSeen[] = []
  let reply: (one: PushSeen) => PushReply | 'never' = () => ({ status: 201 })
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const keys = known.get((request.url ?? '').slice(1))
      if (keys === undefined) return void response.writeHead(404).end()
      try {
        verifyVapid(request.headers.authorization ?? '', origin)
        const payload = JSON.parse(decrypt(Buffer.concat(parts), keys.ecdh, keys.auth)) as PushPayload
        const one = { browser: keys.browser.name, headers: request.headers as PushSeen['headers'], payload }
        seen.push(one)
        const answer = reply(one)
        if (answer === 'never') return
        if (answer.status < 300) keys.browser.heard.push(payload)
        response.writeHead(answer.status, { ...answer.headers }).end()
      } catch (error) {
        response.writeHead(400).end(String(error))
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: origin,
    get seen() {
      return seen
    },
    browser(name) {
      const ecdh = createECDH('prime256v1')
      ecdh.generateKeys()
      const auth = randomBytes(16)
      const path = `${name}-${randomBytes(6).toString('hex')}`
      const browser: Browser = {
        name,
        subscription: {
          endpoint: `${origin}/${path}`,
          keys: { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') },
        },
        heard: [],
      }
      known.set(path, { ecdh, auth, browser })
      return browser
    },
    answer: (next) => void (reply = typeof next === 'function' ? next : () => next),
    forget() {
      seen = []
      known.clear()
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
