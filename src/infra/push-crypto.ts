import { createCipheriv, createECDH, createHmac, createPrivateKey, randomBytes, sign, type ECDH } from 'node:crypto'
import { HOUR } from '../lib/time.ts'

/** Message encryption for Web Push (RFC 8291 over RFC 8188) and who we are to a push service (RFC 8292). */

const KEY_BYTES = 65
const SALT_BYTES = 16
const RECORD_BYTES = 4_096
/** What fits into the one record of 4 096 bytes that every push service takes: less the header, the tag and the mark of its end. */
export const payloadBytesMost = RECORD_BYTES - SALT_BYTES - 4 - 1 - KEY_BYTES - 16 - 1

const hmac = (key: Uint8Array, ...parts: readonly Uint8Array[]): Buffer => {
  const one = createHmac('sha256', key)
  for (const part of parts) one.update(part)
  return one.digest()
}
/** The one block of HKDF-Expand that is ever needed. */
const ONE = Buffer.from([1])
const keyLabel = Buffer.from('Content-Encoding: aes128gcm\0')
const nonceLabel = Buffer.from('Content-Encoding: nonce\0')
const infoLabel = Buffer.from('WebPush: info\0')
/** A last record's end (RFC 8188, 2). */
const END = Buffer.from([2])

/** Our side of the key agreement for one thing that is said: a pair of its own for each batch, and for each browser a salt of its own. */
export interface Speaker {
  readonly ecdh: ECDH
  readonly publicKey: Buffer
}

/** A new pair. */
export function newSpeaker(): Speaker {
  const ecdh = createECDH('prime256v1')
  return { ecdh, publicKey: ecdh.generateKeys() }
}

/**
 * Encrypts a text for one browser. @throws when its key is no point of the curve
 * @param salt 16 bytes never used before with this pair and browser
 */
export function encrypt(
  text: Uint8Array,
  to: { readonly p256dh: Uint8Array; readonly auth: Uint8Array },
  from: Speaker,
  salt: Uint8Array = randomBytes(SALT_BYTES),
): Buffer {
  if (text.length > payloadBytesMost) throw new RangeError('a push holds 4 096 bytes')
  const shared = from.ecdh.computeSecret(to.p256dh)
  const input = hmac(hmac(to.auth, shared), infoLabel, to.p256dh, from.publicKey, ONE)
  const prk = hmac(salt, input)
  const cipher = createCipheriv(
    'aes-128-gcm',
    hmac(prk, keyLabel, ONE).subarray(0, 16),
    hmac(prk, nonceLabel, ONE).subarray(0, 12),
  )
  const header = Buffer.alloc(SALT_BYTES + 5)
  header.set(salt)
  header.writeUInt32BE(RECORD_BYTES, SALT_BYTES)
  header.writeUInt8(KEY_BYTES, SALT_BYTES + 4)
  return Buffer.concat([
    header,
    from.publicKey,
    cipher.update(text),
    cipher.update(END),
    cipher.final(),
    cipher.getAuthTag(),
  ])
}

/** A pair by which push services know this deployment; both as base64url: an uncompressed point, and 32 bytes. */
export interface VapidKeys {
  readonly publicKey: string
  readonly privateKey: string
}

/** A new pair. */
export function newVapidKeys(): VapidKeys {
  const ecdh = createECDH('prime256v1')
  const publicKey = ecdh.generateKeys('base64url')
  // a leading zero is left out by Node
  const privateKey = Buffer.concat([Buffer.alloc(32), ecdh.getPrivateKey()])
    .subarray(-32)
    .toString('base64url')
  return { publicKey, privateKey }
}

/** Whether two texts are a pair. */
export function areVapidKeys({ publicKey, privateKey }: VapidKeys): boolean {
  const bytes = Buffer.from(privateKey, 'base64url')
  if (bytes.length !== 32 || !/^[A-Za-z0-9_-]{87}$/.test(publicKey)) return false
  try {
    const ecdh = createECDH('prime256v1')
    ecdh.setPrivateKey(bytes)
    return ecdh.getPublicKey('base64url') === publicKey
  } catch {
    return false
  }
}

/** A token holds for so long; push services refuse one of more than a day (RFC 8292, 2). */
const TOKEN_MS = 12 * HOUR
const RENEWED_MS = TOKEN_MS / 2
/** Push services are a handful; a user may name any server. */
const ORIGINS_MOST = 1_000

/**
 * Signs for push services: one token for each, used again for hours.
 * @param contact `mailto:` or `https:`: whom a push service asks
 */
export function createVapid(keys: VapidKeys, contact: string): (origin: string, now: number) => string {
  const point = Buffer.from(keys.publicKey, 'base64url')
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: keys.privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  const known = new Map<string, { readonly text: string; readonly until: number }>()
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ typ: 'JWT', alg: 'ES256' })
  return (origin, now) => {
    const one = known.get(origin)
    if (one !== undefined && one.until > now) return one.text
    const claims = part({ aud: origin, exp: Math.floor((now + TOKEN_MS) / 1_000), sub: contact })
    const signature = sign('sha256', Buffer.from(`${header}.${claims}`), { key, dsaEncoding: 'ieee-p1363' })
    const text = `vapid t=${header}.${claims}.${signature.toString('base64url')}, k=${keys.publicKey}`
    if (known.size >= ORIGINS_MOST) known.clear()
    known.set(origin, { text, until: now + RENEWED_MS })
    return text
  }
}
