// node scripts/pictures.mjs: takes the README's pictures of the running demo, in Chromium, into docs/images.
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { chromium } from '@playwright/test'
import { ensureBuilt } from './lib/built.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { root, say } from './lib/run.mjs'

const BYTES_MOST = 400 * 1024
const SECRET_KEY = randomBytes(24).toString('base64url')
/** The evening is an hour old when the pictures are taken: it is told at this pace before. */
const EARLIER_RATE = 100
const EARLIER_MS = 35_000
const RATE = 20
/** A new pace begins so much later than the clock was read: a busy machine answers late, and the clock never goes back. */
const PACE_AHEAD_MS = 120_000
/** Long enough for a screen of talk with some cards in it. */
const GROUP_TALK_MS = 12_000
const folder = join(root, 'docs/images')
// figures stand still at once instead of counting to their values
const common = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', colorScheme: 'light', reducedMotion: 'reduce' }
// as sharp as the stage's gradients fit into the limit, and a whole number of pixels wide and high
const phone = {
  ...common,
  viewport: { width: 392, height: 844 },
  deviceScaleFactor: 1.75,
  isMobile: true,
  hasTouch: true,
}
const desk = { ...common, viewport: { width: 1440, height: 900 } }

/** The built demo on a store of its own; `url` once it listens. */
async function startDemo() {
  const data = mkdtempSync(join(tmpdir(), 'tiefen-pictures-'))
  const own = {
    PORT: '0',
    TIEFEN_DEMO: '1',
    TIEFEN_DATA: data,
    TIEFEN_SECRET_KEY: SECRET_KEY,
    TIEFEN_LOG_LEVEL: 'warn',
  }
  const env = { ...process.env, ...own }
  delete env.DATABASE_URL
  const child = spawn(process.execPath, [join(root, 'dist/server/main.js'), 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stop = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
    rmSync(data, { recursive: true, force: true })
  }
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('listening on ')) return { url: line.slice('listening on '.length).trim(), stop }
  }
  await stop()
  throw new Error('the demo ended before it listened')
}

/** Once nothing on the page is loading any more. A picture that would weigh the clone down fails. */
async function take(page, name) {
  const path = join(folder, `${name}.png`)
  await page.getByRole('status', { name: '正在加载' }).first().waitFor({ state: 'hidden' })
  await page.screenshot({ path, animations: 'disabled' })
  const { size } = statSync(path)
  if (size > BYTES_MOST) throw new Error(`${name}.png has ${size} bytes, more than ${BYTES_MOST}`)
  say(`${name}.png ${Math.round(size / 1024)} kB`)
}

/** Lets the sandbox clock run at another pace from what it shows. */
async function setPace(url, rate) {
  const headers = { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' }
  const { now } = await (await fetch(`${url}/v1/sandbox/clock`, { headers })).json()
  const body = JSON.stringify({ now: new Date(Date.parse(now) + PACE_AHEAD_MS).toISOString(), rate })
  const answer = await fetch(`${url}/v1/sandbox/clock`, { method: 'PUT', headers, body })
  if (!answer.ok) throw new Error(`the clock refused: ${answer.status}`)
}

/** Until the room on air is lively: the public screen is full. */
async function waitForRoom(page, url) {
  await page.goto(`${url}/fan/xiaoman`)
  await page.getByText('直播中').waitFor({ timeout: 300_000 })
  await setPace(url, EARLIER_RATE)
  await pause(EARLIER_MS)
  await setPace(url, RATE)
  await page
    .getByRole('list', { name: '公屏' })
    .getByRole('listitem')
    .nth(30)
    .waitFor({ state: 'attached', timeout: 120_000 })
}

/** The fan's evening so far: a member who spoke, liked and bought. */
async function beFan(page, url) {
  await waitForRoom(page, url)
  await page.getByRole('button', { name: '免费加入' }).tap()
  const welcome = page.getByRole('status').filter({ hasText: '欢迎入团' })
  await welcome.waitFor()
  await welcome.waitFor({ state: 'hidden' })
  for (const words of ['今天的马克杯还有吗', '第一次来,好喜欢这里']) {
    await page.getByRole('textbox', { name: '说点什么…' }).fill(words)
    await page.getByRole('button', { name: '发送' }).tap()
    await page.getByRole('list', { name: '公屏' }).getByText(words).waitFor()
  }
  for (let count = 0; count < 24; count += 1) await page.getByRole('button', { name: '点赞' }).tap()
  await page.getByRole('button', { name: '商品', exact: true }).tap()
  await page
    .getByRole('button', { name: /^加购「/ })
    .nth(1)
    .tap()
  await page.getByRole('button', { name: /^购买「手作陶瓷马克杯/ }).tap()
  await page.getByRole('button', { name: '测试付款' }).tap()
  const risen = page.getByRole('status').filter({ hasText: '升到' })
  await risen.waitFor()
  await risen.waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: '关闭' }).tap()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

