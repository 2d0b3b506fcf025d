import { answerOf, createApi, type Api } from './api.ts'
import { demoSignIn } from './demo.ts'
import { ApiProblem } from './problem.ts'
import type { Session } from './session.ts'

/** A client that sends the sign-in cookie and no token: for the calls that make one. */
export const cookieApi = (): Api => createApi({ token: () => null, renew: () => Promise.resolve(null) })

/**
 * A fresh session after a 401: through the demo's door again, or from the sign-in cookie; null when neither lets one in. The console and the
 * streamer's page share one session, so they renew it in one way: where one gives up, both are signed out.
 */
export async function renewDesk(old: Session): Promise<Session | null> {
  if (old.demo === true && old.role !== 'fan' && old.role !== 'staff') return demoSignIn(old.role, old.ownerId)
  return sessionOfCookie().catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return null
    throw error
  })
}

/** Whose sign-in cookie this browser holds, with a token of his. */
export async function sessionOfCookie(): Promise<Session> {
  const { token } = await answerOf(cookieApi().POST('/v1/auth/token', {}))
  const own = createApi({ token: () => token, renew: () => Promise.resolve(null) })
  const { role, id, ownerId, name } = await answerOf(own.GET('/v1/me', {}))
  const known = role === 'platform' ? 'admin' : role
  return { token, id, role: known, ...(ownerId === null ? {} : { ownerId }), ...(name === null ? {} : { name }) }
}
