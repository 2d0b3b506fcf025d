import { z } from 'zod'
import { acceptInvitation } from '../account/accept.ts'
import { accountByIdentity } from '../account/store.ts'
import { oidcStartInput, redirectView } from '../contract/accounts.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { App } from '../ports/app.ts'
import { isSecure, signInBrowser } from './browser-session.ts'
import { edgeRoute } from './mount.ts'
import type { EdgeRoute, Exchange } from './mount.ts'
import type { Identity } from './oidc.ts'
import { crossSite } from './origin.ts'

const COOKIE = 'tiefen_flow'
const tag = 'sign-in'
const clauses = ['PLT-1'] as const
const open = { kind: 'open' } as const

// Lax: the browser comes back from another site, and a strict cookie would stay away.
const cookieOptions = (exchange: Exchange) =>
  ({
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(exchange.request, exchange.services),
    path: '/v1/auth/oidc',
    maxAge: 600,
  }) as const

async function start(exchange: Exchange, baseUrl: string, invitation: string | null): Promise<string | Rejection> {
  const { oidc } = exchange.services
  if (oidc === null) return reject('not_found')
  const { location, sealed } = await oidc.start(baseUrl, invitation)
  void exchange.reply.setCookie(COOKIE, sealed, cookieOptions(exchange))
  return location
}

const startByLink = edgeRoute({
  name: 'startOidc',
  method: 'GET',
  path: '/v1/auth/oidc/start',
  tag,
  summary: 'Sends the browser to the identity provider',
  clauses,
  access: open,
  answer: z.string(),
  answersAs: 'redirect',
  async handle(_app, { baseUrl }, exchange) {
    const location = await start(exchange, baseUrl, null)
    if (isRejection(location)) return location
    void exchange.reply.redirect(location, 302)
    return undefined
  },
})

const startByInvitation = edgeRoute({
  name: 'startOidcInvitation',
  method: 'POST',
  path: '/v1/auth/oidc/start',
  tag,
  summary: 'Where to send the browser to accept an invitation through the identity provider',
  clauses,
  access: open,
  body: oidcStartInput,
  answer: redirectView,
  async handle(_app, { body, baseUrl }, exchange) {
    const refused = crossSite(exchange.request, exchange.services)
    if (refused !== null) return refused
    const location = await start(exchange, baseUrl, body.invitation)
    return isRejection(location) ? location : { location }
  },
})

/** The account of who came back: one he has, or one that his invitation makes. Codes: credentials_invalid, invitation_invalid, login_taken. */
async function accountOf(app: App, identity: Identity, now: number): Promise<string | Rejection> {
  const { issuer, subject, name, invitation } = identity
  const account = await accountByIdentity(app.db, issuer, subject)
  if (account !== null) return account.account_id
  if (invitation === null) return reject('credentials_invalid')
  return acceptInvitation(app.db, { token: invitation, name, credentials: { kind: 'identity', issuer, subject }, now })
}

const callback = edgeRoute({
  name: 'finishOidc',
  method: 'GET',
  path: '/v1/auth/oidc/callback',
  tag,
  summary: 'Where the identity provider sends the browser back; signs in and goes on to the console',
  clauses,
  access: open,
  answer: z.string(),
  answersAs: 'redirect',
  async handle(app, { baseUrl, realNow }, exchange) {
    const { request, reply, services } = exchange
    if (services.oidc === null) return reject('not_found')
    const identity = await services.oidc.finish(new URL(request.url, baseUrl), request.cookies[COOKIE] ?? null)
    void reply.clearCookie(COOKIE, cookieOptions(exchange))
    const accountId = isRejection(identity) ? identity : await accountOf(app, identity, realNow)
    const signed = isRejection(accountId) ? accountId : await signInBrowser(request, reply, services, accountId)
    // People read this on a page, not as JSON.
    void reply.redirect(isRejection(signed) ? `/console/sign-in?problem=${signed.rejected}` : '/console/', 303)
    return undefined
  },
})

export const oidcRoutes: readonly EdgeRoute[] = [startByLink, startByInvitation, callback]
