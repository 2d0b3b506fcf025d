import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { readClock, setClock } from '../../../demo/clock.ts'
import { answerOf, createClient, type TiefenClient } from '../../../sdk/client.ts'
import { startServer } from '../../support/server.ts'

/** A running server and the typed client that holds its platform key. */
export interface World {
  readonly url: string
  readonly client: TiefenClient
}

/** A sandbox: nothing happens that a test did not send, and the clock stands. */
export interface Sandbox extends World {
  /** UTC ms at which the clock stood at the start: the evening of the 5th of a month to come */
  readonly start: number
}

/** The demo on the evening of its first session: its clock stands, so that nobody goes off air and no day ends while a test counts. */
export interface Demo extends World {
  /** Lets its clock run as it does for everybody else, or stand. */
  run(on: boolean): Promise<void>
}

type OpenContext = (options?: Parameters<typeof newContext>[1]) => Promise<BrowserContext>
const newContext = (
  browser: import('@playwright/test').Browser,
  options: import('@playwright/test').BrowserContextOptions,
): Promise<BrowserContext> => browser.newContext(options)

async function startSandbox(): Promise<{ sandbox: Sandbox; stop(): Promise<unknown> }> {
  const server = await startServer({ TIEFEN_SANDBOX: '1' })
  const client = createClient({ baseUrl: server.url, token: server.secretKey })
  const shown = new Date((await answerOf(client.GET('/v1/sandbox/clock'))).now)
  const start = Date.UTC(shown.getUTCFullYear(), shown.getUTCMonth() + 1, 5, 11)
  await answerOf(client.PUT('/v1/sandbox/clock', { body: { now: new Date(start).toISOString(), rate: 0 } }))
  return { sandbox: { url: server.url, client, start }, stop: () => server.stop() }
}

/** So long, in real ms, it may take between reading a running clock and setting it, which never goes back. */
const CLOCK_MARGIN_MS = 10_000

/** The demo, once its first club is on air and has spoken. */
async function startDemo(): Promise<{ demo: Demo; stop(): Promise<unknown> }> {
  const server = await startServer({ TIEFEN_DEMO: '1' })
  const client = createClient({ baseUrl: server.url, token: server.secretKey })
  const lines = async () => {
    const { data: club } = await client.GET('/v1/clubs/{ownerId}', { params: { path: { ownerId: 'xiaoman' } } })
    if (club?.live == null) return 0
    const params = { path: { sessionId: club.live.sessionId } }
    return (await answerOf(client.GET('/v1/sessions/{sessionId}/screen', { params }))).items.length
  }
  await expect.poll(lines, { timeout: 240_000 }).toBeGreaterThan(8)
  const { rate: pace } = await readClock(client)
  const run = async (on: boolean) => {
    const { now, rate } = await readClock(client)
    await setClock(client, { now: now + rate * CLOCK_MARGIN_MS, rate: on ? pace : 0 })
  }
  await run(false)
  return { demo: { url: server.url, client, run }, stop: () => server.stop() }
}

/** Chromium itself logs every answer of 400 and more. Some are answers, not errors: «not a member» (api.md), «no demo here», «no sandbox here». */
const isAnAnswer = (text: string, url: string): boolean =>
  text.includes('404 (Not Found)') &&
  /\/v1\/clubs\/[^/]+\/members\/[^/]+(\/benefits)?$|\/demo\/info$|\/v1\/sandbox\/clock$/.test(url)

function watchErrors(context: BrowserContext, errors: string[], refusals: RegExp): void {
  context.on('console', (message) => {
    const { url } = message.location()
    if (message.type() === 'error' && !isAnAnswer(message.text(), url) && !refusals.test(url))
      errors.push(`${message.text()} (${url})`)
  })
  context.on('weberror', (problem) => errors.push(problem.error().stack ?? problem.error().message))
}

interface TestFixtures {
  /** the demo, while its clock runs */
  readonly runningDemo: World
  /** fails the test when a page logged an error */
  readonly quiet: void
  /** another person's browser */
  readonly openContext: OpenContext
  /** addresses of calls that this test means to be refused */
  readonly refusals: RegExp
}
interface WorkerFixtures {
  readonly sandbox: Sandbox
  readonly demo: Demo
}

