import { acceptInvitation } from '../account/accept.ts'
import { secretHash } from '../account/secret.ts'
import {
  accountByLogin,
  accountById,
  deleteSession,
  deleteSessionsOf,
  openInvitation,
  sessionById,
  setPassword,
} from '../account/store.ts'
import {
  acceptInput,
  done,
  invitationOffer,
  invitationToken,
  passwordInput,
  signedIn,
  signInInput,
  signInWays,
  tokenView,
} from '../contract/accounts.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { toInstant } from '../lib/time.ts'
import { subjectOf } from './auth.ts'
import { clearSession, readSession, sessionSecret, signInBrowser } from './browser-session.ts'
import { edgeRoute } from './mount.ts'
import type { EdgeRoute } from './mount.ts'
import { crossSite } from './origin.ts'
import { edgeLimits } from './settings.ts'

const tag = 'sign-in'
const clauses = ['PLT-1'] as const
const open = { kind: 'open' } as const
/** Counts guesses of invitation tokens under one name. */
const INVITATIONS = '(invitation)'

const getWays = edgeRoute({
  name: 'getSignInWays',
  method: 'GET',
  path: '/v1/auth/ways',
  tag,
  summary: 'How people can sign in here',
  clauses,
  access: open,
  answer: signInWays,
  handle: async (_app, _input, { services }) => ({ password: true, oidc: services.config.oidc !== null }),
})

const readInvitation = edgeRoute({
  name: 'readInvitation',
  method: 'POST',
  path: '/v1/auth/invitation',
  tag,
  summary: 'What an invitation offers, before it is accepted',
  clauses,
  access: open,
  body: invitationToken,
  answer: invitationOffer,
  async handle(app, { body, realNow }, { services, request }) {
    const wait = services.attempts.refusal(INVITATIONS, request.ip, realNow)
    if (wait !== null) return wait
    const row = await openInvitation(app.db, secretHash(body.token), realNow, false)
    if (row !== null)
      return { role: row.role, ownerId: row.owner_id, name: row.name, expiresAt: toInstant(row.expires_at) }
    services.attempts.failed(INVITATIONS, request.ip, realNow)
    return reject('invitation_invalid')
  },
})

const accept = edgeRoute({
  name: 'acceptInvitation',
  method: 'POST',
  path: '/v1/auth/accept',
  tag,
  summary: 'Makes an account out of an invitation and signs in',
  clauses,
  access: open,
  body: acceptInput,
  answer: signedIn,
  async handle(app, { body, realNow }, { services, request, reply }) {
    const refused = crossSite(request, services) ?? services.attempts.refusal(INVITATIONS, request.ip, realNow)
    if (refused !== null) return refused
    // Looked at before the costly hash, and again, locked, when it is taken.
    if ((await openInvitation(app.db, secretHash(body.token), realNow, false)) === null) {
      services.attempts.failed(INVITATIONS, request.ip, realNow)
      return reject('invitation_invalid')
    }
    const passwordHash = await services.passwords.hash(body.password)
    if (isRejection(passwordHash)) return passwordHash
    const credentials = { kind: 'password', login: body.login, passwordHash } as const
    const accountId = await acceptInvitation(app.db, { token: body.token, name: body.name, credentials, now: realNow })
    return isRejection(accountId) ? accountId : signInBrowser(request, reply, services, accountId)
  },
})

const signIn = edgeRoute({
  name: 'signIn',
  method: 'POST',
  path: '/v1/auth/sign-in',
  tag,
  summary: 'Signs in with login and password; the session is a cookie that scripts cannot read',
  clauses,
  access: open,
  body: signInInput,
  answer: signedIn,
  async handle(app, { body, realNow }, { services, request, reply }) {
    const login = body.login.trim().toLowerCase()
    const refused = crossSite(request, services) ?? services.attempts.refusal(login, request.ip, realNow)
    if (refused !== null) return refused
    // Counted before the slow check, so that guesses sent together do not slip through together.
    services.attempts.failed(login, request.ip, realNow)
    const account = await accountByLogin(app.db, login)
    const right = await services.passwords.verify(body.password, account?.password_hash ?? null)
    if (isRejection(right)) return right
    if (!right || account === null || account.disabled_at !== null) return reject('credentials_invalid')
    services.attempts.passed(login, request.ip, realNow)
    return signInBrowser(request, reply, services, account.account_id)
  },
})

const signOut = edgeRoute({
  name: 'signOut',
  method: 'POST',
  path: '/v1/auth/sign-out',
  tag,
  summary: 'Ends the browser’s session, and with it its tokens',
  clauses,
  access: open,
  answer: done,
  async handle(app, _input, { services, request, reply }) {
    const refused = crossSite(request, services)
    if (refused !== null) return refused
    const secret = sessionSecret(request)
    if (secret !== null) await deleteSession(app.db, secretHash(secret))
    clearSession(request, reply, services)
    return { done: true }
  },
})

const sessionToken = edgeRoute({
  name: 'makeSessionToken',
  method: 'POST',
  path: '/v1/auth/token',
  tag,
  summary: 'A bearer of 10 minutes for the browser’s session',
  clauses,
  access: open,
  answer: tokenView,
  async handle(_app, { realNow }, { services, request }) {
    const refused = crossSite(request, services)
    if (refused !== null) return refused
    const session = await readSession(request, services)
    if (isRejection(session)) return session
    const seconds = Math.floor(realNow / 1_000) + edgeLimits.sessionTokenSeconds
    const expiresAt = Math.min(seconds * 1_000, session.expiresAt)
    const token = await services.tokens.make(subjectOf(session), expiresAt, session.sessionId)
    return { token, expiresAt: toInstant(expiresAt) }
  },
})

const changePassword = edgeRoute({
  name: 'changePassword',
  method: 'POST',
  path: '/v1/auth/password',
  tag,
  summary: 'Changes one’s own password and ends one’s other sessions',
  clauses,
  access: { kind: 'any' },
  body: passwordInput,
  answer: done,
  async handle(app, { body, realNow }, { services, request, principal }) {
    const sessionId = principal?.via === 'session' ? principal.credentialId : undefined
    const standing = sessionId === undefined ? null : await sessionById(app.db, sessionId, realNow)
    const account = standing === null ? null : await accountById(app.db, standing.accountId)
    if (account === null || account.login === null || sessionId === undefined) return reject('forbidden')
    const wait = services.attempts.refusal(account.login, request.ip, realNow)
    if (wait !== null) return wait
    services.attempts.failed(account.login, request.ip, realNow)
    const right = await services.passwords.verify(body.current, account.password_hash)
    if (right !== true) return isRejection(right) ? right : reject('credentials_invalid')
    services.attempts.passed(account.login, request.ip, realNow)
    const hash = await services.passwords.hash(body.next)
    if (isRejection(hash)) return hash
    await app.db.transaction(async (tx) => {
      await setPassword(tx, account.account_id, hash)
      await deleteSessionsOf(tx, account.account_id, sessionId)
    })
    return { done: true }
  },
})

export const sessionRoutes: readonly EdgeRoute[] = [
  getWays,
  readInvitation,
  accept,
  signIn,
  signOut,
  sessionToken,
  changePassword,
]
