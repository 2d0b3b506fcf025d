import type { Page } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
import { expect, gotoLive, loseAnswer, signInDesk, test } from './support/e2e.ts'
import { paid, seedClub, seedMember, send } from './support/seed.ts'

/** The owner's desk on a sandbox: every number is known. */

const figure = (page: Page, name: string) =>
  page.locator('dl > div').filter({ has: page.getByText(name, { exact: true }) })

test('LIVE-5: the overview says what matters now, and its numbers move by themselves', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'tea', name: '山野茶铺', kind: 'merchant' })
  await seedMember(sandbox, 'tea', 'ann', '安安')
  await signInDesk(context, sandbox, 'owner', 'tea')
  await gotoLive(page, `${sandbox.url}/console/`)
  await expect(page).toHaveURL(/\/console\/clubs\/tea$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今天 1 人加入')
  await expect(figure(page, '成员')).toContainText('1')
  const live = { ownerId: 'tea', sessionId: 'tea-1' }
  await send(sandbox, { type: 'live.started', data: { ...live, title: '新茶到仓' } })
  await expect(page.getByText('新茶到仓')).toBeVisible()
  await send(
    sandbox,
    { type: 'live.entered', subject: 'ann', data: live },
    { type: 'live.entered', subject: 'guest', data: live },
    paid('tea', 'ann', 'T-1', 15_000, 'tea-1'),
    paid('tea', 'guest', 'T-2', 5_000, 'tea-1'),
  )
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('正在直播,已成交 ¥200.00,其中成员贡献 75%')
  await expect(figure(page, '今日成员成交')).toContainText('¥150.00')
  await expect(figure(page, '今日亲密度')).toContainText('300')
  await seedMember(sandbox, 'tea', 'ben', '阿本')
  await expect(figure(page, '成员').first()).toContainText('2')
})

test('TASK-12 TASK-15: members: search, filter, one story, a correction with its reason', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'mem', name: '会员之家' })
  await seedMember(sandbox, 'mem', 'ann', '安安')
  await seedMember(sandbox, 'mem', 'ben', '阿本')
  await seedMember(sandbox, 'mem', 'cai', '菜菜')
  await send(sandbox, paid('mem', 'ann', 'M-1', 20_000), paid('mem', 'ben', 'M-2', 5_000))
  await signInDesk(context, sandbox, 'owner', 'mem')
  await page.goto(`${sandbox.url}/console/clubs/mem/members`)
  const rows = page.getByRole('row').filter({ has: page.getByRole('link') })
  // an array alone would be found among more rows
  const expectRows = async (...names: string[]) => {
    await expect(rows).toHaveCount(names.length)
    await expect(rows).toContainText(names)
  }
  await expectRows('安安', '阿本', '菜菜')
  await expect(rows.first()).toContainText('400')
  await page.getByRole('textbox', { name: '按昵称或用户编号搜索' }).fill('阿本')
  await expectRows('阿本')
  await page.getByRole('button', { name: '清除筛选' }).click()
  await page.getByRole('button', { name: '徽章未点亮' }).click()
  await expectRows('菜菜')
  await page.getByRole('button', { name: '徽章未点亮' }).click()
  await expectRows('安安', '阿本', '菜菜')
  // two choices in one breath, before the page is drawn anew, both count
  const grey = await page.getByRole('button', { name: '徽章未点亮' }).elementHandle()
  await page.getByRole('button', { name: '真爱粉' }).evaluate(async (tier: HTMLElement, other) => {
    tier.click()
    for (let turns = 0; turns < 100; turns += 1) await null
    ;(other as HTMLElement | null)?.click()
  }, grey)
  await expect(page).toHaveURL(/\?tier=.+&lit=false$/)
  await expect(page.getByText('没有符合条件的成员')).toBeVisible()
  await page.getByRole('button', { name: '清除筛选' }).first().click()

  await rows.filter({ hasText: '安安' }).click()
  const drawer = page.getByRole('dialog', { name: '成员资料' })
  await expect(drawer.getByRole('heading', { name: '安安' })).toBeVisible()
  await expect(drawer.getByText('亲密度走势')).toBeVisible()
  await expect(drawer.getByText('今日 400 / 975')).toBeVisible()
  await drawer.getByText('订单', { exact: true }).click()
  await expect(drawer.getByText('M-1')).toBeVisible()
  await drawer.getByText('明细', { exact: true }).click()
  await expect(drawer.getByText('购买 ¥200.00')).toBeVisible()
  await drawer.getByRole('button', { name: '更正亲密度' }).click()
  const dialog = page.getByRole('dialog', { name: '更正 安安 的亲密度' })
  await dialog.getByRole('spinbutton', { name: '增减' }).fill('-150')
  await expect(dialog.getByText('更正后 250 亲密度,Lv2')).toBeVisible()
  await dialog.getByRole('button', { name: /确\s*认/ }).click()
  await expect(dialog.getByText('必填')).toBeVisible()
  await dialog.getByRole('textbox', { name: '原因' }).fill('重复发放,收回')
  await dialog.getByRole('button', { name: /确\s*认/ }).click()
  await expect(dialog).toBeHidden()
  await expect(drawer.getByText('重复发放,收回')).toBeVisible()
  const params = { path: { ownerId: 'mem', userId: 'ann' } }
  const member = await answerOf(sandbox.client.GET('/v1/clubs/{ownerId}/members/{userId}', { params }))
  expect(member.intimacy).toBe(250)
  await page.goto(`${sandbox.url}/console/clubs/mem/settings/corrections`)
  await expect(page.getByText('−150')).toBeVisible()
  await expect(page.getByText('重复发放,收回')).toBeVisible()
})

