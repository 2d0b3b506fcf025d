import type { Page } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
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
  '/benefits',
  '/benefits/new',
  '/benefits/campaigns',
  '/benefits/money',
  '/benefits/results',
  '/groups',
  '/groups/compose',
  '/groups/posts',
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
  await seedBenefits(world, ownerId, live.sessionId)
}

/** A benefit, a campaign and a red packet, each as long in its words as it may be. */
async function seedBenefits({ client }: Sandbox, ownerId: string, sessionId: string): Promise<void> {
  const cny = (value: number) => ({ value, currency: 'CNY' })
  const params = { path: { ownerId } }
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  const endsAt = new Date(Date.parse(now) + 3_600_000).toISOString()
  await answerOf(
    client.POST('/v1/clubs/{ownerId}/benefits', {
      params,
      body: {
        kind: 'coupon',
        name: LONG,
        description: LONG,
        audience: { minLevel: 3 },
        coupon: { minimum: cny(99_999_99), percentOff: 15, atMost: cny(12_345_67), validDays: 7 },
      },
    }),
  )
  await answerOf(
    client.POST('/v1/clubs/{ownerId}/campaigns', {
      params,
      body: { kind: 'draw', name: LONG, endsAt, prizes: [{ name: LONG, quota: 10_000, worth: cny(5_000_000) }] },
    }),
  )
  await answerOf(
    client.POST('/v1/owners/{ownerId}/budget', { params, body: { amount: cny(9_999_999_99), note: LONG } }),
  )
  await answerOf(
    client.POST('/v1/red-packets', {
      body: { ownerId, sessionId, split: 'lucky', total: cny(500_000), count: 10_000, greeting: LONG },
    }),
  )
}

/** The page is there, its skeletons are gone. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect(page.getByRole('status', { name: '正在加载' })).toHaveCount(0)
}

const widths = { desk: [1440, 768], fan: [1440, 390] } as const

/** A page at each width, come to once: axe finds nothing serious, nothing is cut off at the side. */
async function expectGood(page: Page, at: readonly number[]): Promise<void> {
  for (const width of at) {
    await page.setViewportSize({ width, height: 900 })
    await settled(page)
    await expectNoSideways(page)
    await expectAccessible(page)
  }
}

// two tests, so that two workers share them
for (const half of [0, 1]) {
  test(`the console at ${widths.desk.join(' and ')}, half ${half + 1} of its pages: axe finds nothing serious, long names fit`, async ({
    page,
    context,
    sandbox,
  }) => {
    test.setTimeout(420_000)
    const ownerId = `axe-${half}`
    await seed(sandbox, ownerId)
    await signInDesk(context, sandbox, 'owner', ownerId)
    for (const path of desk.filter((_, index) => index % 2 === half)) {
      await page.goto(`${sandbox.url}/console/clubs/${ownerId}${path}`)
      await expectGood(page, widths.desk)
    }
  })
}

test(`the fan’s pages and the door at ${widths.fan.join(' and ')}: axe finds nothing serious, long names fit`, async ({
  page,
  context,
  sandbox,
}) => {
  test.setTimeout(300_000)
  const ownerId = 'fan-axe'
  await seed(sandbox, ownerId)
  await signInDesk(context, sandbox, 'owner', ownerId)
  await gotoLive(page, await fanAddress(sandbox, ownerId, 'ann'))
  for (const path of ['', '?sheet=club', '/club', '/me', '/streamer']) {
    await page.goto(`${sandbox.url}/fan/${ownerId}${path}`)
    await expectGood(page, widths.fan)
  }
  for (const path of ['/', '/console/sign-in']) {
    await page.goto(`${sandbox.url}${path}`)
    await expectGood(page, widths.fan)
  }
})

test('the reviewer’s and the platform’s pages: axe finds nothing serious, dark as well', async ({
  page,
  context,
  sandbox,
}) => {
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await seed(sandbox, 'axe-dark')
  await signInDesk(context, sandbox, 'admin', 'root')
  for (const path of [
    'reviews',
    'owners',
    'rule-sets',
    'rule-sets/new',
    'clubs/axe-dark',
    'clubs/axe-dark/levels',
    'clubs/axe-dark/benefits',
    'clubs/axe-dark/benefits/results',
  ]) {
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
    for (const path of [
      '',
      '/members',
      '/tasks',
      '/levels',
      '/benefits',
      '/benefits/money',
      '/live',
      '/settings/mode',
    ]) {
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
