import { v7 as uuidv7 } from 'uuid'
import { expect, test } from 'vitest'
import { claimDesk } from '../../src/benefit/desk.ts'
import type { EntitlementView } from '../../src/contract/benefits.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { checkBenefits } from '../../src/flow/doctor/benefits.ts'
import { makeEntitlementId, userNoOf, USER_NO_MOST } from '../../src/lib/entitlement-id.ts'
import { describeWorld, NOON } from '../support/club.ts'
import { benefitsOf, DAY, yuan } from './support.ts'

describeWorld('claims', (w) => {
  const b = benefitsOf(w)

  test('BEN-5: codes come in the order of api.md, each hiding those behind it', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.correct('bob', 300)
    const from = NOON + DAY
    const { benefitId } = await b.coupon({
      audience: { minLevel: 3 },
      claimFrom: b.at(from),
      stock: 2,
      budget: yuan(20),
    })
    expect(await b.tryClaim('cat', benefitId)).toBe('404 not_a_member')
    expect(await b.tryClaim('ann', benefitId)).toBe('409 not_open')
    await w.clock(from)
    expect(await b.tryClaim('ann', benefitId)).toBe('409 level_too_low')
    await b.claim('bob', benefitId)
    expect(await b.tryClaim('bob', benefitId)).toBe('409 already_claimed')
    expect(await b.tryClaim('ann', benefitId)).toBe('409 level_too_low')
    await w.correct('ann', 300)
    expect(await b.tryClaim('ann', benefitId)).toBe('409 budget_exceeded')
    await b.patch(benefitId, { budget: yuan(40) })
    await b.claim('ann', benefitId)
    await w.join('cat')
    await w.correct('cat', 300)
    // both are used up: stock is told first
    expect(await b.tryClaim('cat', benefitId)).toBe('409 out_of_stock')
    await w.leave('ann')
    expect(await b.tryClaim('ann', benefitId)).toBe('404 not_a_member')
    expect(await w.must('GET', `${b.path()}/${benefitId}`)).toMatchObject({ left: 0, result: { claimed: 2 } })
  })

  test('BEN-5: what claims cost at most stands still at the greatest amount, and a budget of that much is kept', async () => {
    const huge = { value: Number.MAX_SAFE_INTEGER, currency: 'CNY' }
    const terms = { minimum: huge, off: huge }
    const [free, kept] = [await b.coupon({}, terms), await b.coupon({ budget: huge }, terms)]
    for (const user of ['ann', 'bob', 'cat']) {
      await w.join(user)
      await b.claim(user, free.benefitId)
    }
    await b.claim('ann', kept.benefitId)
    expect(await b.tryClaim('bob', kept.benefitId)).toBe('409 budget_exceeded')
    expect(await w.must('GET', `${b.path()}/${free.benefitId}`)).toMatchObject({ result: { claimed: 3 } })
    expect(await checkBenefits(w.db)).toEqual([])
  })

  test('BEN-4: who never saw the answer to his claim is told by the next what he has and how it stands', async () => {
    await w.join('ann')
    const { benefitId } = await b.coupon()
    const { entitlementId } = await b.claim('ann', benefitId)
    const again = () => w.call('POST', b.claimPath('ann', benefitId))
    expect(await again()).toMatchObject({
      status: 409,
      body: { code: 'already_claimed', entitlementId, state: 'claimed' },
    })
    const order = { orderId: 'o1', amount: yuan(100) }
    await w.must('POST', `/v1/entitlements/${entitlementId}/reserve`, order)
    expect((await again()).body).toMatchObject({ entitlementId, state: 'reserved' })
    await w.clock(NOON + 7 * DAY)
    expect((await again()).body).toMatchObject({ entitlementId, state: 'expired' })
  })

  test('BEN-5 BEN-8: two wishes of one user for a packet whose money is gone are refused alike, in one transaction too', async () => {
    await w.join('ann')
    const { benefitId } = await b.offer({ kind: 'redPacket', amount: yuan(1) })
    const wish = { ownerId: 'luo', userId: 'ann', benefitId }
    const { app } = w.node.engine
    // asked at once they are decided together
    const answers = await Promise.all([wish, wish, wish].map((each) => app.together(claimDesk, each)))
    expect(answers.map((answer) => isRejection(answer) && answer.rejected)).toEqual([
      'budget_exceeded',
      'budget_exceeded',
      'budget_exceeded',
    ])
  })

  test('BEN-4: what is not there cannot be claimed', async () => {
    await w.join('ann')
    await w.owner('mei')
    await w.join('ann', 'mei')
    const { benefitId } = await b.offer()
    expect(await b.tryClaim('ann', benefitId, 'mei')).toBe('404 unknown_benefit')
    expect(await b.tryClaim('ann', benefitId, 'nobody')).toBe('404 unknown_benefit')
    expect(await b.tryClaim('ann', uuidv7())).toBe('404 unknown_benefit')
    expect(await b.tryClaim('ann', 'x')).toBe('422 malformed')
    expect(await w.refusal('GET', `/v1/entitlements/${uuidv7()}`)).toBe('404 not_found')
    expect(await w.refusal('GET', '/v1/entitlements/x')).toBe('422 malformed')
    expect(await w.refusal('GET', `${b.path()}/${uuidv7()}`)).toBe('404 unknown_benefit')
    // an id is the same in capitals
    expect(await b.tryClaim('ann', benefitId.toUpperCase())).toBe('201 accepted')
  })

  test('BEN-4: the same idempotency key gives the same answer again', async () => {
    await w.join('ann')
    const { benefitId } = await b.coupon()
    const options = { headers: { 'idempotency-key': 'one' } }
    const first = await w.call<EntitlementView>('POST', b.claimPath('ann', benefitId), undefined, options)
    expect(first.status).toBe(201)
    expect(await w.call('POST', b.claimPath('ann', benefitId), undefined, options)).toMatchObject({
      status: 201,
      body: first.body,
    })
  })

  test('BEN-8: a red packet of a level pays from the owner’s budget at once; an empty budget pays nobody', async () => {
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(25) })
    const { benefitId } = await b.offer({ kind: 'redPacket', amount: yuan(10), stock: 3 })
    for (const user of ['ann', 'bob', 'cat']) await w.join(user)
    await b.claim('ann', benefitId)
    await b.claim('bob', benefitId)
    expect(await b.tryClaim('cat', benefitId)).toBe('409 budget_exceeded')
    expect(await b.row('cat', benefitId)).toBe('claimable')
    expect(await w.must('GET', '/v1/owners/luo/budget')).toMatchObject({ available: yuan(5) })
    expect(await w.must('GET', `${b.path()}/${benefitId}`)).toMatchObject({ left: 1, result: { claimed: 2 } })
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(5) })
    await b.claim('cat', benefitId)
    expect(await w.must('GET', '/v1/owners/luo/budget')).toMatchObject({ available: yuan(0) })
    // BEN-12: what was paid out is what it cost
    expect(await w.must('GET', `${b.path()}/${benefitId}`)).toMatchObject({ result: { claimed: 3, cost: yuan(30) } })
  })

  test('BEN-9: who may buy goods that only members may', async () => {
    await w.join('ann')
    await w.correct('ann', 300)
    const { benefitId } = await b.offer({ kind: 'product', audience: { minLevel: 3 }, products: ['p1', 'p2'] })
    await b.offer({ kind: 'product', audience: { minLevel: 5 }, products: ['p2', 'p3'] })
    const ask = (user: string, products: string) =>
      w.must<{ items: { productId: string; allowed: boolean; code?: string; fromLevel: number | null }[] }>(
        'GET',
        `${w.memberPath(user)}/eligibility?products=${products}`,
      )
    const inShort = async (user: string) =>
      (await ask(user, 'p0,p1,p2,p3')).items.map(
        ({ productId, allowed, code, fromLevel }) => `${productId} ${allowed ? 'yes' : code} ${fromLevel}`,
      )
    expect(await inShort('ann')).toEqual(['p0 yes null', 'p1 yes 3', 'p2 yes 3', 'p3 level_too_low 5'])
    expect(await inShort('bob')).toEqual(['p0 yes null', 'p1 not_a_member 3', 'p2 not_a_member 3', 'p3 not_a_member 5'])
    await b.claim('ann', benefitId)
    await w.leave('ann')
    expect(await inShort('ann')).toEqual(['p0 yes null', 'p1 yes 3', 'p2 yes 3', 'p3 not_a_member 5'])
    const path = (products: string) => `${w.memberPath('ann')}/eligibility?products=${products}`
    expect((await ask('ann', Array.from({ length: 50 }, (_, i) => `p${i}`).join())).items).toHaveLength(50)
    expect(await w.refusal('GET', path(Array.from({ length: 51 }, (_, i) => `p${i}`).join()))).toBe('422 malformed')
    expect(await w.refusal('GET', path('p1,,p2'))).toBe('422 malformed')
    expect(await w.refusal('GET', path(''))).toBe('422 malformed')
    expect(await w.refusal('GET', `${w.memberPath('ann', 'nobody')}/eligibility?products=p1`)).toBe('404 unknown_owner')
  })

  test('BEN-3: ids that a statement makes are those that the program makes', async () => {
    for (const userNo of [1, 255, 2 ** 32 + 7, USER_NO_MOST]) {
      const rows = await w.db.query<{ id: string }>(
        'select new_entitlement_id($1::int8, $2::timestamptz) as id from generate_series(1, 50)',
        [userNo, b.at(NOON)],
      )
      const made = makeEntitlementId(userNo, NOON)
      for (const { id } of rows) {
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        // the same instant, the same holder
        expect([id.slice(0, 13), userNoOf(id)]).toEqual([made.slice(0, 13), userNo])
      }
      expect(new Set(rows.map(({ id }) => id)).size).toBe(50)
    }
  })

  test('PLT-8: one person by two ids has one wallet; an alias claims for its person', async () => {
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann/aliases/ann-2')
    const { benefitId } = await b.offer()
    expect(await b.claim('ann-2', benefitId)).toMatchObject({ userId: 'ann' })
    expect(await b.tryClaim('ann', benefitId)).toBe('409 already_claimed')
    const as = await w.token('fan', 'ann-2')
    const { items } = await w.must<{ items: EntitlementView[] }>('GET', '/v1/users/ann-2/entitlements', undefined, {
      as,
    })
    expect(items).toMatchObject([{ benefitId }])
    expect(await w.refusal('GET', `/v1/entitlements/${items[0]?.entitlementId}`, undefined, { as })).toBe(
      '200 accepted',
    )
  })

  test('PLT-8: a merge leaves one of each benefit: the further one; a second that both had taken is no longer usable', async () => {
    for (const user of ['ann', 'bob']) {
      await w.join(user)
      await w.correct(user, 100)
    }
    const [both, onlyFrom, onlyInto, neither] = await Promise.all([b.coupon(), b.coupon(), b.coupon(), b.coupon()])
    const kept = await b.claim('ann', both.benefitId)
    const doubled = await b.claim('bob', both.benefitId)
    const moved = await b.claim('bob', onlyFrom.benefitId)
    await b.claim('ann', onlyInto.benefitId)
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    for (const user of ['ann', 'bob']) {
      for (const each of [both, onlyFrom, onlyInto]) {
        expect(await b.state(user, each.benefitId)).toBe('claimed')
        expect(await b.tryClaim(user, each.benefitId)).toBe('409 already_claimed')
      }
    }
    expect(await b.state('ann', neither.benefitId)).toBe('claimable')
    await b.claim('bob', neither.benefitId)
    expect(await b.tryClaim('ann', neither.benefitId)).toBe('409 already_claimed')
    // ids that were told stay good
    expect(await w.must('GET', `/v1/entitlements/${kept.entitlementId}`)).toMatchObject({ state: 'claimed' })
    expect(await w.must('GET', `/v1/entitlements/${moved.entitlementId}`)).toMatchObject({
      state: 'claimed',
      userId: 'ann',
    })
    expect(await w.must('GET', `/v1/entitlements/${doubled.entitlementId}`)).toMatchObject({ state: 'expired' })
    // what was claimed stays counted
    expect(await w.must('GET', `${b.path()}/${both.benefitId}`)).toMatchObject({ result: { claimed: 2 } })
  })

  test('PLT-8: of two rows the one that is further stays, whichever side it comes from', async () => {
    for (const user of ['ann', 'bob']) await w.join(user)
    const used = await b.coupon()
    for (const user of ['ann', 'bob']) await b.claim(user, used.benefitId)
    await w.db.query(
      `update entitlement set state = 'used', order_id = 'o-' || user_no, used_at = now() where user_no = (
         select user_no from person_alias where user_id = 'bob')`,
    )
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    expect(await b.state('ann', used.benefitId)).toBe('used')
    const rows = await w.db.query<{ state: string }>('select state from entitlement order by state')
    expect(rows.map(({ state }) => state)).toEqual(['expired', 'used'])
  })

  test('BEN-3: a wallet goes page by page, newest first, over all clubs', async () => {
    await w.owner('mei')
    await w.join('ann')
    await w.join('ann', 'mei')
    const taken: string[] = []
    for (const owner of ['luo', 'mei', 'luo']) {
      const { benefitId } = await b.offer({}, owner)
      taken.unshift((await b.claim('ann', benefitId, owner)).entitlementId)
      await w.clock(w.now() + 1_000)
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: EntitlementView[]; nextCursor: string | null } = await w.must(
        'GET',
        `/v1/users/ann/entitlements?limit=1${cursor === null ? '' : `&cursor=${cursor}`}`,
      )
      seen.push(...page.items.map(({ entitlementId }) => entitlementId))
      cursor = page.nextCursor
    } while (cursor !== null)
    expect(seen).toEqual(taken)
    expect(await w.must('GET', '/v1/users/nobody/entitlements')).toEqual({ items: [], nextCursor: null })
  })
})
