import type { FastifyReply, FastifyRequest } from 'fastify'
import { startSession } from '../account/accept.ts'
import { secretHash } from '../account/secret.ts'
import { sessionByHash } from '../account/store.ts'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { EdgeServices } from './services.ts'
import { edgeLimits } from './settings.ts'

const COOKIE = 'tiefen_session'

/** Pages come by https: as configured, or as this request did. */
export const isSecure = (request: FastifyRequest, services: Pick<EdgeServices, 'config'>): boolean =>
  (services.config.publicUrl ?? `${request.protocol}:`).startsWith('https:')

// The cookie goes only where it is needed: to the calls that turn it into a short-lived bearer.
const cookieOptions = (secure: boolean) =>
  ({ httpOnly: true, sameSite: 'strict', secure, path: '/v1/auth', maxAge: edgeLimits.sessionHours * 3_600 }) as const

/** The secret of the request's session cookie. */
export const sessionSecret = (request: FastifyRequest): string | null => request.cookies[COOKIE] ?? null

/** Takes the session cookie away. */
export function clearSession(request: FastifyRequest, reply: FastifyReply, services: EdgeServices): void {
  void reply.clearCookie(COOKIE, cookieOptions(isSecure(request, services)))
}

/** Signs an account in on this browser. Codes: credentials_invalid (disabled or revoked). */
export async function signInBrowser(
  request: FastifyRequest,
  reply: FastifyReply,
  services: EdgeServices,
  accountId: string,
): Promise<{ accountId: string; name: string; role: string; ownerId: string | null } | Rejection> {
  const now = services.realNow()
  const session = await startSession(services.app.db, accountId, now, now + edgeLimits.sessionHours * 3_600_000)
  if (session === null) return reject('credentials_invalid')
  void reply.setCookie(COOKIE, session.secret, cookieOptions(isSecure(request, services)))
  const { name, role, ownerId } = session.standing
  return { accountId, name, role, ownerId }
}

/** The session of the request's cookie. Codes: unauthenticated. */
export async function readSession(request: FastifyRequest, services: EdgeServices) {
  const secret = sessionSecret(request)
  if (secret === null) return reject('unauthenticated')
  return (await sessionByHash(services.app.db, secretHash(secret), services.realNow())) ?? reject('unauthenticated')
}
