import { expect, test } from 'vitest'
import type { CampaignView, EntryView } from '../contract/campaigns.ts'
import { checkSums } from '../flow/doctor/sums.ts'
import { migrationsFolder, readMigrations } from '../infra/migrate.ts'
import { toInstant } from '../lib/time.ts'
import { describeWorld, NOON, type World } from '../../test/support/club.ts'
import { fullReduction, shopOf, yuan } from '../../test/support/shop.ts'

/** An exchange gives what it takes points for, and the owner learns whom he owes. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const COST = 60

type More = Readonly<Record<string, unknown>>
interface Winners {
  readonly items: {
    readonly userId: string
    readonly entry: number
    readonly prize: number
    readonly delivered: boolean
  }[]
}

const body = (kind: string, prizes: readonly More[], more: More = {}) => ({
  kind,
  name: kind,
  endsAt: toInstant(NOON + 2 * DAY),
  prizes: prizes.map((prize) => ({ name: 'A mug', quota: 9, worth: yuan(5_000), ...prize })),
  ...more,
})
const exchange = (w: World, ...prizes: readonly More[]): Promise<CampaignView> =>
  w.must<CampaignView>(
    'POST',
    '/v1/clubs/luo/campaigns',
    body(
      'pointsExchange',
      prizes.map((prize) => ({ points: COST, ...prize })),
    ),
  )
const path = ({ campaignId }: { readonly campaignId: string }): string => `/v1/campaigns/${campaignId}`
const enter = (w: World, campaign: CampaignView, userId: string, prize = 0): Promise<EntryView> =>
  w.must<EntryView>('POST', `${path(campaign)}/entries`, { userId, prize })
const tryEnter = (w: World, campaign: CampaignView, userId: string, prize = 0): Promise<string> =>
  w.refusal('POST', `${path(campaign)}/entries`, { userId, prize })
const balance = async (w: World, user: string): Promise<number> =>
  (await w.must<{ balance: number }>('GET', `/v1/clubs/luo/members/${user}/points`)).balance
const look = (w: World, campaign: CampaignView, as?: string): Promise<CampaignView> =>
  w.must<CampaignView>('GET', path(campaign), undefined, as === undefined ? {} : { as })
const winners = async (w: World, campaign: CampaignView, as?: string): Promise<Winners['items']> =>
  (await w.must<Winners>('GET', `${path(campaign)}/winners`, undefined, as === undefined ? {} : { as })).items
/** Members with points for one exchange and some more. */
const rich = async (w: World, ...users: string[]): Promise<void> => {
  for (const user of users) {
    await w.join(user)
    await w.send(w.paid(user, 50_00))
  }
}
const doctor = async (w: World): Promise<string[]> =>
  (await checkSums(w.db, 'Asia/Shanghai')).flatMap(({ code, examples }) =>
    code.startsWith('campaign_') ? examples : [],
  )

