import type { Page } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
import {
  expect,
  expectAccessible,
  expectNoSideways,
  fanAddress,
  glimpse,
  gotoLive,
  loseAnswer,
  tabTo,
  test,
  type Sandbox,
} from './support/e2e.ts'
import { moveClock, paid, refunded, seedClub, seedMember, send, yuan } from './support/seed.ts'

/** What a fan gets for his loyalty, on a sandbox whose clock stands: opened, claimed, used, won, and told why not. */

const inClub = (ownerId: string) => ({ path: { ownerId } })
const openRoom = async (world: Sandbox, ownerId: string, ...fans: readonly string[]) => {
  await seedClub(world, { ownerId, name: `${ownerId} 茶铺` })
  await send(world, { type: 'live.started', data: { ownerId, sessionId: `${ownerId}-1` } })
  for (const userId of fans) await seedMember(world, ownerId, userId, `粉丝${userId}`)
  for (const subject of fans)
    await send(world, { type: 'live.entered', subject, data: { ownerId, sessionId: `${ownerId}-1` } })
}
const offerCoupon = (world: Sandbox, ownerId: string, minLevel = 2) =>
  answerOf(
    world.client.POST('/v1/clubs/{ownerId}/benefits', {
      params: inClub(ownerId),
      body: {
        kind: 'coupon',
        name: '满 99 减 20',
        audience: { minLevel },
        coupon: { minimum: yuan(9_900), off: yuan(2_000), validDays: 2 },
      },
    }),
  )
const openPacket = async (world: Sandbox, ownerId: string, total: number, count: number) => {
  await answerOf(
    world.client.POST('/v1/owners/{ownerId}/budget', { params: inClub(ownerId), body: { amount: yuan(total) } }),
  )
  return answerOf(
    world.client.POST('/v1/red-packets', {
      body: {
        ownerId,
        sessionId: `${ownerId}-1`,
        split: 'equal',
        total: yuan(total),
        count,
        greeting: '今晚的茶,我请',
      },
    }),
  )
}
/** Somebody is quicker: it happens after his touch and before the server hears of it, so the page cannot know it yet. */
const beforeItsClaim = (page: Page, act: () => Parameters<typeof answerOf>[0]) =>
  page.route(/\/claim$/, async (route) => {
    await answerOf(act())
    await route.continue()
  })
/** The line of news stands for six seconds, and as long as a finger is on it: there is one from the moment it comes. */
const holdNews = (page: Page) =>
  page.evaluate(() => {
    const hold = () => {
      const news = [...document.querySelectorAll('[role="status"] > button')].find(({ textContent }) =>
        textContent.includes('新权益'),
      )
      if (news === undefined) return
      observer.disconnect()
      news.dispatchEvent(new PointerEvent('pointerover', { bubbles: true, pointerType: 'touch' }))
    }
    const observer = new MutationObserver(hold)
    observer.observe(document, { childList: true, subtree: true })
  })
const ready = (page: Page) => page.getByRole('region', { name: '现在可领' })
const float = (page: Page, name: RegExp) => page.getByRole('list', { name: '进行中' }).getByRole('button', { name })

test('BEN-2 BEN-3 BEN-6: a level opens a coupon while he looks; one touch takes it, and it lies in the wallet with its code', async ({
  page,
  sandbox,
}) => {
  await openRoom(sandbox, 'cha', 'ann')
  await offerCoupon(sandbox, 'cha')
  await gotoLive(page, await fanAddress(sandbox, 'cha', 'ann'))
  await expect(page.getByText('直播中')).toBeVisible()
  await holdNews(page)
  await send(sandbox, paid('cha', 'ann', 'C-1', 6_900))
  await page.getByRole('button', { name: /新权益:满 99 减 20/ }).tap()
  const taken = await glimpse(page, /已领取,在「我的权益」里/)
  await ready(page).getByRole('button', { name: '领取「满 99 减 20」' }).tap()
  await taken()
  await expect(ready(page)).toHaveCount(0)
  await expect(page.getByRole('button', { name: /满 99 减 20 已领取/ })).toBeVisible()

  await page.getByRole('link', { name: /我的权益/ }).tap()
  const ticket = page.getByRole('article').filter({ hasText: '满 99 减 20' })
  await expect(ticket).toContainText('¥20')
  await expect(ticket).toContainText('满 ¥99 可用')
  await expect(ticket).toContainText('还剩 48 小时')
  await ticket.getByRole('button', { name: '出示券码' }).tap()
  const code = ticket.getByRole('img', { name: /券码/ })
  const params = { path: { userId: 'ann' } }
  const { items } = await answerOf(sandbox.client.GET('/v1/users/{userId}/entitlements', { params }))
  await expect(code).toHaveAccessibleName(`券码: ${items[0]?.code}`)
  await expectNoSideways(page)
  await expectAccessible(page)
})

