import type { Locator, Page } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
import {
  expect,
  expectAccessible,
  expectNoSideways,
  glimpse,
  gotoLive,
  holdAnswers,
  signInDesk,
  test,
  type Sandbox,
} from './support/e2e.ts'
import { offer, pageOf } from './support/benefits.ts'
import { moveClock, paid, seedClub, seedMember, send } from './support/seed.ts'

/** Benefits in the console: the matrix, the builder, withdrawal, issue, campaigns, red packets, results (BEN-1…13). */

const cny = (value: number) => ({ value, currency: 'CNY' })
/** A member with so much intimacy. */
async function memberWith(world: Sandbox, ownerId: string, userId: string, points: number, name?: string) {
  await seedMember(world, ownerId, userId, name)
  if (points === 0) return
  const params = { path: { ownerId, userId } }
  const body = { delta: points, reason: 'seed' }
  await answerOf(world.client.POST('/v1/clubs/{ownerId}/members/{userId}/corrections', { params, body }))
}

const benefitsOf = async ({ client }: Sandbox, ownerId: string) =>
  (await answerOf(client.GET('/v1/clubs/{ownerId}/benefits', { params: { path: { ownerId } } }))).items

const statesOf = async ({ client }: Sandbox, ownerId: string, userId: string) => {
  const { items } = await answerOf(
    client.GET('/v1/clubs/{ownerId}/members/{userId}/benefits', { params: { path: { ownerId, userId } } }),
  )
  return Object.fromEntries(items.map(({ name, state }) => [name, state]))
}

const claim = ({ client }: Sandbox, ownerId: string, userId: string, benefitId: string) =>
  answerOf(
    client.POST('/v1/clubs/{ownerId}/members/{userId}/benefits/{benefitId}/claim', {
      params: { path: { ownerId, userId, benefitId } },
    }),
  )

const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })

/** Chooses in one of antd's lists. */
async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click()
  await page.locator('.ant-select-item-option').filter({ hasText: option }).last().click()
}

test('BEN-1 BEN-2: an empty club is offered three beginnings, none of which is made until it is sent', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'begin', name: '开张之家' })
  await memberWith(sandbox, 'begin', 'ann', 0)
  await signInDesk(context, sandbox, 'owner', 'begin')
  await page.goto(pageOf(sandbox, 'begin'))
  await expect(page.getByText('还没有权益')).toBeVisible()
  await expect(page.getByRole('article')).toHaveCount(3)
  await expectAccessible(page)
  await page.getByRole('button', { name: /从这个开始.*新人见面礼/ }).click()
  const drawer = page.getByRole('dialog', { name: '新建权益' })
  await expect(drawer.getByRole('textbox', { name: '名称' })).toHaveValue('新人见面礼')
  expect(await benefitsOf(sandbox, 'begin')).toEqual([])

  // the fan's card follows the fields, and what cannot be is said at the field
  const card = drawer.getByRole('article')
  await drawer.getByRole('textbox', { name: '减', exact: true }).fill('60')
  await expect(card.getByText('¥60', { exact: true })).toBeVisible()
  await drawer.getByRole('button', { name: '发布' }).click()
  await expect(drawer.getByText('减的金额不能超过门槛')).toBeVisible()
  await drawer.getByRole('textbox', { name: '减', exact: true }).fill('19.99')
  await expect(card.getByText('¥19.99', { exact: true })).toBeVisible()
  await expectAccessible(page)
  // it stands there although the list is not read anew yet
  await holdAnswers(page, /\/benefits\?/)
  const made = await glimpse(page, /「新人见面礼」已发布/)
  await drawer.getByRole('button', { name: '发布' }).click()
  await made()
  const one = page.getByRole('dialog', { name: '权益', exact: true })
  await expect(one.getByRole('textbox', { name: '名称' })).toHaveValue('新人见面礼')
  const [benefit] = await benefitsOf(sandbox, 'begin')
  expect(benefit).toMatchObject({
    kind: 'coupon',
    audience: { firstJoin: true },
    coupon: { minimum: cny(4_900), off: cny(1_999) },
  })
  expect(await statesOf(sandbox, 'begin', 'ann')).toEqual({ 新人见面礼: 'claimable' })
})

