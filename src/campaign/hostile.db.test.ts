import { expect, test } from 'vitest'
import type { CampaignView, DrawRecord, EntryView } from '../contract/campaigns.ts'
import { checkDraw } from '../contract/draw.ts'
import { writeCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'

/** What an owner, a fan or a broken caller might try on a campaign. */

const MINUTE = 60_000
const HOUR = 3_600_000
const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })
const mug = { name: 'A mug', quota: 1, worth: yuan(50) }

type More = Readonly<Record<string, unknown>>
const draw = (more: More = {}) => ({
  kind: 'draw',
  name: 'Weekend',
  endsAt: toInstant(NOON + HOUR),
  prizes: [mug],
  ...more,
})
const make = (w: World, more: More = {}): Promise<CampaignView> =>
  w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', draw(more))
const path = ({ campaignId }: { readonly campaignId: string }): string => `/v1/campaigns/${campaignId}`
const enter = (w: World, campaign: CampaignView, userId: string, more: More = {}) =>
  w.must<EntryView>('POST', `${path(campaign)}/entries`, { userId, ...more })
const look = (w: World, campaign: CampaignView, userId: string, as?: string): Promise<CampaignView> =>
  w.must<CampaignView>('GET', `${path(campaign)}?userId=${userId}`, undefined, as === undefined ? undefined : { as })
const record = (w: World, { campaignId }: CampaignView): Promise<DrawRecord> =>
  w.must<DrawRecord>('GET', `/v1/draws/${campaignId}`, undefined, { as: null })

