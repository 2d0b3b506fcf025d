import { expect, test, vi } from 'vitest'
import type { CampaignView, DrawRecord, EntryView } from '../contract/campaigns.ts'
import { checkDraw } from '../contract/draw.ts'
import { webhookData } from '../contract/webhooks.ts'
import { toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'
import { campaignOutward } from './publish.ts'
import { closeCampaign } from './running/store.ts'

const HOUR = 3_600_000
const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })
const prize = { name: 'A mug', quota: 1, worth: yuan(50) }

type More = Readonly<Record<string, unknown>>
const game = (kind: string, more: More) => ({
  kind,
  name: kind,
  endsAt: toInstant(NOON + HOUR),
  prizes: [prize],
  ...more,
})
const make = (w: World, kind: string, more: More = {}): Promise<CampaignView> =>
  w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', game(kind, more))
const refuse = (w: World, kind: string, more: More): Promise<string> =>
  w.refusal('POST', '/v1/clubs/luo/campaigns', game(kind, more))
const path = ({ campaignId }: { readonly campaignId: string }): string => `/v1/campaigns/${campaignId}`
const look = (w: World, campaign: CampaignView, user?: string): Promise<CampaignView> =>
  w.must<CampaignView>('GET', `${path(campaign)}${user === undefined ? '' : `?userId=${user}`}`)
const enter = (w: World, campaign: CampaignView, userId: string, more: More = {}) =>
  w.must<EntryView>('POST', `${path(campaign)}/entries`, { userId, ...more })
const refuseEntry = (w: World, campaign: CampaignView, userId: string, more: More = {}): Promise<string> =>
  w.refusal('POST', `${path(campaign)}/entries`, { userId, ...more })

