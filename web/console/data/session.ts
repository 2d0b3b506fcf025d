import { answerOf } from '../../shared/api.ts'
import { cookieApi, sessionOfCookie } from '../../shared/desk.ts'
import { ApiProblem } from '../../shared/problem.ts'
import { saveSession, type Session } from '../../shared/session.ts'

const open = cookieApi()

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
