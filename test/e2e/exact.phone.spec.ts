import { answerOf } from '../../sdk/client.ts'
import { expect, expectNoSideways, fanAddress, glimpse, gotoLive, signInDesk, test } from './support/e2e.ts'
import { paid, refunded, seedClub, seedMember, send } from './support/seed.ts'

/** On a sandbox whose clock stands: every number is known, and arrives without a reload. */

test('MEM-2 TASK-7 TASK-8 LVL-1: joins while nobody is live; a payment and its refund arrive by themselves', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'luo', name: '罗小厨' })
  await page.goto(await fanAddress(sandbox, 'luo', 'ann'))
  await expect(page.getByRole('heading', { name: '主播不在' })).toBeVisible()
  await expect(page).toHaveURL(`${sandbox.url}/fan/luo`)
  const welcomed = await glimpse(page, /欢迎入团.*付款后点亮/)
  await page.getByRole('button', { name: '免费加入' }).tap()
  await welcomed()
  const params = { path: { ownerId: 'luo', userId: 'ann' } }
  const member = await answerOf(sandbox.client.GET('/v1/clubs/{ownerId}/members/{userId}', { params }))
  expect(member).toMatchObject({ scene: 'profile', intimacy: 0, level: 1, badge: { lit: false } })

  await gotoLive(page, `${sandbox.url}/fan/luo/club`)
  const ring = page.getByRole('progressbar', { name: '到下一级的进度' })
  await expect(ring).toContainText('0')
  await expect(page.getByText('再得 100 亲密度升到 Lv2新粉')).toBeVisible()
  const risen = await glimpse(page, /升到 Lv2新粉/)
  await send(sandbox, paid('luo', 'ann', 'L-1', 9_990))
  await risen()
  await expect(ring).toContainText('199')
  await expect(page.getByText('级徽章,已点亮').first()).toBeAttached()
  await expect(page.getByText('购买 ¥99.90,+199')).toBeVisible()
  await send(sandbox, refunded('luo', 'ann', 'L-1', 9_990))
  await expect(ring).not.toContainText('199')
  await expect(page.getByText('退款 ¥99.90,−199')).toBeVisible()
  await expect(page.getByText('级徽章,付款后点亮').first()).toBeAttached()
  await expect(page.getByText('再得 100 亲密度升到 Lv2新粉')).toBeVisible()
})

test('CLUB-10 TASK-5: the streamer’s phone page: who is here, what they did, the purchase task on and off', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'an', name: '阿安唱歌', mode: 'live' })
  const params = { path: { ownerId: 'an' } }
  const body = { phase: 1 as const, share: 0.3 }
  await answerOf(sandbox.client.PUT('/v1/clubs/{ownerId}/purchase-task/rollout', { params, body }))
  const live = { ownerId: 'an', sessionId: 'an-1' }
  await send(sandbox, { type: 'live.started', data: { ...live, title: '点歌' } })
  await send(sandbox, { type: 'live.lightBadge', subject: 'bea', data: { ...live, count: 1 } })
  await seedMember(sandbox, 'an', 'bea', '贝贝')
  await send(
    sandbox,
    { type: 'live.entered', subject: 'bea', data: live },
    { type: 'live.watched', subject: 'bea', data: { ...live, seconds: 300 } },
  )
  await signInDesk(context, sandbox, 'owner', 'an')
  await page.goto(await fanAddress(sandbox, 'an', 'bea'))
  const assistant = page.getByRole('link', { name: '主播助手' })
  await assistant.tap()
  await page.getByRole('link', { name: '返回' }).tap()
  await assistant.tap()
  await expect(page).toHaveURL(`${sandbox.url}/fan/an/streamer`)
  const online = page.getByRole('region', { name: '在线成员' })
  await expect(online.getByRole('listitem')).toContainText(['贝贝'])
  await expect(online.getByText('在线', { exact: true })).toBeVisible()
  const purchase = page.getByRole('switch', { name: '购买任务' })
  await expect(purchase).not.toBeChecked()
  await purchase.tap()
  await expect(purchase).toBeChecked()
  await expect(page.getByText('约 30% 的观众能看到')).toBeVisible()
  await expect(page.getByText('请先不要在直播里口播')).toBeVisible()
  await purchase.tap()
  await expect(purchase).not.toBeChecked()
  await expect(page.getByRole('textbox')).not.toHaveValue('')
  await expectNoSideways(page)
})

test('who comes without an identity is told so, not shown a blank page', async ({ page, sandbox }) => {
  await page.goto(`${sandbox.url}/fan/nobody-here`)
  await expect(page.getByText('请从直播间或店铺打开')).toBeVisible()
})