test('BEN-3 BEN-4: what he did not take lapses with his level, says what brings it back, and comes back', async ({
  page,
  sandbox,
}) => {
  await openRoom(sandbox, 'fall', 'bea')
  await offerCoupon(sandbox, 'fall')
  await send(sandbox, paid('fall', 'bea', 'F-1', 6_900))
  await gotoLive(page, await fanAddress(sandbox, 'fall', 'bea', '/club'))
  await expect(ready(page)).toContainText('满 99 减 20')
  await send(sandbox, refunded('fall', 'bea', 'F-1', 6_900))
  await expect(ready(page)).toHaveCount(0)
  await page.getByRole('button', { name: /满 99 减 20 已失效/ }).tap()
  await expect(page.getByText('等级降到 Lv2 以下,没领的权益会失效。再得 100 亲密度就回来。')).toBeVisible()
  await send(sandbox, paid('fall', 'bea', 'F-2', 6_900))
  await expect(ready(page).getByRole('button', { name: /领取/ })).toBeVisible()
})

test.describe('an answer that is lost', () => {
  test.use({ refusals: /\/payouts$/ })

  test('BEN-8: a pay-out asked for again is one, even from the form opened anew', async ({ page, sandbox }) => {
    await openRoom(sandbox, 'twice', 'gus')
    const { packetId } = await openPacket(sandbox, 'twice', 1_000, 1)
    const claim = { params: { path: { packetId } }, body: { userId: 'gus' } }
    await answerOf(sandbox.client.POST('/v1/red-packets/{packetId}/claim', claim))
    await page.goto(await fanAddress(sandbox, 'twice', 'gus', '/wallet?tab=money'))
    const purse = page.getByRole('region', { name: '红包' })
    const ask = async (): Promise<void> => {
      await purse.getByRole('textbox', { name: '提现金额' }).fill('3')
      await purse.getByRole('button', { name: '申请提现' }).tap()
    }
    await purse.getByRole('button', { name: '提现' }).tap()
    await loseAnswer(page, /\/payouts$/)
    const lost = await glimpse(page, /连不上服务器/)
    await ask()
    await lost()
    await purse.getByRole('button', { name: '取消' }).tap()
    await purse.getByRole('button', { name: '提现' }).tap()
    const asked = await glimpse(page, /已申请/)
    await ask()
    await asked()
    await expect(purse).toContainText('¥7.00')
    const params = { path: { userId: 'gus' } }
    const { items } = await answerOf(sandbox.client.GET('/v1/users/{userId}/payouts', { params }))
    expect(items).toMatchObject([{ amount: yuan(300) }])
  })
})

