import { createServer as createHttpServer } from 'node:http'
import type { RequestListener, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { SignJWT, exportJWK, generateKeyPair } from 'jose'
import type { JWTPayload } from 'jose'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { stores } from '../../test/support/store.ts'
import type { TestStore } from '../../test/support/store.ts'
import { accountWriteRoutes } from '../account/ingest.ts'
import { realNow } from '../infra/system-clock.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'

/** The platform's issuer and people's identity provider, both real: oidc-provider on a port of its own. */
const embedded = stores[0] as TestStore
let db: Db
let server: FastifyInstance
let provider: Server
let issuer: string
let base: string
let keys: Awaited<ReturnType<typeof generateKeyPair>>

beforeAll(async () => {
  db = await embedded.open()
  keys = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }
  let answer: RequestListener = () => undefined
  provider = createHttpServer((request, response) => {
    if (request.url === '/platform-keys') response.end(JSON.stringify({ keys: [jwk] }))
    else answer(request, response)
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  server = createServer({
    app: plainApp(db),
    routes: [...probes().routes, ...accountWriteRoutes],
    config: {
      ...edgeConfig,
      oidc: { issuer, clientId: 'tiefen', clientSecret: 'client-secret', scope: 'openid profile', allowHttp: true },
      issuer: {
        issuer: 'https://platform.test',
        jwksUrl: `${issuer}/platform-keys`,
        audience: 'tiefen',
        algorithms: ['RS256', 'ES256', 'EdDSA'],
        types: ['at+jwt', 'jwt'],
        idClaim: 'sub',
        roleClaim: 'role',
        ownerClaim: 'ownerId',
      },
    },
    realNow,
    outbox: memoryOutbox(),
  })
  base = await server.listen({ port: 0, host: '127.0.0.1' })
  const identity = new Provider(issuer, {
    clients: [
      {
        client_id: 'tiefen',
        client_secret: 'client-secret',
        redirect_uris: [`${base}/v1/auth/oidc/callback`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => Promise.resolve({ sub: id, name: `Person ${id}` }),
    }),
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'] },
    cookies: { keys: ['test'] },
  })
  answer = identity.callback()
})
afterAll(async () => {
  await server.close()
  await new Promise((resolve) => provider.close(resolve))
  await db.close()
})

/** A browser: one jar of cookies per host and port, redirects followed by hand. */
function browser() {
  const jars = new Map<string, Map<string, string>>()
  const visit = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const { origin } = new URL(address)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const at = pair.indexOf('=')
      if (/expires=Thu, 01 Jan 1970/i.test(line) || pair.slice(at + 1) === '') jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }
  /** Follows redirects, signs in as `login` where asked, and stops at the console's address. */
  const through = async (address: string, login: string): Promise<string> => {
    let at = address
    for (let step = 0; step < 20; step++) {
      if (at.startsWith(`${base}/console`)) return at.slice(base.length)
      let answer = await visit(at)
      if (answer.status === 200) {
        const action = /action="([^"]+)"/.exec(await answer.text())?.[1] ?? ''
        const prompt = step < 4 ? 'login' : 'consent'
        answer = await visit(new URL(action, at).href, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ prompt, login, password: 'x' }).toString(),
        })
      }
      at = new URL(answer.headers.get('location') ?? '', at).href
    }
    throw new Error('too many redirects')
  }
  return { visit, through }
}
const ours = { 'x-tiefen-request': '1', 'content-type': 'application/json' }

