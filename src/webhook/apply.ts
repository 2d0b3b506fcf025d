import type { WebhookOffReason } from '../contract/webhooks.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../lib/time.ts'
import type { WebhookOutcome } from '../ports/webhook-sender.ts'

/** Pauses before the second attempt and each one after it, in ms; then a delivery is given up (the schedule of Standard Webhooks 1.0). */
export const retryPauses: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]
/** A pause is up to this much longer, so that what failed together is not tried again together. */
const JITTER = 0.2
/** A receiver cannot put us off for longer. */
export const retryAfterMost = DAY

/**
 * When the next attempt is due, or null: given up.
 * @param attempts how many were made
 * @param random from 0 to 1
 * @param retryAfter what the receiver asked for, ms
 */
export function nextAttemptAt(attempts: number, now: number, random: number, retryAfter: number | null): number | null {
  const pause = retryPauses[attempts - 1]
  if (pause === undefined) return null
  return now + Math.max(Math.round(pause * (1 + JITTER * random)), Math.min(retryAfter ?? 0, retryAfterMost))
}

/** How an endpoint fares since its last success; null: it succeeds. */
export interface Failing {
  /** UTC ms of the first failure */
  readonly since: number
  /** Spans of 24 hours since then that saw a failure */
  readonly days: number
  /** The last such span, from 0 */
  readonly day: number
}

/** So long and on so many days every attempt fails before an endpoint counts as dead: silence alone switches nothing off. */
export const deadDays = 5

/** One more failure. */
export function failedAgain(failing: Failing | null, now: number): Failing {
  if (failing === null) return { since: now, days: 1, day: 0 }
  const day = Math.max(failing.day, Math.floor((now - failing.since) / DAY))
  return { since: failing.since, days: failing.days + (day > failing.day ? 1 : 0), day }
}

/** Whether the endpoint is to be switched off at this failure. */
export const isDead = (failing: Failing, now: number): boolean =>
  failing.days >= deadDays && now - failing.since >= deadDays * DAY

/** How one endpoint stands after what came of attempts, in order. */
export interface Standing {
  readonly failing: Failing | null
  /** UTC ms of the last success */
  readonly deliveredAt: number | null
  /** UTC ms: the receiver asked not to be called before */
  readonly notBefore: number | null
  readonly off: Exclude<WebhookOffReason, 'manual'> | null
}

/** One outcome more. */
export function afterOutcome(standing: Standing, outcome: WebhookOutcome, now: number): Standing {
  if (outcome.error === 'aborted') return standing
  if (outcome.error === null) return { ...standing, failing: null, deliveredAt: now, notBefore: null }
  const failing = failedAgain(standing.failing, now)
  const off = outcome.error === 'gone' ? 'gone' : isDead(failing, now) ? 'failing' : standing.off
  const asked = outcome.retryAfterMilliseconds
  const notBefore = asked === null ? standing.notBefore : now + Math.min(asked, retryAfterMost)
  return { ...standing, failing, notBefore, off }
}

/** An answer's beginning without what we sent in confidence: receivers echo headers. */
export function withoutSecrets(response: string, secrets: readonly string[]): string {
  const known = secrets.flatMap((secret) => [secret, secret.replace(/^whsec_/, '')])
  const masked = known.reduce((text, secret) => text.replaceAll(secret, '[removed]'), response)
  return masked.replaceAll(/whsec_[A-Za-z0-9+/=]+|v1,[A-Za-z0-9+/]{43}=|\b[Bb]earer\s+[\w.~+/=-]+/g, '[removed]')
}
