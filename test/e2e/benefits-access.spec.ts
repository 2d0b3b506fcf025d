import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, expectNoSideways, signInDesk, tabTo, test } from './support/e2e.ts'
import { offer, pageOf } from './support/benefits.ts'
import { seedClub } from './support/seed.ts'

/** Who reaches the console's benefits, and how: rights, keyboard, crowds, narrow windows. */

test.describe('PLT-1: staff without the right', () => {
  test.use({ refusals: /\/v1\/auth\/token$|\/v1\/clubs\/staffed\/benefits/ })

  test('PLT-1: see neither the entry nor the page', async ({ page, sandbox }) => {
    await seedClub(sandbox, { ownerId: 'staffed', name: '同事之家' })
    const { link } = await answerOf(
      sandbox.client.POST('/v1/clubs/{ownerId}/staff', {
        params: { path: { ownerId: 'staffed' } },
        body: { name: '小同事', permissions: ['overview', 'live'] },
      }),
    )
    await page.goto(link)
    await page.getByRole('textbox', { name: '登录名' }).fill('benefits-staff')
    await page.getByLabel('密码', { exact: true }).fill('a long enough password')
    await page.getByRole('button', { name: '开始使用' }).click()
    await expect(page.getByRole('link', { name: '等级' })).toBeVisible()
    await expect(page.getByRole('link', { name: '权益' })).toHaveCount(0)
    await page.goto(pageOf(sandbox, 'staffed'))
    await expect(page.getByText('你的账号没有看这一页的权限')).toBeVisible()
  })
})

test('BEN-2: by the keyboard alone, with two hundred benefits, in a narrow window', async ({
  page,
  context,
  sandbox,
}) => {
  test.setTimeout(300_000)
  await seedClub(sandbox, { ownerId: 'crowd', name: '两百项之家' })
  const numbers = Array.from({ length: 200 }, (_, index) => index + 1)
  for (let first = 0; first < 200; first += 20)
    await Promise.all(
      numbers.slice(first, first + 20).map((n) => offer(sandbox, 'crowd', `第 ${n} 项`, 1 + ((n - 1) % 20))),
    )
  await signInDesk(context, sandbox, 'owner', 'crowd')
  await page.setViewportSize({ width: 768, height: 900 })
  await page.goto(pageOf(sandbox, 'crowd'))
  await expect(page.getByRole('heading', { name: '200 项权益' })).toBeVisible()
  await expectNoSideways(page)
  // the first column stays while the levels move
  const first = page.getByRole('rowheader').filter({ hasText: '第 1 项' }).first()
  const before = (await first.boundingBox())?.x
  await page.getByRole('region', { name: /权益矩阵/ }).evaluate((element) => element.scrollTo({ left: 600 }))
  expect((await first.boundingBox())?.x).toBe(before)
  const link = page.getByRole('link', { name: '第 21 项', exact: true })
  await tabTo(page, link)
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('dialog', { name: '权益' })
  await expect(drawer.getByRole('textbox', { name: '名称' })).toHaveValue('第 21 项')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
  await expectAccessible(page)
})
