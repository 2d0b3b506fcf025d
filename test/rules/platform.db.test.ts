import { expect, test } from 'vitest'
import { rejections } from '../../src/contract/rejections.ts'
import { toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'

const DAY = 86_400_000

interface OpenApi {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, { operationId: string }>>>>
}

describeWorlds('the platform', (w) => {
  test('PLT-1: nobody reads or writes beyond his role and club', async () => {
    await w.owner('mei')
    await w.join('ann')
    const tokens = {
      none: null,
      fan: await w.token('fan', 'ann'),
      otherFan: await w.token('fan', 'bob'),
      owner: await w.token('owner', 'luo'),
      otherOwner: await w.token('owner', 'mei'),
      staff: await w.token('staff', 's', { ownerId: 'luo', permissions: ['members'] }),
      otherStaff: await w.token('staff', 's', { ownerId: 'mei', permissions: ['members', 'club', 'corrections'] }),
      reviewer: await w.token('reviewer', 'r'),
      admin: await w.token('admin', 'root'),
    }
    type Who = keyof typeof tokens
    const may: [string, string, unknown, readonly Who[]][] = [
      ['GET', '/v1/clubs/luo/members/ann', undefined, ['fan', 'owner', 'staff', 'admin']],
      ['GET', '/v1/clubs/luo/members/ann/ledger', undefined, ['fan', 'owner', 'staff', 'admin']],
      ['GET', '/v1/clubs/luo/members/ann/story', undefined, ['fan', 'owner', 'staff', 'admin']],
      ['GET', '/v1/clubs/luo/members', undefined, ['owner', 'staff', 'admin']],
      ['GET', '/v1/clubs/luo/overview', undefined, ['owner', 'admin']],
      ['GET', '/v1/clubs/luo/waiting', undefined, ['owner', 'admin']],
      ['GET', '/v1/clubs/luo/exclusions', undefined, ['owner', 'admin']],
      ['GET', '/v1/clubs/luo/badge-names', undefined, ['owner', 'admin']],
      ['GET', '/v1/reviews', undefined, ['reviewer', 'admin']],
      ['GET', '/v1/owners', undefined, ['admin']],
      ['GET', '/v1/users/ann', undefined, ['fan', 'admin']],
      ['GET', '/v1/users/ann/merges', undefined, ['admin']],
      [
        'GET',
        '/v1/clubs/luo',
        undefined,
        ['fan', 'otherFan', 'owner', 'otherOwner', 'staff', 'otherStaff', 'reviewer', 'admin'],
      ],
      ['POST', '/v1/events', [], ['admin']],
      ['PUT', '/v1/owners/new', { kind: 'creator', name: 'x' }, ['admin']],
      ['PUT', '/v1/clubs/luo/members/ann', { scene: 'profile' }, ['fan', 'admin']],
      ['PUT', '/v1/users/ann/aliases/ann-2', undefined, ['admin']],
      ['PUT', '/v1/clubs/luo/exclusions/ann', { reason: 'x' }, ['owner', 'admin']],
      ['DELETE', '/v1/clubs/luo/exclusions/ann', undefined, ['owner', 'admin']],
      ['POST', '/v1/rule-sets/preview', { body: {} }, ['admin']],
    ]
    for (const [method, path, body, allowed] of may)
      for (const [who, as] of Object.entries(tokens)) {
        const status = (await w.call(method as 'GET', path, body, { as })).status
        const expected = as === null ? 401 : allowed.includes(who as Who) ? 200 : 403
        expect([method, path, who, status]).toEqual([method, path, who, expected])
      }
  })

  test('PLT-1: a session’s data are for its owner and staff with the right to the live room', async () => {
    await w.owner('mei')
    await w.send(w.started())
    const live = await w.token('staff', 's', { ownerId: 'luo', permissions: ['live'] })
    for (const path of ['totals', 'tasks', 'members']) {
      const of = (as: string) => w.refusal('GET', `/v1/sessions/room/${path}`, undefined, { as })
      expect(await of(live)).toBe('200 accepted')
      expect(await of(await w.token('owner', 'luo'))).toBe('200 accepted')
      expect(await of(await w.token('owner', 'mei'))).toBe('403 forbidden')
      expect(await of(await w.token('fan', 'ann'))).toBe('403 forbidden')
    }
    expect(await w.refusal('GET', '/v1/sessions/none/totals')).toBe('404 not_found')
  })

  test('PLT-1: the platform key may do what any role may', async () => {
    await w.join('ann')
    for (const path of ['/v1/reviews', '/v1/clubs/luo/overview', w.memberPath('ann'), '/v1/users/ann', '/v1/owners'])
      expect(await w.refusal('GET', path)).toBe('200 accepted')
  })

  test('PLT-3: one OpenAPI 3.1 document with everything a console does', async () => {
    const document = await w.must<OpenApi>('GET', '/openapi.json', undefined, { as: null })
    expect(document.openapi).toMatch(/^3\.1/)
    const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const promised = [
      'PUT /v1/owners/{ownerId}',
      'GET /v1/clubs/{ownerId}',
      'DELETE /v1/clubs/{ownerId}',
      'POST /v1/clubs/{ownerId}/mode-changes',
      'GET /v1/clubs/{ownerId}/mode-changes',
      'PUT /v1/clubs/{ownerId}/purchase-task',
      'PUT /v1/clubs/{ownerId}/purchase-task/rollout',
      'POST /v1/clubs/{ownerId}/badge-names',
      'GET /v1/reviews',
      'POST /v1/reviews/{reviewId}/decision',
      'PUT /v1/clubs/{ownerId}/members/{userId}',
      'GET /v1/clubs/{ownerId}/members/{userId}',
      'DELETE /v1/clubs/{ownerId}/members/{userId}',
      'GET /v1/clubs/{ownerId}/members',
      'GET /v1/clubs/{ownerId}/members/{userId}/ledger',
      'POST /v1/clubs/{ownerId}/members/{userId}/corrections',
      'PUT /v1/clubs/{ownerId}/exclusions/{userId}',
      'GET /v1/clubs/{ownerId}/overview',
      'GET /v1/clubs/{ownerId}/levels',
      'GET /v1/sessions/{sessionId}/totals',
      'GET /v1/sessions/{sessionId}/tasks',
      'POST /v1/rule-sets',
      'POST /v1/rule-sets/preview',
      'POST /v1/events',
      'POST /v1/tokens',
      'GET /v1/stream',
      'PUT /v1/sandbox/clock',
    ]
    expect(calls).toEqual(expect.arrayContaining(promised))
    const ids = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map((one) => one.operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('PLT-5: the clock only goes forward, and everyone sees the same', async () => {
    const put = (now: string | number) =>
      w.refusal('PUT', '/v1/sandbox/clock', { now: typeof now === 'number' ? toInstant(now) : now })
    expect(await put(NOON - 1)).toBe('409 clock_backwards')
    expect(await put(NOON)).toBe('200 accepted')
    expect(await put('2026-03-10T20:00:00.001+08:00')).toBe('200 accepted')
    expect(await w.must('GET', '/v1/sandbox/clock')).toEqual({ now: toInstant(NOON + 1), rate: 0 })
    expect(await put('tomorrow')).toBe('422 malformed')
    expect(await w.refusal('PUT', '/v1/sandbox/clock', { now: toInstant(NOON + DAY), rate: -1 })).toBe('422 malformed')
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('PUT', '/v1/sandbox/clock', { now: toInstant(NOON + DAY) }, { as: fan })).toBe(
      '403 forbidden',
    )
  })

  test('PLT-5: of calls at the same moment the latest time stays, and no later answer names an earlier one', async () => {
    const at = [30, 5, 20, 1].map((seconds) => NOON + seconds * 1_000)
    const answers = await Promise.all(at.map((now) => w.call('PUT', '/v1/sandbox/clock', { now: toInstant(now) })))
    expect(answers.filter(({ status }) => status !== 200).every(({ status }) => status === 409)).toBe(true)
    expect(await w.must('GET', '/v1/sandbox/clock')).toEqual({ now: toInstant(NOON + 30_000), rate: 0 })
  })

  test('PLT-5: what falls due on the way is done, in order and each at its own time, before the answer', async () => {
    await w.join('ann')
    await w.send(w.refunded('ann', 'A', 100))
    await w.must('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt: toInstant(NOON + 2 * DAY) })
    const { body } = await w.must<{ body: { modes: { live: { thresholds: number[] } } } }>(
      'GET',
      '/v1/rule-sets/current',
    )
    body.modes.live.thresholds[1] = 50
    await w.must('POST', '/v1/rule-sets', { body, basedOn: 1, note: 'x' })
    await w.clock(NOON + 60 * DAY)
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ mode: 'live', ruleSet: { version: 2 } })
    expect(await w.must('GET', '/v1/clubs/luo/waiting')).toMatchObject({ items: [{ status: 'expired' }] })
    const done = await w.db.query<{ kind: string; at: number; done_at: number }>(
      'select kind, at, done_at from due order by done_at',
    )
    expect(done.map((one) => one.kind)).toEqual(['rules.effective', 'mode.change', 'waiting.expire'])
    for (const one of done) expect(one.done_at).toBe(one.at)
  })

  test('PLT-7: every refusal is said in Chinese, and in English to whom it is asked', async () => {
    const title = async (language?: string) =>
      (
        await w.call<{ title: string }>('GET', '/v1/clubs/nobody', undefined, {
          headers: language === undefined ? {} : { 'accept-language': language },
        })
      ).body.title
    const { zh, en } = rejections.unknown_owner
    expect(await title()).toBe(zh)
    expect(await title('zh-CN,zh;q=0.9,en;q=0.8')).toBe(zh)
    expect(await title('en-US,en;q=0.9')).toBe(en)
    expect(await title('fr,en;q=0.5')).toBe(en)
    expect(await title('en;q=0.2,zh;q=0.9')).toBe(zh)
  })
})
