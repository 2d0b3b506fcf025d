import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Secrets } from '../contract/room-forms.ts'

/** Keeps the secrets of connections unreadable in the store: they are needed in clear to verify, so hashing is not enough. */
export interface SecretBox {
  seal(secrets: Secrets, connectionId: string): string
  /** null when the key is another one or the text was changed */
  open(sealed: string, connectionId: string): Secrets | null
}

const version = 'v1'
const ivBytes = 12
const tagBytes = 16

/** AES-256-GCM under a key derived from `material` (a secret of the deployment); bound to the connection, so that rows cannot be swapped. */
export function secretBox(material: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', material, '', 'tiefen room secrets', 32))
  return {
    seal(secrets, connectionId) {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(connectionId))
      const text = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()])
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
    },
    open(sealed, connectionId) {
      const [mark, body] = sealed.split('.')
      if (mark !== version || body === undefined) return null
      const bytes = Buffer.from(body, 'base64url')
      if (bytes.length <= ivBytes + tagBytes) return null
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(connectionId)).setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
      try {
        const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
        return JSON.parse(text.toString('utf8')) as Secrets
      } catch {
        // the tag does not fit: another key, or a changed row
        return null
      }
    },
  }
}

/** A new secret for a Douyin data type: 32 hex digits. */
export function newPushSecret(): string {
  return randomBytes(16).toString('hex')
}

/** A new signing secret in the Standard Webhooks form: `whsec_` and 32 bytes in base64. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}
