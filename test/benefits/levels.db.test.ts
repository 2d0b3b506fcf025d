import { expect, test } from 'vitest'
import type { RuleSetBody } from '../../src/contract/rule-set.ts'
import { describeWorld, NOON } from '../support/club.ts'
import { benefitsOf, DAY } from './support.ts'

/** Points of the shipped rules: level 2 from 100, 3 from 300, 4 from 800, 5 from 2 000, 6 (铁粉) from 4 000. */
describeWorld('benefits follow levels', (w) => {
  const b = benefitsOf(w)
  const tell = async () =>
    (await b.told('benefit.opened'))
      .map(({ topic, body }) => ({ kind: 'opened', topic, ids: body['benefitIds'] }))
      .concat(
        (await b.told('benefit.lapsed')).map(({ topic, body }) => ({ kind: 'lapsed', topic, ids: body['benefitIds'] })),
      )

  test('BEN-3: rising opens every level that was passed, in the transaction of the points, and tells it once', async () => {
    const second = await b.offer({ audience: { minLevel: 2 } })
    const third = await b.offer({ audience: { minLevel: 3 } })
    const fourth = await b.offer({ audience: { minLevel: 4 } })
    await w.join('ann')
    expect(await b.row('ann', second.benefitId)).toBeNull()
    await w.send(w.paid('ann', 150_00), w.paid('ann', 10_00))
    expect(await w.points('ann')).toBe(320)
    expect(await b.row('ann', second.benefitId)).toBe('claimable')
    expect(await b.row('ann', third.benefitId)).toBe('claimable')
    expect(await b.row('ann', fourth.benefitId)).toBeNull()
    expect(await tell()).toEqual([
      { kind: 'opened', topic: 'member:luo:ann', ids: [second.benefitId, third.benefitId] },
    ])
    await w.send(w.commented('ann'))
    expect(await tell()).toHaveLength(1)
  })

  test('BEN-3: falling lapses what was not taken, row or none; what was claimed stays', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 160_00, { order: 'o1' }))
    // made when he stood above them: no row, derived from his level
    const taken = await b.offer({ audience: { minLevel: 2 } })
    const left = await b.offer({ audience: { minLevel: 3 } })
    const low = await b.offer({ audience: { minLevel: 1 } })
    expect(await b.state('ann', left.benefitId)).toBe('claimable')
    await b.claim('ann', taken.benefitId)
    await w.send(w.refunded('ann', 'o1', 160_00))
    expect(await w.member('ann')).toMatchObject({ level: 1 })
    expect([await b.row('ann', left.benefitId), await b.state('ann', left.benefitId)]).toEqual(['lapsed', 'lapsed'])
    expect([await b.row('ann', low.benefitId), await b.state('ann', low.benefitId)]).toEqual([null, 'claimable'])
    expect(await b.state('ann', taken.benefitId)).toBe('claimed')
    expect(await tell()).toEqual([{ kind: 'lapsed', topic: 'member:luo:ann', ids: [left.benefitId] }])
    expect(await b.tryClaim('ann', left.benefitId)).toBe('409 level_too_low')
    // rising again opens what was never claimed, and nothing else
    await w.correct('ann', 300)
    expect(await b.state('ann', left.benefitId)).toBe('claimable')
    expect((await tell()).filter(({ kind }) => kind === 'opened')).toEqual([
      { kind: 'opened', topic: 'member:luo:ann', ids: [left.benefitId] },
    ])
    await b.claim('ann', left.benefitId)
    expect(await b.tryClaim('ann', taken.benefitId)).toBe('409 already_claimed')
  })

  test('BEN-3: rising and falling inside one batch is seen; falling and rising inside one is nothing', async () => {
    const third = await b.offer({ audience: { minLevel: 3 } })
    await w.join('ann')
    // up in two steps, down in one: the highest between counts
    await w.send(w.paid('ann', 60_00), w.paid('ann', 100_00, { order: 'o1' }), w.refunded('ann', 'o1', 100_00))
    expect(await w.points('ann')).toBe(120)
    expect([await b.row('ann', third.benefitId), await b.state('ann', third.benefitId)]).toEqual(['lapsed', 'lapsed'])
    await w.join('bob')
    await w.send(w.paid('bob', 160_00, { order: 'o2' }))
    const before = (await tell()).length
    // his day's cap leaves room for as much again
    await w.clock(NOON + DAY)
    await w.send(w.refunded('bob', 'o2', 160_00), w.paid('bob', 160_00, { order: 'o3' }))
    expect(await w.points('bob')).toBe(320)
    expect(await b.row('bob', third.benefitId)).toBe('claimable')
    expect(await tell()).toHaveLength(before)
  })

  test('BEN-3: only what is open now opens: not before its window, not after it, not once withdrawn', async () => {
    const early = await b.offer({ audience: { minLevel: 2 }, claimFrom: b.at(NOON + 1_000) })
    const late = await b.offer({ audience: { minLevel: 2 }, claimUntil: b.at(NOON + 500) })
    const gone = await b.offer({ audience: { minLevel: 2 } })
    expect((await b.patch(gone.benefitId, { withdrawAt: b.at(NOON + 500) })).status).toBe(200)
    await w.join('ann')
    await w.clock(NOON + 500)
    await w.correct('ann', 100)
    for (const each of [early, late, gone]) expect(await b.row('ann', each.benefitId)).toBeNull()
    expect(await b.state('ann', early.benefitId)).toBe('locked')
    expect(await b.tryClaim('ann', early.benefitId)).toBe('409 not_open')
    expect(await b.state('ann', late.benefitId)).toBe('expired')
    expect(await b.tryClaim('ann', late.benefitId)).toBe('409 not_open')
    await w.clock(NOON + 999)
    expect(await b.state('ann', early.benefitId)).toBe('locked')
    await w.clock(NOON + 1_000)
    expect(await b.state('ann', early.benefitId)).toBe('claimable')
    expect(await tell()).toEqual([])
    await b.claim('ann', early.benefitId)
  })

  test('MEM-6: leaving lapses what was not taken and keeps what was; coming back opens only what was never taken', async () => {
    const everyone = await b.offer()
    const second = await b.offer({ audience: { minLevel: 2 } })
    const coupon = await b.coupon({ audience: { minLevel: 2 } }, { validDays: 30 })
    await w.join('ann')
    await w.correct('ann', 100)
    const { entitlementId } = await b.claim('ann', coupon.benefitId)
    await w.leave('ann')
    for (const each of [everyone, second]) expect(await b.row('ann', each.benefitId)).toBe('lapsed')
    expect(await b.tryClaim('ann', everyone.benefitId)).toBe('404 not_a_member')
    expect(await w.must('GET', `/v1/entitlements/${entitlementId}`)).toMatchObject({ state: 'claimed' })
    expect(await w.must('GET', '/v1/users/ann/entitlements?state=usable')).toMatchObject({ items: [{ entitlementId }] })
    await w.clock(NOON + DAY)
    await w.join('ann')
    expect(await b.state('ann', everyone.benefitId)).toBe('claimable')
    expect(await b.state('ann', second.benefitId)).toBe('lapsed')
    await w.correct('ann', 100)
    expect(await b.state('ann', second.benefitId)).toBe('claimable')
    expect(await b.tryClaim('ann', coupon.benefitId)).toBe('409 already_claimed')
  })

  test('BEN-1: what greets a newcomer is for the first joining ever, and taken once (I17)', async () => {
    const greeting = await b.offer({ audience: { firstJoin: true } })
    for (const user of ['ann', 'bob']) {
      await w.join(user)
      expect(await b.row(user, greeting.benefitId)).toBe('claimable')
    }
    await b.claim('ann', greeting.benefitId)
    for (const user of ['ann', 'bob']) await w.leave(user)
    await w.clock(NOON + DAY)
    for (const user of ['ann', 'bob']) await w.join(user)
    expect(await b.tryClaim('ann', greeting.benefitId)).toBe('409 already_claimed')
    expect(await b.state('bob', greeting.benefitId)).toBe('lapsed')
    expect(await b.tryClaim('bob', greeting.benefitId)).toBe('409 not_open')
  })

  test('BEN-3: history opens what it makes of a member by his level alone, and tells nobody', async () => {
    const second = await b.offer({ audience: { minLevel: 2 } })
    await w.history([w.paid('ann', 100_00, { at: NOON - 40 * DAY, order: 'h' })])
    expect(await w.points('ann')).toBe(200)
    expect([await b.row('ann', second.benefitId), await b.state('ann', second.benefitId)]).toEqual([null, 'claimable'])
    await w.history([w.refunded('ann', 'h', 100_00, { at: NOON - 39 * DAY })])
    expect([await b.row('ann', second.benefitId), await b.state('ann', second.benefitId)]).toEqual(['lapsed', 'lapsed'])
    expect(await tell()).toEqual([])
  })

  test('LVL-4: new thresholds and tiers lift and lower members, and their benefits with them, from the day they hold', async () => {
    const second = await b.offer({ audience: { minLevel: 2 } })
    const third = await b.offer({ audience: { minLevel: 3 } })
    const iron = await b.offer({ audience: { tier: '铁粉' } })
    for (const [user, points] of [
      ['ann', 150],
      ['bob', 290],
    ] as const) {
      await w.join(user)
      await w.correct(user, points)
    }
    const told = (await tell()).length
    const { body } = await w.must<{ body: RuleSetBody }>('GET', '/v1/rule-sets/current')
    const shopping = {
      ...body.modes.shopping,
      thresholds: body.modes.shopping.thresholds.map((at, i) => ({ 1: 200, 2: 250 })[i] ?? at),
    }
    const next = {
      ...body,
      modes: { ...body.modes, shopping },
      tiers: body.tiers.map((tier) => (tier.name === '铁粉' ? { ...tier, fromLevel: 3 } : tier)),
    }
    await w.must('POST', '/v1/rule-sets', { body: next, basedOn: 1, note: 'test' })
    expect(await b.state('ann', second.benefitId)).toBe('claimable')
    expect(await b.state('bob', third.benefitId)).toBe('locked')
    await w.clock(NOON + DAY)
    expect([await b.row('ann', second.benefitId), await b.state('ann', second.benefitId)]).toEqual(['lapsed', 'lapsed'])
    expect([await b.row('bob', third.benefitId), await b.state('bob', third.benefitId)]).toEqual([
      'claimable',
      'claimable',
    ])
    // a tier stands for its first level by the rules in force
    expect(await w.must('GET', `${b.path()}/${iron.benefitId}`)).toMatchObject({ fromLevel: 3 })
    expect(await b.state('bob', iron.benefitId)).toBe('claimable')
    expect(await tell()).toHaveLength(told + 2)
    await b.claim('bob', third.benefitId)
    expect(await b.tryClaim('ann', third.benefitId)).toBe('409 level_too_low')
  })
})