async function invite(): Promise<string> {
  const answer = await fetch(`${base}/v1/invitations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'reviewer' }),
  })
  return ((await answer.json()) as { link: string }).link.split('#token=')[1] ?? ''
}

describe('PLT-1: OIDC code flow', () => {
  const me = async (visit: ReturnType<typeof browser>['visit']): Promise<unknown> => {
    const token = await visit(`${base}/v1/auth/token`, { method: 'POST', headers: { 'x-tiefen-request': '1' } })
    const authorization = `Bearer ${((await token.json()) as { token: string }).token}`
    return (await fetch(`${base}/v1/me`, { headers: { authorization } })).json()
  }

  test('an invitation is accepted at the provider; later the same person simply signs in', async () => {
    const first = browser()
    const started = await first.visit(`${base}/v1/auth/oidc/start`, {
      method: 'POST',
      headers: ours,
      body: JSON.stringify({ invitation: await invite() }),
    })
    const { location } = (await started.json()) as { location: string }
    expect(await first.through(location, 'mei')).toBe('/console/')
    expect(await me(first.visit)).toMatchObject({ role: 'reviewer' })
    const later = browser()
    expect(await later.through(`${base}/v1/auth/oidc/start`, 'mei')).toBe('/console/')
    expect(await me(later.visit)).toMatchObject({ role: 'reviewer' })
  })
  test('nobody gets in without an invitation', async () => {
    const { through, visit } = browser()
    expect(await through(`${base}/v1/auth/oidc/start`, 'stranger')).toBe('/console/sign-in?problem=credentials_invalid')
    expect((await visit(`${base}/v1/auth/token`, { method: 'POST', headers: ours })).status).toBe(401)
  })
  test('a return without its cookie, with another state or a made-up code', async () => {
    const wrong = '/console/sign-in?problem=credentials_invalid'
    const back = async (visit: ReturnType<typeof browser>['visit'], query: string) =>
      (await visit(`${base}/v1/auth/oidc/callback?${query}`)).headers.get('location')
    expect(await back(browser().visit, 'code=x&state=y')).toBe(wrong)
    const { visit } = browser()
    const location = (await visit(`${base}/v1/auth/oidc/start`)).headers.get('location') ?? ''
    expect(new URL(location).searchParams.get('code_challenge_method')).toBe('S256')
    expect(await back(visit, 'code=x&state=y')).toBe(wrong)
    const again = (await visit(`${base}/v1/auth/oidc/start`)).headers.get('location') ?? ''
    const state = new URL(again).searchParams.get('state') ?? ''
    expect(await back(visit, `code=x&state=${state}&iss=${encodeURIComponent(issuer)}`)).toBe(wrong)
    expect(await back(visit, `error=access_denied&state=${state}`)).toBe(wrong)
  })
})

describe('PLT-1: tokens of the platform’s own issuer', () => {
  const seconds = () => Math.floor(realNow() / 1_000)
  const sign = (payload: JWTPayload, header: object = {}, key = keys.privateKey) =>
    new SignJWT({ iss: 'https://platform.test', aud: 'tiefen', exp: seconds() + 60, sub: 'ann', ...payload })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1', typ: 'at+jwt', ...header })
      .sign(key)
  const any = async (token: string): Promise<[number, unknown]> => {
    const answer = await fetch(`${base}/v1/any`, { headers: { authorization: `Bearer ${token}` } })
    return [answer.status, await answer.json()]
  }

  test('a fan by default, other roles by claim, never the platform itself', async () => {
    expect(await any(await sign({}))).toEqual([200, { who: 'ann', role: 'fan' }])
    expect(await any(await sign({ role: 'owner', ownerId: 'luo' }))).toEqual([200, { who: 'luo', role: 'owner' }])
    expect(await any(await sign({ role: 'staff', ownerId: 'luo' }))).toEqual([200, { who: 'ann', role: 'staff' }])
    for (const payload of [{ role: 'platform' }, { role: 'staff' }, { role: 7 }, { sub: 'a b' }, { sub: '' }])
      expect((await any(await sign(payload)))[0]).toBe(401)
  })
  test('expired, of another issuer or audience, untyped, unsigned', async () => {
    expect(await any(await sign({ exp: seconds() - 50 }))).toMatchObject([200, {}])
    expect(await any(await sign({ exp: seconds() - 70 }))).toMatchObject([401, { code: 'token_expired' }])
    const other = (await generateKeyPair('ES256')).privateKey
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    const body = (await sign({})).split('.')[1] ?? ''
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))
    const confused = await new SignJWT({ iss: 'https://platform.test', aud: 'tiefen', exp: seconds() + 60, sub: 'ann' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
      .sign(secret)
    const bad = [
      await sign({ iss: 'https://other.test' }),
      await sign({ aud: 'other' }),
      await sign({ exp: undefined } as unknown as JWTPayload),
      await sign({}, { typ: undefined }),
      await sign({}, { typ: 'id+jwt' }),
      await sign({}, { kid: 'unknown' }),
      await sign({}, {}, other),
      `${none}.${body}.`,
      confused,
    ]
    for (const token of bad) expect(await any(token)).toMatchObject([401, { code: 'unauthenticated' }])
  })
})
