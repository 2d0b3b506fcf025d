import { expect, fanAddress, glimpse, tabTo, test } from './support/e2e.ts'
import { seedClub, send } from './support/seed.ts'

test('a keyboard is enough to join: reached with Tab, done with Enter, and the panel opens and closes', async ({
  page,
  sandbox,
}) => {
  await page.setViewportSize({ width: 900, height: 844 })
  await seedClub(sandbox, { ownerId: 'keys', name: '键盘之家' })
  await send(sandbox, { type: 'live.started', data: { ownerId: 'keys', sessionId: 'keys-1' } })
  await page.goto(await fanAddress(sandbox, 'keys', 'kim'))
  const join = page.getByRole('button', { name: '免费加入' })
  await expect(join).toBeVisible()
  await tabTo(page, join)
  const welcome = page.getByRole('status').filter({ hasText: '欢迎入团' })
  const shown = await glimpse(page, /欢迎入团/)
  await page.keyboard.press('Enter')
  await shown()
  await expect(welcome).toBeHidden()
  const club = page.getByRole('button').filter({ has: page.getByRole('progressbar') })
  await tabTo(page, club)
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: '粉丝团' })
  await expect(panel).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(club).toBeFocused()
})
