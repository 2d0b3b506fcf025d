import { answerOf } from '../../sdk/client.ts'
import { expect, glimpse, gotoLive, signInDesk, tabTo, test } from './support/e2e.ts'
import { seedClub, seedMember, send } from './support/seed.ts'

/** What an owner sets, on a sandbox whose clock stands on the evening of the 5th. */

test('CLUB-3 CLUB-4 CLUB-5: a mode change: chosen, explained, typed, announced, withdrawn; by the keyboard alone', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'switch', name: '切换之家', mode: 'live' })
  await send(sandbox, { type: 'live.lightBadge', subject: 'ann', data: { ownerId: 'switch', count: 1 } })
  await seedMember(sandbox, 'switch', 'ann')
  await signInDesk(context, sandbox, 'owner', 'switch')
  await page.goto(`${sandbox.url}/console/clubs/switch/settings/mode`)
  const days = page.getByRole('group', { name: /年\d+月/ })
  await expect(days.getByRole('button', { name: /月6日/ })).toBeEnabled()
  await expect(days.getByRole('button', { name: /月4日.*不能选/ })).toBeDisabled()
  await tabTo(page, days.getByRole('button', { name: /月10日/ }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('1 名成员带着亲密度和等级进入购物粉丝团')).toBeVisible()
  await expect(page.getByText('提交后立即公告,24 小时后才能生效')).toBeVisible()
  const submit = page.getByRole('button', { name: '公告并安排切换' })
  await expect(submit).toBeDisabled()
  await tabTo(page, page.getByRole('textbox', { name: '请输入「购物粉丝团」确认' }))
  await page.keyboard.type('购物粉丝团')
  await expect(submit).toBeEnabled()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /将在 .*10日 00:00 切换为购物粉丝团/ })).toBeVisible()
  await expect(page.getByText('还有 4 天')).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: '撤回切换' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: '撤回这次切换?' })
  await expect(question).toContainText('本月的一次机会不会用掉')
  await tabTo(page, question.getByRole('button', { name: '撤回切换' }))
  await page.keyboard.press('Enter')
  await expect(question).toBeHidden()
  await expect(page.getByRole('heading', { name: '切换为购物粉丝团' })).toBeVisible()
  await expect(page.getByText('已撤回').first()).toBeVisible()
})

test('BADGE-2 BADGE-3: a badge name is handed in, approved with one key, and the owner sees it at once', async ({
  page,
  context,
  openContext,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'names', name: '起名之家' })
  await signInDesk(context, sandbox, 'owner', 'names')
  await gotoLive(page, `${sandbox.url}/console/clubs/names/settings/badge`)
  const field = page.getByRole('textbox', { name: '新名称' })
  await field.fill('山野茶铺团')
  await expect(page.getByText('已用 10 / 6')).toBeVisible()
  await expect(page.getByRole('button', { name: '提交审核' })).toBeDisabled()
  await field.fill('茶友团')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('「茶友团」审核中')).toBeVisible()

  const desk = await openContext()
  await signInDesk(desk, sandbox, 'reviewer', 'rita')
  const review = await desk.newPage()
  await review.goto(`${sandbox.url}/console/reviews`)
  await expect(review.getByRole('article', { name: '起名之家: 茶友团' })).toBeFocused()
  await review.keyboard.press('a')
  await expect(review.getByText('全部审完了')).toBeVisible()
  await review.getByText('历史', { exact: true }).click()
  await expect(review.getByText('茶友团起名之家')).toBeVisible()

  await expect(page.getByText('已通过')).toBeVisible()
  await expect(page.getByRole('group', { name: '预览' })).toContainText('茶友团')
})

test('BADGE-3: a name is refused with a reason, and the owner reads the reason', async ({
  page,
  context,
  openContext,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'refused', name: '被拒之家' })
  const params = { path: { ownerId: 'refused' } }
  await answerOf(sandbox.client.POST('/v1/clubs/{ownerId}/badge-names', { params, body: { name: '小熊团' } }))
  const desk = await openContext()
  await signInDesk(desk, sandbox, 'reviewer', 'rita')
  const review = await desk.newPage()
  await review.goto(`${sandbox.url}/console/reviews`)
  await expect(review.getByRole('article', { name: '被拒之家: 小熊团' })).toBeFocused()
  await review.keyboard.press('r')
  await review.getByRole('button', { name: '容易被误认为官方' }).click()
  await review.getByRole('button', { name: '拒绝并告知' }).click()
  await expect(review.getByText('全部审完了')).toBeVisible()
  await signInDesk(context, sandbox, 'owner', 'refused')
  await page.goto(`${sandbox.url}/console/clubs/refused/settings/badge`)
  await expect(page.getByText('原因:容易被误认为官方')).toBeVisible()
})

test('TASK-5: the purchase task is off at the start of a session, and the owner’s to turn on and off', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'turn', name: '开关之家', mode: 'live' })
  await signInDesk(context, sandbox, 'owner', 'turn')
  await gotoLive(page, `${sandbox.url}/console/clubs/turn/settings/purchase`)
  const turn = page.getByRole('switch', { name: '本场购买任务' })
  await expect(turn).toBeDisabled()
  await send(sandbox, { type: 'live.started', data: { ownerId: 'turn', sessionId: 'turn-1' } })
  await expect(turn).toBeEnabled()
  await expect(turn).not.toBeChecked()
  const told = await glimpse(page, /购买任务已开启/)
  await turn.click()
  await told()
  await expect(turn).toBeChecked()
  await turn.click()
  await expect(turn).not.toBeChecked()
})

test('PLT-7: a room is connected: address and secret once, then tested', async ({ page, context, sandbox }) => {
  await seedClub(sandbox, { ownerId: 'rooms', name: '接入之家' })
  await signInDesk(context, sandbox, 'owner', 'rooms')
  await page.goto(`${sandbox.url}/console/clubs/rooms/settings/rooms`)
  await page.getByRole('button', { name: '接入一个直播间' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: '名称' }).fill('旗舰店直播间')
  await dialog.getByRole('button', { name: '接入一个直播间' }).click()
  await expect(dialog.getByText('粘贴到平台后台')).toBeVisible()
  const [address, secret] = await dialog.getByRole('code').allInnerTexts()
  expect(address).toContain(sandbox.url)
  expect(secret?.length).toBeGreaterThan(15)
  await expect(dialog.getByText('只显示这一次')).toBeVisible()
  await dialog.getByRole('button', { name: '我已经保存好了' }).click()
  await expect(dialog).toBeHidden()
  await page.getByText('旗舰店直播间').click()
  await expect(page.getByText(address ?? '')).toBeVisible()
  await expect(page.getByText(secret ?? '')).toHaveCount(0)
  const tested = await glimpse(page, /签名通过;样例会变成 \d+ 条事件/)
  await page.getByRole('button', { name: '发送测试' }).click()
  await tested()
})
