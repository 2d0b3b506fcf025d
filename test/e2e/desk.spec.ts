import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, glimpse, gotoLive, holdAnswers, signInDesk, test } from './support/e2e.ts'
import { seedClub, seedMember } from './support/seed.ts'

/** Where people of an owner answer and decide: the service desk, reported messages, and what may be said. */

test('GRP-14: a fan’s question comes live, is taken and answered with a quick reply, and is settled', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'helping', name: '客服之家' })
  await seedMember(sandbox, 'helping', 'ann', '安安')
  await signInDesk(context, sandbox, 'owner', 'helping')
  await gotoLive(page, `${sandbox.url}/console/clubs/helping/service`)
  await expect(page.getByText('没有人在等回复')).toBeVisible()
  await page.getByRole('button', { name: '快捷回复' }).click()
  const replies = page.getByRole('dialog', { name: '快捷回复' })
  await replies.getByRole('button', { name: '添加快捷回复' }).click()
  await replies.getByRole('textbox').first().fill('到货')
  await replies.getByRole('textbox').last().fill('明天到货,请放心')
  await replies.getByRole('button', { name: '保存' }).click()
  await expect(replies.getByText('/到货')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(replies).toBeHidden()

  const path = { ownerId: 'helping', userId: 'ann' }
  await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', {
      params: { path },
      body: { kind: 'text', sendId: 'ann-asks-1', text: '什么时候发货', side: 'fan' },
    }),
  )
  await page.getByRole('link', { name: '打开与 安安 的会话' }).click()
  await expect(page.getByRole('log').getByText('什么时候发货')).toBeVisible()
  await page.getByRole('button', { name: '接待' }).click()
  await expect(page.getByRole('button', { name: '释放' })).toBeVisible()
  // while quick replies are on their way, what asks for one is not said instead
  const arrive = await holdAnswers(page, /\/quick-replies$/)
  await gotoLive(page, page.url())
  const field = page.getByRole('combobox', { name: /回复用户/ })
  await field.fill('/到货')
  await field.press('Enter')
  await expect(field).toHaveValue('/到货')
  arrive()
  await expect(page.getByRole('option', { name: /到货/ })).toBeVisible()
  await field.press('Enter')
  await expect(field).toHaveValue('明天到货,请放心')
  await field.press('Enter')
  await expect(page.getByRole('log').getByText('明天到货,请放心')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '解决' }).click()
  await expect(page.getByRole('button', { name: '重新打开' })).toBeVisible()
  await expect(page.getByText('没有人在等回复')).toBeVisible()
})

test('GRP-8 GRP-9: an owner lists a word and a site; what was said with it comes before him and is deleted with its writer muted', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId: 'tidy', name: '清净之家' })
  const { groupId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/groups', { params: { path: { ownerId: 'tidy' } }, body: { name: '清净群' } }),
  )
  for (const userId of ['ann', 'bob'])
    await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } }))
  await signInDesk(context, sandbox, 'owner', 'tidy')
  await page.goto(`${sandbox.url}/console/clubs/tidy/groups/rules`)
  await page.getByRole('button', { name: '添加敏感词' }).click()
  const dialog = page.getByRole('dialog', { name: '添加敏感词' })
  await dialog.getByText('送审').click()
  await dialog.getByRole('textbox', { name: '敏感词' }).fill('加微信\n代购')
  await dialog.getByRole('button', { name: '添加敏感词' }).click()
  await expect(page.getByRole('heading', { name: '敏感词 2 / 2,000' })).toBeVisible()
  await page.getByRole('button', { name: '去掉「代购」' }).click()
  await expect(page.getByRole('heading', { name: '敏感词 1 / 2,000' })).toBeVisible()
  const hosts = page.getByRole('combobox', { name: '允许的网站' })
  await hosts.fill('https://Shop.Taobao.com/item?id=1')
  await hosts.press('Enter')
  const saved = await glimpse(page, /已保存,从下一条消息起生效/)
  await page.getByRole('button', { name: '保存' }).click()
  await saved()
  await expectAccessible(page)

  const say = (from: string, text: string) =>
    client.POST('/v1/groups/{groupId}/messages', { params: { path: { groupId } }, body: { from, kind: 'text', text } })
  expect((await say('ann', '看 shop.taobao.com/item')).response.status).toBe(201)
  expect((await say('ann', '看 evil.com/item')).error?.code).toBe('links_not_allowed')
  await answerOf(say('bob', '加 微 信 有惊喜'))
  await page.getByRole('link', { name: '举报' }).click()
  const reported = page.getByRole('article', { name: '加 微 信 有惊喜' })
  await expect(reported.getByText('含词表中的词:加微信')).toBeVisible()
  await reported.getByText('禁言', { exact: true }).click()
  await page.keyboard.press('r')
  await expect(page.getByText('全部处理完了')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: '已禁言' })).toContainText('加 微 信 有惊喜')
  await expect.poll(async () => (await say('bob', '还能说话吗')).error?.code).toBe('muted')
})
