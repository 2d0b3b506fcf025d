import { expect, test } from 'vitest'
import { DAY, HOUR, toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'
import { packetsOf, yuan } from '../support/packets.ts'

describeWorlds('red packets', (w) => {
  const p = packetsOf(w)
  const told = (kind: string) =>
    w.db.query<{ topic: string; body: Record<string, unknown> }>(
      'select topic, body from outbox where kind = $1 order by txid, position',
      [kind],
    )

  test('BEN-8 I18 I21: an equal packet: budget to held, shares to balances, everything adds up', async () => {
    await p.fund(5_000)
    const made = await p.open()
    expect(made).toMatchObject({
      status: 'open',
      total: yuan(1_000),
      claimed: yuan(0),
      remaining: yuan(1_000),
      returned: yuan(0),
      fromLevel: null,
      expiresAt: toInstant(NOON + DAY),
    })
    expect(await p.budget()).toMatchObject({ available: yuan(4_000), held: yuan(1_000), paid: yuan(0) })
    for (let user = 0; user < 10; user += 1) expect(await p.claimed(made.packetId, `u${user}`)).toBe('200 100')
    expect(await p.claimed(made.packetId, 'late')).toBe('409 empty')
    expect(await p.packet(made.packetId)).toMatchObject({
      status: 'empty',
      claimed: yuan(1_000),
      remaining: yuan(0),
      sharesClaimed: 10,
    })
    expect(await p.budget()).toMatchObject({ available: yuan(4_000), held: yuan(0), paid: yuan(1_000) })
    expect(await w.must('GET', '/v1/users/u3/balance')).toEqual({
      userId: 'u3',
      items: [{ currency: 'CNY', available: yuan(100), payingOut: yuan(0), paidOut: yuan(0) }],
    })
  })

  test('BEN-8 I19: lucky shares: each at least 1 fen, together the total; the best luck is told once nothing is left', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ split: 'lucky', total: yuan(1_000), count: 20 })
    const amounts: number[] = []
    for (let user = 0; user < 20; user += 1) {
      expect((await p.packet(packetId)).claims.some(({ best }) => best)).toBe(false)
      const { status, body } = await p.claim(packetId, `u${user}`)
      expect(status).toBe(200)
      amounts.push(body.amount?.value ?? 0)
    }
    expect(Math.min(...amounts)).toBeGreaterThanOrEqual(1)
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(1_000)
    const { claims } = await p.packet(packetId)
    // newest first
    expect(claims.map(({ amount }) => amount.value)).toEqual(amounts.toReversed())
    const best = claims.filter((one) => one.best)
    expect(best).toHaveLength(1)
    // the first of equals
    expect(best[0]).toMatchObject({ userId: `u${amounts.indexOf(Math.max(...amounts))}` })
  })

  const forms: readonly [string, object, string][] = [
    ['as many fen as shares', { split: 'lucky', total: yuan(10), count: 10 }, '201 accepted'],
    ['a fen less than shares', { split: 'lucky', total: yuan(9), count: 10 }, '422 malformed'],
    ['one share', { split: 'lucky', total: yuan(1), count: 1 }, '201 accepted'],
    ['no share', { count: 0 }, '422 malformed'],
    ['half a share', { count: 1.5 }, '422 malformed'],
    ['nothing', { total: yuan(0) }, '422 malformed'],
    ['less than nothing', { total: yuan(-10) }, '422 malformed'],
    ['the most shares', { total: yuan(10_000), count: 10_000 }, '201 accepted'],
    ['a share too many', { split: 'lucky', total: yuan(20_000), count: 10_001 }, '422 malformed'],
    ['the most money', { total: yuan(500_000) }, '201 accepted'],
    ['a fen too much', { split: 'lucky', total: yuan(500_001) }, '422 malformed'],
    ['equal shares that are none', { total: yuan(1_001) }, '422 malformed'],
    ['another currency', { total: yuan(1_000, 'USD') }, '422 amount_invalid'],
    ['both a level and a tier', { minLevel: 2, tier: '铁粉' }, '422 malformed'],
    ['no such level', { minLevel: 21 }, '422 malformed'],
    ['no such tier', { tier: '金粉' }, '422 malformed'],
    ['a group and a session', { groupId: 'g', sessionId: 'room' }, '422 malformed'],
    ['a group that is none', { groupId: 'g' }, '422 malformed'],
    ['a group nobody knows', { groupId: '0199a2c4-0000-7000-8000-000000000000' }, '404 not_found'],
    ['all groups of who has none', { to: 'allGroups' }, '404 not_found'],
    ['a sub-group of no group', { subGroupId: 'x.1' }, '422 malformed'],
    ['a long greeting', { greeting: '恭'.repeat(41) }, '422 malformed'],
    ['a member nobody knows', { colour: 'red' }, '422 malformed'],
    ['an end that is now', { expiresAt: toInstant(NOON) }, '422 malformed'],
    ['an end in a moment', { expiresAt: toInstant(NOON + 1) }, '201 accepted'],
    ['an end after 24 hours', { expiresAt: toInstant(NOON + DAY) }, '201 accepted'],
    ['an end a moment later', { expiresAt: toInstant(NOON + DAY + 1) }, '422 malformed'],
    ['an owner nobody knows', { ownerId: 'nobody' }, '404 unknown_owner'],
    ['a session nobody knows', { sessionId: 'nowhere' }, '404 not_found'],
    ['a session of another owner', { sessionId: 'hers' }, '404 not_found'],
    ['a session that ended', { sessionId: 'past' }, '409 not_live'],
    ['a session on air', { sessionId: 'room' }, '201 accepted'],
  ]
  test.each(forms)('BEN-8: %s: %j → %s', async (_, more, outcome) => {
    await w.owner('mei')
    await w.send(
      w.started({ session: 'past' }),
      w.ended({ session: 'past' }),
      w.started(),
      w.started({ owner: 'mei', session: 'hers' }),
    )
    await p.fund(1_000_000)
    expect(await w.refusal('POST', '/v1/red-packets', p.input(more))).toBe(outcome)
  })

  test('BEN-8 I21: a packet takes no fen more than the budget has', async () => {
    expect(await w.refusal('POST', '/v1/red-packets', p.input())).toBe('409 budget_too_low')
    await p.fund(999)
    expect(await w.refusal('POST', '/v1/red-packets', p.input())).toBe('409 budget_too_low')
    await p.fund(1)
    expect(await w.refusal('POST', '/v1/red-packets', p.input())).toBe('201 accepted')
    expect(await p.budget()).toMatchObject({ available: yuan(0), held: yuan(1_000) })
    expect(await w.refusal('POST', '/v1/red-packets', p.input())).toBe('409 budget_too_low')
  })

  test('BEN-8 PLT-1: who opens a packet, claims for whom, and sees it', async () => {
    await w.owner('mei')
    await p.fund(2_000)
    const owner = await w.token('owner', 'luo')
    const other = await w.token('owner', 'mei')
    const staff = await w.token('staff', 's1', { ownerId: 'luo', permissions: ['benefits'] })
    const clerk = await w.token('staff', 's2', { ownerId: 'luo', permissions: ['overview'] })
    const fan = await w.token('fan', 'ann')
    for (const [as, outcome] of [
      [other, '403 forbidden'],
      [clerk, '403 forbidden'],
      [fan, '403 forbidden'],
      [owner, '201 accepted'],
      [staff, '201 accepted'],
    ] as const)
      expect(await w.refusal('POST', '/v1/red-packets', p.input(), { as })).toBe(outcome)
    const { items } = await w.must<{ items: { packetId: string }[] }>('GET', '/v1/red-packets?ownerId=luo&status=open')
    const packetId = items[0]?.packetId ?? ''
    await w.join('ann')
    await w.join('bob')
    expect(await p.claimed(packetId, 'bob', fan)).toBe('403 forbidden')
    expect(await p.claimed(packetId, 'nobody', fan)).toBe('403 forbidden')
    expect(await p.claimed(packetId, 'luo', owner)).toBe('403 forbidden')
    expect(await p.claimed(packetId, 'ann', fan)).toBe('200 100')
    expect(await p.packet(packetId, fan)).toMatchObject({ mine: yuan(100) })
    expect(await p.packet(packetId, owner)).toMatchObject({ mine: null, sharesClaimed: 1 })
    expect(await w.refusal('GET', `/v1/red-packets/${packetId}`, undefined, { as: other })).toBe('403 forbidden')
    expect(await w.refusal('GET', '/v1/red-packets?ownerId=luo', undefined, { as: other })).toBe('403 forbidden')
    expect(await w.refusal('GET', `/v1/red-packets/${packetId}/claims`, undefined, { as: clerk })).toBe('403 forbidden')
    const listed = await w.must<{ items: object[] }>('GET', '/v1/red-packets?ownerId=luo', undefined, { as: fan })
    expect(listed.items).toMatchObject([{ packetId, mine: yuan(100), claims: [] }, { mine: null }])
  })

  test('BEN-8 PLT-1: a fan whose wish is refused makes nobody known: not himself, not whom he names', async () => {
    await p.fund(2_000)
    const { packetId } = await p.open()
    const high = (await p.open({ minLevel: 2 })).packetId
    const stranger = await w.token('fan', 'stranger')
    expect(await p.claimed(packetId, 'ghost', stranger)).toBe('403 forbidden')
    expect(await p.claimed(packetId, 'stranger', stranger)).toBe('404 not_a_member')
    expect(await p.claimed(high, 'stranger', stranger)).toBe('404 not_a_member')
    // and where the platform vouches for one who is nobody's member yet
    expect(await p.claimed(high, 'vouched')).toBe('404 not_a_member')
    expect(await w.db.query('select user_id from person')).toEqual([])
    expect(await p.claimed(packetId, 'vouched')).toBe('200 100')
    expect(await w.db.query('select user_id from person')).toEqual([{ user_id: 'vouched' }])
  })

  test('BEN-8: an id of a packet in capital letters is the same packet', async () => {
    await p.fund(1_000)
    const packetId = (await p.open()).packetId.toUpperCase()
    expect(await p.packet(packetId)).toMatchObject({ packetId: packetId.toLowerCase() })
    expect(await p.claimed(packetId, 'ann')).toBe('200 100')
    expect(await p.claimed(packetId.toLowerCase(), 'ann')).toBe('409 already_claimed')
  })

  test('BEN-8 PLT-1: who took how much is seen by the club’s members, by who was in the room, by who took a share; others see sums', async () => {
    await p.fund(2_000)
    await w.owner('mei')
    await w.send(w.started(), w.entered('seen'))
    await w.join('member')
    await w.join('hers', 'mei')
    const { packetId } = await p.open({ sessionId: 'room' })
    await p.claim(packetId, 'taker')
    await p.claim(packetId, 'seen')
    for (const [user, claims, answer] of [
      ['member', ['seen', 'taker'], '200 accepted'],
      ['seen', ['seen', 'taker'], '200 accepted'],
      ['taker', ['seen', 'taker'], '200 accepted'],
      ['hers', [], '403 forbidden'],
      ['stranger', [], '403 forbidden'],
    ] as const) {
      const as = await w.token('fan', user)
      const packet = await p.packet(packetId, as)
      expect(packet).toMatchObject({ sharesClaimed: 2, claimed: yuan(200) })
      expect([user, packet.claims.map(({ userId }) => userId)]).toEqual([user, claims])
      expect(await w.refusal('GET', `/v1/red-packets/${packetId}/claims`, undefined, { as })).toBe(answer)
    }
  })

  test('BEN-12: the orders that followed a packet: of who took a share, for 7 days, less what went back', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ total: yuan(1_000), count: 4 })
    for (const user of ['ann', 'bob', 'eve', 'late']) await w.join(user)
    await w.send(w.paid('ann', 9_000, { at: NOON - 1 }))
    for (const user of ['ann', 'bob']) await p.claim(packetId, user)
    const results = () => w.must('GET', `/v1/red-packets/${packetId}/results`)
    expect(await results()).toEqual({
      packetId,
      shares: 2,
      claimed: yuan(500),
      returned: yuan(0),
      orders: 0,
      buyers: 0,
      sales: yuan(0),
    })
    await w.send(
      w.paid('ann', 1_000, { order: 'first', at: NOON }),
      w.paid('ann', 300, { order: 'second' }),
      w.paid('bob', 500, { order: 'back' }),
      // takes no share
      w.paid('eve', 7_000),
    )
    await w.send(w.refunded('ann', 'first', 400), w.refunded('bob', 'back', 500))
    expect(await results()).toMatchObject({ orders: 2, buyers: 1, sales: yuan(900) })
    // TASK-15
    await w.exclude('bob')
    await w.send(w.paid('bob', 600))
    await w.must('DELETE', '/v1/clubs/luo/exclusions/bob')
    expect(await results()).toMatchObject({ orders: 2, buyers: 1, sales: yuan(900) })
    await w.clock(NOON + HOUR)
    await p.claim(packetId, 'late')
    await w.clock(NOON + 7 * DAY)
    await w.send(
      w.paid('bob', 40, { order: 'just-in-time', at: NOON + 7 * DAY - 1 }),
      w.paid('bob', 50, { order: 'too-late', at: NOON + 7 * DAY }),
      // he took his an hour later
      w.paid('late', 60, { at: NOON + 7 * DAY }),
    )
    expect(await results()).toMatchObject({ shares: 3, returned: yuan(250), orders: 4, buyers: 3, sales: yuan(1_000) })
    // orders of amounts that nobody has still give an answer
    await w.send(...Array.from({ length: 3 }, () => w.paid('late', Number.MAX_SAFE_INTEGER, { at: NOON + 7 * DAY })))
    expect(await results()).toMatchObject({ orders: 7, sales: yuan(Number.MAX_SAFE_INTEGER) })
    await w.owner('mei')
    for (const [kind, id, answer] of [
      ['owner', 'luo', '200 accepted'],
      ['owner', 'mei', '403 forbidden'],
      ['fan', 'ann', '403 forbidden'],
    ] as const)
      expect(
        await w.refusal('GET', `/v1/red-packets/${packetId}/results`, undefined, { as: await w.token(kind, id) }),
      ).toBe(answer)
  })

  test('BEN-8: one a user, ever: again, at once, by another id of his, after leaving; his amount is told', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open()
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann/aliases/open-1')
    const taps = await Promise.all(['ann', 'open-1', 'ann', 'open-1'].map((id) => p.claimed(packetId, id)))
    expect(taps.toSorted()).toEqual(['200 100', ...Array<string>(3).fill('409 already_claimed')])
    const again = await p.claim(packetId, 'open-1')
    expect(again.body).toMatchObject({ code: 'already_claimed', amount: yuan(100) })
    await w.leave('ann')
    expect(await p.claimed(packetId, 'ann')).toBe('409 already_claimed')
    await w.clock(NOON + DAY)
    expect(await p.claimed(packetId, 'ann')).toBe('409 already_claimed')
    expect(await p.packet(packetId)).toMatchObject({ sharesClaimed: 1, claimed: yuan(100), returned: yuan(900) })
  })

  test('BEN-8 I22: from a level: strangers, too low, just there, and who fell since', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ minLevel: 2 })
    await w.join('ann')
    await w.correct('ann', 99)
    expect(await p.claimed(packetId, 'stranger')).toBe('404 not_a_member')
    const low = await p.claim(packetId, 'ann')
    expect(low.body).toMatchObject({ code: 'level_too_low', fromLevel: 2 })
    await w.correct('ann', 1)
    await w.join('bob')
    await w.correct('bob', 100)
    await w.correct('bob', -1)
    expect(await p.claimed(packetId, 'bob')).toBe('409 level_too_low')
    expect(await p.claimed(packetId, 'ann')).toBe('200 100')
  })

  test('BEN-8 LVL-1: a tier is its first level', async () => {
    await p.fund(1_000)
    const { packetId, fromLevel } = await p.open({ tier: '铁粉' })
    expect(fromLevel).toBe(6)
    await w.join('ann')
    await w.correct('ann', 3_999)
    expect(await p.claimed(packetId, 'ann')).toBe('409 level_too_low')
    await w.correct('ann', 1)
    expect(await p.claimed(packetId, 'ann')).toBe('200 100')
  })

  test('BEN-8: all present: seen in the session, or a member, or the platform says so; a stranger elsewhere is not', async () => {
    await p.fund(2_000)
    await w.send(
      w.started(),
      w.started({ session: 'other' }),
      w.entered('seen'),
      w.entered('away', { session: 'other' }),
    )
    await w.join('member')
    const inRoom = (await p.open({ sessionId: 'room' })).packetId
    const inClub = (await p.open()).packetId
    const outcome = async (packetId: string, user: string) => p.claimed(packetId, user, await w.token('fan', user))
    expect(await outcome(inRoom, 'seen')).toBe('200 100')
    expect(await outcome(inRoom, 'member')).toBe('200 100')
    expect(await outcome(inRoom, 'away')).toBe('409 not_present')
    expect(await outcome(inRoom, 'new')).toBe('409 not_present')
    expect(await p.claimed(inRoom, 'away')).toBe('200 100')
    expect(await outcome(inClub, 'member')).toBe('200 100')
    expect(await outcome(inClub, 'seen')).toBe('404 not_a_member')
    expect(await p.claimed(inClub, 'seen')).toBe('200 100')
  })

  test('BEN-8 TASK-15: an excluded account takes nothing', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open()
    await w.join('bot')
    await w.exclude('bot')
    expect(await p.claimed(packetId, 'bot')).toBe('409 account_excluded')
  })

  test('BEN-8: refusals in their order: claimed before, all taken, over, excluded, no member, level', async () => {
    await p.fund(10_000)
    const gone = '018f0000-0000-7000-8000-000000000000'
    expect(await p.claimed(gone, 'ann')).toBe('404 not_found')
    expect(await p.claimed('no-uuid', 'ann')).toBe('422 malformed')
    const empty = (await p.open({ total: yuan(100), count: 1, minLevel: 3 })).packetId
    const over = (await p.open({ minLevel: 3, expiresAt: toInstant(NOON + HOUR) })).packetId
    const high = (await p.open({ minLevel: 3 })).packetId
    for (const user of ['top', 'bot', 'low']) await w.join(user)
    await w.correct('top', 300)
    await w.exclude('bot')
    expect(await p.claimed(empty, 'top')).toBe('200 100')
    expect(await p.claimed(over, 'top')).toBe('200 100')
    await w.clock(NOON + HOUR)
    // a packet that is both: nothing left, and its day gone
    for (const user of ['bot', 'stranger', 'low']) expect(await p.claimed(empty, user)).toBe('409 empty')
    for (const user of ['bot', 'stranger', 'low']) expect(await p.claimed(over, user)).toBe('409 expired')
    expect([await p.claimed(empty, 'top'), await p.claimed(over, 'top')]).toEqual([
      '409 already_claimed',
      '409 already_claimed',
    ])
    expect(await p.claimed(high, 'bot')).toBe('409 account_excluded')
    expect(await p.claimed(high, 'stranger')).toBe('404 not_a_member')
    expect(await p.claimed(high, 'low')).toBe('409 level_too_low')
    await w.clock(NOON + DAY)
    expect(await p.claimed(empty, 'low')).toBe('409 empty')
  })

  test('BEN-8 I20: what nobody took returns at its end, once, to the millisecond; what was taken stays', async () => {
    await p.fund(1_000)
    const { packetId } = await p.open({ expiresAt: toInstant(NOON + HOUR) })
    await w.clock(NOON + HOUR - 1)
    expect(await p.claimed(packetId, 'ann')).toBe('200 100')
    await w.clock(NOON + HOUR)
    expect(await p.packet(packetId)).toMatchObject({ status: 'returned', returned: yuan(900), remaining: yuan(0) })
    expect(await p.budget()).toMatchObject({
      available: yuan(900),
      held: yuan(0),
      paid: yuan(100),
      returned: yuan(900),
    })
    expect(await p.claimed(packetId, 'bob')).toBe('409 expired')
    await w.clock(NOON + 3 * DAY)
    expect(await p.budget()).toMatchObject({ available: yuan(900), returned: yuan(900) })
    expect(await p.balance('ann')).toBe(100)
  })

  test('BEN-8 I20: an empty packet returns nothing', async () => {
    await p.fund(100)
    const { packetId } = await p.open({ total: yuan(100), count: 1 })
    await p.claim(packetId, 'ann')
    await w.clock(NOON + DAY)
    expect(await p.packet(packetId)).toMatchObject({ status: 'empty', returned: yuan(0) })
    expect(await p.budget()).toMatchObject({ available: yuan(0), paid: yuan(100), returned: yuan(0) })
  })

  test('BEN-8: the room hears that it opened and moved, the member what he took', async () => {
    await p.fund(2_000)
    await w.send(w.started())
    const { packetId } = await p.open({ sessionId: 'room', greeting: '恭喜发财', count: 2 })
    await p.claim(packetId, 'ann')
    await w.clock(NOON + DAY)
    expect(await told('packet.opened')).toEqual([
      {
        topic: 'session:room',
        body: {
          packetId,
          split: 'equal',
          count: 2,
          total: yuan(1_000),
          fromLevel: null,
          greeting: '恭喜发财',
          expiresAt: toInstant(NOON + DAY),
        },
      },
    ])
    expect(await told('packet.claimed')).toEqual([{ topic: 'member:luo:ann', body: { packetId, amount: yuan(500) } }])
    expect(
      (await told('packet.moved')).map(({ topic, body }) => [topic, body['status'], body['sharesClaimed']]),
    ).toEqual([
      ['session:room', 'open', 1],
      ['session:room', 'returned', 1],
    ])
  })

  test('BEN-8: lists go on where they ended: claims newest first, packets newest first', async () => {
    await p.fund(10_000)
    const { packetId } = await p.open()
    for (let user = 0; user < 5; user += 1) await p.claim(packetId, `u${user}`)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`
      const part: { items: { userId: string }[]; nextCursor: string | null } = await w.must(
        'GET',
        `/v1/red-packets/${packetId}/claims?limit=2${more}`,
      )
      seen.push(...part.items.map(({ userId }) => userId))
      cursor = part.nextCursor
    }
    expect(seen).toEqual(['u4', 'u3', 'u2', 'u1', 'u0'])
    const second = (await p.open()).packetId
    const first = await w.must<{ items: { packetId: string }[]; nextCursor: string }>(
      'GET',
      '/v1/red-packets?ownerId=luo&limit=1',
    )
    expect(first.items).toMatchObject([{ packetId: second }])
    expect(
      await w.must('GET', `/v1/red-packets?ownerId=luo&limit=1&cursor=${encodeURIComponent(first.nextCursor)}`),
    ).toMatchObject({ items: [{ packetId }], nextCursor: null })
    const far = Buffer.from(JSON.stringify([Number.MAX_SAFE_INTEGER])).toString('base64url')
    expect(await w.refusal('GET', `/v1/red-packets/${packetId}/claims?cursor=${far}`)).toBe('200 accepted')
  })
})