test('BEN-1: the builder asks kind first, and only for what the kind has', async ({ page, context, sandbox }) => {
  await seedClub(sandbox, { ownerId: 'build', name: '搭建之家' })
  await signInDesk(context, sandbox, 'owner', 'build')
  await page.goto(pageOf(sandbox, 'build', '/new?level=11'))
  const drawer = page.getByRole('dialog', { name: '新建权益' })
  await expect(drawer.getByRole('listitem')).toHaveCount(6)
  await drawer.getByRole('button', { name: /^荣誉/ }).click()
  await expect(drawer.getByRole('textbox', { name: '使用门槛' })).toHaveCount(0)
  await drawer.getByRole('textbox', { name: '名称' }).fill('极光进场')
  await drawer.getByRole('radio', { name: '极光' }).check()
  await expect(drawer.getByRole('article')).toContainText('进场特效 · 极光')
  const made = await glimpse(page, /「极光进场」已发布/)
  await drawer.getByRole('button', { name: '发布' }).click()
  await made()
  await page
    .getByRole('button', { name: '关闭' })
    .or(page.getByRole('button', { name: 'Close' }))
    .first()
    .click()
  const row = rowOf(page, '极光进场')
  await expect(row.getByRole('cell', { name: '没有' })).toHaveCount(10)
  await expect(row.getByRole('cell', { name: '有', exact: true })).toHaveCount(10)
  await choose(page, page.getByRole('combobox', { name: '看哪一级' }), 'Lv11钻粉')
  await expect(page.getByRole('article').filter({ hasText: '极光进场' })).toBeVisible()
})

test('BEN-1: a higher level that gets less is told, with the way to both; nothing is forbidden', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'less', name: '提醒之家' })
  for (const [name, level, off] of [
    ['减二十', 6, 2_000],
    ['减十元', 9, 1_000],
  ] as const)
    await answerOf(
      sandbox.client.POST('/v1/clubs/{ownerId}/benefits', {
        params: { path: { ownerId: 'less' } },
        body: {
          kind: 'coupon',
          name,
          audience: { minLevel: level },
          coupon: { minimum: cny(9_900), off: cny(off), validDays: 7 },
        },
      }),
    )
  await signInDesk(context, sandbox, 'owner', 'less')
  await page.goto(pageOf(sandbox, 'less'))
  const note = page.getByRole('note')
  const warning = note.getByRole('listitem').filter({ hasText: '高等级少于低等级' })
  await expect(warning).toContainText('Lv9')
  await expect(note.getByRole('listitem').filter({ hasText: '真爱粉阶段没有新的权益' })).toBeVisible()
  await expectAccessible(page)
  await warning.getByRole('link', { name: '减十元' }).click()
  await expect(page.getByRole('dialog', { name: '权益' }).getByRole('textbox', { name: '名称' })).toHaveValue('减十元')
})

test('BEN-2 BEN-11: a click on a cell moves nothing; a withdrawal is announced a day ahead and can be taken back', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'leaves', name: '下架之家' })
  await memberWith(sandbox, 'leaves', 'ann', 400)
  const { benefitId } = await offer(sandbox, 'leaves', '优先发货', 3)
  await signInDesk(context, sandbox, 'owner', 'leaves')
  await gotoLive(page, pageOf(sandbox, 'leaves'))
  await rowOf(page, '优先发货').getByRole('cell').nth(6).click()
  const drawer = page.getByRole('dialog', { name: '权益' })
  await expect(drawer.getByText('这项权益从 Lv3 开始,不会被悄悄移动')).toBeVisible()
  await expect(drawer.getByRole('button', { name: '照此新建,从 Lv7 起' })).toBeVisible()
  expect((await benefitsOf(sandbox, 'leaves')).map(({ fromLevel }) => fromLevel)).toEqual([3])

  await drawer.getByRole('button', { name: '下架', exact: true }).click()
  const question = page.getByRole('dialog', { name: '下架「优先发货」?' })
  await expect(question).toContainText('至少 24 小时后才停止发放')
  await expect(question).toContainText('达到等级的成员有 1 名')
  await expectAccessible(page)
  await question.getByRole('button', { name: '公告并下架' }).click()
  await expect(drawer.getByText(/起不再发放/).first()).toBeVisible()
  await expect(drawer.getByRole('article')).toContainText('起不再发放')
  const [going] = await benefitsOf(sandbox, 'leaves')
  expect(going?.status).toBe('withdrawing')
  expect(Date.parse(going?.withdrawAt ?? '')).toBeGreaterThanOrEqual(sandbox.start + 24 * 3_600_000)
  await claim(sandbox, 'leaves', 'ann', benefitId)

  await drawer.getByRole('button', { name: '撤回下架' }).click()
  await page.getByRole('dialog', { name: '撤回这次下架?' }).getByRole('button', { name: '撤回下架' }).click()
  await expect(drawer.getByRole('button', { name: '下架', exact: true })).toBeVisible()
  expect((await benefitsOf(sandbox, 'leaves')).map(({ status, withdrawAt }) => [status, withdrawAt])).toEqual([
    ['open', null],
  ])
})