test.describe('what is refused', () => {
  test.use({ refusals: /\/claim$/ })

  test('BEN-5: the last one went to somebody else while he looked: it is put back and said', async ({
    page,
    sandbox,
  }) => {
    await openRoom(sandbox, 'last', 'cai', 'dan')
    const { benefitId } = await answerOf(
      sandbox.client.POST('/v1/clubs/{ownerId}/benefits', {
        params: inClub('last'),
        body: { kind: 'service', name: '优先发货', audience: { minLevel: 1 }, stock: 1 },
      }),
    )
    await gotoLive(page, await fanAddress(sandbox, 'last', 'cai', '/club'))
    await beforeItsClaim(page, () =>
      sandbox.client.POST('/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim', {
        params: { path: { ownerId: 'last', userId: 'dan', benefitId } },
      }),
    )
    const told = await glimpse(page, /手慢了,已经领完/)
    await ready(page).getByRole('button', { name: '领取「优先发货」' }).tap()
    await told()
    await expect(page.getByRole('button', { name: /优先发货 已领完/ })).toBeVisible()
  })

  test('BEN-8: a packet that empties under his thumb says so, and shows who was quicker', async ({ page, sandbox }) => {
    await openRoom(sandbox, 'late', 'eve', 'fay')
    await gotoLive(page, await fanAddress(sandbox, 'late', 'eve'))
    await expect(page.getByText('直播中')).toBeVisible()
    const { packetId } = await openPacket(sandbox, 'late', 100, 1)
    await float(page, /红包/).tap()
    await beforeItsClaim(page, () =>
      sandbox.client.POST('/v1/red-packets/{packetId}/claim', {
        params: { path: { packetId } },
        body: { userId: 'fay' },
      }),
    )
    // without its turn the seal waits for nothing but the answer: it is never there to be pressed again
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const seal = page.getByRole('button', { name: '拆红包' })
    const again = await seal.evaluateHandle((button: HTMLButtonElement) => {
      // what was read anew is told to the page one turn later: however long that turn takes
      const native = window.setTimeout
      Object.assign(window, {
        setTimeout: (act: () => void, wait = 0, ...rest: []) => native(act, wait === 0 ? 300 : wait, ...rest),
      })
      const seen = { enabled: 0 }
      const count = () => (seen.enabled += button.disabled ? 0 : 1)
      new MutationObserver(count).observe(button, { attributeFilter: ['disabled'] })
      return seen
    })
    await seal.tap()
    await expect(page.getByText('手慢了,红包派完了')).toBeVisible()
    expect(await again.jsonValue()).toEqual({ enabled: 0 })
    await expect(page.getByRole('dialog').getByRole('listitem')).toContainText(['粉丝fay'])
  })
})

test('BEN-8: a red packet appears to all, opens by one touch, and is kept in the balance, from which it is paid out', async ({
  page,
  openContext,
  sandbox,
}) => {
  await openRoom(sandbox, 'hong', 'gil', 'hal')
  const other = await (await openContext()).newPage()
  await gotoLive(page, await fanAddress(sandbox, 'hong', 'gil'))
  await gotoLive(other, await fanAddress(sandbox, 'hong', 'hal'))
  await expect(other.getByText('直播中')).toBeVisible()
  await openPacket(sandbox, 'hong', 400, 2)
  await Promise.all([page, other].map((one) => expect(float(one, /红包/)).toBeVisible()))
  await float(page, /红包/).tap()
  const seal = page.getByRole('button', { name: '拆红包' })
  await expect(seal).toBeVisible()
  await expectAccessible(page)
  await seal.tap()
  const sheet = page.getByRole('dialog', { name: '红包' })
  await expect(sheet).toContainText('¥2.00')
  await expect(sheet).toContainText('已领 1/2 个')
  // a reload shows the same: what was taken no longer floats, what was not still does
  await Promise.all([page.reload(), other.reload()])
  await expect(float(other, /红包/)).toBeVisible()
  await expect(page.getByText('直播中')).toBeVisible()
  await expect(float(page, /红包/)).toHaveCount(0)

  await page.goto(`${sandbox.url}/fan/hong/wallet?tab=money`)
  const purse = page.getByRole('region', { name: '红包' })
  await expect(purse).toContainText('¥2.00')
  await purse.getByRole('button', { name: '提现' }).tap()
  const amount = purse.getByRole('textbox', { name: '提现金额' })
  await amount.fill('9')
  await expect(purse.getByText('请输入 ¥1.00 到 ¥2.00 之间的金额')).toBeVisible()
  await amount.fill('1.5')
  await purse.getByRole('button', { name: '申请提现' }).tap()
  await expect(page.getByText('¥1.50 · 等待打款')).toBeVisible()
  await expect(purse).toContainText('¥0.50')
  await expectNoSideways(page)
  await expectAccessible(page)
})

