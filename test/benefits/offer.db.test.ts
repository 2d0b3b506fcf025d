import { expect, test } from 'vitest'
import { benefitLimits, type BenefitView } from '../../src/contract/benefits.ts'
import type { Problem } from '../../src/contract/forms.ts'
import { describeWorld, NOON } from '../support/club.ts'
import { benefitsOf, DAY, HOUR, yuan } from './support.ts'

type Json = Readonly<Record<string, unknown>>

describeWorld('what owners offer', (w) => {
  const b = benefitsOf(w)
  const service = (more: Json = {}): Json => ({ kind: 'service', name: 'x', audience: { minLevel: 1 }, ...more })
  const coupon = (terms: Json, more: Json = {}): Json => ({
    kind: 'coupon',
    name: 'x',
    audience: { minLevel: 1 },
    coupon: { minimum: yuan(100), off: yuan(20), validDays: 7, ...terms },
    ...more,
  })
  const percent = (terms: Json): Json => coupon({ off: undefined, percentOff: 10, atMost: yuan(50), ...terms })
  /** as it goes over the wire: without what is undefined */
  const sent = (input: Json): Json => JSON.parse(JSON.stringify(input)) as Json

  test('BEN-1: every kind is offered, and read back as it was asked for', async () => {
    const inputs: Json[] = [
      service({ description: 'free returns', stock: 3, claimFrom: b.at(NOON), claimUntil: b.at(NOON + DAY) }),
      coupon({ products: ['p1', 'p2'] }, { budget: yuan(1_000) }),
      percent({ validDays: undefined, validUntil: b.at(NOON + 9 * DAY) }),
      { kind: 'honour', name: 'x', audience: { tier: '钻粉' }, honour: 'badge', style: 'aurora' },
      { kind: 'product', name: 'x', audience: { minLevel: 5 }, products: ['p3'] },
      { kind: 'redPacket', name: 'x', audience: { minLevel: 20 }, amount: yuan(1), budget: yuan(9) },
      { kind: 'luckyBag', name: 'x', audience: { firstJoin: true } },
    ]
    for (const input of inputs) {
      const { status, body } = await w.call<BenefitView>('POST', b.path(), input)
      expect(status).toBe(201)
      expect(body).toMatchObject({
        ...sent(input),
        status: 'open',
        createdAt: b.at(NOON),
        left: input['stock'] ?? null,
      })
      expect(await w.must('GET', `${b.path()}/${body.benefitId}`)).toEqual(body)
    }
    const { items } = await w.must<{ items: BenefitView[] }>('GET', b.path())
    expect(items.map(({ fromLevel }) => fromLevel)).toEqual([1, 1, 1, 1, 5, 11, 20])
    expect((await w.must<{ items: Json[] }>('GET', '/v1/clubs/luo/ladder')).items).toHaveLength(7)
    expect(await b.told('benefits.changed')).toHaveLength(7)
  })

  test('BEN-1: an empty audience is everybody; a coupon can be claimed no longer than it is valid', async () => {
    expect(await b.offer({ audience: {} })).toMatchObject({ audience: { minLevel: 1 }, fromLevel: 1 })
    const until = b.at(NOON + 5 * DAY)
    const made = await w.must('POST', b.path(), coupon({ validDays: undefined, validUntil: until }))
    expect(made).toMatchObject({ claimUntil: until })
  })

  const refused: [string, Json, string?][] = [
    ['no kind', { name: 'x', audience: {} }],
    ['another kind', service({ kind: 'cash' })],
    ['no name', service({ name: '' })],
    ['a name too long', service({ name: 'x'.repeat(41) })],
    ['a description too long', service({ description: 'x'.repeat(501) })],
    ['two audiences', service({ audience: { minLevel: 1, firstJoin: true } })],
    ['level 0', service({ audience: { minLevel: 0 } })],
    ['level 21', service({ audience: { minLevel: 21 } })],
    ['half a level', service({ audience: { minLevel: 1.5 } })],
    ['another tier', service({ audience: { tier: '老粉' } })],
    ['not the first joining', service({ audience: { firstJoin: false } })],
    ['stock 0', service({ stock: 0 })],
    ['stock beyond its bound', service({ stock: benefitLimits.stockMost + 1 })],
    ['half a piece', service({ stock: 1.5 })],
    [
      'a window that ends as it begins',
      service({ claimFrom: b.at(NOON + 1), claimUntil: b.at(NOON + 1) }),
      'claimUntil',
    ],
    ['a window that is over', service({ claimUntil: b.at(NOON) }), 'claimUntil'],
    ['a budget where nothing costs', service({ budget: yuan(1) }), 'budget'],
    ['what belongs to another kind', service({ coupon: {} })],
    ['a coupon without terms', { kind: 'coupon', name: 'x', audience: {} }],
    ['off nothing', coupon({ off: yuan(0) }), 'coupon/off'],
    ['off more than the minimum', coupon({ off: { value: 10_001, currency: 'CNY' } }), 'coupon/off'],
    ['off a negative amount', coupon({ off: yuan(-1) })],
    ['0 per cent', percent({ percentOff: 0 })],
    ['100 per cent', percent({ percentOff: 100 })],
    ['a percentage without a maximum', percent({ atMost: undefined })],
    ['neither days nor an end', coupon({ validDays: undefined })],
    ['days and an end', coupon({ validUntil: b.at(NOON + DAY) })],
    ['0 days', coupon({ validDays: 0 })],
    ['an end that is gone', coupon({ validDays: undefined, validUntil: b.at(NOON) }), 'coupon/validUntil'],
    ['no goods', coupon({ products: [] })],
    ['goods beyond their bound', coupon({ products: Array.from({ length: 201 }, (_, i) => `p${i}`) })],
    ['an id that is none', coupon({ products: ['a b'] })],
    ['more than can be counted', coupon({ minimum: { value: 2 ** 53, currency: 'CNY' } })],
    ['a percentage of nothing', percent({ atMost: yuan(0) }), 'coupon/atMost'],
    ['a packet of nothing', { kind: 'redPacket', name: 'x', audience: {}, amount: yuan(0) }, 'amount'],
    ['a budget of a packet without amount', { kind: 'redPacket', name: 'x', audience: {}, budget: yuan(1) }, 'budget'],
    ['another honour', { kind: 'honour', name: 'x', audience: {}, honour: 'crown' }],
    ['text that cannot be stored', service({ name: 'a\u0000b' })],
    ['years nobody reckons with', service({ claimUntil: '9999-01-01T00:00:00Z' })],
  ]
  test.each(refused)('BEN-1: refused: %s', async (_title, input, path) => {
    const { status, body } = await w.call<Problem>('POST', b.path(), input)
    expect([status, body.code]).toEqual([422, 'malformed'])
    if (path !== undefined) expect(body.errors?.map((error) => error.path)).toContain(`body/${path}`)
  })

  test.each([
    ['coupon/minimum', coupon({ minimum: yuan(100, 'USD') })],
    ['coupon/off', coupon({ off: yuan(20, 'USD') })],
    ['coupon/atMost', percent({ atMost: yuan(1, 'USD') })],
    ['budget', coupon({}, { budget: yuan(1, 'USD') })],
    ['amount', { kind: 'redPacket', name: 'x', audience: {}, amount: yuan(1, 'USD') }],
  ])('BEN-1: money is the owner’s: %s', async (path, input) => {
    const { status, body } = await w.call<Problem>('POST', b.path(), input)
    expect([status, body.code, body.errors?.[0]?.path]).toEqual([422, 'amount_invalid', `body/${path}`])
  })

  test('BEN-1: a club offers at most 200 at once; a withdrawn one makes room', async () => {
    await w.db.query(
      `insert into benefit (benefit_id, club_no, kind, name, min_level, from_level, created_at)
       select gen_random_uuid(), club_no, 'service', 'x', 1, 1, now() from club, generate_series(1, 199) where owner_id = 'luo'`,
    )
    const { benefitId } = await b.offer()
    expect(await w.refusal('POST', b.path(), service())).toBe('409 benefit_limit')
    expect((await b.patch(benefitId, { withdrawAt: b.at(NOON + HOUR) })).status).toBe(200)
    expect(await w.refusal('POST', b.path(), service())).toBe('409 benefit_limit')
    await w.clock(NOON + HOUR)
    expect(await w.refusal('POST', b.path(), service())).toBe('201 accepted')
  })

  test('BEN-1: the console is warned; the list goes page by page in the ladder’s order', async () => {
    const low = await b.coupon({ audience: { minLevel: 2 } }, { off: yuan(30) })
    const high = await b.coupon({ audience: { minLevel: 8 } }, { off: yuan(20) })
    const short = await b.offer({ audience: { tier: '真爱粉' }, claimUntil: b.at(NOON + DAY) })
    const page = (query: string) =>
      w.must<{ items: BenefitView[]; nextCursor: string | null; warnings: unknown[] }>('GET', `${b.path()}?${query}`)
    const first = await page('limit=2')
    expect(first.items.map(({ benefitId }) => benefitId)).toEqual([low.benefitId, high.benefitId])
    expect(first.warnings).toEqual([
      { code: 'higher_level_gets_less', level: 8, benefitIds: [high.benefitId, low.benefitId] },
      { code: 'level_without_benefit', level: 11, benefitIds: [] },
      { code: 'ends_before_it_can_be_reached', level: 16, benefitIds: [short.benefitId] },
    ])
    const second = await page(`limit=2&cursor=${encodeURIComponent(first.nextCursor ?? '')}`)
    expect([second.items.map(({ benefitId }) => benefitId), second.nextCursor]).toEqual([[short.benefitId], null])
    // somebody who stands there can take it at once
    await w.join('ann')
    await w.correct('ann', 100_000)
    expect((await page('limit=1')).warnings).toHaveLength(2)
  })

  test('BEN-11: seen, it is withdrawn after 24 h of notice: told, then nobody can take it, and who took it keeps it', async () => {
    const { benefitId } = await b.offer({ stock: 5 })
    await w.join('ann')
    await w.join('bob')
    await b.claim('ann', benefitId)
    const at = NOON + DAY
    expect(await b.patch(benefitId, { withdrawAt: b.at(at - 1) })).toMatchObject({
      status: 409,
      body: { code: 'withdrawal_too_soon', earliest: b.at(at) },
    })
    expect(await b.patch(benefitId, { stock: 4 })).toMatchObject({ status: 409, body: { code: 'benefit_gives_less' } })
    expect(await b.patch(benefitId, { withdrawAt: b.at(at) })).toMatchObject({
      status: 200,
      body: { status: 'withdrawing', withdrawAt: b.at(at) },
    })
    expect(await b.told('benefit.withdrawing')).toEqual([
      { topic: 'club:luo', body: { benefitId, withdrawAt: b.at(at), name: expect.any(String) as string } },
    ])
    expect((await b.ladder('bob')).items).toMatchObject([{ benefitId, state: 'claimable', withdrawAt: b.at(at) }])
    await w.clock(at)
    expect([await b.state('ann', benefitId), await b.state('bob', benefitId)]).toEqual(['claimed', 'expired'])
    expect(await b.tryClaim('bob', benefitId)).toBe('409 not_open')
    expect(await w.must('GET', b.path())).toMatchObject({ items: [] })
    expect(await w.must('GET', `${b.path()}?status=all`)).toMatchObject({ items: [{ benefitId, status: 'withdrawn' }] })
    expect(await b.patch(benefitId, { name: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'benefit_withdrawn' },
    })
    expect((await w.must<{ items: Json[] }>('GET', '/v1/clubs/luo/ladder')).items).toEqual([])
    // a member who had nothing of it sees it a while longer
    await w.clock(at + 30 * DAY)
    expect([await b.state('ann', benefitId), await b.state('bob', benefitId)]).toEqual(['claimed', 'absent'])
  })

  test('BEN-11: an announced withdrawal is taken back, or moved; the old instant does nothing', async () => {
    await w.join('ann')
    const { benefitId } = await b.offer()
    await b.patch(benefitId, { withdrawAt: b.at(NOON + DAY) })
    await b.patch(benefitId, { withdrawAt: b.at(NOON + 2 * DAY) })
    await w.clock(NOON + DAY)
    expect(await b.state('ann', benefitId)).toBe('claimable')
    expect(await b.patch(benefitId, { withdrawAt: null })).toMatchObject({ body: { status: 'open', withdrawAt: null } })
    await w.clock(NOON + 2 * DAY)
    expect(await b.state('ann', benefitId)).toBe('claimable')
    expect(await w.must('GET', `${b.path()}/${benefitId}`)).toMatchObject({ status: 'open' })
  })

  test('BEN-11: nobody could have seen it: withdrawn at once, and given less; once there was a member, no more', async () => {
    const unseen = await b.offer({ stock: 5 })
    expect((await b.patch(unseen.benefitId, { stock: 3 })).status).toBe(200)
    const other = await b.offer()
    await w.join('ann')
    await w.leave('ann')
    expect(await b.patch(other.benefitId, { stock: 3 })).toMatchObject({ body: { code: 'benefit_gives_less' } })
    await w.clock(NOON + DAY)
    const later = await b.offer({ stock: 5 })
    expect((await b.patch(later.benefitId, { withdrawAt: b.at(NOON + DAY) })).body).toMatchObject({
      status: 'withdrawn',
    })
  })

  test('BEN-11: a promise in words that was seen keeps its description; its name may change, and what is unseen, or said by terms', async () => {
    const [promise, coupon] = [await b.offer({ description: 'returns are free' }), await b.coupon()]
    expect((await b.patch(promise.benefitId, { name: 'better words' })).status).toBe(200)
    await w.join('ann')
    expect((await b.patch(promise.benefitId, { name: 'other words' })).status).toBe(200)
    for (const words of [{ description: 'nothing' }, { description: null }])
      expect(await b.patch(promise.benefitId, words)).toMatchObject({
        status: 409,
        body: { code: 'benefit_gives_less' },
      })
    expect(await b.patch(promise.benefitId, { name: 'better words', stock: 9 })).toMatchObject({ status: 409 })
    expect((await b.patch(promise.benefitId, { name: 'better words', claimUntil: null })).status).toBe(200)
    expect((await b.patch(coupon.benefitId, { name: 'other words', description: 'of the same' })).status).toBe(200)
  })

  test('BEN-11 GRP-15: what is for a group is seen by who sits there, or sat there since, in a club without a member', async () => {
    const { groupId } = await w.must<{ groupId: string }>('POST', '/v1/clubs/luo/groups', { name: 'open to all' })
    const seat = `/v1/groups/${groupId}/members/ann`
    const offer = () => b.offer({ audience: { groupId } })
    const withdraw = async (benefitId: string, at: number) =>
      (await b.patch(benefitId, { withdrawAt: b.at(at) })).body['code'] ?? 'taken'
    expect(await withdraw((await offer()).benefitId, NOON)).toBe('taken')
    await w.must('PUT', seat)
    const [seen, sat] = [await offer(), await offer()]
    expect(await withdraw(seen.benefitId, NOON)).toBe('withdrawal_too_soon')
    // what is for the club alone is seen by nobody yet
    expect(await withdraw((await b.offer()).benefitId, NOON)).toBe('taken')
    await w.clock(NOON + HOUR)
    await w.must('DELETE', seat)
    expect(await withdraw(sat.benefitId, NOON + HOUR)).toBe('withdrawal_too_soon')
    await w.clock(NOON + 2 * HOUR)
    expect(await withdraw((await offer()).benefitId, NOON + 2 * HOUR)).toBe('taken')
  })

  test.each([
    ['an unknown member', { claimed: 1 }],
    ['another kind', { kind: 'service' }],
    ['another audience', { audience: { minLevel: 1 } }],
    ['stock 0', { stock: 0 }],
    ['a name that is none', { name: '' }],
    ['an instant that is none', { withdrawAt: 'tomorrow' }],
  ])('BEN-11: a change is refused: %s', async (_title, patch) => {
    const { benefitId } = await b.offer()
    expect(await b.patch(benefitId, patch)).toMatchObject({ status: 422, body: { code: 'malformed' } })
  })

  test('PLT-1: an owner’s benefits are his and his staff’s with the right; a ladder is everybody’s', async () => {
    await w.owner('mei')
    await w.join('ann')
    const { benefitId } = await b.offer()
    const { entitlementId } = await b.claim('ann', benefitId)
    const tokens = {
      fan: await w.token('fan', 'ann'),
      otherFan: await w.token('fan', 'bob'),
      owner: await w.token('owner', 'luo'),
      otherOwner: await w.token('owner', 'mei'),
      staff: await w.token('staff', 's', { ownerId: 'luo', permissions: ['benefits'] }),
      weakStaff: await w.token('staff', 's', { ownerId: 'luo', permissions: ['members'] }),
      reviewer: await w.token('reviewer', 'r'),
      admin: await w.token('admin', 'root'),
    }
    type Who = keyof typeof tokens
    const own: readonly Who[] = ['owner', 'staff', 'admin']
    const may: [string, string, Json | undefined, readonly Who[], number?][] = [
      ['GET', b.path(), undefined, own],
      ['GET', `${b.path()}/${benefitId}`, undefined, own],
      ['PATCH', `${b.path()}/${benefitId}`, {}, own],
      ['GET', `${w.memberPath('ann')}/benefits`, undefined, ['fan', ...own]],
      ['GET', `${w.memberPath('ann')}/eligibility?products=p1`, undefined, ['fan', ...own]],
      ['GET', '/v1/users/ann/entitlements', undefined, ['fan', 'admin']],
      ['GET', '/v1/clubs/luo/ladder', undefined, Object.keys(tokens) as Who[]],
      ['GET', `/v1/entitlements/${entitlementId}`, undefined, ['fan', ...own], 404],
    ]
    for (const [method, path, body, allowed, otherwise = 403] of may)
      for (const [who, as] of Object.entries(tokens)) {
        const { status } = await w.call(method as 'GET', path, body, { as })
        expect([method, path, who, status]).toEqual([method, path, who, allowed.includes(who as Who) ? 200 : otherwise])
      }
    expect(await w.refusal('POST', b.claimPath('ann', benefitId), undefined, { as: tokens.owner })).toBe(
      '403 forbidden',
    )
    expect(await w.refusal('POST', b.claimPath('ann', benefitId), undefined, { as: tokens.otherFan })).toBe(
      '403 forbidden',
    )
    expect(await w.refusal('POST', b.claimPath('ann', benefitId), undefined, { as: tokens.fan })).toBe(
      '409 already_claimed',
    )
    expect(await w.refusal('POST', b.path(), service(), { as: tokens.weakStaff })).toBe('403 forbidden')
  })
})
