import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edgeConfig, handClock, memoryOutbox, plainApp, probes, secretKey } from '../../test/support/edge.ts'
import { emptyTables, describeStores } from '../../test/support/store.ts'
import { firstAdminLink } from '../account/accept.ts'
import { accountWriteRoutes } from '../account/ingest.ts'
import { accountReadRoutes } from '../account/read.ts'
import type { Db } from '../ports/db.ts'
import { createServer } from './http.ts'

describeStores('edge: people', (embedded) => {
  const clock = handClock()
  let db: Db
  let server: FastifyInstance

  // A server per group: the bounds on guessing live in its memory.
  const start = (): FastifyInstance =>
    createServer({
      app: plainApp(db),
      routes: [...probes().routes, ...accountReadRoutes, ...accountWriteRoutes],
      config: edgeConfig,
      realNow: clock.now,
      outbox: memoryOutbox(),
      passwordCost: 4,
    })
  beforeAll(async () => {
    db = await embedded.open()
    server = start()
  })
  afterAll(async () => {
    await server.close()
    await db.close()
  })

  const platform = { authorization: `Bearer ${secretKey}` }
  const ours = { 'x-tiefen-request': '1' }
  type Answer = Awaited<ReturnType<FastifyInstance['inject']>>
  const codeOf = (answer: Answer): unknown => (answer.json() as { code?: string }).code ?? answer.statusCode
  const post = (url: string, payload: object | undefined, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url,
      headers: { ...ours, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
  const cookieOf = (answer: Answer): string => `tiefen_session=${answer.cookies[0]?.value ?? ''}`
  const tokenOfLink = (link: string | null): string => (link ?? '').split('#token=')[1] ?? ''

  async function invited(
    payload: object,
    headers: Record<string, string> = platform,
    url = '/v1/invitations',
  ): Promise<string> {
    return tokenOfLink(((await post(url, payload, headers)).json() as { link: string }).link)
  }
  const person = (login: string) => ({ login, password: 'correct horse battery', name: `名字 ${login}` })

  /** Accepts and gives the cookie. */
  async function accepted(token: string, login: string): Promise<string> {
    const answer = await post('/v1/auth/accept', { token, ...person(login) })
    expect(answer.statusCode).toBe(200)
    return cookieOf(answer)
  }
  async function bearer(cookie: string): Promise<{ authorization: string }> {
    const answer = await post('/v1/auth/token', undefined, { cookie })
    expect(answer.statusCode).toBe(200)
    return { authorization: `Bearer ${(answer.json() as { token: string }).token}` }
  }
  const get = async (url: string, headers: Record<string, string>): Promise<number> =>
    (await server.inject({ url, headers })).statusCode

  describe('PLT-1: people sign in without the demo', () => {
    test('the first-admin link: one use, 24 h, the newest only, none once there is an administrator', async () => {
      const early = tokenOfLink(await firstAdminLink(db, 'http://x', clock.now()))
      const link = await firstAdminLink(db, 'http://x', clock.now())
      expect(link).toMatch(/^http:\/\/x\/console\/accept#token=[\w-]{43}$/)
      expect(codeOf(await post('/v1/auth/accept', { token: early, ...person('root') }))).toBe('invitation_invalid')
      clock.move(86_400_000)
      expect(codeOf(await post('/v1/auth/accept', { token: tokenOfLink(link), ...person('root') }))).toBe(
        'invitation_invalid',
      )
      const token = tokenOfLink(await firstAdminLink(db, 'http://x', clock.now()))
      expect((await post('/v1/auth/invitation', { token })).json()).toMatchObject({ role: 'admin', ownerId: null })
      const headers = await bearer(await accepted(token, 'Root '))
      expect((await server.inject({ url: '/v1/me', headers })).json()).toMatchObject({
        role: 'admin',
        name: '名字 Root ',
        clubs: { all: true },
      })
      expect(codeOf(await post('/v1/auth/accept', { token, ...person('root2') }))).toBe('invitation_invalid')
      expect(await firstAdminLink(db, 'http://x', clock.now())).toBeNull()
    })

    test('an invitation makes an owner; he invites staff, who can do just that', async () => {
      const owner = await bearer(await accepted(await invited({ role: 'owner', ownerId: 'luo' }), 'luo'))
      expect((await server.inject({ url: '/v1/me', headers: owner })).json()).toMatchObject({
        role: 'owner',
        id: 'luo',
        ownerId: 'luo',
      })
      expect(await get('/v1/clubs/luo/peek', owner)).toBe(200)
      expect(await get('/v1/clubs/wei/peek', owner)).toBe(403)
      expect((await post('/v1/clubs/wei/staff', { permissions: [] }, owner)).statusCode).toBe(403)
      const staff = await bearer(
        await accepted(await invited({ permissions: ['members', 'staff'] }, owner, '/v1/clubs/luo/staff'), 'staff1'),
      )
      expect(await get('/v1/clubs/luo/peek', staff)).toBe(200)
      const id = ((await server.inject({ url: '/v1/me', headers: staff })).json() as { id: string }).id
      // Staff give no more than they hold.
      expect(codeOf(await post('/v1/clubs/luo/staff', { permissions: ['corrections'] }, staff))).toBe('forbidden')
      expect((await post('/v1/clubs/luo/staff', { permissions: ['members'] }, staff)).statusCode).toBe(200)
      expect(codeOf(await post('/v1/clubs/luo/api-keys', { name: 'k', permissions: ['club'] }, staff))).toBe(
        'forbidden',
      )
      const put = (headers: Record<string, string>, permissions: string[]) =>
        server.inject({ method: 'PUT', url: `/v1/clubs/luo/staff/${id}`, headers, payload: { permissions } })
      expect(codeOf(await put(staff, ['members', 'staff', 'club']))).toBe('forbidden')
      // What the owner takes is gone with the next call, though the token lives on.
      expect((await put(owner, ['live'])).json()).toMatchObject({ permissions: ['live'] })
      expect(await get('/v1/clubs/luo/peek', staff)).toBe(403)
      expect((await server.inject({ url: '/v1/clubs/luo/staff', headers: owner })).json()).toMatchObject({
        items: [{ staffId: id }],
      })
      expect(
        (await server.inject({ method: 'DELETE', url: `/v1/clubs/luo/staff/${id}`, headers: owner })).statusCode,
      ).toBe(200)
      expect(await get('/v1/any', staff)).toBe(401)
      expect(codeOf(await post('/v1/auth/sign-in', { login: 'staff1', password: person('').password }))).toBe(
        'credentials_invalid',
      )
    })

    test('who may invite', async () => {
      const reviewer = await bearer(await accepted(await invited({ role: 'reviewer' }), 'reviewer1'))
      expect(await get('/v1/reviewing', reviewer)).toBe(200)
      expect(codeOf(await post('/v1/invitations', { role: 'admin' }, reviewer))).toBe('forbidden')
      expect(codeOf(await post('/v1/invitations', { role: 'admin' }))).toBe('unauthenticated')
      for (const bad of [
        { role: 'owner' },
        { role: 'admin', ownerId: 'x' },
        { role: 'fan' },
        { role: 'staff', ownerId: 'luo', permissions: ['all'] },
      ])
        expect(codeOf(await post('/v1/invitations', bad, platform))).toBe('malformed')
    })

    test('an invitation that is withdrawn or old is worth nothing; lists show what is open', async () => {
      const made = (await post('/v1/invitations', { role: 'reviewer' }, platform)).json() as {
        invitationId: string
        link: string
      }
      const list = async () =>
        (
          (await server.inject({ url: '/v1/invitations?limit=200', headers: platform })).json() as {
            items: { invitationId: string }[]
          }
        ).items.map((item) => item.invitationId)
      expect(await list()).toContain(made.invitationId)
      const withdraw = () =>
        server.inject({ method: 'DELETE', url: `/v1/invitations/${made.invitationId}`, headers: platform })
      expect((await withdraw()).statusCode).toBe(200)
      expect((await withdraw()).statusCode).toBe(404)
      expect(await list()).not.toContain(made.invitationId)
      expect(codeOf(await post('/v1/auth/accept', { token: tokenOfLink(made.link), ...person('late') }))).toBe(
        'invitation_invalid',
      )
      const old = await invited({ role: 'reviewer' })
      clock.move(7 * 86_400_000)
      expect(codeOf(await post('/v1/auth/accept', { token: old, ...person('late') }))).toBe('invitation_invalid')
    })

    test('a login belongs to one; a taken one leaves the invitation open', async () => {
      const token = await invited({ role: 'reviewer' })
      expect(codeOf(await post('/v1/auth/accept', { token, ...person('ROOT') }))).toBe('login_taken')
      expect(codeOf(await post('/v1/auth/accept', { token, ...person('root3'), password: 'short' }))).toBe('malformed')
      await accepted(token, 'root3')
    })
  })

  describe('PLT-1: passwords and sessions', () => {
    beforeAll(async () => {
      await server.close()
      await emptyTables(db)
      server = start()
      await accepted(await invited({ role: 'admin' }), 'anna')
    })
    const signIn = (password = person('').password, login = 'anna', headers: Record<string, string> = {}) =>
      post('/v1/auth/sign-in', { login, password }, headers)

    test('the cookie is kept from scripts, other sites and other calls', async () => {
      const answer = await signIn()
      expect(answer.json()).toMatchObject({ role: 'admin', name: '名字 anna' })
      expect(answer.cookies[0]).toMatchObject({
        name: 'tiefen_session',
        httpOnly: true,
        sameSite: 'Strict',
        path: '/v1/auth',
      })
      expect(answer.cookies[0]?.secure).toBeUndefined()
      expect(await get('/v1/any', { cookie: cookieOf(answer), ...ours })).toBe(401)
    })
    test('calls that another site may have caused are refused', async () => {
      const cookie = cookieOf(await signIn())
      const token = (headers: Record<string, string>) =>
        server.inject({ method: 'POST', url: '/v1/auth/token', headers: { cookie, host: 'tiefen.test', ...headers } })
      expect((await token({})).statusCode).toBe(403)
      expect((await token({ ...ours, 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)
      expect((await token({ ...ours, 'sec-fetch-site': 'same-site' })).statusCode).toBe(403)
      expect((await token({ ...ours, origin: 'http://evil.test' })).statusCode).toBe(403)
      expect((await token({ ...ours, origin: 'null' })).statusCode).toBe(403)
      expect((await token({ ...ours, origin: 'http://tiefen.test', 'sec-fetch-site': 'same-origin' })).statusCode).toBe(
        200,
      )
    })
    test('signing out ends the session and its tokens at once', async () => {
      const cookie = cookieOf(await signIn())
      const headers = await bearer(cookie)
      expect(await get('/v1/any', headers)).toBe(200)
      const out = await post('/v1/auth/sign-out', undefined, { cookie })
      expect(out.cookies[0]).toMatchObject({ name: 'tiefen_session', value: '' })
      expect(await get('/v1/any', headers)).toBe(401)
      expect((await post('/v1/auth/token', undefined, { cookie })).statusCode).toBe(401)
    })
    test('a session lasts 12 hours, its bearer 10 minutes', async () => {
      const cookie = cookieOf(await signIn())
      const headers = await bearer(cookie)
      clock.move(600_000)
      expect(await get('/v1/any', headers)).toBe(401)
      expect(await get('/v1/any', await bearer(cookie))).toBe(200)
      clock.move(12 * 3_600_000)
      expect((await post('/v1/auth/token', undefined, { cookie })).statusCode).toBe(401)
    })
    test('a new password ends the other sessions', async () => {
      const [one, two] = [cookieOf(await signIn()), cookieOf(await signIn())]
      const change = async (current: string, next: string) =>
        codeOf(await post('/v1/auth/password', { current, next }, await bearer(one)))
      expect(await change('wrong', 'another good password')).toBe('credentials_invalid')
      expect(await change(person('').password, 'short')).toBe('malformed')
      expect(await change(person('').password, 'another good password')).toBe(200)
      expect((await post('/v1/auth/token', undefined, { cookie: one })).statusCode).toBe(200)
      expect((await post('/v1/auth/token', undefined, { cookie: two })).statusCode).toBe(401)
      expect(codeOf(await signIn())).toBe('credentials_invalid')
      expect((await signIn('another good password')).statusCode).toBe(200)
    })
    test('a disabled account is out at once', async () => {
      const cookie = cookieOf(await signIn('another good password'))
      const headers = await bearer(cookie)
      const { items } = (await server.inject({ url: '/v1/accounts', headers: platform })).json() as {
        items: { accountId: string; login: string }[]
      }
      expect(items).toMatchObject([{ login: 'anna', disabledAt: null }])
      expect(JSON.stringify(items)).not.toContain('scrypt')
      await server.inject({ method: 'DELETE', url: `/v1/accounts/${items[0]?.accountId ?? ''}`, headers: platform })
      expect(await get('/v1/any', headers)).toBe(401)
      expect(codeOf(await signIn('another good password'))).toBe('credentials_invalid')
    })
    test('guessing is slowed: per login and address, then per address', async () => {
      await server.close()
      server = start()
      for (let guess = 0; guess < 5; guess++)
        expect(codeOf(await signIn('guess', 'nobody'))).toBe('credentials_invalid')
      const refused = await signIn('guess', 'nobody')
      expect(codeOf(refused)).toBe('too_many_requests')
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
      for (let guess = 0; guess < 25; guess++)
        expect(codeOf(await signIn('guess', `n${guess}`))).toBe('credentials_invalid')
      expect(codeOf(await signIn('guess', 'other'))).toBe('too_many_requests')
      clock.move(15 * 60_000)
      expect(codeOf(await signIn('guess', 'other'))).toBe('credentials_invalid')
    })
  })

  describe('PLT-1: API keys', () => {
    const make = (url: string, payload: object, headers: Record<string, string> = platform) =>
      post(url, payload, headers)
    test('a platform’s further key does what the key does, until revoked', async () => {
      const { keyId, key } = (await make('/v1/api-keys', { name: 'shop backend' })).json() as {
        keyId: string
        key: string
      }
      const headers = { authorization: `Bearer ${key}` }
      expect(await get('/v1/platform', headers)).toBe(200)
      expect(await get('/v1/key-only', headers)).toBe(200)
      const listed = await server.inject({ url: '/v1/api-keys', headers: platform })
      expect(listed.json()).toMatchObject({ items: [{ keyId, name: 'shop backend', ownerId: null }] })
      expect(listed.body).not.toContain(key)
      await server.inject({ method: 'DELETE', url: `/v1/api-keys/${keyId}`, headers: platform })
      expect(await get('/v1/platform', headers)).toBe(401)
    })
    test('a club’s key is staff of that club with its permissions', async () => {
      const { keyId, key } = (
        await make('/v1/clubs/luo/api-keys', { name: 'crm', permissions: ['members'] })
      ).json() as {
        keyId: string
        key: string
      }
      const headers = { authorization: `Bearer ${key}` }
      expect(await get('/v1/clubs/luo/peek', headers)).toBe(200)
      expect(await get('/v1/clubs/wei/peek', headers)).toBe(403)
      expect(await get('/v1/platform', headers)).toBe(403)
      expect(codeOf(await make('/v1/clubs/luo/api-keys', { name: 'x', permissions: ['members'] }, headers))).toBe(
        'forbidden',
      )
      expect(
        (await server.inject({ method: 'DELETE', url: `/v1/clubs/wei/api-keys/${keyId}`, headers: platform }))
          .statusCode,
      ).toBe(404)
      expect(
        (await server.inject({ method: 'DELETE', url: `/v1/clubs/luo/api-keys/${keyId}`, headers: platform }))
          .statusCode,
      ).toBe(200)
      expect(await get('/v1/clubs/luo/peek', headers)).toBe(401)
    })
    test('guessing keys is bounded by address', async () => {
      clock.move(60_000)
      const guess = async () =>
        codeOf(await server.inject({ url: '/v1/any', headers: { authorization: 'Bearer tfk_nothing' } }))
      for (let count = 0; count < 60; count++) expect(await guess()).toBe('unauthenticated')
      expect(await guess()).toBe('too_many_requests')
    })
  })
})
