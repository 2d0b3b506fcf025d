import { answerOf } from '../../sdk/client.ts'
import { expect, fanAddress, gotoLive, test, type Sandbox } from './support/e2e.ts'
import { seedClub, seedMember, yuan } from './support/seed.ts'

/** Cards in a group's chat on the phone: what moves on them, and what a touch of them does. */

/** A group of an owner's with members; its chat's address for each. */
async function groupOf(sandbox: Sandbox, ownerId: string, ...users: readonly string[]) {
  const { client } = sandbox
  await seedClub(sandbox, { ownerId, name: ownerId })
  const { groupId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/groups', {
      params: { path: { ownerId } },
      body: { name: '卡片群', gate: { kind: 'none' } },
    }),
  )
  for (const userId of users) {
    await seedMember(sandbox, ownerId, userId, userId)
    await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } }))
  }
  const address = async (userId: string) =>
    (await fanAddress(sandbox, '', userId, `/groups/${groupId}`)).replace('/fan//', '/fan/')
  return { groupId, address }
}
const post = ({ client }: Sandbox, groupId: string, body: Readonly<Record<string, unknown>>) =>
  answerOf(client.POST('/v1/groups/{groupId}/messages', { params: { path: { groupId } }, body: body as never }))
const cardOf = (page: import('@playwright/test').Page, text: string) =>
  page.getByRole('log').locator('[data-seq]').filter({ hasText: text })

test('GRP-8: others’ votes move a poll on the page, and the page asks nothing for it', async ({ page, sandbox }) => {
  const { client } = sandbox
  const users = ['ca-ann', 'ca-bob', 'ca-cai']
  const { groupId, address } = await groupOf(sandbox, 'ca', ...users)
  await post(sandbox, groupId, { from: 'ca', kind: 'poll', question: '先上哪个', options: ['红色', '蓝色'] })
  const { items } = await answerOf(
    client.GET('/v1/groups/{groupId}/messages', { params: { path: { groupId }, query: { userId: 'ca-ann' } } }),
  )
  const pollId = items.at(-1)?.poll?.pollId ?? ''
  await gotoLive(page, await address('ca-ann'))
  await expect(cardOf(page, '先上哪个').getByText('0 人参与')).toBeVisible()
  const asked: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === `/v1/polls/${pollId}`) asked.push(request.method())
  })
  for (const userId of ['ca-bob', 'ca-cai'])
    await answerOf(
      client.PUT('/v1/polls/{pollId}/votes/{userId}', {
        params: { path: { pollId, userId } },
        body: { options: [2] },
      }),
    )
  // what was counted within a second of the first is told when the sandbox's clock says so
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  await answerOf(client.PUT('/v1/sandbox/clock', { body: { now: new Date(Date.parse(now) + 2_000).toISOString() } }))
  await expect(cardOf(page, '先上哪个').getByText('2 人参与')).toBeVisible()
  await expect(page.getByRole('button', { name: '蓝色 2' })).toBeVisible()
  await page.getByRole('button', { name: '红色' }).tap()
  await expect(page.getByRole('button', { name: '红色 1' })).toHaveAttribute('aria-pressed', 'true')
  expect(asked).toEqual([])
})

test('GRP-9: the other button and a long press are the message’s own, not of a field in it nor of a sheet that it opened', async ({
  page,
  sandbox,
}) => {
  const { client } = sandbox
  const { groupId, address } = await groupOf(sandbox, 'cb', 'cb-ann')
  await post(sandbox, groupId, { from: 'cb', kind: 'topicCall', question: '明天聊什么' })
  const params = { path: { ownerId: 'cb' } }
  await answerOf(client.POST('/v1/owners/{ownerId}/budget', { params, body: { amount: yuan(100) } }))
  const packet = { ownerId: 'cb', groupId, split: 'equal' as const, total: yuan(100), count: 1, greeting: '手慢无' }
  await answerOf(client.POST('/v1/red-packets', { body: packet }))
  await gotoLive(page, await address('cb-ann'))
  const acts = page.getByRole('dialog', { name: '消息操作' })
  const field = page.getByRole('textbox', { name: '写下你的提议' })
  // whether the browser's own menu was kept from opening
  const prevented = (selector: string) =>
    page.evaluate((where) => {
      const event = new MouseEvent('contextmenu', { bubbles: true, cancelable: true })
      document.querySelector(where)?.dispatchEvent(event)
      return event.defaultPrevented
    }, selector)
  await expect(field).toBeVisible()
  expect(await prevented('[role="log"] input')).toBe(false)
  await page.getByText('手慢无').tap()
  const sheet = page.getByRole('dialog', { name: '红包' })
  await expect(sheet).toBeVisible()
  expect(await prevented('[role="dialog"]')).toBe(false)
  await expect(acts).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByText('明天聊什么').click({ button: 'right' })
  await expect(acts).toBeVisible()
})

