import type { Page } from '@playwright/test'
import { expect, glimpse, test, type World } from './support/e2e.ts'

/** The fan's evening in the demo, on a phone: through the doors, into the club, up, down and out again. */

const clubButton = (page: Page) =>
  page.getByRole('button').filter({ has: page.getByRole('progressbar', { name: /亲密度 [\d,]+/ }) })

/** A new guest in the room on air. */
async function enterRoom(page: Page, { url }: World): Promise<void> {
  await page.goto(`${url}/fan/xiaoman`)
  await expect(page.getByText('直播中')).toBeVisible()
}

/** Joins, and sees the badge drop in. */
async function join(page: Page): Promise<void> {
  const welcome = page.getByRole('status').filter({ hasText: '欢迎入团' })
  const shown = await glimpse(page, /欢迎入团.*付款后点亮/)
  await page.getByRole('button', { name: '免费加入' }).tap()
  await shown()
  await expect(welcome).toBeHidden()
  await expect(clubButton(page)).toContainText('付款后点亮')
}

async function openSheet(page: Page, open: () => Promise<void>, title: string) {
  await open()
  const sheet = page.getByRole('dialog', { name: title })
  await expect(sheet).toBeVisible()
  return sheet
}
const openClub = (page: Page) => openSheet(page, () => clubButton(page).tap(), '粉丝团')
const openShelf = (page: Page) =>
  openSheet(page, () => page.getByRole('button', { name: '商品', exact: true }).tap(), '好物')

/** Buys the mug of ¥69.00 and comes back to the room. */
async function buyMug(page: Page): Promise<void> {
  const shelf = await openShelf(page)
  await shelf.getByRole('button', { name: /^购买「手作陶瓷马克杯/ }).tap()
  await expect(shelf.getByText('约得亲密度')).toBeVisible()
  await shelf.getByRole('button', { name: '测试付款' }).tap()
  await expect(shelf.getByText('已付款 ¥69.00')).toBeVisible()
}

test('LIVE-1 BADGE-5: from the front door through the fan’s door into a room that moves', async ({
  page,
  runningDemo: { url },
}) => {
  await page.goto(`${url}/`)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('处成真爱粉')
  await page.getByRole('link', { name: /我是粉丝/ }).tap()
  await expect(page.getByRole('main', { name: '小满的慢生活 的直播间' })).toBeVisible()
  await expect(page.getByText('直播中')).toBeVisible()
  const screen = page.getByRole('list', { name: '公屏' })
  // who speaks, and when, is the evening's: half an hour of it goes by in this time
  for (const badge of ['级徽章,已点亮', '级徽章,付款后点亮'])
    await expect(screen.getByText(badge).first()).toBeAttached({ timeout: 60_000 })
  const before = await screen.innerText()
  await expect.poll(() => screen.innerText()).not.toBe(before)
  // whoever speaks can be looked at
  await screen
    .getByRole('button', { name: /的资料卡/ })
    .last()
    .evaluate((name: HTMLElement) => name.click())
  await expect(page.getByRole('dialog', { name: '资料卡' })).toBeVisible()
})

test('MEM-1 TASK-7 LVL-3: joins by one touch, buys, rises, and reads why', async ({ page, demo }) => {
  await enterRoom(page, demo)
  await join(page)
  const shelf = await openShelf(page)
  await shelf.getByRole('button', { name: /^购买「手作陶瓷马克杯/ }).tap()
  const risen = await glimpse(page, /升到 Lv2新粉/)
  await shelf.getByRole('button', { name: '测试付款' }).tap()
  await risen()
  await expect(shelf.getByText('已付款 ¥69.00')).toBeVisible()
  await expect(shelf.getByText(/亲密度 \+138/)).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).tap()
  await expect(clubButton(page)).toContainText('已点亮')
  const club = await openClub(page)
  await expect(club.getByText('Lv2新粉').first()).toBeVisible()
  await expect(club.getByText('购买 ¥69.00,+138')).toBeVisible()
  await expect(club.getByText(/今日购买上限 450,还剩 312/)).toBeVisible()
})

