import { expect, glimpse, test } from './support/e2e.ts'

/** The demo's doors at a desk. */

test('the owner’s door: into a console whose numbers move, in English and in the dark when asked', async ({
  page,
  runningDemo: { url },
}) => {
  await page.goto(`${url}/`)
  await page.getByRole('button', { name: /小满的慢生活/ }).click()
  await page.getByRole('button', { name: /我是主播/ }).click()
  await expect(page).toHaveURL(/\/console\/clubs\/xiaoman$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('正在直播')
  const strip = page.locator('dl > div').filter({ has: page.getByText('互动', { exact: true }) })
  const before = await strip.innerText()
  await expect.poll(() => strip.innerText()).not.toBe(before)
  await page.getByRole('link', { name: '成员', exact: true }).click()
  await expect(page.getByRole('row').nth(10)).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByRole('heading', { name: 'Members', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Appearance' }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await expect.poll(ground).toBe('rgb(16, 17, 20)')
})

test('the reviewer’s door: the name that waits, decided with one key', async ({ page, demo }) => {
  await page.goto(`${demo.url}/`)
  await page.getByRole('button', { name: /我是审核员/ }).click()
  const card = page.getByRole('article')
  await expect(card).toBeFocused()
  const label = (await card.getAttribute('aria-label')) ?? ''
  const told = await glimpse(page, /已通过「/)
  await page.keyboard.press('a')
  await told()
  await expect(page.getByRole('article', { name: label })).toHaveCount(0)
})
