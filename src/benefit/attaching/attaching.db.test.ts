import { expect, test } from 'vitest'
import { describeWorld, NOON } from '../../../test/support/club.ts'
import { fullReduction, shopOf, yuan } from '../../../test/support/shop.ts'
import {
  benefitLimits,
  type AttachableView,
  type AttachmentView,
  type BenefitView,
  type MemberBenefit,
} from '../../contract/benefits.ts'
import type { CouponView } from '../../contract/coupons.ts'
import { checkBenefits } from '../../flow/doctor/benefits.ts'
import { checkCoupons } from '../../flow/doctor/coupons.ts'
import { DAY, HOUR, toInstant } from '../../lib/time.ts'

/** `luo` has no shop and attaches coupons of the merchant `shu`. */
describeWorld('coupons that creators attach', (w) => {
  const shop = shopOf(w)
  const grantPath = (benefitId: string, creator = 'luo') => `/v1/clubs/shu/benefits/${benefitId}/attachments/${creator}`
  const grant = (benefitId: string, stock: number) => w.must<AttachmentView>('PUT', grantPath(benefitId), { stock })
  const wish = (benefitId: string, more: object = {}) => ({
    kind: 'coupon',
    name: 'from shu',
    audience: { minLevel: 1 },
    coupon: { attached: { ownerId: 'shu', benefitId } },
    ...more,
  })
  const attach = (benefitId: string, more: object = {}, owner = 'luo') =>
    w.must<BenefitView>('POST', `/v1/clubs/${owner}/benefits`, wish(benefitId, more))
  const tryAttach = (benefitId: string, more: object = {}, owner = 'luo') =>
    w.refusal('POST', `/v1/clubs/${owner}/benefits`, wish(benefitId, more))
  const patch = (owner: string, benefitId: string, body: object) =>
    w.refusal('PATCH', `/v1/clubs/${owner}/benefits/${benefitId}`, body)
  const state = async (user: string, benefitId: string) =>
    (await w.must<{ items: MemberBenefit[] }>('GET', `${w.memberPath(user)}/benefits`)).items.find(
      (item) => item.benefitId === benefitId,
    )
  const sound = async () => {
    expect(await checkBenefits(w.db)).toEqual([])
    expect(await checkCoupons(w.db)).toEqual([])
  }

  /** The merchant's coupon, ten of which `luo` may attach. */
  async function granted(stock = 10, coupon: object = fullReduction): Promise<string> {
    await w.owner('shu', { kind: 'merchant', name: '书店' })
    const benefitId = await shop.offer({ ...coupon }, {}, 'shu')
    await grant(benefitId, stock)
    return benefitId
  }
  /** Granted, attached, and claimed by a member of `luo`. */
  async function claimed(user = 'ann') {
    const coupon = await granted()
    const { benefitId } = await attach(coupon)
    await w.join(user)
    return { coupon, benefitId, id: (await shop.claim(benefitId, user)).entitlementId }
  }

  test('BEN-6: a creator attaches a coupon that a merchant grants: terms are the merchant’s, the rest is his', async () => {
    const coupon = await granted()
    const offered = () => w.must<{ items: AttachableView[] }>('GET', '/v1/clubs/luo/attachable-coupons')
    expect((await offered()).items).toEqual([
      expect.objectContaining({ ownerId: 'shu', ownerName: '书店', benefitId: coupon, stock: 10, left: 10 }),
    ])
    const claimUntil = toInstant(NOON + DAY)
    const made = await attach(coupon, { stock: 4, audience: { minLevel: 2 }, claimUntil })
    const attached = { ownerId: 'shu', ownerName: '书店', benefitId: coupon }
    expect(made).toMatchObject({
      name: 'from shu',
      fromLevel: 2,
      stock: 4,
      claimUntil,
      coupon: fullReduction,
      attached,
    })
    expect((await offered()).items[0]).toMatchObject({ left: 6 })
    expect(await attach(coupon)).toMatchObject({ stock: 6 })
    expect(await tryAttach(coupon)).toBe('409 attachment_limit')
    expect(await w.must('GET', grantPath(coupon))).toMatchObject({ stock: 10, left: 0, claimed: 0, used: 0 })
    // of what is attached already nothing can be
    expect((await offered()).items).toEqual([])
  })

  test('BEN-6: nothing is attached that is not granted, and never more than is', async () => {
    const coupon = await granted(5)
    await w.owner('li')
    expect(await tryAttach(coupon, {}, 'li')).toBe('409 coupon_not_granted')
    expect(await tryAttach('01890000-0000-7000-8000-000000000000')).toBe('409 coupon_not_granted')
    expect(await tryAttach(coupon, { stock: 6 })).toBe('409 attachment_limit')
    expect(await tryAttach(coupon, { budget: yuan(10_000) })).toBe('422 malformed')
    const { benefitId } = await attach(coupon, { stock: 3 })
    expect(await patch('luo', benefitId, { stock: 6 })).toBe('409 attachment_limit')
    expect(await patch('luo', benefitId, { stock: null })).toBe('409 attachment_limit')
    expect(await patch('luo', benefitId, { stock: 5 })).toBe('200 accepted')
    expect(await w.refusal('PUT', grantPath(coupon), { stock: 4 })).toBe('409 attachment_in_use')
    expect(await grant(coupon, 8)).toMatchObject({ stock: 8, left: 3 })
  })

  test('BEN-6: what is granted is a coupon of one’s own, to another owner, in one currency, while it is offered', async () => {
    const coupon = await granted()
    await w.owner('yen', { currency: 'JPY' })
    const put = (benefitId: string, creator: string, owner = 'shu') =>
      w.refusal('PUT', `/v1/clubs/${owner}/benefits/${benefitId}/attachments/${creator}`, { stock: 1 })
    expect(await put(coupon, 'yen')).toBe('422 amount_invalid')
    expect(await put(coupon, 'shu')).toBe('422 malformed')
    expect(await put(coupon, 'nobody')).toBe('404 unknown_owner')
    expect(await put(coupon, 'shu', 'luo')).toBe('404 unknown_benefit')
    expect(await put(await shop.give('service', {}, 'shu'), 'luo')).toBe('409 not_a_coupon')
    await w.owner('li')
    expect(await put((await attach(coupon)).benefitId, 'li', 'luo')).toBe('409 not_a_coupon')
    expect(await patch('shu', coupon, { withdrawAt: toInstant(NOON + DAY) })).toBe('200 accepted')
    expect(await put(coupon, 'li')).toBe('409 benefit_withdrawn')
  })

  test('BEN-6: ended grants leave room for others', async () => {
    const coupon = await granted()
    await w.owner('li')
    await w.db.query(
      `insert into coupon_attachment (benefit_no, creator_no, stock, created_at)
       select benefit_no, -n, 1, created_at from benefit, generate_series(1, ${benefitLimits.attachmentsMost - 1}) as n where benefit_id = $1::uuid`,
      [coupon],
    )
    const putLi = () => w.refusal('PUT', grantPath(coupon, 'li'), { stock: 1 })
    expect(await putLi()).toBe('409 attachments_full')
    expect(await w.refusal('PUT', grantPath(coupon), { stock: 2 })).toBe('200 accepted')
    await w.must('DELETE', grantPath(coupon))
    expect(await putLi()).toBe('200 accepted')
    expect(await w.refusal('PUT', grantPath(coupon), { stock: 2 })).toBe('409 attachments_full')
  })

  test('BEN-6, PLT-1: who may not use it leaves no row in the shop; who may meets it there once', async () => {
    const { id } = await claimed()
    const met = async () =>
      (await w.db.query(`select 1 from fan join club using (club_no) where owner_id = 'shu'`)).length
    expect(await shop.refused(id, 'reserve', shop.order('A'), await w.token('owner', 'luo'))).toBe('404 not_found')
    expect(await met()).toBe(0)
    await shop.step(id, 'reserve', shop.order('A'), await w.token('owner', 'shu'))
    expect(await met()).toBe(1)
  })

  test('BEN-6, PLT-1: the shop uses it for its own order, and nobody else does', async () => {
    const { id } = await claimed()
    const as = async (owner: string) => w.token('owner', owner)
    expect(await shop.refused(id, 'reserve', shop.order('A'), await as('luo'))).toBe('404 not_found')
    const staff = await w.token('staff', 's1', { ownerId: 'shu', permissions: ['benefits'] })
    const attached = { ownerId: 'shu', ownerName: '书店' }
    expect(await shop.step(id, 'reserve', shop.order('A'), staff)).toMatchObject({ state: 'reserved', attached })
    expect(await shop.step(id, 'release', { orderId: 'A' }, await as('shu'))).toMatchObject({ state: 'claimed' })
    const other = await w.token('staff', 's2', { ownerId: 'shu', permissions: ['members'] })
    expect(await shop.refused(id, 'reserve', shop.order('A'), other)).toBe('404 not_found')
    for (const owner of ['luo', 'shu'])
      expect(await w.refusal('GET', `/v1/entitlements/${id}`, undefined, { as: await as(owner) })).toBe('200 accepted')
    expect(await shop.redeem(id)).toMatchObject({ state: 'used', orderId: 'A', off: yuan(2_000) })
  })

  test('BEN-6: its code is redeemed at the shop', async () => {
    const { id } = await claimed()
    const { code } = await w.must<CouponView>('GET', `/v1/entitlements/${id}`)
    const at = (owner: string) => `/v1/clubs/${owner}/coupon-codes/${code ?? ''}`
    expect(await w.refusal('GET', at('luo'))).toBe('404 not_found')
    expect(await w.must('GET', at('shu'))).toMatchObject({ entitlementId: id, state: 'claimed', ownerId: 'luo' })
    expect(await w.refusal('POST', `${at('luo')}/redeem`, shop.order('A'))).toBe('404 not_found')
    expect(await w.must('POST', `${at('shu')}/redeem`, shop.order('A'))).toMatchObject({ state: 'used' })
  })

  test('BEN-6: the shop’s order gives it back when it is refunded; the creator’s order of the same id does not', async () => {
    const { id } = await claimed()
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A' }), w.refunded('ann', 'A', 8_000))
    expect(await shop.stateOf(id)).toBe('used A 2000')
    await w.send(w.paid('ann', 8_000, { order: 'A', owner: 'shu' }))
    await w.send(w.refunded('ann', 'A', 8_000, { owner: 'shu' }))
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await shop.refused(id, 'reserve', shop.order('A'))).toBe('409 order_refunded')
    await shop.redeem(id, 'B')
    await w.send(w.paid('ann', 8_000, { order: 'C', owner: 'shu' }), w.refunded('ann', 'C', 8_000, { owner: 'shu' }))
    expect(await shop.stateOf(id)).toBe('used B 2000')
    await sound()
  })

  test.each(['before', 'after'])(
    'BEN-12: an order that comes %s the use counts for the creator’s benefit, and the merchant sees it',
    async (when) => {
      const { coupon, benefitId, id } = await claimed()
      const order = () => w.send(w.paid('ann', 8_000, { order: 'A', owner: 'shu' }))
      if (when === 'before') await order()
      await shop.redeem(id)
      if (when === 'after') await order()
      await w.send(w.refunded('ann', 'A', 1_000, { owner: 'shu' }))
      const came = { claimed: 1, used: 1, orders: 1 }
      expect(await shop.result(benefitId)).toMatchObject({ ...came, cost: 2_000, sales: 7_000 })
      const seen = { creatorId: 'luo', ...came, cost: yuan(2_000), sales: yuan(7_000) }
      expect(await w.must('GET', `/v1/clubs/shu/benefits/${coupon}/attachments`)).toMatchObject({ items: [seen] })
      expect(await shop.result(coupon, 'shu')).toMatchObject({ claimed: 0, used: 0, orders: 0 })
      await w.send(w.refunded('ann', 'A', 7_000, { owner: 'shu' }))
      expect(await shop.result(benefitId)).toMatchObject({ used: 0, orders: 0, cost: 0, sales: 0 })
      await sound()
    },
  )

  test('BEN-6, BEN-11: a grant that ends gives notice to those who could claim; what was claimed stays usable', async () => {
    const { coupon, benefitId, id } = await claimed()
    await w.join('bob')
    await w.join('cat')
    expect(await w.must('DELETE', grantPath(coupon))).toMatchObject({ endedAt: toInstant(NOON), stock: 10, left: 0 })
    expect(await tryAttach(coupon)).toBe('409 coupon_not_granted')
    const withdrawAt = toInstant(NOON + DAY)
    expect(await state('bob', benefitId)).toMatchObject({ state: 'claimable', withdrawAt })
    expect(
      await w.db.query(`select topic from outbox where kind = 'benefit.withdrawing' and body->>'benefitId' = $1`, [
        benefitId,
      ]),
    ).toEqual([{ topic: 'club:luo' }])
    expect(await patch('luo', benefitId, { withdrawAt: null })).toBe('409 coupon_not_granted')
    await shop.claim(benefitId, 'bob')
    await w.clock(NOON + DAY)
    expect(await w.refusal('POST', `${w.memberPath('cat')}/benefits/${benefitId}/claim`)).toBe('409 not_open')
    expect(await shop.redeem(id)).toMatchObject({ state: 'used' })
    await sound()
  })

  test('BEN-6: a grant is given anew, and what nobody claimed of a withdrawn benefit is attached again', async () => {
    const { coupon, benefitId } = await claimed()
    await w.must('DELETE', grantPath(coupon))
    await w.clock(NOON + DAY)
    expect(await grant(coupon, 10)).toMatchObject({ endedAt: null, left: 9, claimed: 1 })
    expect(await w.must('GET', `/v1/clubs/luo/benefits/${benefitId}`)).toMatchObject({ status: 'withdrawn', stock: 1 })
    expect(await attach(coupon)).toMatchObject({ stock: 9 })
    await sound()
  })

  test('BEN-11: the merchant’s withdrawal of the coupon is announced by all who attach it, with a whole notice', async () => {
    const { coupon, benefitId, id } = await claimed()
    expect(await patch('shu', coupon, { withdrawAt: toInstant(NOON) })).toBe('200 accepted')
    expect(await state('ann', benefitId)).toMatchObject({ withdrawAt: toInstant(NOON + DAY) })
    expect(await tryAttach(coupon)).toBe('409 coupon_not_granted')
    await w.clock(NOON + DAY + HOUR)
    expect(await shop.redeem(id)).toMatchObject({ state: 'used' })
  })

  test('BEN-11: a withdrawal that is announced for later is announced for later; taken back, the creator may keep his', async () => {
    const { coupon, benefitId } = await claimed()
    await w.join('bob', 'shu')
    const later = toInstant(NOON + 3 * DAY)
    expect(await patch('shu', coupon, { withdrawAt: later })).toBe('200 accepted')
    expect(await state('ann', benefitId)).toMatchObject({ withdrawAt: later })
    expect(await patch('luo', benefitId, { withdrawAt: toInstant(NOON + 4 * DAY) })).toBe('409 coupon_not_granted')
    expect(await patch('luo', benefitId, { withdrawAt: toInstant(NOON + 2 * DAY) })).toBe('200 accepted')
    expect(await patch('shu', coupon, { withdrawAt: null })).toBe('200 accepted')
    expect(await patch('luo', benefitId, { withdrawAt: null })).toBe('200 accepted')
  })

  test('BEN-5: the stock that was attached is what can be claimed', async () => {
    const { benefitId } = await attach(await granted(), { stock: 1 })
    await w.join('ann')
    await w.join('bob')
    await shop.claim(benefitId)
    expect(await w.refusal('POST', `${w.memberPath('bob')}/benefits/${benefitId}/claim`)).toBe('409 out_of_stock')
    await sound()
  })

  test('PLT-8: an attached coupon and the shop’s order both follow a merge', async () => {
    const { benefitId, id } = await claimed()
    await w.join('bob')
    await shop.redeem(id)
    await w.send(w.paid('ann', 8_000, { order: 'A', owner: 'shu' }))
    await w.must('POST', '/v1/users/bob/merges', { from: 'ann', reason: 'test' })
    expect(await shop.result(benefitId)).toMatchObject({ used: 1, orders: 1, sales: 8_000 })
    await w.send(w.refunded('ann', 'A', 8_000, { owner: 'shu' }))
    expect(await shop.stateOf(id)).toBe('claimed')
    expect(await shop.result(benefitId)).toMatchObject({ used: 0, orders: 0, sales: 0 })
    await sound()
  })

  test('BEN-6: creators make coupons of their own as before', async () => {
    const id = await shop.coupon()
    expect(await shop.redeem(id)).not.toHaveProperty('attached')
  })
})