export const test = base.extend<TestFixtures & { errors: string[] }, WorkerFixtures>({
  sandbox: [
    async ({}, use) => {
      const { sandbox, stop } = await startSandbox()
      await use(sandbox)
      await stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  demo: [
    async ({}, use) => {
      const { demo, stop } = await startDemo()
      await use(demo)
      await stop()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  runningDemo: async ({ demo }, use) => {
    await demo.run(true)
    await use(demo)
    await demo.run(false)
  },
  refusals: [/^$/, { option: true }],
  errors: async ({}, use) => use([]),
  quiet: [
    async ({ context, errors, refusals }, use) => {
      watchErrors(context, errors, refusals)
      await use()
      expect(errors, 'no page logs an error').toEqual([])
    },
    { auto: true },
  ],
  openContext: async ({ browser, contextOptions, errors, refusals }, use) => {
    const opened: BrowserContext[] = []
    await use(async (options = {}) => {
      const context = await newContext(browser, { ...contextOptions, ...options })
      watchErrors(context, errors, refusals)
      opened.push(context)
      return context
    })
    for (const context of opened) await context.close()
  },
})
export { expect }

/** Signs the owner, his reviewer or an administrator in at the desk before any page opens, with a token of the platform. */
export async function signInDesk(
  context: BrowserContext,
  { url, client }: World,
  as: 'owner' | 'reviewer' | 'admin',
  id: string,
): Promise<void> {
  const { token } = await answerOf(
    client.POST('/v1/tokens', { body: { subject: { type: as, id }, ttlSeconds: 3_600 } }),
  )
  const session = { token, id, role: as, ...(as === 'owner' ? { ownerId: id } : {}) }
  await context.addInitScript(
    ({ origin, text }) => {
      if (location.origin === origin) localStorage.setItem('tiefen.session.desk', text)
    },
    { origin: url, text: JSON.stringify(session) },
  )
}

/** The address with which a platform's app opens a fan's page: his token in the fragment. */
export async function fanAddress({ url, client }: World, ownerId: string, userId: string, path = ''): Promise<string> {
  const body = { subject: { type: 'fan' as const, id: userId }, ttlSeconds: 3_600 }
  const { token } = await answerOf(client.POST('/v1/tokens', { body }))
  return `${url}/fan/${ownerId}${path}#token=${token}&user=${userId}`
}

/** Opens a page and waits until its live stream stands: from then on it misses nothing. */
export async function gotoLive(page: Page, url: string): Promise<void> {
  const stream = page.waitForResponse((response) => new URL(response.url()).pathname === '/v1/stream')
  await page.goto(url)
  await stream
}

/** Lets what the page reads from an address wait, until the function it gives is called. */
export async function holdAnswers(page: Page, address: RegExp): Promise<() => void> {
  let letGo = () => {}
  const gone = new Promise<void>((resolve) => (letGo = resolve))
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') await gone
    await route.fallback()
  })
  return letGo
}

/** The answer to the next such call is lost: the server has done it when the line breaks. Such addresses must be among the test's `refusals`. */
export async function loseAnswer(page: Page, address: RegExp): Promise<void> {
  let left = 1
  await page.route(address, async (route) => {
    if (route.request().method() !== 'POST' || (left -= 1) < 0) return route.fallback()
    await route.fetch()
    await route.abort('connectionreset')
  })
}

/** Where words stand that go by themselves after some seconds. */
const passing = '[role="status"], .adm-toast-main, .ant-message-notice'

/**
 * Notes words that go by themselves, whenever they are shown from now on, as long as this page stands: between two looks of a busy machine they would
 * have been there and gone. To be begun before what brings them. @returns waits until they were shown
 */
export async function glimpse(page: Page, words: RegExp): Promise<() => Promise<void>> {
  const noted = await page.evaluateHandle(
    ([where, pattern]) => {
      const state = { shown: false }
      const look = () => {
        for (const place of document.querySelectorAll(where))
          if (new RegExp(pattern).test(place.textContent) && place.checkVisibility({ visibilityProperty: true })) {
            state.shown = true
            observer.disconnect()
          }
      }
      const observer = new MutationObserver(look)
      observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true })
      return state
    },
    [passing, words.source] as const,
  )
  return async () => {
    await expect.poll(() => noted.evaluate(({ shown }) => shown), { message: `${words} was shown` }).toBe(true)
  }
}

/** Nothing is cut off at the side: the page is no wider than the window. */
export async function expectNoSideways(page: Page): Promise<void> {
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(wide, { message: `${page.url()} fits its window` }).toBeLessThanOrEqual(0)
}

/** What comes in has arrived and toasts have gone: half seen, their contrast would be measured half. Endless motion is not waited for. */
async function settled(page: Page): Promise<void> {
  await expect(page.locator('.adm-toast-main, .ant-message-notice')).toHaveCount(0)
  // A sheet is moved by a spring, which is no animation of the document's; it takes touches once it rests.
  const sliding = page.locator('.adm-popup-body[style*="pointer-events: none"]').filter({ visible: true })
  await expect(sliding).toHaveCount(0)
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })
}

/** So often axe looks at what had a finding. */
const LOOKS_MOST = 3

/** No serious or critical finding of axe. What comes in while it looks (an answer, a message of the stream) is half there: then it looks again. */
export async function expectAccessible(page: Page): Promise<void> {
  let found: readonly string[] = []
  for (let looks = 0; looks === 0 || (looks < LOOKS_MOST && found.length > 0); looks += 1) {
    await settled(page)
    const { violations } = await new AxeBuilder({ page }).analyze()
    found = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  }
  expect(found, page.url()).toEqual([])
}

const TABS_MOST = 120

/** Presses Tab until an element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < TABS_MOST; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target, 'can be reached with Tab').toBeFocused()
}