describeWorld('games for activity', (w) => {
  test('BEN-10: a draw has no room, runs for days, asks for a level', async () => {
    await w.join('ann')
    const made = await make(w, 'draw', { endsAt: toInstant(NOON + 72 * HOUR), conditions: { tier: '铁粉' } })
    expect(made).toMatchObject({ status: 'running', sessionId: null, conditions: { tier: '铁粉' } })
    expect(await refuseEntry(w, made, 'ann')).toBe('409 condition_missing')
    await w.correct('ann', 50_000)
    await enter(w, made, 'ann')
    await w.clock(NOON + 72 * HOUR)
    expect(await look(w, made)).toMatchObject({ status: 'drawn', winners: [{ userId: 'ann' }] })
  })

  test.each<[string, string, More, string]>([
    ['a phrase without a room', 'draw', { conditions: { phrase: '铁粉今晚八点见' } }, '422 malformed'],
    ['watching without a room', 'wishList', { conditions: { watchMinutes: 1 } }, '422 malformed'],
    ['a session', 'draw', { sessionId: 'room' }, '422 malformed'],
    ['90 days', 'draw', { endsAt: toInstant(NOON + 90 * 24 * HOUR) }, '201 accepted'],
    [
      '90 days and a millisecond',
      'draw',
      { endsAt: toInstant(NOON + 90 * 24 * HOUR + 1) },
      '422 campaign_window_invalid',
    ],
    ['a prize of 50 001 yuan', 'freeOrder', { prizes: [{ ...prize, worth: yuan(50_001) }] }, '422 prize_too_valuable'],
    ['a wish for something dear', 'wishList', { prizes: [{ ...prize, worth: yuan(50_001) }] }, '201 accepted'],
    ['an exchange for nothing', 'pointsExchange', {}, '422 malformed'],
    ['an exchange', 'pointsExchange', { prizes: [{ ...prize, points: 10 }] }, '201 accepted'],
    ['orders of a draw', 'draw', { orders: { minimum: yuan(1) } }, '422 malformed'],
    [
      'orders in other money',
      'freeOrder',
      { orders: { minimum: { value: 1, currency: 'EUR' } } },
      '422 amount_invalid',
    ],
  ])('BEN-10: %s', async (_, kind, more, answer) => {
    expect((await refuse(w, kind, more)).replace('200', '201')).toBe(answer)
  })

  test('BEN-10: free order: who paid within the window takes part by himself, once, with his first order that was not given back', async () => {
    for (const user of ['ann', 'bob', 'cai', 'dan', 'bot']) await w.join(user)
    await w.exclude('bot')
    await w.send(w.paid('ann', 99_00, { order: 'before', at: NOON - 1 }))
    const made = await make(w, 'freeOrder', {
      orders: { minimum: yuan(20) },
      prizes: [{ name: 'Free', quota: 9, worth: yuan(100) }],
    })
    expect(await refuseEntry(w, made, 'ann')).toBe('409 campaign_closed')
    await w.clock(NOON + HOUR - 1)
    await w.send(
      w.paid('ann', 150_00, { order: 'a-1', at: NOON }),
      w.paid('ann', 30_00, { order: 'a-2' }),
      w.paid('bob', 20_00, { order: 'b-1' }),
      w.paid('cai', 19_99, { order: 'c-1' }),
      w.paid('dan', 50_00, { order: 'd-1' }),
      w.paid('dan', 60_00, { order: 'd-2' }),
      w.paid('bot', 60_00, { order: 'x-1' }),
      w.paid('stranger', 60_00, { order: 's-1' }),
    )
    await w.send(w.refunded('dan', 'd-1', 50_00), w.refunded('dan', 'd-2', 20_00))
    await w.clock(NOON + HOUR)
    const view = await look(w, made)
    expect(view).toMatchObject({ status: 'drawn', entries: 3 })
    expect(view.winners.map(({ userId, orderId }) => `${userId} ${orderId ?? ''}`).sort()).toEqual([
      'ann a-1',
      'bob b-1',
      'dan d-2',
    ])
    // up to what the prize is worth, and only what was not given back
    expect(await w.must('GET', `${path(made)}/result`)).toMatchObject({
      entries: 3,
      winners: 3,
      worth: yuan(100 + 20 + 40),
    })
    const told = await w.db.query<{ body: More }>(
      `select body from outbox where kind = 'campaign.drawn' and topic = 'club:luo'`,
    )
    expect(told[0]?.body).toMatchObject({ winnersCount: 3, cost: yuan(160), campaignKind: 'freeOrder' })
    // what each is to get back, for all whom the webhook does not name; to nobody else
    const { items } = await w.must<{ items: CampaignView['winners'] }>('GET', `${path(made)}/winners`)
    expect(Object.fromEntries(items.map(({ userId, worth }) => [userId, worth]))).toEqual({
      ann: yuan(100),
      bob: yuan(20),
      dan: yuan(40),
    })
    expect(view.winners.map(({ worth }) => worth)).toEqual(items.map(({ worth }) => worth))
    const fan = await w.token('fan', 'ann')
    const seen = await w.must<CampaignView>('GET', path(made), undefined, { as: fan })
    expect(seen.winners.every(({ orderId, worth }) => orderId === null && worth === null)).toBe(true)
    const record = await w.must<DrawRecord>('GET', `/v1/draws/${made.campaignId}`, undefined, { as: null })
    expect(checkDraw(record).every(({ holds }) => holds)).toBe(true)
  })

  test('LVL-2 LVL-4 BEN-7: a level is that of the rules in force, also while the stored ones follow new thresholds', async () => {
    for (const user of ['up', 'down']) {
      await w.join(user)
      await w.send(w.paid(user, 10_00, { order: `o-${user}` }))
    }
    await w.correct('up', 150)
    const made = await make(w, 'draw', { conditions: { minLevel: 2 } })
    const free = await make(w, 'freeOrder', { conditions: { minLevel: 2 }, prizes: [{ ...prize, quota: 9 }] })
    // as new thresholds leave them that have just taken effect, until the work on all members comes to them
    await w.db.query('update membership set level = case when intimacy >= 100 then 1 else 20 end')
    expect(await refuseEntry(w, made, 'down')).toBe('409 condition_missing')
    expect((await look(w, made, 'down')).mine?.missing).toEqual(['level'])
    expect((await look(w, made, 'up')).mine?.missing).toEqual([])
    await enter(w, made, 'up')
    await w.clock(NOON + HOUR)
    expect((await look(w, free)).winners.map(({ userId }) => userId)).toEqual(['up'])
  })

  test('BEN-10: wish list: one wish a member, counted by prize; it closes without a draw', async () => {
    for (const user of ['ann', 'bob', 'cai']) await w.join(user)
    const made = await make(w, 'wishList', { prizes: [prize, { ...prize, name: 'A hat' }] })
    expect(made).toMatchObject({ proof: null })
    expect(await refuseEntry(w, made, 'ann')).toBe('422 prize_required')
    expect(await refuseEntry(w, made, 'ann', { prize: 2 })).toBe('422 malformed')
    await enter(w, made, 'ann', { prize: 1 })
    await enter(w, made, 'bob', { prize: 1 })
    await enter(w, made, 'cai', { prize: 0 })
    expect(await enter(w, made, 'ann', { prize: 0 })).toMatchObject({ prize: 1 })
    expect(await w.must('GET', `${path(made)}/wishes`)).toEqual({
      items: [
        { prize: 0, wishes: 1 },
        { prize: 1, wishes: 2 },
      ],
    })
    expect((await look(w, made, 'ann')).mine).toMatchObject({ entered: true, prize: 1 })
    await w.clock(NOON + HOUR)
    expect(await look(w, made)).toMatchObject({ status: 'closed', entries: 3, winners: [] })
    expect(await w.refusal('GET', `/v1/draws/${made.campaignId}`, undefined, { as: null })).toBe('404 not_found')
  })

  test('BEN-10: points exchange: spends points, never intimacy, while there are any left of the prize', async () => {
    for (const user of ['ann', 'bob', 'cai']) await w.join(user)
    for (const user of ['ann', 'bob']) await w.send(w.paid(user, 50_00))
    const [points] = [await w.points('ann')]
    const made = await make(w, 'pointsExchange', {
      prizes: [
        { ...prize, points: 60 },
        { ...prize, name: 'Dear', points: 61 },
      ],
    })
    expect(await refuseEntry(w, made, 'cai', { prize: 0 })).toBe('409 points_too_low')
    await enter(w, made, 'ann', { prize: 0 })
    expect(await refuseEntry(w, made, 'bob', { prize: 0 })).toBe('409 prize_gone')
    await enter(w, made, 'bob', { prize: 1 })
    expect(await w.points('ann')).toBe(points)
    const balance = (user: string) => w.must<{ balance: number }>('GET', `/v1/clubs/luo/members/${user}/points`)
    expect([(await balance('ann')).balance, (await balance('bob')).balance]).toEqual([points - 60, points - 61])
    expect((await look(w, made)).prizes.map(({ left }) => left)).toEqual([0, 0])
    // again is the same exchange and costs nothing more
    await enter(w, made, 'ann', { prize: 0 })
    expect((await balance('ann')).balance).toBe(points - 60)
    expect(await w.must('GET', `${path(made)}/result`)).toMatchObject({ entries: 2, winners: 2, worth: yuan(100) })
  })

  test('BEN-10: a prize’s benefit is the winner’s, whatever his level, and the exchanger’s', async () => {
    await w.join('ann')
    const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'Priority',
      audience: { minLevel: 20 },
    })
    const given = { ...prize, benefitId }
    const made = await make(w, 'draw', { prizes: [given] })
    await enter(w, made, 'ann')
    await w.clock(NOON + HOUR)
    expect((await look(w, made)).winners).toMatchObject([{ userId: 'ann', delivered: true }])
    const state = async (): Promise<string | undefined> => {
      const { items } = await w.must<{ items: { benefitId: string; state: string }[] }>(
        'GET',
        `${w.memberPath('ann')}/benefits`,
      )
      return items.find((item) => item.benefitId === benefitId)?.state
    }
    expect(await state()).toBe('claimed')
    // once ever (BEN-4): winning it again is for the owner to make good
    const again = await make(w, 'draw', { prizes: [given], endsAt: toInstant(NOON + 2 * HOUR) })
    await enter(w, again, 'ann')
    await w.clock(NOON + 2 * HOUR)
    expect((await look(w, again)).winners).toMatchObject([{ userId: 'ann', delivered: false }])
  })

  test('PLT-6 BEN-7: of winners one who is erased between closing and draw gets nothing and is not named; the others get theirs', async () => {
    for (const user of ['ann', 'bob', 'cai']) await w.join(user)
    const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'Priority',
      audience: { minLevel: 20 },
    })
    const made = await make(w, 'draw', { prizes: [{ ...prize, quota: 3, benefitId }] })
    for (const user of ['ann', 'bob', 'cai']) await enter(w, made, user)
    // the closing alone, as where a node stops before the draw
    await w.db.transaction(async (tx) => {
      const [row] = await tx.query<{ campaign_no: number }>('select campaign_no from campaign')
      await closeCampaign(tx, row?.campaign_no ?? 0, NOON + HOUR, null)
    })
    await w.must('POST', '/v1/users/bob/erasure', { confirm: true })
    await w.node.engine.runDueNow()
    await vi.waitFor(
      async () => expect(await w.must('GET', '/v1/users/bob/erasure')).toMatchObject({ state: 'erased' }),
      { timeout: 20_000, interval: 20 },
    )
    await w.clock(NOON + HOUR)
    const { status, winners } = await look(w, made)
    expect(status).toBe('drawn')
    expect(
      winners.map(({ userId, delivered }) => `${userId.startsWith('~') ? '~' : userId} ${delivered}`).sort(),
    ).toEqual(['ann true', 'cai true', '~ false'])
    const told = await w.db.query<{ body: More }>(
      `select body from outbox where kind = 'campaign.drawn' and topic = 'club:luo'`,
    )
    const outside = campaignOutward[0]?.data({ kind: 'club', ownerId: 'luo' }, told[0]?.body ?? {})
    const { winners: named, ...rest } = webhookData['campaign.drawn'].parse(outside)
    expect(named.map(({ userId }) => userId).sort()).toEqual(['ann', 'cai'])
    expect(rest).toMatchObject({ winnersCount: 3 })
    const record = await w.must<DrawRecord>('GET', `/v1/draws/${made.campaignId}`, undefined, { as: null })
    expect(checkDraw(record).every(({ holds }) => holds)).toBe(true)
  })

  test('BEN-7: a ticket is a benefit that the fan claimed', async () => {
    await w.join('ann')
    await w.send(w.started())
    const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'luckyBag',
      name: 'Ticket',
      audience: { minLevel: 1 },
    })
    const made = await make(w, 'luckyBag', { conditions: { benefitId } })
    expect(await refuseEntry(w, made, 'ann')).toBe('409 condition_missing')
    await w.must('POST', `${w.memberPath('ann')}/benefits/${benefitId}/claim`)
    await enter(w, made, 'ann')
  })
})
