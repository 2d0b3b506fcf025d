import { expect, test } from 'vitest'
import type { CampaignView } from '../../contract/campaigns.ts'
import { toInstant } from '../../lib/time.ts'
import { describeWorld, NOON } from '../../../test/support/club.ts'
import { checkSums } from './sums.ts'

const HOUR = 3_600_000
const worth = { value: 100, currency: 'CNY' }

describeWorld('doctor: campaigns as they were lived', (w) => {
  /** What the doctor says of campaigns: `code: first example`. */
  const told = async (): Promise<string[]> =>
    (await checkSums(w.db, 'Asia/Shanghai'))
      .filter(({ code }) => code.startsWith('campaign_'))
      .map(({ code, examples }) => `${code}: ${examples.join(' | ')}`)
  const make = (kind: string, more: object) =>
    w.must<CampaignView>('POST', '/v1/clubs/luo/campaigns', {
      kind,
      name: kind,
      endsAt: toInstant(NOON + HOUR),
      prizes: [{ name: 'A mug', quota: 4, worth }],
      ...more,
    })
  const enter = ({ campaignId }: CampaignView, userId: string, more: object = {}) =>
    w.must('POST', `/v1/campaigns/${campaignId}/entries`, { userId, ...more })
  const merge = (into: string, from: string) =>
    w.must('POST', `/v1/users/${into}/merges`, { from, reason: 'one person' })

  test('BEN-7 BEN-10: draws, free orders, wishes, exchanges, exclusions and merges before and after the closing leave nothing to tell', async () => {
    const users = ['ann', 'ann-old', 'bob', 'bob-old', 'cai', 'bot']
    for (const user of users) await w.join(user)
    for (const user of users) await w.send(w.paid(user, 90_00))
    const draw = await make('draw', {})
    const later = await make('draw', { startsAt: toInstant(NOON + 2 * HOUR), endsAt: toInstant(NOON + 3 * HOUR) })
    await make('freeOrder', {})
    const wishes = await make('wishList', {})
    const exchange = await make('pointsExchange', { prizes: [{ name: 'A mug', quota: 9, worth, points: 10 }] })
    for (const user of users) {
      await enter(draw, user)
      for (const campaign of [wishes, exchange]) await enter(campaign, user, { prize: 0 })
    }
    expect(await told()).toEqual([])
    await merge('ann', 'ann-old')
    await w.exclude('bot')
    await w.clock(NOON + HOUR)
    expect(await told()).toEqual([])
    await merge('bob', 'bob-old')
    await merge('cai', 'bob')
    await w.clock(NOON + 3 * HOUR)
    expect(await told()).toEqual([])
    const seen = [draw, later].map(({ campaignId }) => w.must<CampaignView>('GET', `/v1/campaigns/${campaignId}`))
    expect((await Promise.all(seen)).map(({ status, winnersCount }) => [status, winnersCount])).toEqual([
      ['drawn', 4],
      ['drawn', 0],
    ])
  })

  test.each([
    [
      'an entry changed',
      `update campaign_entry set hash = sha256(hash) where user_no = $1`,
      /not those of its closing/,
    ],
    ['an entry gone', `delete from campaign_entry where user_no = $1`, /names another seed or list/],
    ['a winner exchanged', `update campaign_winner set user_no = $1 + 1`, /won prize 0, and is not that of user \S+/],
    ['a winner gone', `delete from campaign_winner`, /who won is not whom its record names/],
    ['a prize more', `update campaign_prize set quota = quota + 1, taken = taken + 1`, /are told as taken/],
    ['a quota more', `update campaign_prize set quota = 3`, /do not follow from seed and list/],
    ['another seed', `update campaign set seed = sha256(seed)`, /its seed is not that of its start/],
  ])('I23 I25: of a draw that is over: %s by hand: it is told', async (_, damage, words) => {
    for (const user of ['ann', 'bob', 'cai']) await w.join(user)
    const draw = await make('draw', { prizes: [{ name: 'A mug', quota: 2, worth }] })
    for (const user of ['ann', 'bob', 'cai']) await enter(draw, user)
    await w.clock(NOON + HOUR)
    const [winner] = await w.db.query<{ user_no: number }>(
      'select user_no from campaign_winner order by prize, entry limit 1',
    )
    await w.db.query(damage.replaceAll('$1', String(winner?.user_no)))
    expect((await told()).join('\n')).toMatch(words)
  })

  test('BEN-7: a closing that nothing would bring about is told with the statement that does', async () => {
    await w.join('ann')
    const draw = await make('draw', {})
    await enter(draw, 'ann')
    await w.db.query(`delete from due where kind = 'campaign.close'`)
    await w.clock(NOON + 2 * HOUR)
    const [finding = ''] = await told()
    const [, statement = ''] = /^campaign_stuck: (insert .*)$/.exec(finding) ?? []
    await w.db.query(statement)
    await w.clock(NOON + 2 * HOUR + 1)
    expect(await told()).toEqual([])
    expect(await w.must<CampaignView>('GET', `/v1/campaigns/${draw.campaignId}`)).toMatchObject({
      status: 'drawn',
      winnersCount: 1,
    })
  })
})