describeWorld('exchanges for points', (w) => {
  test.each<[string, string, (shop: ReturnType<typeof shopOf>) => Promise<string>]>([
    [
      'he has it already',
      '409 already_claimed',
      async (shop) => {
        const benefitId = await shop.give('service')
        await shop.claim(benefitId)
        return benefitId
      },
    ],
    [
      'its stock is used up',
      '409 prize_gone',
      async (shop) => {
        const benefitId = await shop.give('service', { stock: 1 })
        await shop.claim(benefitId, 'bob')
        return benefitId
      },
    ],
    [
      'it was withdrawn meanwhile',
      '409 prize_gone',
      async (shop) => {
        const benefitId = await shop.give('service')
        await w.must('PATCH', `/v1/clubs/luo/benefits/${benefitId}`, { withdrawAt: toInstant(NOON + DAY) })
        return benefitId
      },
    ],
    ['the budget is empty', '409 prize_gone', (shop) => shop.give('redPacket', { amount: yuan(100), stock: 1 })],
  ])('BEN-10 BEN-5: a prize whose benefit cannot be given costs nothing: %s', async (_, refused, offer) => {
    await rich(w, 'ann', 'bob')
    const made = await exchange(w, { benefitId: await offer(shopOf(w)) }, {})
    await w.clock(NOON + DAY)
    const before = await balance(w, 'ann')
    expect(await tryEnter(w, made, 'ann')).toBe(refused)
    expect(await balance(w, 'ann')).toBe(before)
    expect(await look(w, made)).toMatchObject({ entries: 0, winnersCount: 0, prizes: [{ left: 9 }, { left: 9 }] })
    // nothing was used up by that: he takes another
    expect(await enter(w, made, 'ann', 1)).toMatchObject({ prize: 1, entitlementId: null })
    expect(await balance(w, 'ann')).toBe(before - COST)
    expect(await doctor(w)).toEqual([])
  })

  test('BEN-10 BEN-5: of many at once each pays for what he gets and nobody takes another’s place', async () => {
    const shop = shopOf(w)
    const [had, few] = [await shop.give('service'), await shop.give('service', { stock: 2 })]
    const [claimed, ...others] = ['had', 'a', 'b', 'c', 'd', 'e']
    await rich(w, 'had', ...others)
    await w.join('poor')
    await shop.claim(had, claimed)
    // of the first prize two are left, of the second's benefit
    const made = await exchange(w, { quota: 2, benefitId: had }, { benefitId: few })
    // before a and b: where nothing is left that is said first
    const refused = await Promise.all(['had', 'poor'].map((user) => tryEnter(w, made, user, 0)))
    expect(refused).toEqual(['409 already_claimed', '409 points_too_low'])
    const answers = await Promise.all([
      ...['a', 'b'].map((user) => tryEnter(w, made, user, 0)),
      ...['c', 'd', 'e'].map((user) => tryEnter(w, made, user, 1)),
    ])
    expect(answers.slice(0, 2)).toEqual(['201 accepted', '201 accepted'])
    expect(answers.slice(2).toSorted()).toEqual(['201 accepted', '201 accepted', '409 prize_gone'])
    const spent = await w.db.query<{ count: number; points: number }>(
      `select count(*)::int4 as count, -sum(delta)::int8 as points from points_entry where kind = 'spent'`,
    )
    expect(spent).toEqual([{ count: 4, points: 4 * COST }])
    expect(await look(w, made)).toMatchObject({
      entries: 4,
      winnersCount: 4,
      deliveredCount: 4,
      prizes: [{ left: 0 }, { left: 7 }],
    })
    const numbers = (await winners(w, made)).map(({ entry }) => entry).toSorted()
    expect(numbers).toEqual([0, 1, 2, 3])
    expect(await doctor(w)).toEqual([])
  })

  test('BEN-10 BEN-12: the owner sees who exchanged what, and notes what he handed over; fans do not', async () => {
    await rich(w, 'ann', 'bob', 'cai')
    const made = await exchange(w, { name: 'A hat' }, {})
    await enter(w, made, 'ann', 1)
    await enter(w, made, 'bob', 0)
    await enter(w, made, 'cai', 1)
    const owner = await w.token('owner', 'luo')
    const taken = [
      { userId: 'bob', prize: 0, entry: 1, delivered: false },
      { userId: 'ann', prize: 1, entry: 0, delivered: false },
      { userId: 'cai', prize: 1, entry: 2, delivered: false },
    ]
    expect(await winners(w, made, owner)).toMatchObject(taken)
    expect(await look(w, made, owner)).toMatchObject({ winners: taken, winnersCount: 3, deliveredCount: 0 })
    await w.must('PUT', `${path(made)}/winners/2/delivered`, { delivered: true }, { as: owner })
    expect((await winners(w, made, owner)).map(({ delivered }) => delivered)).toEqual([false, false, true])
    expect(await look(w, made, owner)).toMatchObject({ deliveredCount: 1 })
    const fan = await w.token('fan', 'ann')
    expect(await winners(w, made, fan)).toEqual([])
    expect(await look(w, made, fan)).toMatchObject({
      winners: [],
      winnersCount: 0,
      mine: { entered: true, prize: 1, won: [] },
    })
    expect(await w.must('GET', `${path(made)}/result`)).toMatchObject({ winners: 3, worth: yuan(15_000) })
    // two accounts of one person: both were paid for; an erased person keeps his place without his name
    await w.must('POST', '/v1/users/ann/merges', { from: 'cai', reason: 'one person' })
    await w.must('POST', '/v1/users/bob/erasure', { confirm: true })
    await w.node.engine.runDueNow()
    const named = async () => (await winners(w, made, owner)).map(({ userId }) => userId.slice(0, 3))
    await expect.poll(named, { timeout: 20_000 }).toEqual([expect.stringMatching(/^~/), 'ann', 'ann'])
    await w.clock(NOON + 2 * DAY)
    expect(await winners(w, made, owner)).toHaveLength(3)
    expect(await doctor(w)).toEqual([])
    // exchanges from before it was kept who made them: they are found by their entries, under whom a merge led to
    await w.db.query('delete from campaign_winner')
    const listing = (await readMigrations(migrationsFolder())).find(({ name }) => name.endsWith('list_exchanges'))
    await w.db.query(listing?.text ?? '')
    expect(await named()).toEqual([expect.stringMatching(/^~/), 'ann', 'ann'])
    expect(await w.must('GET', `${path(made)}/result`)).toMatchObject({ winners: 3, worth: yuan(15_000) })
    expect(await doctor(w)).toEqual([])
    await w.db.query(
      'delete from campaign_winner where entry = (select max(entry) from campaign_winner where prize = 1)',
    )
    expect((await doctor(w)).join()).toMatch(/2 took prize 1, and 1 are kept to get it/)
  })

  test.each<[string, string, More, string]>([
    ['a day before the end', 'draw', { validUntil: toInstant(NOON + DAY) }, '422 malformed'],
    ['at the end', 'pointsExchange', { validUntil: toInstant(NOON + 2 * DAY) }, '422 malformed'],
    ['after the end', 'draw', { validUntil: toInstant(NOON + 2 * DAY + 1) }, '201 accepted'],
    ['days after it is given', 'pointsExchange', { validDays: 1 }, '201 accepted'],
    ['before a list closes that gives nothing', 'wishList', { validUntil: toInstant(NOON + DAY) }, '201 accepted'],
  ])('BEN-5: a prize whose coupon runs out %s (%s)', async (_, kind, end, answer) => {
    const { validDays: _days, ...terms } = fullReduction
    const benefitId = await shopOf(w).offer({ ...terms, ...end })
    const points = kind === 'pointsExchange' ? { points: COST } : {}
    const wish = body(kind, [{ benefitId, ...points }])
    expect(await w.refusal('POST', '/v1/clubs/luo/campaigns', wish)).toBe(answer)
    const later = { ...wish, prizes: body(kind, [points]).prizes, startsAt: toInstant(NOON + HOUR) }
    const { campaignId } = await w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', later)
    const changed = await w.refusal('PATCH', `/v1/campaigns/${campaignId}`, { prizes: wish.prizes })
    expect(changed).toBe(answer.replace('201', '200'))
  })
})
