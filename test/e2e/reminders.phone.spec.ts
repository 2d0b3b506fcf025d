import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, expectNoSideways, fanAddress, gotoLive, test } from './support/e2e.ts'
import { seedClub, seedMember } from './support/seed.ts'

/** What reaches a fan who is not looking, and the desk that answers him, on a sandbox whose clock stands. */

test('GRP-7: reminders are chosen for all clubs and for one, and stay so', async ({ page, sandbox }) => {
  const userId = 'xu-ann'
  await seedClub(sandbox, { ownerId: 'xu', name: '许师傅' })
  await seedMember(sandbox, 'xu', userId, '安安')
  const settings = () =>
    answerOf(sandbox.client.GET('/v1/users/{userId}/push-settings', { params: { path: { userId } } }))
  await page.goto(await fanAddress(sandbox, 'reminders', userId))
  await page.getByRole('switch', { name: '新视频', exact: true }).tap()
  await page.getByRole('switch', { name: '升级' }).tap()
  await expect.poll(settings).toMatchObject({ videos: false, levelUps: false, notices: true })
  await page.getByRole('button', { name: /许师傅/ }).tap()
  const club = page.getByRole('dialog', { name: '许师傅' })
  await expect(club.getByRole('switch', { name: '新视频', exact: true })).not.toBeChecked()
  await club.getByRole('switch', { name: '新视频', exact: true }).tap()
  await club.getByRole('button', { name: '不提醒' }).tap()
  await expect
    .poll(settings)
    .toMatchObject({ videos: false, clubs: [{ ownerId: 'xu', switches: { videos: true, groupMessages: 'none' } }] })
  await expectAccessible(page)
  // what is again as for all is nothing of its own
  await club.getByRole('switch', { name: '新视频', exact: true }).tap()
  await expect
    .poll(async () => (await settings()).clubs.map(({ switches }) => switches))
    .toEqual([{ groupMessages: 'none' }])
  await club.getByRole('button', { name: '关闭' }).tap()
  await page.reload()
  await expect(page.getByRole('button', { name: /许师傅/ })).toContainText('1 项不同')
  await expect(page.getByRole('switch', { name: '升级' })).not.toBeChecked()
  await expectNoSideways(page)
})

test('GRP-14: a fan asks the desk and reads its answer without a reload', async ({ page, sandbox }) => {
  const path = { ownerId: 'yan', userId: 'yan-bob' }
  await seedClub(sandbox, { ownerId: 'yan', name: '严老师' })
  await seedMember(sandbox, 'yan', 'yan-bob', '小波')
  await gotoLive(page, await fanAddress(sandbox, 'yan', 'yan-bob', '/service'))
  await page.getByRole('textbox').fill('杯子什么时候发货')
  await page.getByRole('button', { name: '发送' }).tap()
  const log = page.getByRole('log')
  await expect(log.getByText('杯子什么时候发货')).toBeVisible()
  const body = { kind: 'text' as const, sendId: 'a1', side: 'desk' as const, text: '今天下午' }
  await answerOf(
    sandbox.client.POST('/v1/clubs/{ownerId}/service/threads/{userId}/messages', { params: { path }, body }),
  )
  await expect(log.getByText('今天下午')).toBeVisible()
  await expectAccessible(page)
})

test.describe(() => {
  // without a line nothing comes, and a link that ran out is refused
  test.use({ refusals: /./ })
  test('GRP-8: a page asked for without a line comes with it; a picture whose link ran out is shown', async ({
    page,
    sandbox,
  }) => {
    await seedClub(sandbox, { ownerId: 'zou', name: '邹师傅' })
    await seedMember(sandbox, 'zou', 'zou-ann', '安安')
    const { groupId } = await answerOf(
      sandbox.client.POST('/v1/clubs/{ownerId}/groups', {
        params: { path: { ownerId: 'zou' } },
        body: { name: '瓷器群', gate: { kind: 'none' } },
      }),
    )
    const path = { groupId, userId: 'zou-ann' }
    await answerOf(sandbox.client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path } }))
    const chat = await fanAddress(sandbox, 'groups', 'zou-ann', `/${groupId}`)
    await page.goto(chat)
    await page.getByRole('button', { name: '更多功能' }).tap()
    await page.locator('input[type=file]').setInputFiles('web/public/icon-192.png')
    const picture = page.getByRole('button', { name: '打开图片' }).getByRole('img')
    await expect(picture).toBeVisible()

    const missing = page.waitForEvent('requestfailed', (request) => /\.(js|css)$/.test(request.url()))
    await page.context().setOffline(true)
    await page.getByRole('link', { name: '返回' }).tap()
    await missing
    await page.context().setOffline(false)
    const row = page.getByRole('link', { name: /瓷器群/ })
    await expect(row).toHaveCSS('display', 'flex')

    // the server's word on a link of yesterday
    let refused = 0
    await page.route(/\/v1\/media\/.*\/thumbnail/, (route) => {
      refused += 1
      return refused === 1 ? route.fulfill({ status: 410 }) : route.continue()
    })
    await page.reload()
    await row.tap()
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
    expect(refused).toBe(2)
  })
})
