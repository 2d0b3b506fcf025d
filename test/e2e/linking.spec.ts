import type { Browser, BrowserContext, Page } from '@playwright/test'
import { chromium } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
import { expect, fanAddress, glimpse, signInDesk, test, type Sandbox } from './support/e2e.ts'
import { seedClub, seedMember } from './support/seed.ts'

/** Voice and video links between real windows, with a camera that shows a moving picture and a microphone that beeps. */

// A fake device is Chromium's own; without a gesture nothing plays in a page that was opened by a program.
const args = [
  '--no-sandbox',
  // six pictures are coded and six decoded on two cores: five a second are enough to see them move
  '--use-fake-device-for-media-stream=fps=5',
  '--use-fake-ui-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
  // two windows of one machine find each other without multicast names
  '--disable-features=WebRtcHideLocalIpsWithMdns',
]

/** A machine that is busy with another browser takes its time. */
const MEDIA_MS = 90_000
const TEST_MS = 400_000

/** What a window has received of the others, one entry for each connection that stands. */
interface Received {
  /** the same for one connection however many come and go */
  readonly id: number
  readonly frames: number
  readonly soundBytes: number
}

/** Keeps the connections of a page where the test finds them. */
async function watchConnections(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const Native = window.RTCPeerConnection
    const all: RTCPeerConnection[] = []
    Object.assign(window, { connections: all })
    window.RTCPeerConnection = class extends Native {
      constructor(...given: ConstructorParameters<typeof Native>) {
        super(...given)
        all.push(this)
      }
    }
  })
}

const received = (page: Page): Promise<Received[]> =>
  page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] }
    const open = [...connections.entries()].filter(([, { connectionState }]) => connectionState === 'connected')
    return Promise.all(
      open.map(async ([id, one]) => {
        let frames = 0
        let soundBytes = 0
        for (const stat of (await one.getStats()).values()) {
          if (stat.type !== 'inbound-rtp') continue
          if (stat.kind === 'video') frames += stat.framesDecoded ?? 0
          else soundBytes += stat.bytesReceived ?? 0
        }
        return { id, frames, soundBytes }
      }),
    )
  })

/** Pictures and sound of so many others come in from now on. A connection whose other end has gone may stand for a while: it brings nothing more. */
async function expectMedia(page: Page, others: number): Promise<void> {
  const before = new Map((await received(page)).map((one) => [one.id, one]))
  const flows = async () =>
    (await received(page)).filter(
      ({ id, frames, soundBytes }) =>
        frames > (before.get(id)?.frames ?? 0) + 5 && soundBytes > (before.get(id)?.soundBytes ?? 0) + 500,
    ).length
  await expect.poll(flows, { message: 'pictures and sound of the others', timeout: MEDIA_MS }).toBe(others)
}

let browser: Browser
test.beforeAll(async ({ launchOptions }) => {
  browser = await chromium.launch({ ...launchOptions, args })
})
test.afterAll(() => browser.close())

async function groupOf({ client }: Sandbox, ownerId: string, members: readonly string[]): Promise<string> {
  const params = { path: { ownerId } }
  const made = await answerOf(
    client.POST('/v1/clubs/{ownerId}/groups', { params, body: { name: '连线群', gate: { kind: 'none' } } }),
  )
  const { groupId } = made as { groupId: string }
  for (const userId of members)
    await answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } }))
  return groupId
}

/** A person's own window, phone-sized. */
async function windowOf(): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' })
  await watchConnections(context)
  return { context, page: await context.newPage() }
}

async function fanWindow(sandbox: Sandbox, ownerId: string, userId: string): Promise<Page> {
  const { page } = await windowOf()
  await page.goto(await fanAddress(sandbox, ownerId, userId))
  return page
}