test.describe('BEN-11: less notice than a day', () => {
  test.use({ refusals: /\/v1\/clubs\/hasty\/benefits\/[^/]+$/ })

  test('BEN-11: is refused in words, and nothing is announced', async ({ page, context, sandbox }) => {
    await seedClub(sandbox, { ownerId: 'hasty', name: '着急之家' })
    await memberWith(sandbox, 'hasty', 'ann', 400)
    const { benefitId } = await offer(sandbox, 'hasty', '优先发货', 1)
    await signInDesk(context, sandbox, 'owner', 'hasty')
    await page.goto(pageOf(sandbox, 'hasty', `/${benefitId}`))
    await page.getByRole('button', { name: '下架', exact: true }).click()
    const question = page.getByRole('dialog', { name: '下架「优先发货」?' })
    const soon = new Date(sandbox.start + 10 * 3_600_000).toISOString().slice(0, 16)
    await question.getByLabel('停止发放').fill(soon)
    await question.getByRole('button', { name: '公告并下架' }).click()
    await expect(question.getByRole('alert')).toBeVisible()
    expect((await benefitsOf(sandbox, 'hasty'))[0]?.status).toBe('open')
  })
})

test('BEN-13: a coupon is issued to members of chosen levels after their number was typed', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'issue', name: '发券之家' })
  for (const [userId, points] of [
    ['low', 0],
    ['mid', 400],
    ['mid2', 900],
    ['high', 5_000],
  ] as const)
    await memberWith(sandbox, 'issue', userId, points)
  const { benefitId } = await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/benefits', {
      params: { path: { ownerId: 'issue' } },
      body: {
        kind: 'coupon',
        name: '满 99 减 20',
        audience: { minLevel: 15 },
        coupon: { minimum: cny(9_900), off: cny(2_000), validDays: 7 },
      },
    }),
  )
  await signInDesk(context, sandbox, 'owner', 'issue')
  await page.goto(pageOf(sandbox, 'issue', `/${benefitId}`))
  await page.getByRole('button', { name: '定向发券' }).click()
  const dialog = page.getByRole('dialog', { name: '发放「满 99 减 20」' })
  await choose(page, dialog.getByRole('combobox', { name: '从哪一级' }), 'Lv3新粉')
  await expect(dialog.getByRole('status')).toContainText('3 名成员')
  const go = dialog.getByRole('button', { name: '立即发放' })
  await dialog.getByRole('textbox', { name: '请输入人数 3 确认' }).fill('2')
  await expect(go).toBeDisabled()
  await dialog.getByRole('textbox', { name: '请输入人数 3 确认' }).fill('3')
  await expectAccessible(page)
  await go.click()
  await expect(page.getByText('上次发给 Lv3–Lv20:3 张。')).toBeVisible()
  const states = await Promise.all(['low', 'mid', 'mid2', 'high'].map((userId) => statesOf(sandbox, 'issue', userId)))
  expect(states.map((one) => one['满 99 减 20'])).toEqual(['locked', 'claimed', 'claimed', 'claimed'])
})

