import { expect, test } from 'vitest'
import { describeWorld, NOON, type World } from '../../../test/support/club.ts'
import type { GroupView } from '../../contract/groups.ts'
import type { MessageView } from '../../contract/messages.ts'
import { DAY, HOUR, toInstant } from '../../lib/time.ts'

const make = (w: World, name = '铁粉群') => w.must<GroupView>('POST', '/v1/clubs/luo/groups', { name })
const join = (w: World, group: GroupView, user: string) =>
  w.must<{ subGroupId: string }>('PUT', `/v1/groups/${group.groupId}/members/${user}`)
const leave = (w: World, group: GroupView, user: string) =>
  w.must('DELETE', `/v1/groups/${group.groupId}/members/${user}`)
const post = (w: World, group: GroupView, body: Readonly<Record<string, unknown>>) =>
  w.must<{ messageId: string }>('POST', `/v1/groups/${group.groupId}/messages`, { from: 'luo', ...body })
const read = async (w: World, group: GroupView, user: string) =>
  (await w.must<{ items: MessageView[] }>('GET', `/v1/groups/${group.groupId}/messages?userId=${user}`)).items
const last = async (w: World, group: GroupView, user: string) => (await read(w, group, user)).at(-1)
const money = (value: number) => ({ value, currency: 'CNY' })
const offer = (w: World, body: Readonly<Record<string, unknown>>) =>
  w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
    kind: 'service',
    name: '福利',
    audience: {},
    ...body,
  })
const claimPath = (user: string, benefitId: string) => `/v1/clubs/luo/members/${user}/benefits/${benefitId}/claim`
const packet = { ownerId: 'luo', split: 'equal', total: money(200), count: 2 }
const openPacket = (w: World, more: Readonly<Record<string, unknown>>) =>
  w.must<{ packetId: string; messageId: string | null }>('POST', '/v1/red-packets', { ...packet, ...more })
const claim = (w: World, packetId: string, userId: string) =>
  w.refusal('POST', `/v1/red-packets/${packetId}/claim`, { userId })
const fund = (w: World) => w.must('POST', '/v1/owners/luo/budget', { amount: money(1_000_000) })