test('BEN-7: a lucky bag appears, says what is missing, takes his phrase, is drawn, and he can check it', async ({
  page,
  sandbox,
}) => {
  await openRoom(sandbox, 'fudai', 'ivy')
  await gotoLive(page, await fanAddress(sandbox, 'fudai', 'ivy'))
  await expect(page.getByText('直播中')).toBeVisible()
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const endsAt = new Date(Date.parse(now) + 600_000).toISOString()
  const { campaignId } = await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/campaigns', {
      params: inClub('fudai'),
      body: {
        kind: 'luckyBag',
        name: '春茶福袋',
        sessionId: 'fudai-1',
        endsAt,
        conditions: { phrase: '春茶上新啦' },
        prizes: [{ name: '明前龙井 50g', quota: 1, worth: yuan(14_999) }],
      },
    }),
  )
  await float(page, /超级福袋/).tap()
  const sheet = page.getByRole('dialog', { name: '福袋' })
  await expect(sheet.getByRole('timer')).toHaveText('10:00')
  await expect(sheet.getByRole('listitem').filter({ hasText: '加入粉丝团' })).toContainText('已完成')
  await expect(sheet.getByRole('listitem').filter({ hasText: '发评论「春茶上新啦」' })).toContainText('还差这一步')
  await expectAccessible(page)
  await send(sandbox, {
    type: 'live.commented',
    subject: 'ivy',
    data: { ownerId: 'fudai', sessionId: 'fudai-1', text: '春茶上新啦' },
  })
  await expect(sheet.getByText('已参与,等开奖')).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).tap()
  await expect(float(page, /超级福袋.*已参与/)).toBeVisible()

  await moveClock(sandbox, Date.parse(endsAt) + 1_000)
  const won = page.getByRole('dialog', { name: '我中了!' })
  await expect(won).toContainText('明前龙井 50g')
  await won.getByRole('button', { name: '中奖名单' }).tap()
  await expect(sheet.getByRole('listitem').filter({ hasText: '粉丝ivy' })).toContainText('我')
  const proof = sheet.getByRole('link', { name: '验证这次开奖' })
  await expect(proof).toHaveAttribute('href', new RegExp(`^/draws/${campaignId}#user=ivy&salt=[0-9a-f]{32}`))
  // looked at once, it is told no more
  await page.getByRole('button', { name: '关闭' }).tap()
  await page.reload()
  await expect(page.getByText('直播中')).toBeVisible()
  await expect(float(page, /福袋/)).toHaveCount(0)
  await expect(won).toHaveCount(0)
})