test('BEN-7: a lucky bag is given on air, its entries counted live, drawn on time, its winners ticked off', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId: 'bags', name: '福袋之家' })
  for (const userId of ['ann', 'bob', 'cai']) await memberWith(sandbox, 'bags', userId, 0, `团员${userId}`)
  await signInDesk(context, sandbox, 'owner', 'bags')
  await gotoLive(page, pageOf(sandbox, 'bags', '/campaigns'))
  await expect(page.getByText('没有进行中的活动')).toBeVisible()
  await page.getByRole('button', { name: '新建活动' }).click()
  const form = page.getByRole('dialog', { name: '新建活动' })
  await expect(form.getByText('开播后才能发福袋')).toBeVisible()
  await expect(form.getByRole('button', { name: '立即开始' })).toBeDisabled()
  await expect(form.getByText('不能以点赞数、购买或分享为条件:福袋不能变成刷量或强买。')).toBeVisible()
  // going on air reaches the form by the stream
  await send(sandbox, { type: 'live.started', data: { ownerId: 'bags', sessionId: 'bags-1', title: '福袋夜' } })
  await expect(form.getByText('开播后才能发福袋')).toBeHidden()
  await form.getByRole('textbox', { name: '名称' }).fill('七点福袋')
  await form.getByRole('textbox', { name: '评论口令' }).fill('新茶真香')
  await form.getByRole('spinbutton', { name: '几分钟后开奖' }).fill('1')
  await form.getByRole('textbox', { name: '奖品' }).fill('试饮装')
  await form.getByRole('spinbutton', { name: '份数' }).fill('2')
  await form.getByRole('textbox', { name: '每份价值' }).fill('29.9')
  await expectAccessible(page)
  await form.getByRole('button', { name: '立即开始' }).click()
  const one = page.getByRole('dialog', { name: '活动' })
  await expect(one.getByRole('heading', { name: '七点福袋' })).toBeVisible()
  await expect(one.getByText('评论「新茶真香」')).toBeVisible()
  await expect(one.getByText('种子的哈希在第一个人参与之前就已公布')).toBeVisible()
  const entries = one.getByRole('definition').first()
  for (const userId of ['ann', 'bob', 'cai'])
    await send(sandbox, {
      type: 'live.commented',
      subject: userId,
      data: { ownerId: 'bags', sessionId: 'bags-1', text: '新茶真香' },
    })
  await expect(entries).toContainText('3')
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  await moveClock(sandbox, Date.parse(now) + 61_000)
  await expect(one.getByText('已发出 0 / 2')).toBeVisible()
  await expect(one.getByRole('link', { name: '公开验证页' })).toHaveAttribute('href', /^\/draws\/[0-9a-f-]{36}$/)
  await one.getByRole('switch').first().click()
  await expect(one.getByText('已发出 1 / 2')).toBeVisible()
  await expectAccessible(page)
  const [campaign] = (
    await answerOf(client.GET('/v1/clubs/{ownerId}/campaigns', { params: { path: { ownerId: 'bags' } } }))
  ).items
  expect(campaign).toMatchObject({
    status: 'drawn',
    entries: 3,
    prizes: [{ name: '试饮装', worth: cny(2_990), left: 0 }],
  })
})

test('BEN-10: each kind asks for its own: an exchange for points, wishes for words, free orders for a sum', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'games', name: '活动之家' })
  await memberWith(sandbox, 'games', 'ann', 0)
  await signInDesk(context, sandbox, 'owner', 'games')
  await page.goto(pageOf(sandbox, 'games', '/campaigns'))
  await page.getByRole('button', { name: '新建活动' }).click()
  const form = page.getByRole('dialog', { name: '新建活动' })
  await form.getByText('免单', { exact: true }).click()
  await expect(form.getByRole('textbox', { name: '订单满' })).toBeVisible()
  await form.getByText('积分兑换', { exact: true }).click()
  await expect(form.getByRole('spinbutton', { name: '每份积分' })).toBeVisible()
  await expect(form.getByRole('switch')).toHaveCount(0)
  await form.getByText('心愿单', { exact: true }).click()
  await expect(form.getByRole('spinbutton')).toHaveCount(0)
  await form.getByRole('textbox', { name: '名称' }).fill('下一款想喝什么')
  const end = new Date(sandbox.start + 5 * 24 * 3_600_000).toISOString().slice(0, 16)
  await form.getByLabel('截止').fill(end)
  await form.getByRole('textbox', { name: '愿望' }).fill('明前龙井')
  await form.getByRole('button', { name: '再加一项' }).click()
  await form.getByRole('textbox', { name: '愿望' }).last().fill('老白茶')
  await form.getByRole('button', { name: '发布' }).click()
  const one = page.getByRole('dialog', { name: '活动', exact: true })
  await expect(one.getByRole('heading', { name: '下一款想喝什么' })).toBeVisible()
  const campaignId = page.url().split('/').at(-1) ?? ''
  await answerOf(
    sandbox.client.POST('/v1/campaigns/{campaignId}/entries', {
      params: { path: { campaignId } },
      body: { userId: 'ann', prize: 1 },
    }),
  )
  await expect(one.getByRole('listitem').filter({ hasText: '老白茶' })).toContainText('1')
})