async function pictureFan(browser, url) {
  const page = await (await browser.newContext(phone)).newPage()
  await beFan(page, url)
  const bag = page.getByRole('button', { name: /超级福袋/ })
  await bag.waitFor({ timeout: 300_000 })
  await take(page, 'fan-room')
  await bag.tap()
  await page.getByRole('dialog', { name: '福袋' }).getByText('怎样参与').waitFor()
  await take(page, 'fan-bag')
  await page.goto(`${url}/fan/xiaoman/club`)
  const ladder = page.getByRole('heading', { name: '等级与权益' })
  await ladder.waitFor()
  await ladder.evaluate((heading) => heading.scrollIntoView({ block: 'center' }))
  await take(page, 'fan-ladder')
  await page.goto(`${url}/fan/xiaoman/wallet`)
  await page
    .getByRole('button', { name: /^领取「/ })
    .first()
    .tap()
  await page.getByRole('heading', { name: '可以用' }).waitFor()
  await page.locator('.adm-toast-main').waitFor({ state: 'hidden' })
  await take(page, 'fan-wallet')
  await page.context().close()
}

/** A chat in which a good deal was said since he sat down. */
async function pictureGroups(browser, url) {
  const page = await (await browser.newContext(phone)).newPage()
  await page.goto(`${url}/fan/xiaoman`)
  await page.getByRole('button', { name: '免费加入' }).tap()
  await page.goto(`${url}/fan/xiaoman/groups`)
  await page.getByRole('link').filter({ hasText: '小满的客厅' }).tap()
  await page.getByRole('button', { name: '加入粉丝群' }).tap()
  await page.getByText('进入群聊').tap()
  await setPace(url, EARLIER_RATE)
  await page.getByRole('textbox').fill('第一次进群,今晚七点见')
  await page.getByRole('textbox').press('Enter')
  await page.getByRole('textbox').blur()
  await pause(GROUP_TALK_MS)
  await setPace(url, RATE)
  await take(page, 'fan-chat')
  await page.context().close()
}

async function pictureDesk(browser, url) {
  const page = await (await browser.newContext(desk)).newPage()
  await page.goto(`${url}/`)
  await page.getByRole('button', { name: /我是主播/ }).click()
  await page.getByText('今日成员成交').waitFor()
  await page.getByText('已播').waitFor()
  await page.getByText('成员成交与全部成交').waitFor()
  await take(page, 'console-overview')
  await page.getByRole('link', { name: '权益', exact: true }).click()
  await page.getByRole('row').nth(5).waitFor()
  await take(page, 'console-benefits')
  await page.getByRole('link', { name: '粉丝群', exact: true }).click()
  await page.getByText('门槛群与其他群').waitFor()
  await take(page, 'console-groups')
  await page.context().close()
}

ensureInstalled()
const problem = await ensureBuilt()
if (problem !== null) throw new Error(problem)
mkdirSync(folder, { recursive: true })
const found = [process.env.CHROMIUM_PATH, '/usr/bin/chromium'].find((path) => path && existsSync(path))
const browser = await chromium.launch({ ...(found ? { executablePath: found } : {}), args: ['--no-sandbox'] })
const demo = await startDemo()
try {
  await pictureFan(browser, demo.url)
  await pictureGroups(browser, demo.url)
  await pictureDesk(browser, demo.url)
} finally {
  await demo.stop()
  await browser.close()
}
