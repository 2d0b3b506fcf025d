import { answerOf, createApi, type Api } from '../../shared/api.ts'
import { demoSignIn } from '../../shared/demo.ts'
import { ApiProblem } from '../../shared/problem.ts'
import { saveSession, type Session } from '../../shared/session.ts'

/** A client that sends the sign-in cookie and no token: for the calls that make one. */
const open: Api = createApi({ token: () => null, renew: () => Promise.resolve(null) })

/** A fresh session after a 401: through the demo's door again, or from the sign-in cookie; null when neither lets one in. */
export async function renewDesk(old: Session): Promise<Session | null> {
  if (old.demo === true && old.role !== 'fan' && old.role !== 'staff') return demoSignIn(old.role, old.ownerId)
  return sessionOfCookie().catch((error: unknown) => {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return null
    throw error
  })
}

/** Signs in with a password; keeps the session. Codes `credentials_invalid`, `too_many_requests`. */
export async function signIn(input: { login: string; password: string }): Promise<Session> {
  await answerOf(open.POST('/v1/auth/sign-in', { body: input }))
  return keep(await sessionOfCookie())
}

/** Takes an invitation; keeps the session. Codes `invitation_invalid`, `login_taken`. */
export async function acceptInvitation(input: { token: string; login: string; password: string; name: string }): Promise<Session> {
  await answerOf(open.POST('/v1/auth/accept', { body: input }))
  return keep(await sessionOfCookie())
}

/** What an invitation offers. Code `invitation_invalid`. */
export function readInvitation(token: string) {
  return answerOf(open.POST('/v1/auth/invitation', { body: { token } }))
}

/** Takes an invitation with the organisation's own sign-in: leaves the page for it. */
export async function acceptWithOrganisation(invitation: string): Promise<void> {
  const { location } = await answerOf(open.POST('/v1/auth/oidc/start', { body: { invitation } }))
  window.location.assign(location)
}

/** After a return from the organisation's sign-in page: the cookie is there, the token is not yet. Null without one. */
export async function resumeSession(): Promise<Session | null> {
  return sessionOfCookie().then(keep, (error: unknown) => {
    if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) return null
    throw error
  })
}

/** Which ways in the server offers. */
export function signInWays() {
  return answerOf(open.GET('/v1/auth/ways', {}))
}

/** Ends the session here and at the server. */
export async function signOut(): Promise<void> {
  await answerOf(open.POST('/v1/auth/sign-out', {})).catch(() => undefined)
  saveSession('desk', null)
}

function keep(session: Session): Session {
  saveSession('desk', session)
  return session
}

async function sessionOfCookie(): Promise<Session> {
  const { token } = await answerOf(open.POST('/v1/auth/token', {}))
  const own = createApi({ token: () => token, renew: () => Promise.resolve(null) })
  const { role, id, ownerId, name } = await answerOf(own.GET('/v1/me', {}))
  const known = role === 'platform' ? 'admin' : role
  return { token, id, role: known, ...(ownerId === null ? {} : { ownerId }), ...(name === null ? {} : { name }) }
}
