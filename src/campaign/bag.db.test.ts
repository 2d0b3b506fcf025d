import { expect, test } from 'vitest'
import type { CampaignView, DrawRecord, EntryView } from '../contract/campaigns.ts'
import { checkDraw, entryHash, seedHashOf } from '../contract/draw.ts'
import { toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'

const MINUTE = 60_000
const HOUR = 3_600_000
const yuan = (amount: number) => ({ value: amount * 100, currency: 'CNY' })
const mug = { name: 'A mug', quota: 2, worth: yuan(50) }

const bag = (more: Readonly<Record<string, unknown>> = {}) => ({
  kind: 'luckyBag',
  name: 'Tonight',
  endsAt: toInstant(NOON + 10 * MINUTE),
  prizes: [mug],
  ...more,
})

const make = (w: World, more: Readonly<Record<string, unknown>> = {}): Promise<CampaignView> =>
  w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', bag(more))
const refuse = (w: World, more: Readonly<Record<string, unknown>>): Promise<string> =>
  w.refusal('POST', '/v1/clubs/luo/campaigns', bag(more))
const path = ({ campaignId }: { readonly campaignId: string }): string => `/v1/campaigns/${campaignId}`
const enter = (w: World, campaign: CampaignView, userId: string, more: Readonly<Record<string, unknown>> = {}) =>
  w.must<EntryView>('POST', `${path(campaign)}/entries`, { userId, ...more })
const refuseEntry = async (w: World, campaign: CampaignView, userId: string): Promise<string> => {
  const { status, body } = await w.call<{ code: string; missing?: string[] }>('POST', `${path(campaign)}/entries`, {
    userId,
  })
  return [status, body.code, ...(body.missing ?? [])].join(' ')
}
const look = (w: World, campaign: CampaignView, user?: string): Promise<CampaignView> =>
  w.must<CampaignView>('GET', `${path(campaign)}${user === undefined ? '' : `?userId=${user}`}`)
const record = (w: World, { campaignId }: CampaignView): Promise<DrawRecord> =>
  w.must<DrawRecord>('GET', `/v1/draws/${campaignId}`, undefined, { as: null })
const comment = (w: World, user: string, text: string, at = w.now(), session = 'room') =>
  w.send(w.event('live.commented', user, { text }, { session, at }))

describeWorld('lucky bags', (w) => {
  const onAir = () => w.send(w.started())

  test('BEN-7 I25: hash of the seed before the first entry, root at the closing, seed at the draw, and anyone can recompute the winners', async () => {
    await onAir()
    for (const user of ['ann', 'bob', 'cai', 'dan', 'eve']) await w.join(user)
    const made = await make(w)
    expect(made).toMatchObject({
      status: 'running',
      sessionId: 'room',
      entries: 0,
      proof: { seed: null, entriesRoot: null },
    })
    const before = await record(w, made)
    expect(before).toMatchObject({
      seedHash: made.proof?.seedHash,
      seed: null,
      entriesRoot: null,
      entryList: [],
      winners: [],
    })
    const entries: EntryView[] = []
    for (const user of ['ann', 'bob', 'cai', 'dan', 'eve'])
      entries.push(await enter(w, made, user, { nonce: `n-${user}` }))
    for (const { proofUserId: userId, nonce, salt, entryHash: hash, campaignId } of entries)
      expect(entryHash({ campaignId, userId, nonce, salt })).toBe(hash)
    await w.clock(NOON + 10 * MINUTE - 1)
    expect((await record(w, made)).entryList).toEqual([])
    await w.clock(NOON + 10 * MINUTE)
    const drawn = await record(w, made)
    expect(drawn.entryList).toEqual(entries.map((entry) => entry.entryHash).sort())
    expect(seedHashOf(drawn.seed ?? '')).toBe(before.seedHash)
    expect(checkDraw(drawn).map(({ holds }) => holds)).toEqual([true, true, true, true, true])
    const view = await look(w, made)
    expect(view).toMatchObject({ status: 'drawn', entries: 5, prizes: [{ left: 0 }] })
    // I23: as many as there are prizes, distinct, each an entrant
    expect(view.winners).toHaveLength(2)
    const byEntry = new Map(entries.map((entry) => [drawn.entryList.indexOf(entry.entryHash), entry.userId]))
    expect(view.winners.map(({ entry, userId }) => `${entry} ${userId}`)).toEqual(
      [...drawn.winners].sort((a, b) => a.entry - b.entry).map(({ entry }) => `${entry} ${byEntry.get(entry) ?? ''}`),
    )
    expect(new Set(view.winners.map(({ userId }) => userId)).size).toBe(2)
  })

  test('BEN-7: the order of root and seed: the closing is told before the draw, each in a transaction of its own', async () => {
    await onAir()
    const made = await make(w)
    await w.clock(NOON + 10 * MINUTE)
    const told = await w.db.query<{ kind: string; txid: string; body: Readonly<Record<string, unknown>> }>(
      `select kind, txid::text as txid, body from outbox where topic = 'session:room' and kind like 'campaign.%' order by outbox.txid, position`,
    )
    expect(told.map(({ kind }) => kind)).toEqual(['campaign.started', 'campaign.closed', 'campaign.drawn'])
    expect(new Set(told.map(({ txid }) => txid)).size).toBe(3)
    // every open page of the room is a witness of what was published when
    const { seedHash, entriesRoot, seed } = await record(w, made)
    expect(told.map(({ body }) => [body['seedHash'], body['entriesRoot'], body['seed']])).toEqual([
      [seedHash, undefined, undefined],
      [undefined, entriesRoot, undefined],
      [undefined, undefined, seed],
    ])
    expect(await look(w, made)).toMatchObject({ status: 'drawn', entries: 0, winners: [] })
    expect(checkDraw(await record(w, made)).every(({ holds }) => holds)).toBe(true)
  })

  test('BEN-7: what is missing, in the order in which one would do it; phrase and watching count from the start and in this room', async () => {
    await onAir()
    await w.join('ann')
    await comment(w, 'ann', '铁粉必胜')
    const made = await make(w, { conditions: { minLevel: 2, phrase: '铁粉必胜', watchMinutes: 2 } })
    expect(await refuseEntry(w, made, 'stranger')).toBe('409 condition_missing join level phrase watch')
    expect(await refuseEntry(w, made, 'ann')).toBe('409 condition_missing level phrase watch')
    await w.correct('ann', 200)
    await w.clock(NOON + 3 * MINUTE)
    await comment(w, 'ann', '铁粉必胜!')
    await comment(w, 'ann', '铁粉必胜', NOON - 1)
    await comment(w, 'ann', '铁粉必胜', w.now(), 'other')
    expect(await refuseEntry(w, made, 'ann')).toBe('409 condition_missing phrase watch')
    // two spans that overlap, and one that began before the campaign
    await w.send(w.watched('ann', 60, { at: NOON + 90_000 }), w.watched('ann', 59, { at: NOON + 119_000 }))
    await w.send(w.watched('ann', 600, { at: NOON + 30_000 }))
    expect((await look(w, made, 'ann')).mine).toMatchObject({
      entered: false,
      missing: ['phrase', 'watch'],
      watchedSeconds: 119,
    })
    await w.send(w.watched('ann', 1, { at: NOON + 120_000 }))
    expect((await look(w, made, 'ann')).mine).toMatchObject({
      entered: false,
      missing: ['phrase'],
      watchedSeconds: 120,
    })
    // spaces and width aside; with all else done the phrase itself enters
    await comment(w, 'ann', ' 铁 粉 必 勝'.replace('勝', '胜'))
    expect((await look(w, made, 'ann')).mine).toMatchObject({ entered: true, missing: [] })
    expect(await look(w, made)).toMatchObject({ entries: 1 })
  })

  test('BEN-7: a phrase said first enters as soon as the rest is done, also by a watched minute', async () => {
    await onAir()
    await w.join('ann')
    const made = await make(w, { conditions: { phrase: 'I love luo', watchMinutes: 1 } })
    await w.clock(NOON + 2 * MINUTE)
    await comment(w, 'ann', 'Iloveluo')
    expect((await look(w, made, 'ann')).mine).toMatchObject({ entered: false, missing: ['watch'] })
    await w.send(w.watched('ann', 60))
    expect((await look(w, made, 'ann')).mine).toMatchObject({ entered: true })
  })

  test('BEN-7: for all: a stranger takes part; joining as the task counts who joined for it', async () => {
    await onAir()
    await w.join('old')
    await w.clock(NOON + MINUTE)
    const open = await make(w, { conditions: { membersOnly: false, watchMinutes: 1 } })
    await w.clock(NOON + 3 * MINUTE)
    expect(await refuseEntry(w, open, 'never-heard-of')).toBe('409 condition_missing watch')
    await w.send(w.watched('never-heard-of', 60))
    await enter(w, open, 'never-heard-of')
    await w.clock(NOON + 10 * MINUTE)
    expect(await look(w, open)).toMatchObject({ status: 'drawn', entries: 1, winners: [{ userId: 'never-heard-of' }] })
    const joining = await make(w, { conditions: { join: true }, endsAt: toInstant(NOON + 20 * MINUTE) })
    expect(await refuseEntry(w, joining, 'new')).toBe('409 condition_missing join')
    await w.join('new')
    await enter(w, joining, 'new')
    await enter(w, joining, 'old')
    expect(await look(w, joining)).toMatchObject({ entries: 2, joined: 1 })
  })

  test('BEN-7: one user one entry, by whichever of his ids; again is the same answer', async () => {
    await onAir()
    await w.join('ann')
    await w.must('PUT', '/v1/users/ann/aliases/ann-2')
    const made = await make(w)
    const first = await enter(w, made, 'ann')
    expect(await enter(w, made, 'ann')).toEqual(first)
    expect(await enter(w, made, 'ann-2')).toEqual({ ...first, userId: 'ann-2' })
    expect(await look(w, made)).toMatchObject({ entries: 1 })
    const token = await w.token('fan', 'ann-2')
    expect((await w.must<CampaignView>('GET', path(made), undefined, { as: token })).mine).toMatchObject({
      entered: true,
      entryHash: first.entryHash,
      proofUserId: 'ann',
    })
    const stranger = await w.token('fan', 'bob')
    expect(await w.refusal('POST', `${path(made)}/entries`, { userId: 'ann' }, { as: stranger })).toBe('403 forbidden')
    expect(
      (await w.must<CampaignView>('GET', `${path(made)}?userId=ann`, undefined, { as: stranger })).mine,
    ).toMatchObject({
      entered: false,
      entryHash: null,
    })
  })

  test('I23: an entry after the close has no effect; who is excluded has none at all', async () => {
    await onAir()
    await w.join('ann')
    await w.join('bot')
    await w.exclude('bot')
    const made = await make(w, { conditions: { phrase: '今晚八点见' } })
    expect(await refuseEntry(w, made, 'bot')).toBe('409 account_excluded')
    await comment(w, 'bot', '今晚八点见')
    await w.clock(NOON + 10 * MINUTE)
    await comment(w, 'ann', '今晚八点见', NOON + 10 * MINUTE - 1)
    expect(await refuseEntry(w, made, 'ann')).toBe('409 campaign_closed')
    expect(await look(w, made)).toMatchObject({ status: 'drawn', entries: 0 })
    expect(await refuseEntry(w, { ...made, campaignId: '01890a5d-ac96-774b-bcce-b302099a8057' }, 'ann')).toBe(
      '404 not_found',
    )
  })

  test.each([
    ['likes', { likes: 100 }, '422 condition_forbidden'],
    ['purchase', { purchase: 1 }, '422 condition_forbidden'],
    ['share', { share: true }, '422 condition_forbidden'],
    ['no such condition', { mood: 'good' }, '422 malformed'],
    ['想要', { phrase: '想要' }, '422 phrase_meaningless'],
    ['6 6 6', { phrase: '6 6 6' }, '422 phrase_meaningless'],
    ['报名!', { phrase: '报名!' }, '422 phrase_meaningless'],
    ['one sign over and over', { phrase: '冲冲冲冲' }, '422 phrase_meaningless'],
    ['a promise', { phrase: '这次百分百 中奖' }, '422 wording_forbidden'],
    ['eleven minutes of ten', { watchMinutes: 11 }, '422 watch_task_too_long'],
    ['ten minutes of ten', { watchMinutes: 10 }, '201 accepted'],
    ['a phrase that says something', { phrase: '铁粉今晚八点见' }, '201 accepted'],
  ])('BEN-7: conditions: %s', async (_, conditions, answer) => {
    await onAir()
    expect((await refuse(w, { conditions })).replace('200', '201')).toBe(answer)
  })

  test.each([
    ['drawn at the 24th hour', { endsAt: toInstant(NOON + 24 * HOUR) }, '201 accepted'],
    ['a millisecond later', { endsAt: toInstant(NOON + 24 * HOUR + 1) }, '422 draw_too_late'],
    ['over before it begins', { endsAt: toInstant(NOON) }, '422 campaign_window_invalid'],
    ['worth 50 000 yuan', { prizes: [{ ...mug, worth: yuan(50_000) }] }, '201 accepted'],
    [
      'worth a fen more',
      { prizes: [{ ...mug, worth: { value: 5_000_001, currency: 'CNY' } }] },
      '422 prize_too_valuable',
    ],
    [
      'two for one user within it',
      { prizes: [mug, { ...mug, worth: yuan(49_950) }], severalPerUser: true },
      '201 accepted',
    ],
    [
      'two for one user beyond it',
      { prizes: [mug, { ...mug, worth: yuan(49_951) }], severalPerUser: true },
      '422 prize_too_valuable',
    ],
    ['two, one for each', { prizes: [mug, { ...mug, worth: yuan(50_000) }] }, '201 accepted'],
    ['other money', { prizes: [{ ...mug, worth: { value: 1, currency: 'EUR' } }] }, '422 amount_invalid'],
    ['a promise in the name', { name: '100%中奖' }, '422 wording_forbidden'],
    ['a promise in a prize', { prizes: [{ ...mug, name: '人人有奖' }] }, '422 wording_forbidden'],
    ['a prize for points', { prizes: [{ ...mug, points: 10 }] }, '422 malformed'],
    [
      'a benefit of nobody',
      { prizes: [{ ...mug, benefitId: '01890a5d-ac96-774b-bcce-b302099a8057' }] },
      '422 malformed',
    ],
    ['no prize', { prizes: [] }, '422 malformed'],
  ])('BEN-7: bounds: %s', async (_, more, answer) => {
    await onAir()
    expect((await refuse(w, more)).replace('200', '201')).toBe(answer)
  })

  test('BEN-7: a bag needs its room on air; the same call of a stranger is refused', async () => {
    expect(await refuse(w, {})).toBe('409 not_live')
    await onAir()
    expect(await refuse(w, { sessionId: 'other' })).toBe('409 not_live')
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', bag(), { as: fan })).toBe('403 forbidden')
    await w.owner('mei')
    const mei = await w.token('owner', 'mei')
    const made = await make(w, { startsAt: toInstant(NOON + MINUTE) })
    expect(await w.refusal('PATCH', path(made), { name: 'Mine' }, { as: mei })).toBe('403 forbidden')
    expect(await w.refusal('GET', path(made), undefined, { as: mei })).toBe('404 not_found')
  })

  test('BEN-7: one in a room at a time; the next begins as the one before it closes', async () => {
    await onAir()
    await make(w)
    expect(await refuse(w, {})).toBe('409 campaign_running')
    const next = { startsAt: toInstant(NOON + 10 * MINUTE), endsAt: toInstant(NOON + 20 * MINUTE) }
    expect(await refuse(w, { ...next, startsAt: toInstant(NOON + 10 * MINUTE - 1) })).toBe('409 campaign_running')
    const second = await make(w, next)
    expect(await refuse(w, next)).toBe('409 campaign_running')
    expect(await refuseEntry(w, second, 'ann')).toBe('409 campaign_not_started')
    await w.clock(NOON + 10 * MINUTE)
    const list = await w.must<{ items: CampaignView[] }>('GET', '/v1/clubs/luo/campaigns')
    expect(list.items.map(({ status }) => status)).toEqual(['running', 'drawn'])
  })

  test('BEN-7: the earlier of two, made later, is still closed before the other begins', async () => {
    await onAir()
    const late = await make(w, { startsAt: toInstant(NOON + 5 * MINUTE) })
    const early = await make(w, { endsAt: toInstant(NOON + 5 * MINUTE) })
    await w.clock(NOON + 5 * MINUTE)
    expect([await look(w, early), await look(w, late)].map(({ status }) => status)).toEqual(['drawn', 'running'])
  })

  test('BEN-7: planned it can be changed and called off, started neither', async () => {
    await onAir()
    const made = await make(w, { startsAt: toInstant(NOON + 2 * MINUTE), conditions: { phrase: '铁粉今晚八点见' } })
    expect(made).toMatchObject({ status: 'planned' })
    const changed = await w.must<CampaignView>('PATCH', path(made), {
      startsAt: toInstant(NOON + 3 * MINUTE),
      prizes: [mug, { name: 'A hat', quota: 1, worth: yuan(20) }],
    })
    expect(changed).toMatchObject({
      status: 'planned',
      conditions: { phrase: '铁粉今晚八点见' },
      prizes: [{ name: 'A mug' }, { name: 'A hat' }],
    })
    expect(await w.refusal('PATCH', path(made), { conditions: { likes: 3 } })).toBe('422 condition_forbidden')
    expect(await w.refusal('PATCH', path(made), { endsAt: toInstant(NOON + 25 * HOUR) })).toBe('422 draw_too_late')
    await w.clock(NOON + 2 * MINUTE)
    expect(await look(w, made)).toMatchObject({ status: 'planned' })
    await w.clock(NOON + 3 * MINUTE)
    expect(await look(w, made)).toMatchObject({ status: 'running' })
    expect(await w.refusal('PATCH', path(made), { name: 'Later' })).toBe('409 campaign_started')
    expect(await w.refusal('POST', `${path(made)}/cancel`)).toBe('409 campaign_started')
    const other = await make(w, { startsAt: toInstant(NOON + 10 * MINUTE), endsAt: toInstant(NOON + 11 * MINUTE) })
    expect(await w.must('POST', `${path(other)}/cancel`)).toMatchObject({ status: 'cancelled' })
    await w.clock(NOON + 12 * MINUTE)
    expect(await look(w, other)).toMatchObject({ status: 'cancelled' })
    const fan = await w.token('fan', 'ann')
    expect(await w.refusal('GET', path(other), undefined, { as: fan })).toBe('404 not_found')
    expect(await w.refusal('GET', `/v1/draws/${other.campaignId}`, undefined, { as: null })).toBe('404 not_found')
  })

  test('BEN-7: what one user wins in one session stays within 50 000 yuan', async () => {
    await onAir()
    await w.join('ann')
    const first = await make(w, { prizes: [{ ...mug, worth: yuan(40_000) }] })
    await enter(w, first, 'ann')
    await w.clock(NOON + 10 * MINUTE)
    const dear = await make(w, { prizes: [{ ...mug, worth: yuan(10_001) }], endsAt: toInstant(NOON + 20 * MINUTE) })
    expect(await refuseEntry(w, dear, 'ann')).toBe('409 session_prize_limit')
    await w.clock(NOON + 20 * MINUTE)
    const fair = await make(w, { prizes: [{ ...mug, worth: yuan(10_000) }], endsAt: toInstant(NOON + 30 * MINUTE) })
    await enter(w, fair, 'ann')
  })

  test('BEN-7: several prizes never to one user, unless asked', async () => {
    await onAir()
    for (const user of ['ann', 'bob', 'cai']) await w.join(user)
    const prizes = [1, 2].map((nth) => ({ name: `Prize ${nth}`, quota: 2, worth: yuan(1) }))
    const apart = await make(w, { prizes })
    for (const user of ['ann', 'bob', 'cai']) await enter(w, apart, user)
    await w.clock(NOON + 10 * MINUTE)
    const { winners } = await look(w, apart)
    expect(winners.map(({ userId }) => userId).sort()).toEqual(['ann', 'bob', 'cai'])
    expect((await look(w, apart)).prizes.map(({ left }) => left)).toEqual([0, 1])
    const both = await make(w, { prizes, severalPerUser: true, endsAt: toInstant(NOON + 20 * MINUTE) })
    for (const user of ['ann', 'bob', 'cai']) await enter(w, both, user)
    await w.clock(NOON + 20 * MINUTE)
    const several = (await look(w, both)).winners
    expect(several).toHaveLength(4)
    expect(new Set(several.map(({ userId, prize }) => `${userId} ${prize}`)).size).toBe(4)
  })

  test('I24: a second draw finds the record and leaves it', async () => {
    await onAir()
    await w.join('ann')
    const made = await make(w)
    await enter(w, made, 'ann')
    await w.clock(NOON + 10 * MINUTE)
    const before = await record(w, made)
    await w.db.query(
      `insert into due (at, kind, payload) select at, kind, payload from due where kind in ('campaign.draw', 'campaign.close', 'campaign.start')`,
    )
    await w.clock(NOON + 11 * MINUTE)
    expect(await record(w, made)).toEqual(before)
    await expect(w.db.query(`update campaign_draw set entries = 9`)).rejects.toThrow('append-only')
  })

  test('BEN-7: the owner hands prizes out; fans see who won, not who got which order', async () => {
    await onAir()
    await w.join('ann')
    await w.clock(NOON + 1)
    const made = await make(w)
    await enter(w, made, 'ann')
    await w.clock(NOON + 10 * MINUTE)
    expect((await look(w, made)).winners).toMatchObject([{ userId: 'ann', entry: 0, prize: 0, delivered: false }])
    const fan = await w.token('fan', 'ann')
    const handed = `${path(made)}/winners/0/delivered`
    expect(await w.refusal('PUT', handed, { delivered: true }, { as: fan })).toBe('403 forbidden')
    expect(await w.must('PUT', handed, { delivered: true })).toMatchObject({ delivered: true })
    expect((await look(w, made)).winners).toMatchObject([{ delivered: true }])
    expect(await w.must('PUT', handed, { delivered: false, prize: 0 })).toMatchObject({ delivered: false })
    expect(await w.refusal('PUT', `${path(made)}/winners/1/delivered`, { delivered: true })).toBe('404 not_found')
    expect(await w.must('GET', `${path(made)}/winners`, undefined, { as: fan })).toMatchObject({
      items: [{ userId: 'ann' }],
    })
    expect(await w.must('GET', `${path(made)}/result`)).toEqual({
      entries: 1,
      joined: 0,
      winners: 1,
      worth: yuan(50),
      orders: 0,
      buyers: 0,
      sales: yuan(0),
    })
    expect(await w.refusal('GET', `${path(made)}/result`, undefined, { as: fan })).toBe('403 forbidden')
  })
})

describeWorld('campaigns and merged people', (w) => {
  test('PLT-8: two entries of one person are one while entries are open; what he watched in either adds up', async () => {
    await w.send(w.started())
    for (const user of ['ann', 'ann-old', 'bob', 'bob-old']) await w.join(user)
    const made = await make(w, { conditions: { watchMinutes: 1 } })
    await w.clock(NOON + 2 * MINUTE)
    const [from, to] = [NOON + 60_000, NOON + 90_000]
    await w.send(w.watched('ann', 60), w.watched('ann-old', 60))
    await w.send(w.watched('bob', 30, { at: from }), w.watched('bob-old', 30, { at: to }))
    const kept = await enter(w, made, 'ann')
    await enter(w, made, 'ann-old')
    const merge = (into: string, gone: string) =>
      w.must('POST', `/v1/users/${into}/merges`, { from: gone, reason: 'one person' })
    await merge('ann', 'ann-old')
    await merge('bob', 'bob-old')
    expect(await look(w, made)).toMatchObject({ entries: 1 })
    expect(await enter(w, made, 'ann-old')).toMatchObject({ entryHash: kept.entryHash })
    expect((await look(w, made, 'bob')).mine).toMatchObject({ missing: [], watchedSeconds: 60 })
    await w.clock(NOON + 10 * MINUTE)
    expect((await record(w, made)).entryList).toEqual([kept.entryHash])
  })

  test('PLT-8 I25: merged after the closing, both entries stand, and the prize is his by whichever won', async () => {
    await w.send(w.started())
    for (const user of ['ann', 'ann-old']) await w.join(user)
    const made = await make(w)
    await enter(w, made, 'ann')
    await enter(w, made, 'ann-old')
    await w.clock(NOON + 10 * MINUTE)
    await w.must('POST', '/v1/users/ann/merges', { from: 'ann-old', reason: 'one person' })
    const { winners } = await look(w, made)
    expect(winners.map(({ userId }) => userId)).toEqual(['ann', 'ann'])
    expect(checkDraw(await record(w, made)).every(({ holds }) => holds)).toBe(true)
  })
})