describeWorld('campaigns and those who would bend them', (w) => {
  test('BEN-7: what an entry is made of is the fan’s and the platform’s: the owner sees that he takes part, not which line is his', async () => {
    await w.join('ann')
    const made = await make(w)
    const entry = await enter(w, made, 'ann', { nonce: 'mine' })
    const owner = await w.token('owner', 'luo')
    const hidden = { entered: true, entryHash: null, salt: null, nonce: null, proofUserId: null }
    expect((await look(w, made, 'ann', owner)).mine).toMatchObject(hidden)
    const list = await w.must<{ items: CampaignView[] }>('GET', '/v1/clubs/luo/campaigns?userId=ann', undefined, {
      as: owner,
    })
    expect(list.items[0]?.mine).toMatchObject(hidden)
    const told = { entryHash: entry.entryHash, salt: entry.salt, nonce: 'mine', proofUserId: 'ann' }
    expect((await look(w, made, 'ann')).mine).toMatchObject(told)
    expect((await look(w, made, 'ann', await w.token('fan', 'ann'))).mine).toMatchObject(told)
  })

  test('TASK-15 BEN-7: who is excluded after he entered is out before the list is fixed; after the closing the list stands', async () => {
    for (const user of ['ann', 'bot', 'late']) await w.join(user)
    const made = await make(w, { prizes: [{ ...mug, quota: 3 }] })
    const entries = new Map<string, EntryView>()
    for (const user of ['ann', 'bot', 'late']) entries.set(user, await enter(w, made, user))
    await w.exclude('bot')
    await w.clock(NOON + HOUR)
    await w.exclude('late')
    const drawn = await record(w, made)
    expect(drawn.entryList).toEqual(['ann', 'late'].map((user) => entries.get(user)?.entryHash).sort())
    expect(drawn.entries).toBe(2)
    expect(checkDraw(drawn).every(({ holds }) => holds)).toBe(true)
    const view = await look(w, made, 'bot')
    expect(view.winners.map(({ userId }) => userId).sort()).toEqual(['ann', 'late'])
    expect(view).toMatchObject({ entries: 2, mine: { entered: false, won: [] } })
  })

  test('BEN-7 TASK-15: who excludes fans a moment before the closing and lets them in again after it is seen: the record tells what went', async () => {
    for (const user of ['ann', 'bob', 'friend']) await w.join(user)
    const made = await make(w)
    const entries = new Map<string, EntryView>()
    for (const user of ['ann', 'bob', 'friend']) entries.set(user, await enter(w, made, user))
    await w.clock(NOON + HOUR - 1_000)
    expect(await record(w, made)).not.toHaveProperty('removed')
    for (const user of ['ann', 'bob']) await w.exclude(user)
    await w.clock(NOON + HOUR)
    for (const user of ['ann', 'bob']) await w.must('DELETE', `/v1/clubs/luo/exclusions/${user}`)
    const drawn = await record(w, made)
    expect(drawn).toMatchObject({
      entries: 1,
      removed: 2,
      removedList: ['ann', 'bob'].map((user) => entries.get(user)?.entryHash).sort(),
    })
    expect(checkDraw(drawn).every(({ holds }) => holds)).toBe(true)
    expect((await look(w, made, 'friend')).proof).toMatchObject({ entries: 1, removed: 2 })
    // what closed before this was kept tells nothing, and verifies all the same
    await w.db.query('update campaign set removed_entries = null')
    const old = await record(w, made)
    expect(old).not.toHaveProperty('removed')
    expect(checkDraw(old).every(({ holds }) => holds)).toBe(true)
  })

  test('BEN-7: the room is the owner’s: a new session opens no second bag beside one that runs on, nor a second allowance', async () => {
    const bag = (more: More = {}) => ({ kind: 'luckyBag', endsAt: toInstant(NOON + 2 * HOUR), ...more })
    const dear = (worth: number) => ({ prizes: [{ ...mug, worth: yuan(worth) }] })
    await w.join('ann')
    await w.send(w.started())
    const first = await make(w, bag(dear(40_000)))
    await enter(w, first, 'ann')
    await w.send(w.ended())
    await w.clock(NOON + MINUTE)
    await w.send(w.started({ session: 'again' }))
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw(bag()))).toBe('409 campaign_running')
    await w.clock(NOON + 2 * HOUR)
    const next = { kind: 'luckyBag', endsAt: toInstant(NOON + 3 * HOUR) }
    const second = await make(w, { ...next, ...dear(10_001) })
    expect(await w.refusal('POST', `${path(second)}/entries`, { userId: 'ann' })).toBe('409 session_prize_limit')
    await w.owner('mei')
    await w.send(w.started({ owner: 'mei', session: 'mei' }))
    expect(await w.refusal('POST', '/v1/clubs/mei/campaigns', draw(next))).toBe('201 accepted')
  })

  test('BEN-7: a bag planned for a broadcast that has ended keeps no other from the owner’s room', async () => {
    const planned = { kind: 'luckyBag', startsAt: toInstant(NOON + MINUTE) }
    await w.send(w.started())
    await make(w, planned)
    await w.send(w.ended(), w.started({ session: 'again' }))
    expect((await make(w, { kind: 'luckyBag' })).status).toBe('running')
  })

  /** A bag of a minute from now on, whose due work of its start comes late: never, here. */
  async function late(w: World, more: More = {}): Promise<CampaignView> {
    await w.send(w.started())
    const made = await make(w, { kind: 'luckyBag', startsAt: toInstant(NOON + MINUTE), ...more })
    await w.db.query(`delete from due where kind = 'campaign.start'`)
    return made
  }

  test('BEN-7: from its instant on a campaign is read as running by all, its seed’s hash with it, though its start is not done yet', async () => {
    const made = await late(w, { conditions: { membersOnly: false } })
    const fan = await w.token('fan', 'ann')
    const listed = async (query = '') =>
      (await w.must<{ items: CampaignView[] }>('GET', `/v1/clubs/luo/campaigns${query}`, undefined, { as: fan })).items
    const draws = `/v1/draws/${made.campaignId}`
    await w.clock(NOON + MINUTE - 1)
    expect(await w.refusal('GET', draws, undefined, { as: null })).toBe('404 not_found')
    expect(await w.refusal('GET', path(made), undefined, { as: fan })).toBe('404 not_found')
    expect(await listed()).toEqual([])
    await w.clock(NOON + MINUTE)
    await enter(w, made, 'ann')
    expect(await record(w, made)).toMatchObject({ seedHash: made.proof?.seedHash, about: { status: 'running' } })
    expect(await look(w, made, 'ann', fan)).toMatchObject({ status: 'running', mine: { entered: true } })
    expect(await listed('?status=running')).toMatchObject([{ status: 'running' }])
    expect(await listed('?status=planned')).toEqual([])
  })

  test('BEN-7: a bag whose broadcast ended after its start runs, whoever asks: phrases enter, the room is taken', async () => {
    const made = await late(w, { conditions: { membersOnly: false, phrase: '铁粉必胜' } })
    await w.clock(NOON + 2 * MINUTE)
    await w.send(w.ended(), w.started({ session: 'again' }))
    const said = { session: 'room', at: NOON + MINUTE }
    await w.send(w.event('live.commented', 'ann', { text: '铁粉必胜' }, said))
    expect(await look(w, made, 'ann')).toMatchObject({ status: 'running', mine: { entered: true } })
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw({ kind: 'luckyBag' }))).toBe('409 campaign_running')
  })

  test('BEN-7: a bag whose broadcast ended before its start never runs, whoever asks', async () => {
    const made = await late(w, { conditions: { membersOnly: false } })
    await w.send(w.ended())
    await w.clock(NOON + MINUTE)
    expect(await w.refusal('POST', `${path(made)}/entries`, { userId: 'ann' })).toBe('409 campaign_not_started')
    expect(await w.refusal('GET', path(made), undefined, { as: await w.token('fan', 'ann') })).toBe('404 not_found')
    expect(await w.refusal('GET', `/v1/draws/${made.campaignId}`, undefined, { as: null })).toBe('404 not_found')
  })

  test('BEN-7: a cursor of somebody else’s making is no failure of ours', async () => {
    await w.join('ann')
    const made = await make(w)
    await enter(w, made, 'ann')
    await w.clock(NOON + HOUR)
    for (const key of [
      [2 ** 40, 0],
      [0, -(2 ** 40)],
      ['x', 1],
    ])
      expect((await w.call('GET', `${path(made)}/winners?cursor=${writeCursor(key)}`)).status).toBe(200)
    const instant = [toInstant(NOON + HOUR), 2 ** 53 - 1]
    expect((await w.call('GET', `/v1/clubs/luo/campaigns?cursor=${writeCursor(instant)}`)).status).toBe(200)
  })

  test('BEN-7: a ticket is of kind luckyBag; any other benefit is refused as one', async () => {
    const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'service',
      name: 'Priority',
      audience: { minLevel: 1 },
    })
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw({ conditions: { benefitId } }))).toBe(
      '422 malformed',
    )
  })

  test('BEN-7: a campaign has so many winners at most, over all its prizes', async () => {
    const prizes = (...quotas: number[]) => ({ prizes: quotas.map((quota) => ({ ...mug, quota })) })
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw(prizes(9_999, 2)))).toBe('422 malformed')
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw(prizes(9_999, 1)))).toBe('201 accepted')
  })

  test('BEN-10: what an exchange gave out is told as a sum, however dear: what no number can hold is refused', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 50_00))
    const most = Number.MAX_SAFE_INTEGER
    const dear = (quota: number) => ({
      kind: 'pointsExchange',
      prizes: [{ name: 'Dear', quota, worth: { value: most, currency: 'CNY' }, points: 1 }],
    })
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', draw(dear(2)))).toBe('422 amount_invalid')
    const made = await make(w, dear(1))
    await enter(w, made, 'ann', { prize: 0 })
    expect(await w.must('GET', `${path(made)}/result`)).toMatchObject({ worth: { value: most } })
  })

  test('BEN-7: an id is an id in either case', async () => {
    await w.join('ann')
    const { benefitId } = await w.must<{ benefitId: string }>('POST', '/v1/clubs/luo/benefits', {
      kind: 'luckyBag',
      name: 'Ticket',
      audience: { minLevel: 1 },
    })
    const made = await make(w, {
      conditions: { benefitId: benefitId.toUpperCase() },
      prizes: [{ ...mug, benefitId: benefitId.toUpperCase() }],
    })
    await w.must('POST', `${w.memberPath('ann')}/benefits/${benefitId}/claim`)
    await enter(w, { ...made, campaignId: made.campaignId.toUpperCase() }, 'ann')
  })

  test('BEN-7: a bag does not begin in a room whose broadcast has ended', async () => {
    await w.send(w.started())
    const bag = await make(w, { kind: 'luckyBag', startsAt: toInstant(NOON + MINUTE), endsAt: toInstant(NOON + HOUR) })
    await w.send(w.ended())
    await w.clock(NOON + MINUTE)
    expect(await look(w, bag, 'ann')).toMatchObject({ status: 'cancelled' })
  })
})
