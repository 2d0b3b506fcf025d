import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, fanAddress, gotoLive, signInDesk, test } from './support/e2e.ts'
import { offer, pageOf } from './support/benefits.ts'
import { paid, seedClub, seedMember, send } from './support/seed.ts'

/** Moments in which the world goes on while somebody has a form, a card or a dialog open. */

// the answer to one packet is lost on purpose
test.use({ refusals: /\/v1\/red-packets$/ })

test('BEN-8 BEN-12: a packet goes to the broadcast for which it was filled in or nowhere; what one did is told', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  const ownerId = 'moment-money'
  await seedClub(sandbox, { ownerId, name: '红包时刻' })
  await seedMember(sandbox, ownerId, 'ann', '安安')
  const params = { path: { ownerId } }
  const body = { amount: { value: 100_00, currency: 'CNY' } }
  await answerOf(client.POST('/v1/owners/{ownerId}/budget', { params, body }))
  const began = (sessionId: string) => send(sandbox, { type: 'live.started', data: { ownerId, sessionId } })
  const ended = (sessionId: string) => send(sandbox, { type: 'live.ended', data: { ownerId, sessionId } })
  await began('moment-1')
  await signInDesk(context, sandbox, 'owner', ownerId)
  await gotoLive(page, pageOf(sandbox, ownerId, '/money'))
  const fill = async () => {
    const dialog = page.getByRole('dialog', { name: '发红包' })
    await dialog.getByRole('textbox', { name: '总额' }).fill('10')
    await dialog.getByRole('spinbutton', { name: '份数' }).fill('2')
    await dialog.getByRole('button', { name: '下一步' }).click()
  }
  await page.getByRole('button', { name: '发红包' }).click()
  await fill()
  const sure = page.getByRole('dialog', { name: '确认发出' })
  const now = sure.getByRole('button', { name: '发出 ¥10.00' })
  await expect(now).toBeEnabled()
  await ended('moment-1')
  await expect(sure.getByRole('note').getByText('这场直播已经结束')).toBeVisible()
  await expect(now).toBeDisabled()
  await began('moment-2')
  await expect(now).toBeDisabled()
  await sure.getByRole('button', { name: '返回' }).click()
  await fill()
  // it goes out, and nobody hears of it: then it is only sent again, also when the broadcast has ended, and paid once
  let isLost = false
  await page.route('**/v1/red-packets', async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue()
    isLost = true
    await route.fetch()
    return route.abort()
  })
  await now.click()
  await expect(sure.getByRole('button', { name: '返回' })).toHaveCount(0)
  await ended('moment-2')
  await expect(sure.getByRole('note')).toHaveCount(0)
  await now.click()
  const row = page.getByRole('listitem').filter({ hasText: '拼手气' })
  await expect(row).toContainText('0 / 2 份')
  const { items: packets } = await answerOf(client.GET('/v1/red-packets', { params: { query: { ownerId } } }))
  expect(packets.map(({ sessionId }) => sessionId)).toEqual(['moment-2'])
  const [sent] = packets

  await answerOf(
    client.POST('/v1/red-packets/{packetId}/claim', {
      params: { path: { packetId: sent?.packetId ?? '' } },
      body: { userId: 'ann' },
    }),
  )
  await send(sandbox, paid(ownerId, 'ann', 'after-the-packet', 30_00))
  await row.getByRole('button', { name: /^效果/ }).click()
  const results = page.getByRole('dialog', { name: '红包效果' })
  await expect(results.getByRole('definition').filter({ hasText: '¥30.00' })).toBeVisible()
  await expectAccessible(page)
})

