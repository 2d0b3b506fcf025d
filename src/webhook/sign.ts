import { createHmac, randomBytes } from 'node:crypto'
import type { SecretKeeper } from './parts.ts'

const prefix = 'whsec_'

/** A new signing secret: `whsec_` and 32 random bytes in base64. */
export const newSigningSecret = (): string => prefix + randomBytes(32).toString('base64')

/**
 * The headers of a Standard Webhooks message: `{id}.{timestamp}.{body}` signed with each secret, the present one first.
 * @param at UTC ms of this attempt, by the machine's clock: receivers compare it with theirs
 */
export function signedHeaders(
  id: string,
  at: number,
  body: string,
  secrets: readonly string[],
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const timestamp = String(Math.floor(at / 1_000))
  const sign = (secret: string): string => {
    const key = Buffer.from(secret.startsWith(prefix) ? secret.slice(prefix.length) : secret, 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`, 'utf8').digest('base64')}`
  }
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': secrets.map(sign).join(' ') }
}

const boundTo = (webhookId: string): string => `webhook:${webhookId}`

/** A secret as it is stored, bound to its endpoint. */
export const sealSecret = (keeper: SecretKeeper, webhookId: string, secret: string): string =>
  keeper.seal({ signing: secret }, boundTo(webhookId))

/** What an endpoint's messages are signed with at a (real) instant: its secret, and the one before while that is good. Empty: not readable. */
export function signingSecrets(
  keeper: SecretKeeper,
  endpoint: {
    readonly webhookId: string
    readonly secret: string
    readonly previousSecret: string | null
    readonly previousUntil: number | null
  },
  realNow: number,
): readonly string[] {
  const open = (sealed: string | null): string | undefined =>
    sealed === null ? undefined : keeper.open(sealed, boundTo(endpoint.webhookId))?.['signing']
  const present = open(endpoint.secret)
  if (present === undefined) return []
  const previous = (endpoint.previousUntil ?? 0) > realNow ? open(endpoint.previousSecret) : undefined
  return previous === undefined ? [present] : [present, previous]
}
