import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, gotoLive, signInDesk, test, type Sandbox } from './support/e2e.ts'
import { moveClock, seedClub } from './support/seed.ts'

/** Fan groups in the console: made, set, composed for, moderated (GRP-1…10). */

const HOUR = 3_600_000

const address = ({ url }: Sandbox, ownerId: string, path = '') => `${url}/console/clubs/${ownerId}/groups${path}`

async function makeGroup(
  { client }: Sandbox,
  ownerId: string,
  name: string,
  members: readonly string[],
): Promise<string> {
  const { groupId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/groups', { params: { path: { ownerId } }, body: { name } }),
  )
  for (const userId of members)
    await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } }))
  return groupId
}

const say = ({ client }: Sandbox, groupId: string, from: string, text: string) =>
  answerOf(
    client.POST('/v1/groups/{groupId}/messages', { params: { path: { groupId } }, body: { from, kind: 'text', text } }),
  )

test('GRP-1 GRP-3 GRP-4 GRP-5: the first group: its gate in the fans’ words, a pass-phrase, a changed gate for newcomers', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'firstgroup', name: '第一群' })
  await signInDesk(context, sandbox, 'owner', 'firstgroup')
  await page.goto(address(sandbox, 'firstgroup'))
  await expect(page.getByText('把粉丝留在身边')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '建第一个粉丝群' }).click()
  const drawer = page.getByRole('dialog', { name: '新建粉丝群' })
  await drawer.getByRole('textbox', { name: '群名称' }).fill('铁粉群')
  await drawer.getByRole('button', { name: '去设置' }).click()
  await drawer.getByText('按等级').click()
  const face = drawer.getByRole('figure')
  await expect(face.getByText('购物粉丝团 5级及以上')).toBeVisible()
  await expectAccessible(page)
  await drawer.getByRole('button', { name: '新建粉丝群' }).click()
  // a group without a way in is empty: its pass-phrases come next
  await page.getByRole('button', { name: '生成口令' }).click()
  await expect(page.getByText('0 人用它进群')).toBeVisible()
  await page.getByRole('link', { name: '设置', exact: true }).last().click()
  await expect(page.getByRole('textbox', { name: '群名称' })).toHaveValue('铁粉群')
  await page.getByRole('textbox', { name: '群公告' }).fill('今晚七点')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('公告:今晚七点')).toBeVisible()
})

test('GRP-9 GRP-10: composed once for two groups, planned, sent by the clock; a fan’s words come live and are deleted', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'talking', name: '说话的人' })
  const one = await makeGroup(sandbox, 'talking', '甲群', ['ann', 'bob'])
  await makeGroup(sandbox, 'talking', '乙群', ['zoe'])
  await signInDesk(context, sandbox, 'owner', 'talking')
  await page.goto(address(sandbox, 'talking', '/compose'))
  await page.getByText('公告', { exact: true }).click()
  await page.getByRole('textbox', { name: '内容' }).fill('今晚八点上新')
  await expect(page.getByTestId('preview').getByText('今晚八点上新')).toBeVisible()
  await expect(page.getByText('2 个群,3 个席位。')).toBeVisible()
  await page.getByText('定时', { exact: true }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: '定时发送' }).click()
  const planned = page.getByRole('listitem').filter({ hasText: '今晚八点上新' })
  await expect(planned.getByRole('button', { name: '撤回' })).toBeVisible()
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  await moveClock(sandbox, Date.parse(now) + HOUR)
  await planned.getByRole('button', { name: '看送达' }).click()
  await expect(page.getByText('0 / 3 个席位看过')).toBeVisible()

  await gotoLive(page, address(sandbox, 'talking', `/${one}`))
  await expect(page.getByRole('article').getByText('今晚八点上新')).toBeVisible()
  await say(sandbox, one, 'ann', '链接在哪里')
  const message = page.getByRole('article').filter({ hasText: '链接在哪里' })
  await expect(message).toBeVisible()
  await message.getByRole('button', { name: '删除' }).click()
  await expect(page.getByText('这条消息已被删除')).toBeVisible()
  await page.getByRole('textbox', { name: '回复' }).fill('在购物袋里')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article').filter({ hasText: '在购物袋里' })).toBeVisible()
  await expectAccessible(page)
})