test.describe('an answer that is lost', () => {
  test.use({ refusals: /\/corrections$/ })

  test('TASK-15 PLT-3: a correction confirmed again is made once; a member whose id holds a colon stays live', async ({
    page,
    context,
    sandbox,
  }) => {
    await seedClub(sandbox, { ownerId: 'once', name: '一次之家' })
    await seedMember(sandbox, 'once', 'dy:8812', '小八')
    await signInDesk(context, sandbox, 'owner', 'once')
    await gotoLive(page, `${sandbox.url}/console/clubs/once/members`)
    await page.getByRole('row').filter({ hasText: '小八' }).click()
    const drawer = page.getByRole('dialog', { name: '成员资料' })
    await expect(drawer.getByText('今日 0 / 975')).toBeVisible()
    await send(sandbox, paid('once', 'dy:8812', 'O-1', 5_000))
    await expect(drawer.getByText('今日 100 / 975')).toBeVisible()

    await drawer.getByRole('button', { name: '更正亲密度' }).click()
    const dialog = page.getByRole('dialog', { name: '更正 小八 的亲密度' })
    await dialog.getByRole('spinbutton', { name: '增减' }).fill('5000')
    await dialog.getByRole('textbox', { name: '原因' }).fill('活动补发')
    await loseAnswer(page, /\/corrections$/)
    const confirm = dialog.getByRole('button', { name: /确\s*认/ })
    await confirm.click()
    await expect(dialog.getByText('连不上服务器')).toBeVisible()
    await confirm.click()
    await expect(dialog).toBeHidden()
    const params = { path: { ownerId: 'once', userId: 'dy:8812' } }
    const member = await answerOf(sandbox.client.GET('/v1/clubs/{ownerId}/members/{userId}', { params }))
    expect(member.intimacy).toBe(5_100)
  })
})

test('TASK-13 LVL-1: tasks of a session, who did them, and how many stand on each rung', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'tasks', name: '任务之家' })
  await seedMember(sandbox, 'tasks', 'ann', '安安')
  await seedMember(sandbox, 'tasks', 'ben', '阿本')
  const live = { ownerId: 'tasks', sessionId: 'tasks-1' }
  const say = (subject: string) => ({ type: 'live.commented' as const, subject, data: { ...live, text: '好' } })
  await send(sandbox, { type: 'live.started', data: { ...live, title: '第一场' } })
  await send(
    sandbox,
    { type: 'live.entered', subject: 'ann', data: live },
    { type: 'live.entered', subject: 'ben', data: live },
    say('ann'),
    say('ann'),
    say('ann'),
    say('ben'),
    paid('tasks', 'ann', 'S-1', 6_000, 'tasks-1'),
  )
  await signInDesk(context, sandbox, 'owner', 'tasks')
  await page.goto(`${sandbox.url}/console/clubs/tasks/tasks`)
  await expect(figure(page, '到场成员')).toContainText('2')
  await expect(page.getByRole('button', { name: '评论, 完成 2 100%' })).toBeVisible()
  const exhausted = page.getByRole('button', { name: '评论, 做满 1 50%' })
  await exhausted.click()
  const who = page.getByRole('dialog')
  await expect(who.getByText('安安')).toBeVisible()
  await expect(who.getByText('阿本')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '等级' }).click()
  await expect(page.getByRole('heading', { name: '等级', exact: true })).toBeVisible()
  await expect(page.getByRole('row', { name: /^Lv2新粉/ })).toContainText('1')
  await expect(page.getByRole('row', { name: /^Lv20真爱粉/ })).toContainText('没有人')
})
