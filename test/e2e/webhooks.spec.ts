import { answerOf } from '../../sdk/client.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'
import { expect, expectAccessible, expectNoSideways, glimpse, signInDesk, test } from './support/e2e.ts'
import { seedClub, seedMember } from './support/seed.ts'

// an address that the server refuses is what the first test means to try
test.use({ refusals: /\/v1\/clubs\/hooks\/webhooks$/ })

/** Webhooks in the console: made with the secret once, deliveries seen, a dead one turned on again. */

let receiver: Receiver
test.beforeAll(async () => void (receiver = await openReceiver()))
test.afterAll(() => receiver.close())
test.beforeEach(() => {
  receiver.forget()
  receiver.answer({ status: 204 })
})

test('PLT-4: an endpoint is made, its secret shown once, its deliveries seen, sent again and replayed', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'hooks', name: '推送之家' })
  await signInDesk(context, sandbox, 'owner', 'hooks')
  await page.goto(`${sandbox.url}/console/clubs/hooks/settings/webhooks`)
  await expect(page.getByText('还没有推送地址')).toBeVisible()
  await page.getByRole('button', { name: '添加地址' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '添加地址' }).click()
  await expect(dialog.getByText('至少选一种事件')).toBeVisible()
  await dialog.getByRole('textbox', { name: '地址' }).fill('http://example.com/hook')
  await dialog.getByRole('textbox', { name: '用途' }).fill('会员系统')
  await dialog.getByRole('checkbox', { name: '成员加入' }).check()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '添加地址' }).click()
  await expect(dialog.getByRole('alert').filter({ hasText: '地址不可用' })).toBeVisible()
  await dialog.getByRole('textbox', { name: '地址' }).fill(receiver.url)
  await dialog.getByRole('button', { name: '添加地址' }).click()
  await expect(dialog.getByText('请现在保存签名密钥')).toBeVisible()
  const secret = await dialog.getByRole('code').innerText()
  expect(secret).toMatch(/^whsec_/)
  await dialog.getByRole('button', { name: '我已经保存好了' }).click()
  await page.getByRole('link', { name: '会员系统' }).click()
  await expect(page.getByText(receiver.url)).toBeVisible()
  await expect(page.getByText(secret)).toHaveCount(0)
  const tested = await glimpse(page, /测试成功:返回 204/)
  await page.getByRole('button', { name: '发送测试' }).click()
  await tested()
  await expect(page.getByText('还没有推送', { exact: true })).toBeVisible()

  receiver.answer({ status: 500, body: 'out of order' })
  await seedMember(sandbox, 'hooks', 'ann')
  const row = page.getByRole('listitem').filter({ hasText: '成员加入' })
  await expect(row.getByText('将重试')).toBeVisible()
  await row.getByRole('button', { name: '详情' }).click()
  await expect(row.getByText('out of order')).toBeVisible()
  await expect(row.getByText(/"userId": "ann"/)).toBeVisible()
  await expectAccessible(page)
  receiver.answer({ status: 200 })
  await row.getByRole('button', { name: '立即重试' }).click()
  await expect(row.getByText('成功', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '补发' }).click()
  await page.getByRole('radio', { name: '全部重发,包括已成功的' }).check()
  const queued = await glimpse(page, /已加入队列 1 条/)
  await page.getByRole('button', { name: '开始补发' }).click()
  await queued()
  await expect.poll(() => receiver.requests.filter(({ type }) => type === 'member.joined').length).toBe(3)
})

test('PLT-4: an endpoint that we switched off says so on the overview and its page, and is turned on again', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'stopped', name: '停用之家' })
  const body = { url: receiver.url, types: ['member.joined' as const], description: '会员系统' }
  const params = { path: { ownerId: 'stopped' } }
  await answerOf(sandbox.client.POST('/v1/clubs/{ownerId}/webhooks', { params, body }))
  await signInDesk(context, sandbox, 'owner', 'stopped')
  await page.goto(`${sandbox.url}/console/clubs/stopped`)
  await expect(page.getByText('没有待办,都处理好了。')).toBeVisible()
  receiver.answer({ status: 410 })
  await seedMember(sandbox, 'stopped', 'ann')
  // the notice comes over the stream; nothing is reloaded
  await page.getByRole('link', { name: '1 个 Webhook 已被停用' }).click()
  await page.getByRole('link', { name: '会员系统' }).click()
  const notice = page.getByRole('alert').filter({ hasText: '对方返回 410,已停用' })
  await expect(notice).toBeVisible()
  await seedMember(sandbox, 'stopped', 'bob')
  receiver.answer({ status: 200 })
  // the second message may still be on its way from the outbox, and then needs no second sending
  const turnedOn = await glimpse(page, /已开启,补发 [12] 条/)
  await notice.getByRole('button', { name: '重新开启' }).click()
  await turnedOn()
  await expect(notice).toBeHidden()
  await expect(page.getByText('成功', { exact: true })).toHaveCount(3)
})

test('PLT-4: the platform has endpoints of its own; long addresses and a narrow window', async ({
  page,
  context,
  sandbox,
}) => {
  const long = `${receiver.url}/${'a-very-long-path-without-a-break'.repeat(20)}?token=${'x'.repeat(200)}`
  await answerOf(sandbox.client.POST('/v1/webhooks', { body: { url: long, types: ['member.joined', 'member.left'] } }))
  await signInDesk(context, sandbox, 'admin', 'root')
  await page.goto(`${sandbox.url}/console/webhooks`)
  await expect(page.getByText('2 种事件')).toBeVisible()
  await expectNoSideways(page)
  await page.getByRole('link', { name: '查看' }).click()
  await expect(page.getByRole('heading', { name: '最近推送' })).toBeVisible()
  for (const width of [1440, 768, 390]) {
    await page.setViewportSize({ width, height: 844 })
    await expectNoSideways(page)
  }
  await expectAccessible(page)
})