describeWorld(
  'benefits over changes of mode',
  (w) => {
    const b = benefitsOf(w)

    test('CLUB-5: carried over with the same level, a member keeps all he had, and takes nothing twice', async () => {
      const claimed = await b.offer({ audience: { minLevel: 2 } })
      const open = await b.offer({ audience: { minLevel: 3 } })
      await w.join('ann')
      await w.correct('ann', 300)
      await b.claim('ann', claimed.benefitId)
      await w.changeMode('shopping')
      expect(await b.ladder('ann')).toMatchObject({ mode: 'shopping', level: 3 })
      expect(await b.state('ann', claimed.benefitId)).toBe('claimed')
      expect(await b.tryClaim('ann', claimed.benefitId)).toBe('409 already_claimed')
      expect(await b.state('ann', open.benefitId)).toBe('claimable')
      await b.claim('ann', open.benefitId)
    })

    test('CLUB-5: where the modes’ thresholds differ, who is carried over stands and has by the new mode’s', async () => {
      const { body } = await w.must<{ body: RuleSetBody }>('GET', '/v1/rule-sets/current')
      const thresholds = body.modes.shopping.thresholds.map((at, i) => ({ 1: 10, 2: 20, 3: 30 })[i] ?? at)
      const harder = body.modes.shopping.thresholds.map((at, i) => (i === 0 ? at : at + 1_000))
      const second = await b.offer({ audience: { minLevel: 2 } })
      const third = await b.offer({ audience: { minLevel: 3 } })
      await w.must('POST', '/v1/rule-sets', {
        body: {
          ...body,
          modes: { live: { ...body.modes.live, thresholds }, shopping: { ...body.modes.shopping, thresholds: harder } },
        },
        basedOn: 1,
        note: 'test',
      })
      await w.clock(NOON + DAY)
      for (const user of ['ann', 'bob']) {
        await w.join(user)
        await w.correct(user, 20)
      }
      await b.claim('ann', second.benefitId)
      expect(await b.state('ann', third.benefitId)).toBe('claimable')
      await w.changeMode('shopping')
      expect(await b.ladder('ann')).toMatchObject({ level: 1 })
      expect(await b.state('ann', second.benefitId)).toBe('claimed')
      for (const user of ['ann', 'bob']) expect(await b.row(user, third.benefitId)).toBe('lapsed')
      // bob by the batch that meets him, ann by the work: both the same
      await w.correct('bob', 2_000)
      expect(await b.state('bob', third.benefitId)).toBe('claimable')
    })

    test('CLUB-6: in a mode that carries nobody over, the level there counts; what was taken stays', async () => {
      await w.join('ann')
      await w.correct('ann', 300)
      await w.changeMode('shopping')
      await w.clock(Date.UTC(2026, 3, 10))
      const second = await b.offer({ audience: { minLevel: 2 } })
      await w.correct('ann', -250)
      expect(await b.state('ann', second.benefitId)).toBe('lapsed')
      await w.changeMode('live')
      expect(await b.ladder('ann')).toMatchObject({ mode: 'live', level: 3 })
      expect(await b.state('ann', second.benefitId)).toBe('claimable')
      await b.claim('ann', second.benefitId)
      // a live member whom nobody carried over is no shopping member
      await w.join('bob')
      await w.correct('bob', 300)
      await b.claim('bob', second.benefitId)
      await w.clock(Date.UTC(2026, 4, 10))
      await w.changeMode('shopping')
      expect(await b.tryClaim('bob', second.benefitId)).toBe('404 not_a_member')
      expect(await w.must('GET', '/v1/users/bob/entitlements?state=usable')).toMatchObject({
        items: [{ state: 'claimed' }],
      })
      await w.join('bob')
      expect(await b.state('bob', second.benefitId)).toBe('claimed')
      expect(await b.tryClaim('bob', second.benefitId)).toBe('409 already_claimed')
      expect(await b.tryClaim('ann', second.benefitId)).toBe('409 already_claimed')
    })
  },
  'live',
)