test('BADGE-3: a name that another decides stays in hand and says so; no letter decides the next one unread', async ({
  page,
  context,
  sandbox,
}) => {
  const { client } = sandbox
  for (const [ownerId, name] of [
    ['moment-x', '甲团'],
    ['moment-y', '乙团'],
  ] as const) {
    await seedClub(sandbox, { ownerId, name: `${name}之家` })
    const params = { path: { ownerId } }
    await answerOf(client.POST('/v1/clubs/{ownerId}/badge-names', { params, body: { name } }))
  }
  await signInDesk(context, sandbox, 'reviewer', 'moment-reviewer')
  await gotoLive(page, `${sandbox.url}/console/reviews`)
  const [first, second] = [
    page.getByRole('article', { name: '甲团之家: 甲团' }),
    page.getByRole('article', { name: '乙团之家: 乙团' }),
  ]
  // it hears keys once it has the focus
  await expect(first).toBeFocused()
  await page.keyboard.press('r')
  const reason = first.getByRole('textbox', { name: '拒绝原因' })
  await reason.fill('像官方')
  const { items } = await answerOf(client.GET('/v1/reviews', { params: { query: { status: 'waiting' } } }))
  const reviewId = items.find(({ name }) => name === '甲团')?.reviewId ?? ''
  await answerOf(
    client.POST('/v1/reviews/{reviewId}/decision', { params: { path: { reviewId } }, body: { approve: true } }),
  )
  await expect(first.getByText('这一条已经处理过了')).toBeVisible()
  await expect(reason).toHaveValue('像官方')
  await expect(second).toBeHidden()
  await expectAccessible(page)
  await page.getByRole('button', { name: '取消' }).click()
  await page.keyboard.press('a')
  await page.getByRole('button', { name: '看下一条' }).click()
  await expect(second).toBeVisible()
  const { items: waiting } = await answerOf(client.GET('/v1/reviews', { params: { query: { status: 'waiting' } } }))
  expect(waiting.map(({ name }) => name)).toEqual(['乙团'])
  await expect(second).toBeFocused()
  await page.keyboard.press('a')
  await expect(page.getByText('全部审完了')).toBeVisible()
})

test('BEN-3 GRP-2: a member opens with his benefits and his groups', async ({ page, context, sandbox }) => {
  const { client } = sandbox
  const ownerId = 'moment-story'
  await seedClub(sandbox, { ownerId, name: '故事之家' })
  await seedMember(sandbox, ownerId, 'ann', '安安')
  await offer(sandbox, ownerId, '专属客服', 1)
  const params = { path: { ownerId } }
  const { groupId } = await answerOf(client.POST('/v1/clubs/{ownerId}/groups', { params, body: { name: '故事群' } }))
  const seat = { params: { path: { groupId, userId: 'ann' } } }
  await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', seat))
  await answerOf(client.PUT('/v1/groups/{groupId}/mutes/{userId}', { ...seat, body: { until: null } }))
  await signInDesk(context, sandbox, 'owner', ownerId)
  await page.goto(`${sandbox.url}/console/clubs/${ownerId}/members/ann`)
  const drawer = page.getByRole('dialog')
  await drawer.getByText('权益', { exact: true }).click()
  await expect(drawer.getByRole('listitem').filter({ hasText: '专属客服' })).toContainText('可领取')
  await drawer.getByText('粉丝群', { exact: true }).click()
  const group = drawer.getByRole('listitem').filter({ hasText: '故事群' })
  await expect(group).toContainText('故事群1')
  await expect(group).toContainText('已禁言')
  await expectAccessible(page)
})

test('GRP-8 PLT-3: while a link rings the keyboard stays with its two answers, and Escape says no', async ({
  page,
  sandbox,
}) => {
  const { client } = sandbox
  const ownerId = 'moment-ring'
  await seedClub(sandbox, { ownerId, name: '连线之家' })
  await seedMember(sandbox, ownerId, 'ann', '安安')
  const params = { path: { ownerId } }
  const { groupId } = await answerOf(client.POST('/v1/clubs/{ownerId}/groups', { params, body: { name: '连线群' } }))
  await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId: 'ann' } } }))
  await gotoLive(page, await fanAddress(sandbox, ownerId, 'ann'))
  const body = { kind: 'voice' as const, userIds: ['ann'] }
  await answerOf(client.POST('/v1/groups/{groupId}/links', { params: { path: { groupId } }, body }))
  const ringing = page.getByRole('alertdialog', { name: '连线之家' })
  const [no, yes] = [ringing.getByRole('button').first(), ringing.getByRole('button').last()]
  await expect(yes).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(no).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(yes).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(ringing).toBeHidden()
  const link = () => answerOf(client.GET('/v1/clubs/{ownerId}/link', { params }))
  await expect.poll(async () => (await link()).link).toBeNull()
})
