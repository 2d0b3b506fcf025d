import { describe, expect, test } from 'vitest'
import { benefitInput, benefitKinds, benefitPatch, type BenefitView } from '../../../../src/contract/benefits.ts'
import { attachedKey, emptyDraft, toDraft, toFace, toInput, toPatch, type Draft } from './benefit-draft.ts'

const cny = (value: number) => ({ value, currency: 'CNY' })
const full: Partial<Draft> = {
  name: ' 满减券 ',
  minimum: '99',
  off: '20',
  amount: '0.88',
  products: ['p1', 'p2'],
  budget: '5000',
  stock: 100,
  claimUntil: '2026-04-01T00:00:00.000Z',
}

describe('BEN-1: what is sent is what the kind has, and the contract takes it', () => {
  test.each(benefitKinds)('BEN-1: %s', (kind) => {
    const input = toInput(kind, emptyDraft(full), 'CNY')
    expect(benefitInput.safeParse(input).error?.issues).toBeUndefined()
    expect(input.name).toBe('满减券')
    expect('budget' in input).toBe(kind === 'coupon' || kind === 'redPacket')
    expect('products' in input).toBe(kind === 'product')
  })

  test('BEN-6: a full reduction in fen, valid for days; a percentage, valid until', () => {
    expect(toInput('coupon', emptyDraft(full), 'CNY')).toMatchObject({
      coupon: { minimum: cny(9_900), off: cny(2_000), validDays: 7, products: ['p1', 'p2'] },
      budget: cny(500_000),
    })
    const until = '2026-05-01T00:00:00.000Z'
    const percent = emptyDraft({
      name: 'x',
      reduction: 'percent',
      minimum: '0',
      percentOff: 15,
      atMost: '50',
      validity: 'until',
      validUntil: until,
    })
    expect(toInput('coupon', percent, 'CNY')).toMatchObject({
      coupon: { minimum: cny(0), percentOff: 15, atMost: cny(5_000), validUntil: until },
    })
    expect(benefitInput.safeParse(toInput('coupon', percent, 'CNY')).success).toBe(true)
  })

  test('BEN-6: a coupon of another owner sends whose it is, and neither terms nor a budget', () => {
    const [ownerId, benefitId] = ['shu', '01890000-0000-7000-8000-000000000000']
    const draft = emptyDraft({ ...full, attached: attachedKey({ ownerId, benefitId }) })
    const input = toInput('coupon', draft, 'CNY')
    expect(input).toMatchObject({ stock: 100, coupon: { attached: { ownerId, benefitId } } })
    expect(input).not.toHaveProperty('budget')
    expect(benefitInput.safeParse(input).success).toBe(true)
    // the card shows the terms all the same
    expect(toFace('coupon', draft, 'CNY', '…').coupon).toMatchObject({ minimum: cny(9_900), off: cny(2_000) })
  })

  test('BEN-1: a right says what it lets buy, another honour does not', () => {
    const sent = (honour: Draft['honour']) =>
      toInput('honour', emptyDraft({ name: 'x', honour, gifts: ['crown'] }), 'CNY')
    expect(sent('giftRight')).toMatchObject({ gifts: ['crown'] })
    expect(sent('badge')).not.toHaveProperty('gifts')
    expect(toInput('honour', emptyDraft({ name: 'x', honour: 'giftRight' }), 'CNY')).not.toHaveProperty('gifts')
    for (const honour of ['giftRight', 'badge'] as const)
      expect(benefitInput.safeParse(sent(honour)).success).toBe(true)
  })

  test('BEN-1: exactly one audience', () => {
    const audienceOf = (more: Partial<Draft>) => toInput('service', emptyDraft({ name: 'x', ...more }), 'CNY').audience
    expect(audienceOf({ level: 6 })).toEqual({ minLevel: 6 })
    expect(audienceOf({ who: 'tier', tier: '钻粉', level: 6 })).toEqual({ tier: '钻粉' })
    expect(audienceOf({ who: 'firstJoin', level: 6 })).toEqual({ firstJoin: true })
    expect(audienceOf({ who: 'group', groupId: 'g1', level: 6 })).toEqual({ groupId: 'g1' })
  })
})

test('BEN-2: the preview stands from the first letter on', () => {
  const face = toFace(
    'coupon',
    emptyDraft({ who: 'tier', tier: '钻粉', validity: 'until', minimum: 'abc' }),
    'CNY',
    '名称',
  )
  expect(face).toMatchObject({ name: '名称', fromLevel: 11, coupon: { minimum: cny(0), off: cny(0), validDays: 1 } })
  expect(face.coupon?.validUntil).toBeUndefined()
})

describe('BEN-11: what members have seen', () => {
  const view: BenefitView = {
    benefitId: 'b1',
    kind: 'coupon',
    name: '满减券',
    description: null,
    audience: { minLevel: 6 },
    fromLevel: 6,
    claimFrom: null,
    claimUntil: '2026-04-01T00:00:00.000Z',
    withdrawAt: null,
    coupon: { minimum: cny(9_900), percentOff: 15, atMost: cny(2_050), validDays: 30, products: ['p1'] },
    status: 'open',
    stock: 100,
    left: 60,
    budget: cny(500_000),
    createdAt: '2026-03-01T00:00:00.000Z',
    result: { claimed: 40, reserved: 0, used: 0, expired: 0, cost: cny(0), orders: 0, sales: cny(0) },
  }

  test('BEN-11: a copy of it is the same benefit', () => {
    expect(toInput('coupon', toDraft(view), 'CNY')).toEqual({
      kind: 'coupon',
      name: '满减券',
      audience: { minLevel: 6 },
      stock: 100,
      claimUntil: view.claimUntil,
      coupon: view.coupon,
      budget: view.budget,
    })
  })

  test.each([{ groupId: 'g1' }, { firstJoin: true }, { tier: '钻粉' }, { minLevel: 6 }] as const)(
    'BEN-11 GRP-15: a copy of it is for the same people: %o',
    (audience) => expect(toInput('service', toDraft({ ...view, audience }), 'CNY').audience).toEqual(audience),
  )

  test('BEN-11: nothing changed sends nothing; what changed is sent alone, emptied is null', () => {
    const draft = toDraft(view)
    expect(toPatch(view, draft, 'CNY')).toEqual({})
    expect(toPatch(view, { ...draft, level: 9, off: '1' }, 'CNY')).toEqual({})
    const patch = toPatch(
      view,
      { ...draft, name: '新名', stock: null, claimUntil: '', budget: '', description: ' 说明 ' },
      'CNY',
    )
    expect(patch).toEqual({ name: '新名', stock: null, claimUntil: null, budget: null, description: '说明' })
    expect(benefitPatch.safeParse(patch).success).toBe(true)
    expect(toPatch(view, { ...draft, stock: 200, budget: '8000.5' }, 'CNY')).toEqual({
      stock: 200,
      budget: cny(800_050),
    })
  })
})