test('BEN-7 BEN-10: a draw without a room and a free order stand in the club panel, are entered, drawn and told there with their proof', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'chou', name: 'chou 茶铺' })
  await seedMember(sandbox, 'chou', 'ned', '粉丝ned')
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const inMinutes = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString()
  const make = (kind: 'draw' | 'freeOrder', name: string, endsAt: string, prize: string) =>
    answerOf(
      sandbox.client.POST('/v1/clubs/{ownerId}/campaigns', {
        params: inClub('chou'),
        body: { kind, name, endsAt, prizes: [{ name: prize, quota: 1, worth: yuan(14_999) }] },
      }),
    )
  const draws = page.getByRole('region', { name: '抽奖活动' })
  await gotoLive(page, await fanAddress(sandbox, 'chou', 'ned', '/club'))
  await expect(page.getByRole('region', { name: '今日亲密度' })).toBeVisible()
  await expect(draws).toHaveCount(0)
  const draw = await make('draw', '周末抽奖', inMinutes(10), '明前龙井 50g')
  const order = await make('freeOrder', '周末免单', inMinutes(20), '免单一单')

  await draws.getByRole('link', { name: /周末抽奖.*开奖/ }).tap()
  const main = page.getByRole('main')
  await expect(page.getByRole('heading', { level: 1, name: '抽奖' })).toBeVisible()
  await expect(main.getByRole('timer')).toHaveText('10:00')
  await expectAccessible(page)
  await main.getByRole('button', { name: '参与' }).tap()
  await expect(main.getByText('已参与,等开奖')).toBeVisible()
  await page.getByRole('link', { name: '返回' }).tap()
  await expect(draws.getByRole('link', { name: /周末抽奖.*已参与/ })).toBeVisible()

  // nobody taps himself into a free order: who paid is in
  await draws.getByRole('link', { name: /周末免单/ }).tap()
  await expect(main.getByText(/之间付款的订单自动参与/)).toBeVisible()
  await expect(main.getByRole('button', { name: '参与' })).toHaveCount(0)
  await send(sandbox, paid('chou', 'ned', 'CH-1', 100))
  await expectNoSideways(page)
  await expectAccessible(page)
  await page.getByRole('link', { name: '返回' }).tap()

  const won = page.getByRole('dialog', { name: '我中了!' })
  await expect(draws).toBeVisible()
  await moveClock(sandbox, Date.parse(inMinutes(10)))
  await expect(won).toContainText('明前龙井 50g')
  await won.getByRole('button', { name: '中奖名单' }).tap()
  await expect(main.getByRole('listitem').filter({ hasText: '粉丝ned' })).toContainText('我')
  const proof = main.getByRole('link', { name: '验证这次开奖' })
  await expect(proof).toHaveAttribute('href', new RegExp(`^/draws/${draw.campaignId}#user=ned&salt=[0-9a-f]{32}`))
  await expectAccessible(page)
  await page.getByRole('link', { name: '返回' }).tap()

  await expect(draws.getByRole('link', { name: /周末抽奖.*我中了/ })).toBeVisible()
  await moveClock(sandbox, Date.parse(inMinutes(20)))
  await expect(won).toContainText('免单一单')
  await expect(won).toContainText('你有一笔订单免单')
  await won.getByRole('button', { name: '好的' }).tap()
  await draws.getByRole('link', { name: /周末免单.*我中了/ }).tap()
  await expect(main.getByRole('listitem').filter({ hasText: '粉丝ned' })).toContainText('我')
  await expect(proof).toHaveAttribute('href', new RegExp(`^/draws/${order.campaignId}#user=ned`))
  // told once each
  await page.reload()
  await expect(proof).toBeVisible()
  await expect(won).toHaveCount(0)
})

test('BEN-7: a bag whose room goes off air before its draw is told where he is', async ({ page, sandbox }) => {
  await openRoom(sandbox, 'guan', 'oli')
  await gotoLive(page, await fanAddress(sandbox, 'guan', 'oli'))
  await expect(page.getByText('直播中')).toBeVisible()
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const endsAt = new Date(Date.parse(now) + 600_000).toISOString()
  await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/campaigns', {
      params: inClub('guan'),
      body: {
        kind: 'luckyBag',
        name: '收摊福袋',
        sessionId: 'guan-1',
        endsAt,
        prizes: [{ name: '桂花米糕', quota: 1, worth: yuan(3_990) }],
      },
    }),
  )
  await float(page, /超级福袋/).tap()
  const sheet = page.getByRole('dialog', { name: '福袋' })
  await sheet.getByRole('button', { name: '参与' }).tap()
  await expect(sheet.getByText('已参与,等开奖')).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).tap()
  await send(sandbox, { type: 'live.ended', data: { ownerId: 'guan', sessionId: 'guan-1' } })
  await expect(page.getByRole('heading', { name: '主播不在' })).toBeVisible()
  await moveClock(sandbox, Date.parse(endsAt))
  const won = page.getByRole('dialog', { name: '我中了!' })
  await expect(won).toContainText('桂花米糕')
  await won.getByRole('button', { name: '中奖名单' }).tap()
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: '粉丝oli' })).toContainText('我')
})