test('GRP-8: a fan asks, the owner calls, she answers, a second fan joins: pictures and sound flow between all three; a page loaded again comes back', async ({
  sandbox,
}) => {
  test.setTimeout(TEST_MS)
  const ownerId = 'link-owner'
  await seedClub(sandbox, { ownerId, name: '小满' })
  for (const [userId, name] of [
    ['link-ann', '安安'],
    ['link-bo', '阿波'],
  ] as const)
    await seedMember(sandbox, ownerId, userId, name)
  const groupId = await groupOf(sandbox, ownerId, ['link-ann', 'link-bo'])
  const desk = await windowOf()
  await signInDesk(desk.context, sandbox, 'owner', ownerId)
  await desk.page.goto(`${sandbox.url}/fan/${ownerId}/streamer`)
  const [ann, bo] = [await fanWindow(sandbox, ownerId, 'link-ann'), await fanWindow(sandbox, ownerId, 'link-bo')]
  const ask = (userId: string) =>
    answerOf(
      sandbox.client.PUT('/v1/groups/{groupId}/link-requests/{userId}', {
        params: { path: { groupId, userId } },
        body: { kind: 'video' },
      }),
    )
  await ask('link-ann')
  // she has half a minute to answer, which a busy machine may take to look at the other window
  const waited = await glimpse(desk.page, /等待接听/)
  await desk.page.getByRole('button', { name: '呼叫' }).click()
  await ann.getByRole('alertdialog').getByRole('button', { name: '接听' }).click()
  await waited()
  await Promise.all([expectMedia(desk.page, 1), expectMedia(ann, 1)])

  await ask('link-bo')
  await desk.page.getByRole('button', { name: '加入连线' }).click()
  await bo.getByRole('alertdialog').getByRole('button', { name: '接听' }).click()
  await Promise.all([desk.page, ann, bo].map((page) => expectMedia(page, 2)))

  await ann.getByRole('button', { name: '静音' }).click()
  await expect(bo.getByRole('figure', { name: '安安' }).getByRole('img', { name: '已静音' })).toBeVisible()

  await bo.reload()
  await Promise.all([desk.page, ann, bo].map((page) => expectMedia(page, 2)))

  await ann.getByRole('button', { name: '挂断' }).click()
  await expect(ann.getByText('连线已结束')).toBeVisible()
  await desk.page.getByRole('button', { name: '挂断' }).click()
  await expect(bo.getByText('连线已结束')).toBeVisible()
  await bo.getByRole('button', { name: '关闭' }).click()
  await expect(bo.getByRole('dialog', { name: '视频连线' })).toHaveCount(0)
  for (const page of [desk.page, ann, bo]) await page.context().close()
})

test('GRP-8: declined, the owner reads it; a window without a microphone says so and hears all the same', async ({
  sandbox,
}) => {
  test.setTimeout(TEST_MS)
  const ownerId = 'link-host'
  await seedClub(sandbox, { ownerId, name: '阿强' })
  await seedMember(sandbox, ownerId, 'link-cai', '小蔡')
  const groupId = await groupOf(sandbox, ownerId, ['link-cai'])
  const desk = await windowOf()
  await signInDesk(desk.context, sandbox, 'owner', ownerId)
  await desk.page.goto(`${sandbox.url}/fan/${ownerId}/streamer`)
  const fan = await fanWindow(sandbox, ownerId, 'link-cai')
  const call = async () => {
    const params = { path: { groupId, userId: 'link-cai' } }
    await answerOf(
      sandbox.client.PUT('/v1/groups/{groupId}/link-requests/{userId}', { params, body: { kind: 'voice' } }),
    )
    await desk.page.getByRole('button', { name: '呼叫' }).click()
  }
  await call()
  await fan.getByRole('alertdialog').getByRole('button', { name: '拒绝' }).click()
  await expect(desk.page.getByText('对方已拒绝')).toBeVisible()
  await expect(fan.getByRole('alertdialog')).toHaveCount(0)
  await desk.page.getByRole('button', { name: '关闭' }).click()

  await fan.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
  })
  await call()
  await fan.getByRole('alertdialog').getByRole('button', { name: '接听' }).click()
  await expect(fan.getByRole('alert')).toContainText('没有麦克风权限')
  const heard = async () => (await received(fan)).reduce((sum, { soundBytes }) => sum + soundBytes, 0)
  await expect.poll(heard, { timeout: MEDIA_MS }).toBeGreaterThan(500)
  await desk.page.getByRole('button', { name: '挂断' }).click()
  await expect(fan.getByText('连线已结束')).toBeVisible()
  for (const page of [desk.page, fan]) await page.context().close()
})
