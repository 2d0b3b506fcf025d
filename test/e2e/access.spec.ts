import type { Page } from '@playwright/test'
import { expect, expectAccessible, expectNoSideways, fanAddress, gotoLive, signInDesk, test } from './support/e2e.ts'
import type { Sandbox } from './support/e2e.ts'
import { paid, seedClub, seedMember, send } from './support/seed.ts'

/** Every page by axe, wide and narrow; a name of 40 characters, text at 200 %, a tablet: nothing is cut off at the side. */

const LONG = '一个名字长到足足有四十个字的店铺它什么都卖而且从来不肯把自己的名字写得短一点点儿真的'.slice(0, 40)
const desk = [
  '',
  '/members',
  '/members/ann',
  '/tasks',
  '/levels',
  '/live',
  '/settings/mode',
  '/settings/purchase',
  '/settings/badge',
  '/settings/rooms',
  '/settings/keys',
  '/settings/staff',
  '/settings/corrections',
  '/settings/refunds',
]

test.use({ reducedMotion: 'reduce' })

/** A club with a long name on air, a member with a long name, one order. */
async function seed(world: Sandbox, ownerId: string): Promise<void> {
  await seedClub(world, { ownerId, name: LONG })
  await seedMember(world, ownerId, 'ann', LONG)
  const live = { ownerId, sessionId: `${ownerId}-1` }
  await send(
    world,
    { type: 'live.started', data: { ...live, title: LONG } },
    { type: 'live.commented', subject: 'ann', data: { ...live, text: LONG } },
    paid(ownerId, 'ann', `${ownerId}-o`, 1_234_567_89, live.sessionId),
  )
}

/** The page is there, its skeletons are gone. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.getByRole('status', { name: '正在加载' })).toHaveCount(0)
}

for (const width of [1440, 768]) {
  test(`the console at ${width}: axe finds nothing serious, long names fit`, async ({ page, context, sandbox }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 900 })
    const ownerId = `axe-${width}`
    await seed(sandbox, ownerId)
    await signInDesk(context, sandbox, 'owner', ownerId)
    for (const path of desk) {
      await page.goto(`${sandbox.url}/console/clubs/${ownerId}${path}`)
      await settled(page)
      await expectNoSideways(page)
      await expectAccessible(page)
    }
  })
}

for (const width of [1440, 390]) {
  test(`the fan’s pages and the door at ${width}: axe finds nothing serious, long names fit`, async ({
    page,
    context,
    sandbox,
  }) => {
    test.setTimeout(120_000)
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
    const ownerId = `fan-${width}`
    await seed(sandbox, ownerId)
    await signInDesk(context, sandbox, 'owner', ownerId)
    await gotoLive(page, await fanAddress(sandbox, ownerId, 'ann'))
    for (const path of ['', '?sheet=club', '/club', '/me', '/streamer']) {
      await page.goto(`${sandbox.url}/fan/${ownerId}${path}`)
      await settled(page)
      await expectNoSideways(page)
      await expectAccessible(page)
    }
    for (const path of ['/', '/console/sign-in']) {
      await page.goto(`${sandbox.url}${path}`)
      await settled(page)
      await expectNoSideways(page)
      await expectAccessible(page)
    }
  })
}

test('the reviewer’s and the platform’s pages: axe finds nothing serious, dark as well', async ({
  page,
  context,
  sandbox,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await seed(sandbox, 'axe-dark')
  await signInDesk(context, sandbox, 'admin', 'root')
  for (const path of ['reviews', 'owners', 'rule-sets', 'rule-sets/new', 'clubs/axe-dark', 'clubs/axe-dark/levels']) {
    await page.goto(`${sandbox.url}/console/${path}`)
    await settled(page)
    await expectAccessible(page)
  }
  await page.goto(await fanAddress(sandbox, 'axe-dark', 'ann', '/club'))
  await settled(page)
  await expectAccessible(page)
})

test('text at 200 %: phone and console stay within their windows', async ({ playwright, launchOptions, sandbox }) => {
  // as a reader sets it in the browser: the layout's widths in rem follow
  const args = [...(launchOptions.args ?? []), '--blink-settings=defaultFontSize=32']
  const browser = await playwright.chromium.launch({ ...launchOptions, args })
  try {
    const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await seed(sandbox, 'large')
    await signInDesk(context, sandbox, 'owner', 'large')
    for (const path of ['', '/members', '/tasks', '/levels', '/live', '/settings/mode']) {
      await page.goto(`${sandbox.url}/console/clubs/large${path}`)
      await settled(page)
      await expectNoSideways(page)
    }
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(await fanAddress(sandbox, 'large', 'ann'))
    for (const path of ['', '?sheet=club', '/club', '/me']) {
      await page.goto(`${sandbox.url}/fan/large${path}`)
      await settled(page)
      await expectNoSideways(page)
    }
    await page.goto(`${sandbox.url}/`)
    await settled(page)
    await expectNoSideways(page)
  } finally {
    await browser.close()
  }
})