test('BEN-10: points are spent on the owner’s shelf after being asked once more; a wish is one voice', async ({
  page,
  sandbox,
}) => {
  await openRoom(sandbox, 'jifen', 'jo')
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const endsAt = new Date(Date.parse(now) + 86_400_000).toISOString()
  const params = { path: { ownerId: 'jifen', userId: 'jo' } }
  const grant = { points: 500, reason: '生日快乐' }
  await answerOf(sandbox.client.POST('/v1/clubs/{ownerId}/members/{userId}/points/grants', { params, body: grant }))
  for (const body of [
    {
      kind: 'pointsExchange' as const,
      name: '积分换好茶',
      endsAt,
      prizes: [
        { name: '桂花米糕', quota: 2, worth: yuan(3_990), points: 300 },
        { name: '青瓷盖碗', quota: 1, worth: yuan(23_900), points: 4_800 },
      ],
    },
    {
      kind: 'wishList' as const,
      name: '下一场想看什么',
      endsAt,
      prizes: ['白茶饼', '岩茶小罐'].map((name) => ({ name, quota: 1, worth: yuan(0) })),
    },
  ])
    await answerOf(sandbox.client.POST('/v1/clubs/{ownerId}/campaigns', { params: inClub('jifen'), body }))
  await page.goto(await fanAddress(sandbox, 'jifen', 'jo', '/wallet?tab=points'))
  await expect(page.getByText('青瓷盖碗')).toBeVisible()
  await expect(page.getByText('4,800 积分 · 还差 4,300 积分')).toBeVisible()
  await page.getByRole('button', { name: '兑换「桂花米糕」' }).tap()
  await expect(page.getByText('花 300 积分兑换,剩 200,不能撤回。')).toBeVisible()
  await page.getByRole('button', { name: '兑换', exact: true }).tap()
  await expect(page.getByText('兑换 · 积分换好茶,−300')).toBeVisible()
  await expect(page.getByText('主播赠送 · 生日快乐,+500')).toBeVisible()
  await page.getByRole('button', { name: '想要「白茶饼」' }).tap()
  await expect(page.getByText('我的心愿')).toBeVisible()
  await expect(page.getByRole('button', { name: /想要/ })).toHaveCount(0)
  await expectNoSideways(page)
  await expectAccessible(page)
})

test('BEN-1: an entry honour shows on the public screen, and not for who switched effects off', async ({
  page,
  sandbox,
}) => {
  await openRoom(sandbox, 'rong', 'kai')
  const { benefitId } = await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/benefits', {
      params: inClub('rong'),
      body: { kind: 'honour', name: '极光进场', audience: { minLevel: 1 }, honour: 'entryEffect', style: 'aurora' },
    }),
  )
  const params = { path: { ownerId: 'rong', userId: 'kai', benefitId } }
  await answerOf(sandbox.client.POST('/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim', { params }))
  await gotoLive(page, await fanAddress(sandbox, 'rong', 'lia'))
  await expect(page.getByText('直播中')).toBeVisible()
  await moveClock(sandbox, Date.parse((await answerOf(sandbox.client.GET('/v1/sandbox/clock'))).now) + 3_600_000)
  await send(sandbox, { type: 'live.entered', subject: 'kai', data: { ownerId: 'rong', sessionId: 'rong-1' } })
  const lit = page.getByRole('list', { name: '公屏' }).locator('[class*="aurora"]')
  await expect(lit).toContainText(['粉丝kai'])
  await page.goto(`${sandbox.url}/fan/rong/me`)
  await page.getByRole('group', { name: '进场与升级特效' }).getByRole('button', { name: '关' }).tap()
  await page.goto(`${sandbox.url}/fan/rong`)
  await expect(page.getByRole('list', { name: '公屏' })).toContainText('粉丝kai')
  await expect(lit).toHaveCount(0)
})

test('BEN-3 BEN-8: a keyboard is enough to claim and to open a packet', async ({ page, sandbox }) => {
  await openRoom(sandbox, 'jian', 'max')
  await offerCoupon(sandbox, 'jian', 1)
  await gotoLive(page, await fanAddress(sandbox, 'jian', 'max', '/club'))
  const take = ready(page).getByRole('button', { name: '领取「满 99 减 20」' })
  await tabTo(page, take)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: /满 99 减 20 已领取/ })).toBeVisible()
  await gotoLive(page, `${sandbox.url}/fan/jian`)
  await expect(page.getByText('直播中')).toBeVisible()
  await openPacket(sandbox, 'jian', 100, 1)
  await tabTo(page, float(page, /红包/))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '红包' })).toBeFocused()
  await tabTo(page, page.getByRole('button', { name: '拆红包' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: '红包' })).toContainText('已存入红包余额')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: '红包' })).toBeHidden()
})