test('BEN-10: the owner sees who exchanged points for what he delivers himself, while it runs, and notes that he did', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId: 'mugs', name: '杯子之家' })
  await memberWith(sandbox, 'mugs', 'ann', 0, '安安')
  const inMugs = { path: { ownerId: 'mugs' } }
  const params = { path: { ...inMugs.path, userId: 'ann' } }
  const grant = { points: 500, reason: '生日快乐' }
  await answerOf(client.POST('/v1/clubs/{ownerId}/members/{userId}/points/grants', { params, body: grant }))
  const { campaignId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/campaigns', {
      params: inMugs,
      body: {
        kind: 'pointsExchange',
        name: '积分换杯子',
        endsAt: new Date(sandbox.start + 5 * 24 * 3_600_000).toISOString(),
        prizes: [{ name: '马克杯', quota: 50, worth: cny(3_900), points: 300 }],
      },
    }),
  )
  await signInDesk(context, sandbox, 'owner', 'mugs')
  await page.goto(pageOf(sandbox, 'mugs', `/campaigns/${campaignId}`))
  const one = page.getByRole('dialog', { name: '活动', exact: true })
  await expect(one.getByRole('heading', { name: '积分换杯子' })).toBeVisible()
  await expect(one.getByRole('heading', { name: '兑换名单' })).toHaveCount(0)
  await answerOf(
    client.POST('/v1/campaigns/{campaignId}/entries', {
      params: { path: { campaignId } },
      body: { userId: 'ann', prize: 0 },
    }),
  )
  await expect(one.getByRole('heading', { name: '兑换名单' })).toContainText('0')
  const row = one.getByRole('listitem').filter({ hasText: '安安' })
  await expect(row).toContainText('马克杯')
  await row.getByRole('switch').click()
  await expect(row.getByRole('switch')).toBeChecked()
  const { items } = await answerOf(
    client.GET('/v1/campaigns/{campaignId}/winners', { params: { path: { campaignId } } }),
  )
  expect(items).toMatchObject([{ userId: 'ann', delivered: true }])
})

