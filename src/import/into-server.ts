import { z } from 'zod'
import { eventAnswer } from '../contract/events.ts'
import { mode } from '../contract/forms.ts'
import { Fault } from '../ports/db.ts'
import type { ImportTarget } from './target.ts'

const ATTEMPTS_MOST = 6
const PAUSE_MS = 500
const PAUSE_MOST_MS = 30_000
const REQUEST_MS = 120_000

const ownerAnswer = z.object({ currency: z.string() })
const clubAnswer = z.object({ mode, members: z.int() })

/**
 * Imports through POST /v1/events?mode=history with the platform key. The ids of the events make sending again harmless, so nothing else is kept:
 * a stopped import is sent again from the start, and what was applied is answered as a duplicate.
 */
export function intoServer(server: string, secretKey: string): ImportTarget {
  const base = server.replace(/\/+$/, '')

  const call = async (method: string, path: string, body?: unknown): Promise<{ status: number; value: unknown }> => {
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await once(method, path, body).catch((error: unknown) => ({ lost: error }))
      const again = 'lost' in outcome || outcome.status === 429 || outcome.status >= 500
      if (!again) return outcome
      if (attempt >= ATTEMPTS_MOST) {
        const why = 'lost' in outcome ? String(outcome.lost) : `status ${outcome.status}`
        throw new Fault(`${method} ${base}${path} did not succeed in ${attempt} attempts: ${why}`)
      }
      const asked = 'lost' in outcome ? null : outcome.retryAfterMs
      await new Promise((resolve) => setTimeout(resolve, Math.min(PAUSE_MOST_MS, asked ?? PAUSE_MS * 2 ** attempt)))
    }
  }
  const once = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(body === undefined
          ? {}
          : { 'content-type': Array.isArray(body) ? 'application/cloudevents-batch+json' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(REQUEST_MS),
    })
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
    const value: unknown = await response.json().catch(() => null)
    return { status: response.status, value, retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : null }
  }
  const refusal = (path: string, { status, value }: { status: number; value: unknown }): Fault => {
    const problem = z.object({ code: z.string(), title: z.string() }).safeParse(value)
    return new Fault(`${path}: ${status} ${problem.success ? `${problem.data.code}, ${problem.data.title}` : ''}`)
  }

  const read = async <T>(path: string, form: z.ZodType<T>): Promise<T | null> => {
    const answer = await call('GET', path)
    if (answer.status === 404) return null
    if (answer.status !== 200) throw refusal(path, answer)
    return form.parse(answer.value)
  }
  const clubPath = (ownerId: string): string => `/v1/clubs/${encodeURIComponent(ownerId)}`
  const ownerPath = (ownerId: string): string => `/v1/owners/${encodeURIComponent(ownerId)}`

  return {
    async club(ownerId) {
      const owner = await read(ownerPath(ownerId), ownerAnswer)
      const club = await read(clubPath(ownerId), clubAnswer)
      return owner === null || club === null ? null : { currency: owner.currency, mode: club.mode }
    },
    async createOwner({ ownerId, ...owner }) {
      const answer = await call('PUT', ownerPath(ownerId), owner)
      return answer.status < 300 ? null : refusal(ownerPath(ownerId), answer).message
    },
    resume: () => Promise.resolve(null),
    async send(events, _key, next) {
      const path = '/v1/events?mode=history'
      const answer = await call('POST', path, events)
      if (answer.status !== 200) throw refusal(path, answer)
      next(
        eventAnswer.parse(answer.value).results.map(({ id, status, code, points }) => ({
          id,
          status,
          ...(code === undefined ? {} : { code }),
          ...(points === undefined ? {} : { points }),
        })),
      )
    },
    keep: () => Promise.resolve(),
    members: async (ownerId) => (await read(clubPath(ownerId), clubAnswer))?.members ?? 0,
    summary: () => Promise.resolve(null),
    close: () => Promise.resolve(),
  }
}