test('BEN-8: a packet that others emptied says so in the chat without a reload', async ({ page, sandbox }) => {
  const { client } = sandbox
  const { groupId, address } = await groupOf(sandbox, 'cc', 'cc-ann', 'cc-bob')
  const params = { path: { ownerId: 'cc' } }
  await answerOf(client.POST('/v1/owners/{ownerId}/budget', { params, body: { amount: yuan(100) } }))
  const packet = { ownerId: 'cc', groupId, split: 'equal' as const, total: yuan(100), count: 1, greeting: '一个人的' }
  const { packetId } = await answerOf(client.POST('/v1/red-packets', { body: packet }))
  await gotoLive(page, await address('cc-ann'))
  const card = cardOf(page, '一个人的')
  await expect(card.getByText('点开领取')).toBeVisible()
  await answerOf(
    client.POST('/v1/red-packets/{packetId}/claim', { params: { path: { packetId } }, body: { userId: 'cc-bob' } }),
  )
  await expect(card.getByText('已被领完')).toBeVisible()
  // opened, it tells who took how much, which the news did not
  await card.getByText('已被领完').tap()
  const opened = page.getByRole('dialog')
  await expect(opened).toContainText('已领 1/1 个,共 ¥1.00/¥1.00')
  await expect(opened.getByRole('listitem')).toContainText('cc-bob')
})

test('GRP-15: a rewarded review shows the reward as its reader has it', async ({ page, sandbox }) => {
  const { client } = sandbox
  const { groupId, address } = await groupOf(sandbox, 'cd', 'cd-ann')
  const params = { path: { ownerId: 'cd' } }
  const { benefitId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/benefits', {
      params,
      body: { kind: 'service', name: '优先发货', audience: { minLevel: 1 } },
    }),
  )
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  const closesAt = new Date(Date.parse(now) + 86_400_000).toISOString()
  await post(sandbox, groupId, { from: 'cd', kind: 'reviewCall', productId: 'p1', benefitId, quota: 5, closesAt })
  await gotoLive(page, await address('cd-ann'))
  await page.getByRole('button', { name: '优先发货' }).tap()
  await expect(cardOf(page, '优先发货').getByText('已领取')).toBeVisible()
})

test.describe('where the answer fails', () => {
  test.use({ refusals: /\/benefits$/ })

  test('BEN-2: a coupon whose state cannot be read says so and is asked for again, and is not called gone', async ({
    page,
    sandbox,
  }) => {
    const { client } = sandbox
    const { groupId, address } = await groupOf(sandbox, 'ce', 'ce-ann')
    const params = { path: { ownerId: 'ce' } }
    const { benefitId } = await answerOf(
      client.POST('/v1/clubs/{ownerId}/benefits', {
        params,
        body: {
          kind: 'coupon',
          name: '群里专享',
          coupon: { minimum: yuan(10_000), off: yuan(1_000), validDays: 7 },
          audience: { minLevel: 1 },
        },
      }),
    )
    const broken = /\/members\/ce-ann\/benefits$/
    await page.route(broken, (route) => route.fulfill({ status: 500, json: { code: 'internal' } }))
    await gotoLive(page, await address('ce-ann'))
    await post(sandbox, groupId, { from: 'ce', kind: 'coupon', benefitId, text: '先到先得' })
    const card = cardOf(page, '先到先得')
    await expect(card.getByRole('button', { name: '再试一次' })).toBeVisible()
    await expect(card.getByText('已不再发放')).toHaveCount(0)
    await page.unroute(broken)
    await card.getByRole('button', { name: '再试一次' }).tap()
    await expect(card.getByRole('button', { name: '群里专享' })).toBeVisible()
  })
})