test('BEN-8: money comes in, a red packet is told in full, confirmed, its claims move the page and the books, and the rest is paid back', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId: 'money', name: '红包之家' })
  await memberWith(sandbox, 'money', 'ann', 0, '安安')
  await send(sandbox, { type: 'live.started', data: { ownerId: 'money', sessionId: 'money-1', title: '红包夜' } })
  await signInDesk(context, sandbox, 'owner', 'money')
  await gotoLive(page, pageOf(sandbox, 'money', '/money'))
  await page.getByRole('button', { name: '充值' }).click()
  const deposit = page.getByRole('dialog', { name: '充值' })
  await deposit.getByRole('textbox', { name: '金额' }).fill('1e3')
  await deposit.getByRole('button', { name: '记为到账' }).click()
  await expect(deposit.getByText('请填金额,最多两位小数')).toBeVisible()
  await deposit.getByRole('textbox', { name: '金额' }).fill('123.45')
  await deposit.getByRole('textbox', { name: '备注' }).fill('月初预算')
  await deposit.getByRole('button', { name: '记为到账' }).click()
  await expect(page.getByText('充值到账:月初预算')).toBeVisible()

  await page.getByRole('button', { name: '发红包' }).click()
  const packet = page.getByRole('dialog', { name: '发红包' })
  await packet.getByRole('textbox', { name: '总额' }).fill('123.46')
  await expect(packet.getByText('不能超过 ¥123.45')).toBeVisible()
  await packet.getByText('均分', { exact: true }).click()
  await packet.getByRole('textbox', { name: '总额' }).fill('10')
  await packet.getByRole('spinbutton', { name: '份数' }).fill('3')
  await expect(packet.getByText('均分要除得尽:总额改为 ¥9.99 或 ¥10.02')).toBeVisible()
  await expect(packet.getByRole('button', { name: '下一步' })).toBeDisabled()
  await packet.getByRole('spinbutton', { name: '份数' }).fill('4')
  await packet.getByRole('textbox', { name: '祝福语' }).fill('感谢陪伴')
  await packet.getByRole('button', { name: '下一步' }).click()
  const sure = page.getByRole('dialog', { name: '确认发出' })
  await expect(sure).toContainText('¥10.00,均分 4 份')
  await expect(sure).toContainText('不能撤回')
  await expectAccessible(page)
  await sure.getByRole('button', { name: '发出 ¥10.00' }).click()
  const row = page.getByRole('listitem').filter({ hasText: '「感谢陪伴」' })
  await expect(row).toContainText('0 / 4 份')
  await expect(page.getByRole('definition').filter({ hasText: '¥113.45' }).first()).toBeVisible()

  const [sent] = (await answerOf(client.GET('/v1/red-packets', { params: { query: { ownerId: 'money' } } }))).items
  await answerOf(
    client.POST('/v1/red-packets/{packetId}/claim', {
      params: { path: { packetId: sent?.packetId ?? '' } },
      body: { userId: 'ann' },
    }),
  )
  await expect(row).toContainText('1 / 4 份')
  await expect(row).toContainText('剩余 ¥7.50')
  await expect(page.getByText('安安 领走一份红包')).toBeVisible()

  // what is held in the packet cannot be taken out; what is paid back leaves by the books
  await page.getByRole('button', { name: '提款' }).click()
  const withdrawal = page.getByRole('dialog', { name: '提款' })
  await withdrawal.getByRole('textbox', { name: '金额' }).fill('113.46')
  await withdrawal.getByRole('button', { name: '记为已转出' }).click()
  await expect(withdrawal.getByText('不能超过 ¥113.45')).toBeVisible()
  await withdrawal.getByRole('textbox', { name: '金额' }).fill('100')
  await withdrawal.getByRole('textbox', { name: '备注' }).fill('月末结清')
  await expectAccessible(page)
  await withdrawal.getByRole('button', { name: '记为已转出' }).click()
  await expect(page.getByText('提款转出:月末结清')).toBeVisible()
  await expect(page.getByRole('definition').filter({ hasText: '¥13.45' }).first()).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
})

test('BEN-12: what a coupon did: claimed, used, the order that followed, the cost, each with its definition', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId: 'figures', name: '效果之家' })
  await memberWith(sandbox, 'figures', 'ann', 0)
  const { benefitId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/benefits', {
      params: { path: { ownerId: 'figures' } },
      body: {
        kind: 'coupon',
        name: '满 99 减 20',
        audience: { minLevel: 1 },
        stock: 10,
        coupon: { minimum: cny(9_900), off: cny(2_000), validDays: 7 },
      },
    }),
  )
  const { entitlementId } = await claim(sandbox, 'figures', 'ann', benefitId)
  const params = { path: { entitlementId } }
  await answerOf(
    client.POST('/v1/entitlements/{entitlementId}/reserve', {
      params,
      body: { orderId: 'figures-1', amount: cny(12_000) },
    }),
  )
  await answerOf(client.POST('/v1/entitlements/{entitlementId}/confirm', { params, body: { orderId: 'figures-1' } }))
  await send(sandbox, paid('figures', 'ann', 'figures-1', 10_000))
  await signInDesk(context, sandbox, 'owner', 'figures')
  await page.goto(pageOf(sandbox, 'figures', '/results'))
  const cells = rowOf(page, '满 99 减 20').getByRole('cell')
  await expect(cells.nth(0)).toContainText('1')
  await expect(cells.nth(1)).toContainText('使用率 100%')
  await expect(cells.nth(2)).toContainText('1')
  await expect(cells.nth(3)).toContainText('¥100.00')
  await expect(cells.nth(4)).toContainText('¥20.00')
  await page.getByRole('button', { name: '成本' }).click()
  await expect(page.getByText('优惠券实际抵扣的钱减去退回的,或已付给粉丝的钱。')).toBeVisible()
  await expectAccessible(page)
})