describeWorld('offers and money in groups', (w) => {
  test('GRP-15: a coupon for a group: the seat is asked at the claim, leaving takes nothing away', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    await w.join('bob')
    const coupon = { minimum: money(1_000), off: money(100), validDays: 7 }
    const { benefitId } = await offer(w, { kind: 'coupon', coupon, audience: { groupId: group.groupId }, stock: 1 })
    await post(w, group, { kind: 'coupon', benefitId, text: '群专享' })
    expect(await last(w, group, 'ann')).toMatchObject({
      kind: 'coupon',
      benefit: { benefitId, audience: { groupId: group.groupId }, left: 1, claimed: false },
    })
    expect(await w.refusal('POST', claimPath('bob', benefitId))).toBe('403 not_in_group')
    const ladder = async () =>
      (await w.must<{ items: { state: string }[] }>('GET', '/v1/clubs/luo/members/bob/benefits')).items.map(
        ({ state }) => state,
      )
    expect(await ladder()).toEqual(['locked'])
    expect(await w.must('POST', claimPath('ann', benefitId)), 'no member of the club').toMatchObject({
      state: 'claimed',
    })
    await leave(w, group, 'ann')
    const wallet = await w.must<{ items: { state: string }[] }>('GET', '/v1/users/ann/entitlements')
    expect(wallet.items.map(({ state }) => state)).toEqual(['claimed'])
    await join(w, group, 'bob')
    expect(await ladder()).toEqual(['claimable'])
    expect(await w.refusal('POST', claimPath('bob', benefitId))).toBe('409 out_of_stock')
    expect(await w.refusal('POST', `/v1/clubs/luo/benefits/${benefitId}/issues`, { fromLevel: 1 })).toBe(
      '409 group_benefit',
    )
    await w.owner('mei')
    expect(
      await w.refusal('POST', '/v1/clubs/mei/benefits', {
        kind: 'service',
        name: 'x',
        audience: { groupId: group.groupId },
      }),
    ).toBe('404 not_found')
    expect(
      await w.refusal('POST', `/v1/groups/${group.groupId}/messages`, {
        from: 'luo',
        kind: 'coupon',
        benefitId: '0199a2c4-0000-7000-8000-000000000000',
      }),
    ).toBe('404 unknown_benefit')
  })

  test('GRP-15: a product reserved for a group is bought by who sits there, and by who took it while he did', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    await w.join('bob')
    const { benefitId } = await offer(w, { kind: 'product', products: ['p9'], audience: { groupId: group.groupId } })
    const may = async (user: string) =>
      (
        await w.must<{ items: { allowed: boolean; code?: string }[] }>(
          'GET',
          `/v1/clubs/luo/members/${user}/eligibility?products=p9`,
        )
      ).items.map(({ allowed, code }) => code ?? allowed)
    expect([await may('ann'), await may('bob'), await may('nobody')]).toEqual([
      [true],
      ['not_in_group'],
      ['not_in_group'],
    ])
    await w.must('POST', claimPath('ann', benefitId))
    await leave(w, group, 'ann')
    expect(await may('ann')).toEqual([true])
    await join(w, group, 'bob')
    await leave(w, group, 'bob')
    expect(await may('bob')).toEqual(['not_in_group'])
  })

  test('GRP-15: levels open and lapse nothing that is for a group', async () => {
    const group = await make(w)
    await offer(w, { audience: { groupId: group.groupId } })
    await w.join('ann')
    await w.send(w.paid('ann', 20_000))
    expect(await w.db.query('select 1 from entitlement')).toEqual([])
  })

  test('BEN-8: a red packet lies in a group with its message; who does not sit there takes nothing', async () => {
    await fund(w)
    const [one, two] = [await make(w), await make(w, '二')]
    for (const user of ['ann', 'bob']) await join(w, one, user)
    await join(w, two, 'cat')
    await w.join('dan')
    const { packetId, messageId } = await openPacket(w, { groupId: one.groupId, greeting: '恭喜发财' })
    expect(await last(w, one, 'ann')).toMatchObject({
      messageId,
      kind: 'redPacket',
      packet: { packetId, status: 'open', sharesClaimed: 0, mine: null, greeting: '恭喜发财' },
    })
    for (const user of ['cat', 'dan', 'nobody']) expect(await claim(w, packetId, user), user).toBe('403 not_in_group')
    expect(await claim(w, packetId, 'ann')).toBe('200 accepted')
    expect(await last(w, one, 'ann')).toMatchObject({ packet: { sharesClaimed: 1, mine: money(100) } })
    const claims = async (user: string) =>
      w.refusal('GET', `/v1/red-packets/${packetId}/claims`, undefined, { as: await w.token('fan', user) })
    expect([await claims('bob'), await claims('dan')]).toEqual(['200 accepted', '403 forbidden'])
    await leave(w, one, 'bob')
    expect(await claim(w, packetId, 'bob')).toBe('403 not_in_group')
    const told = await w.db.query<{ topic: string; kind: string }>(
      `select topic, kind from outbox where body->>'packetId' = $1 and kind <> 'packet.claimed' order by position`,
      [packetId],
    )
    expect(told).toEqual([
      { topic: `said:luo:${one.groupId}`, kind: 'group.said' },
      { topic: `said:luo:${one.groupId}`, kind: 'packet.moved' },
    ])
  })

  test('BEN-8: a packet for one sub-group, for all groups, from a level; who may post it', async () => {
    await fund(w)
    const [one, two] = [await make(w), await make(w, '二')]
    const { subGroupId } = await join(w, one, 'ann')
    await join(w, two, 'bob')
    const sub = await openPacket(w, { groupId: one.groupId, subGroupId })
    const all = await openPacket(w, { to: 'allGroups' })
    const high = await openPacket(w, { groupId: one.groupId, minLevel: 2 })
    expect(await w.must('GET', `/v1/red-packets/${sub.packetId}`)).toMatchObject({ subGroupId, allGroups: false })
    expect(await w.must('GET', `/v1/red-packets/${all.packetId}`)).toMatchObject({ groupId: null, allGroups: true })
    expect([await claim(w, sub.packetId, 'ann'), await claim(w, sub.packetId, 'bob')]).toEqual([
      '200 accepted',
      '403 not_in_group',
    ])
    expect([await claim(w, all.packetId, 'ann'), await claim(w, all.packetId, 'bob')]).toEqual([
      '200 accepted',
      '200 accepted',
    ])
    expect(await claim(w, high.packetId, 'ann')).toBe('404 not_a_member')
    await w.join('ann')
    expect(await claim(w, high.packetId, 'ann')).toBe('409 level_too_low')
    expect(await w.refusal('POST', '/v1/red-packets', { ...packet, groupId: one.groupId, subGroupId: 'x.1' })).toBe(
      '404 not_found',
    )
    expect(
      await w.refusal('POST', '/v1/red-packets', {
        ...packet,
        total: money(500_000),
        groupId: two.groupId,
        split: 'lucky',
        count: 1,
      }),
    ).toBe('201 accepted')
    const before = (await read(w, two, 'bob')).length
    expect(await w.refusal('POST', '/v1/red-packets', { ...packet, total: money(500_000), groupId: two.groupId })).toBe(
      '409 budget_too_low',
    )
    expect((await read(w, two, 'bob')).length, 'no message without its packet').toBe(before)
    await w.must('DELETE', `/v1/groups/${two.groupId}`)
    expect(await w.refusal('POST', '/v1/red-packets', { ...packet, groupId: two.groupId })).toBe('409 group_closed')
  })

  test('GRP-8: a review of the product by who paid for it is rewarded once, whatever it says and however it scores', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob', 'cat', 'dan']) await join(w, group, user)
    const { benefitId } = await offer(w, { kind: 'service', name: '晒单礼', audience: { minLevel: 20 } })
    const call = { kind: 'reviewCall', productId: 'p-1', benefitId, quota: 3, closesAt: toInstant(NOON + DAY) }
    await post(w, group, call)
    const id = (await last(w, group, 'ann'))?.reviewCall?.reviewCallId ?? ''
    await w.clock(NOON + HOUR)
    const review = async (user: string, order: string, said: Readonly<Record<string, unknown>>, line = '1') =>
      w.send(w.event('order.reviewed', user, { orderId: order, lineId: line, ...said }))
    const held = async (user: string) =>
      (await w.must<{ items: unknown[] }>('GET', `/v1/users/${user}/entitlements`)).items.length
    await w.send(w.paid('ann', 1_000, { order: 'a', lines: ['1', '2'] }), w.paid('bob', 1_000, { order: 'b' }))
    await w.send(w.paid('stranger', 1_000, { order: 's' }), w.paid('cat', 1_000, { order: 'c', lines: ['2'] }))
    await w.send(w.paid('dan', 1_000, { order: 'd' }), w.refunded('dan', 'd', 1_000))
    await review('ann', 'a', { score: 1, text: '很差,不要买' })
    await review('bob', 'b', { score: 5, text: '五星好评' })
    await review('stranger', 's', { score: 5 })
    await review('cat', 'c', { score: 5 }, '2')
    await review('dan', 'd', { score: 5 })
    await review('ann', 'a', { score: 5 }, '2')
    expect([
      await held('ann'),
      await held('bob'),
      await held('stranger'),
      await held('cat'),
      await held('dan'),
    ]).toEqual([1, 1, 0, 0, 0])
    expect((await last(w, group, 'ann'))?.reviewCall).toMatchObject({
      rewarded: 2,
      quota: 3,
      rewardedAt: toInstant(NOON + HOUR),
      benefit: { claimed: true },
    })
    await w.must('POST', `/v1/review-calls/${id}/close`, {})
    await w.send(w.paid('cat', 1_000, { order: 'c2' }))
    await review('cat', 'c2', {})
    expect(await held('cat'), 'it was closed').toBe(0)
  })

  test('GRP-8: rewards end with the quota; a review that waits for its order is rewarded with it', async () => {
    const group = await make(w)
    for (const user of ['ann', 'bob']) await join(w, group, user)
    const { benefitId } = await offer(w, { audience: { minLevel: 20 } })
    await post(w, group, { kind: 'reviewCall', productId: 'p-1', benefitId, quota: 1, closesAt: toInstant(NOON + DAY) })
    await w.clock(NOON + HOUR)
    await w.send(w.reviewed('ann', 'a', '1', { at: NOON + HOUR }))
    await w.send(w.paid('ann', 1_000, { order: 'a', at: NOON + HOUR }))
    await w.send(w.paid('bob', 1_000, { order: 'b' }), w.reviewed('bob', 'b'))
    expect((await last(w, group, 'ann'))?.reviewCall).toMatchObject({ rewarded: 1, rewardedAt: toInstant(NOON + HOUR) })
    expect((await last(w, group, 'bob'))?.reviewCall).toMatchObject({ rewarded: 1, rewardedAt: null })
  })

  test('GRP-7: going live and a new video are one message to all groups, once a session and a video', async () => {
    const [one, two] = [await make(w), await make(w, '二')]
    await join(w, one, 'ann')
    await join(w, two, 'bob')
    await w.send(w.event('live.started', null, { sessionId: 's1', title: '今晚八点' }))
    await w.send(
      w.entered('ann', { session: 's1' }),
      w.event('live.started', null, { sessionId: 's1', title: '今晚八点' }),
    )
    await w.send(w.event('video.published', null, { videoId: 'v1', title: '新视频' }))
    await w.send(w.event('video.published', null, { videoId: 'v1', title: '新视频' }))
    await w.send(w.event('live.ended', null, { sessionId: 's1' }))
    await w.send(
      w.event('live.started', null, { sessionId: 's2' }),
      w.event('live.ended', null, { sessionId: 's2' }, { at: NOON }),
    )
    const seen = (await read(w, one, 'ann')).map(({ kind, scope, sessionId, videoId, title }) => [
      kind,
      scope,
      sessionId ?? videoId,
      title,
    ])
    expect(seen).toEqual([
      ['liveStarted', 'allGroups', 's1', '今晚八点'],
      ['newVideo', 'allGroups', 'v1', '新视频'],
    ])
    expect((await read(w, two, 'bob')).length).toBe(2)
    expect(await w.db.query(`select 1 from group_message`)).toHaveLength(2)
  })

  test('CLUB-4: asking for a change of mode, and withdrawing it, is a notice to all groups', async () => {
    const group = await make(w)
    await join(w, group, 'ann')
    const change = await w.must<{ id: string }>('POST', '/v1/clubs/luo/mode-changes', {
      to: 'live',
      effectiveAt: toInstant(NOON + DAY),
    })
    await w.must('DELETE', `/v1/clubs/luo/mode-changes/${change.id}`)
    expect((await read(w, group, 'ann')).map(({ kind, code, change: told }) => [kind, code, told])).toEqual([
      ['notice', 'mode_announced', { id: change.id, to: 'live', effectiveAt: toInstant(NOON + DAY), carries: 0 }],
      ['notice', 'mode_withdrawn', { id: change.id }],
    ])
    await w.owner('mei')
    await w.must('POST', '/v1/clubs/mei/mode-changes', { to: 'live', effectiveAt: toInstant(NOON + DAY) })
    expect(await w.db.query('select 1 from group_message'), 'who has no group tells none').toHaveLength(2)
  })

  test('BEN-11: the withdrawal of a benefit, and that it was taken back, is a notice to all groups; of a group’s own to it alone; said again it is no news', async () => {
    const [group, other] = [await make(w), await make(w, '二')]
    for (const one of [group, other]) await join(w, one, 'ann')
    await w.join('ann')
    const { benefitId } = await offer(w, { name: '返场券' })
    const own = await offer(w, { name: '群券', audience: { groupId: other.groupId } })
    const patch = (id: string, withdrawAt: string | null) =>
      w.must('PATCH', `/v1/clubs/luo/benefits/${id}`, { withdrawAt })
    const at = toInstant(NOON + DAY)
    await patch(benefitId, at)
    await patch(benefitId, at)
    await patch(own.benefitId, at)
    await patch(benefitId, null)
    await patch(benefitId, null)
    const notices = async (one: GroupView) =>
      (await read(w, one, 'ann')).map(({ kind, code, withdrawing }) => [kind, code, withdrawing])
    const announced = ['notice', 'benefit_withdrawing', { benefitId, name: '返场券', withdrawAt: at }]
    const kept = ['notice', 'benefit_kept', { benefitId, name: '返场券' }]
    expect(await notices(group)).toEqual([announced, kept])
    expect(await notices(other)).toEqual([
      announced,
      ['notice', 'benefit_withdrawing', { benefitId: own.benefitId, name: '群券', withdrawAt: at }],
      kept,
    ])
    const told = await w.db.query<{ body: object }>(
      `select body from outbox where kind = 'benefit.withdrawing' order by 1`,
    )
    expect(JSON.stringify(told), 'what is for one group is named on no public topic').not.toContain('群券')
    // a node of before refuses a code that it does not know, and would show no message at all
    expect(await w.db.query(`select body ? 'code' as coded from group_message group by 1`)).toEqual([{ coded: false }])
    const said = await w.db.query<{ code: string }>(
      `select distinct body ->> 'code' as code from outbox where kind = 'group.said' order by 1`,
    )
    expect(said.map(({ code }) => code)).toEqual(['benefit_kept', 'benefit_withdrawing'])
    const { items } = await w.must<{ items: { saidNotice: { code?: string } | null }[] }>('GET', '/v1/users/ann/groups')
    expect(items.map(({ saidNotice }) => saidNotice?.code)).toEqual(['benefit_kept', 'benefit_kept'])
  })

  test('GRP-8: a page of cards costs the same whatever their number', async () => {
    await fund(w)
    const [small, large] = [await make(w), await make(w, '二')]
    for (const group of [small, large]) await join(w, group, 'ann')
    const { benefitId } = await offer(w, {})
    const fill = async (group: GroupView) => {
      await post(w, group, { kind: 'poll', question: '?', options: ['一', '二'] })
      await post(w, group, { kind: 'coupon', benefitId })
      await post(w, group, { kind: 'reviewCall', productId: 'p', benefitId, quota: 1, closesAt: toInstant(NOON + DAY) })
      await openPacket(w, { groupId: group.groupId })
    }
    await fill(small)
    for (let n = 0; n < 6; n += 1) await fill(large)
    // reading on is no opening, which would be an event
    const cost = async (group: GroupView) => {
      const before = w.db.statements()
      await w.must('GET', `/v1/groups/${group.groupId}/messages?userId=ann&after=0`)
      return w.db.statements() - before
    }
    // what a node does beside it comes now and then, and once a second a GET asks for its place in the outbox: the least of each, each first in turn
    const least = { small: Infinity, large: Infinity }
    const look = async () => {
      least.small = Math.min(least.small, await cost(small))
      for (const _twice of [1, 2]) least.large = Math.min(least.large, await cost(large))
      least.small = Math.min(least.small, await cost(small))
      return least.large - least.small
    }
    for (let n = 0; n < 4; n += 1) await look()
    await expect.poll(look).toBe(0)
  })
})