test('TASK-3 TASK-4: comments, and sees in the panel what it gave and what is left', async ({ page, demo }) => {
  await enterRoom(page, demo)
  await join(page)
  const words = `今晚的汤真香 ${Date.now()}`
  await page.getByRole('textbox', { name: '说点什么…' }).fill(words)
  await page.getByRole('button', { name: '发送' }).tap()
  await expect(page.getByRole('list', { name: '公屏' }).getByText(words)).toBeAttached()
  const club = await openClub(page)
  const task = (name: string) => club.getByRole('listitem').filter({ has: page.getByText(name, { exact: true }) })
  await expect(task('评论')).toContainText('5/ 15')
  await expect(task('购买')).toContainText('0/ 450')
  await expect(club.getByText(/\/ 975/)).toBeVisible()
  await expect(club.getByText(/评论,\+5/)).toBeVisible()
  // «去完成» leads to the very place
  await club.getByRole('button', { name: '去完成:购买' }).tap()
  await expect(page.getByRole('dialog', { name: '好物' })).toBeVisible()
})

test('TASK-8 BADGE-5: after a refund the points are gone and the badge is grey again', async ({ page, demo }) => {
  await enterRoom(page, demo)
  await join(page)
  await buyMug(page)
  await expect(clubButton(page)).toContainText('已点亮')
  const shelf = page.getByRole('dialog', { name: '好物' })
  await shelf.getByRole('button', { name: '看订单' }).tap()
  await shelf.getByRole('button', { name: '退款' }).tap()
  await expect(shelf.getByText('这部分得到的亲密度会收回')).toBeVisible()
  await shelf.getByRole('button', { name: '确认退款' }).tap()
  await expect(shelf.getByText('已全额退款')).toBeVisible()
  await page.getByRole('button', { name: '关闭' }).tap()
  await expect(clubButton(page)).toContainText('付款后点亮')
  const club = await openClub(page)
  await expect(club.getByText('退款 ¥69.00,−138')).toBeVisible()
})

test('MEM-3 MEM-4: leaves with the consequences told, and is told when he may come back', async ({ page, demo }) => {
  await enterRoom(page, demo)
  await join(page)
  const club = await openClub(page)
  await club.getByRole('button', { name: '退出粉丝团' }).tap()
  const form = club.getByRole('form', { name: '退出之前,请知道' })
  await expect(form).toContainText('等级(Lv1)和亲密度')
  await expect(form).toContainText('24 小时内不能再加入')
  await expect(form).toContainText('已领的权益仍可用到到期')
  await expect(form).toContainText('今天还可以退出 3 个粉丝团')
  const confirm = form.getByRole('button', { name: '退出粉丝团' })
  await expect(confirm).toBeDisabled()
  await form.getByRole('textbox').fill('退出')
  await confirm.tap()
  await expect(club.getByText(/再过 2\d 小时 \d+ 分可以重新加入/)).toBeVisible()
  await expect(page.getByRole('button', { name: '免费加入' })).toHaveCount(0)
})

test('the fan’s own page: Chinese becomes English, light becomes dark, and both stay', async ({ page, demo }) => {
  await page.goto(`${demo.url}/fan/xiaoman/me`)
  await expect(page.getByRole('heading', { name: '我的', exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'English' }).tap()
  await expect(page.getByRole('heading', { name: 'Me', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await page.getByRole('button', { name: 'Dark' }).tap()
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  await expect.poll(ground).toBe('rgb(16, 17, 20)')
  await page.goto(`${demo.url}/fan/xiaoman`)
  await expect(page.getByRole('button', { name: 'Join for free' })).toBeVisible()
  await expect.poll(ground).toBe('rgb(16, 17, 20)')
})
