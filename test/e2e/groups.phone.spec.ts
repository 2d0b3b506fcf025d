import type { Page } from '@playwright/test'
import { answerOf } from '../../sdk/client.ts'
import {
  expect,
  expectAccessible,
  expectNoSideways,
  fanAddress,
  gotoLive,
  holdAnswers,
  test,
  type Sandbox,
} from './support/e2e.ts'
import { seedClub, seedMember } from './support/seed.ts'

/** Fan groups on the phone, on a sandbox whose clock stands. */

const make = async ({ client }: Sandbox, ownerId: string, name: string, more = {}) =>
  (
    await answerOf(
      client.POST('/v1/clubs/{ownerId}/groups', {
        params: { path: { ownerId } },
        body: { name, gate: { kind: 'none' }, ...more },
      }),
    )
  ).groupId
const join = ({ client }: Sandbox, groupId: string, userId: string) =>
  answerOf(client.PUT('/v1/groups/{groupId}/members/{userId}', { params: { path: { groupId, userId } } }))
const say = ({ client }: Sandbox, groupId: string, from: string, text: string, kind: 'text' | 'notice' = 'text') =>
  answerOf(client.POST('/v1/groups/{groupId}/messages', { params: { path: { groupId } }, body: { from, kind, text } }))

const bubble = (page: Page, text: string) => page.getByRole('log').getByText(text, { exact: true })
/** The address under the fan's pages, with his token. */
const address = async (world: Sandbox, userId: string, path: string) =>
  (await fanAddress(world, '', userId, path)).replace('/fan//', '/fan/')

test('GRP-5 GRP-10: joins by a pass-phrase and speaks; another member hears it without a reload', async ({
  page,
  openContext,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'ge', name: '葛阿姨' })
  await seedMember(sandbox, 'ge', 'ge-ann', '安安')
  const group = await make(sandbox, 'ge', '饺子群', { autoReply: '进群先看公告' })
  await join(sandbox, group, 'ge-ann')
  const params = { path: { groupId: group } }
  const { phrase } = await answerOf(sandbox.client.POST('/v1/groups/{groupId}/phrases', { params, body: { days: 1 } }))
  const ann = await (await openContext()).newPage()
  await gotoLive(ann, await address(sandbox, 'ge-ann', `/groups/${group}`))
  await expect(ann.getByText('进群先看公告')).toBeVisible()

  await page.goto(await address(sandbox, 'ge-bob', '/groups'))
  await page.getByRole('textbox', { name: '输入群口令' }).fill(`复制口令 ${phrase} 加入饺子群`)
  await page.getByRole('button', { name: '打开' }).tap()
  await expect(page.getByText('无要求')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: '加入粉丝群' }).tap()
  await expect(page.getByText('已加入「饺子群1」')).toBeVisible()
  await page.getByRole('link', { name: '进入群聊' }).tap()
  await page.getByRole('textbox', { name: '说点什么…' }).fill('大家好,我是新来的')
  await page.getByRole('button', { name: '发送' }).tap()
  await expect(bubble(ann, '大家好,我是新来的')).toBeVisible()
  await expect(bubble(page, '大家好,我是新来的')).toHaveCount(1)
})

test('PLT-8 GRP-10: who comes under another of his ids sees his own words as his, the old and the new', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'gp', name: '葛阿公' })
  await seedMember(sandbox, 'gp', 'gp-ann', '安安')
  const params = { path: { userId: 'gp-ann', aliasId: 'wx-gp-ann' } }
  await answerOf(sandbox.client.PUT('/v1/users/{userId}/aliases/{aliasId}', { params }))
  const group = await make(sandbox, 'gp', '象棋群')
  await join(sandbox, group, 'gp-ann')
  await say(sandbox, group, 'gp-ann', '上次说的')
  // under which id he is known first may be told at any time: here the chat stands already, and he writes
  const tell = await holdAnswers(page, /\/v1\/users\/wx-gp-ann$/)
  await gotoLive(page, await address(sandbox, 'wx-gp-ann', `/groups/${group}`))
  await expect(bubble(page, '上次说的')).toBeVisible()
  await page.getByRole('textbox', { name: '说点什么…' }).fill('这次说的')
  tell()
  await page.getByRole('button', { name: '发送' }).tap()
  for (const text of ['上次说的', '这次说的']) {
    await expect(bubble(page, text)).toHaveCount(1)
    await expect(page.locator('[data-seq]').filter({ hasText: text }).getByText('我', { exact: true })).toHaveCount(1)
  }
})

test('GRP-10: history comes without a jump, thousands of pixels of it, and each message once', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'hu', name: '胡师傅' })
  await seedMember(sandbox, 'hu', 'hu-ann', '安安')
  const group = await make(sandbox, 'hu', '面馆群')
  await join(sandbox, group, 'hu-ann')
  const long = '汤要熬足四个小时,骨头先焯一遍水,再换砂锅小火慢慢来,中间不要加冷水。'
  for (let n = 1; n <= 120; n += 1) await say(sandbox, group, 'hu', `${n} 号 ${n % 7 === 0 ? long : '面'}`)
  await page.goto(await address(sandbox, 'hu-ann', `/groups/${group}`))
  await expect(bubble(page, '120 号 面')).toBeVisible()
  const log = page.getByRole('log')
  const top = (text: string) => bubble(page, text).evaluate((element) => element.getBoundingClientRect().top)
  const firstSeq = () => log.locator('[data-seq]').first().getAttribute('data-seq')
  // up to what was loaded first: while somebody looks at it the page before it comes
  const before = await firstSeq()
  await bubble(page, '80 号 面').evaluate((element) => element.scrollIntoView({ block: 'center' }))
  const place = await top('80 号 面')
  await expect.poll(firstSeq).not.toBe(before)
  await expect.poll(async () => Math.abs((await top('80 号 面')) - place)).toBeLessThanOrEqual(2)
  // what comes behind moves nothing either, and is counted
  await say(sandbox, group, 'hu', '刚出锅')
  await expect(page.getByRole('button', { name: '1 条新消息' })).toBeVisible()
  expect(Math.abs((await top('80 号 面')) - place)).toBeLessThanOrEqual(2)
  // nor does it take back who scrolls just then, before a frame is drawn
  await page.evaluate(() => (window.requestAnimationFrame = () => 0))
  await log.evaluate((box) => (box.scrollTop -= 200))
  await say(sandbox, group, 'hu', '还有两笼')
  const fresh = page.getByRole('button', { name: '2 条新消息' })
  await expect(fresh).toBeVisible()
  expect(Math.abs((await top('80 号 面')) - place - 200)).toBeLessThanOrEqual(2)
  await fresh.tap()
  await expect(bubble(page, '还有两笼')).toBeInViewport()
  await expectNoSideways(page)
})

test.describe(() => {
  test.use({ refusals: /\/messages$/ })
  test('GRP-10: what could not be sent goes out by itself once the server is back, once', async ({ page, sandbox }) => {
    await seedClub(sandbox, { ownerId: 'jia', name: '贾老板' })
    await seedMember(sandbox, 'jia', 'jia-ann', '安安')
    const group = await make(sandbox, 'jia', '茶群')
    await join(sandbox, group, 'jia-ann')
    await page.goto(await address(sandbox, 'jia-ann', `/groups/${group}`))
    const sends: string[] = []
    let lose = 2
    // the words stand while it is tried again: until they were seen
    let seen = (): void => undefined
    const wereSeen = new Promise<void>((resolve) => (seen = resolve))
    await page.route('**/v1/groups/*/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.fallback()
      sends.push((route.request().postDataJSON() as { sendId: string }).sendId)
      // the first never arrives; the second does, and its answer is lost
      lose -= 1
      if (lose === 1) return route.abort('connectionreset')
      if (lose === 0) {
        await wereSeen
        await route.fetch()
        return route.abort('connectionreset')
      }
      return route.fallback()
    })
    await page.getByRole('textbox', { name: '说点什么…' }).fill('两罐龙井')
    await page.keyboard.press('Enter')
    await expect(page.getByText('网络恢复后自动发送')).toBeVisible()
    seen()
    await expect(page.getByText('网络恢复后自动发送')).toBeHidden()
    await expect(bubble(page, '两罐龙井')).toHaveCount(1)
    expect(new Set(sends).size).toBe(1)
    const query = { userId: 'jia-ann' }
    const { items } = await answerOf(
      sandbox.client.GET('/v1/groups/{groupId}/messages', { params: { path: { groupId: group }, query } }),
    )
    expect(items.map(({ text }) => text)).toEqual(['两罐龙井'])
  })
})

test('GRP-7 GRP-9: unread numbers and notices move by themselves; who is muted is told and cannot write', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'kang', name: '康康' })
  await seedMember(sandbox, 'kang', 'kang-ann', '安安')
  const [one, two] = [await make(sandbox, 'kang', '一群'), await make(sandbox, 'kang', '二群')]
  for (const group of [one, two]) await join(sandbox, group, 'kang-ann')
  await gotoLive(page, await address(sandbox, 'kang-ann', '/groups'))
  const row = (name: string) => page.getByRole('listitem').filter({ hasText: name })
  await expect(row('一群')).toContainText('还没有消息')
  await say(sandbox, one, 'kang', '今晚有空吗')
  await say(sandbox, one, 'kang', '今晚七点', 'notice')
  await expect(row('一群')).toContainText('2 条未读')
  await expect(row('一群')).toContainText('[公告]')
  await expect(page.getByRole('listitem').first()).toContainText('一群')
  await expectAccessible(page)
  await row('一群').getByRole('link').tap()
  await expect(page.getByRole('button', { name: /公告\s*今晚七点/ })).toBeVisible()
  await expect(page.getByRole('textbox')).toBeVisible()
  // set in the console, it is in the open chat at once
  await answerOf(
    sandbox.client.PATCH('/v1/groups/{groupId}', { params: { path: { groupId: one } }, body: { notice: '改到八点' } }),
  )
  await expect(page.getByRole('button', { name: /公告\s*改到八点/ })).toBeVisible()
  await expectAccessible(page)
  await answerOf(
    sandbox.client.PUT('/v1/groups/{groupId}/mutes/{userId}', {
      params: { path: { groupId: one, userId: 'kang-ann' } },
      body: { until: null },
    }),
  )
  await expect(page.getByText('你被禁言,可以看,暂时不能说')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await page.getByRole('link', { name: '返回' }).tap()
  await expect(row('一群')).not.toContainText('未读')
})

test('GRP-8 GRP-9: a timed mute ends while the chat is open; what is pasted then goes out as a screenshot', async ({
  page,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'qin', name: '秦秦' })
  await seedMember(sandbox, 'qin', 'qin-ann', '安安')
  const group = await make(sandbox, 'qin', '一群')
  await join(sandbox, group, 'qin-ann')
  // others who had this server before have moved its clock
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const until = new Date(Date.parse(now) + 60_000).toISOString()
  // the sandbox's clock stands; this page learns that the mute's time has come once it has shown the mute
  await page.route('**/v1/sandbox/clock', (route) => route.fulfill({ json: { now: until, rate: 0 } }))
  const tellTime = await holdAnswers(page, /\/v1\/sandbox\/clock$/)
  await answerOf(
    sandbox.client.PUT('/v1/groups/{groupId}/mutes/{userId}', {
      params: { path: { groupId: group, userId: 'qin-ann' } },
      body: { until },
    }),
  )
  await gotoLive(page, await address(sandbox, 'qin-ann', `/groups/${group}`))
  await expect(page.getByText(/你被禁言到/)).toBeVisible()
  tellTime()
  const field = page.getByRole('textbox', { name: '说点什么…' })
  await expect(field).toBeVisible()

  await answerOf(
    sandbox.client.DELETE('/v1/groups/{groupId}/mutes/{userId}', {
      params: { path: { groupId: group, userId: 'qin-ann' } },
    }),
  )
  await field.evaluate(async (element) => {
    const canvas = new OffscreenCanvas(64, 48)
    canvas.getContext('2d')?.fillRect(8, 8, 16, 16)
    const pasted = new DataTransfer()
    pasted.items.add(new File([await canvas.convertToBlob({ type: 'image/png' })], 'p.png', { type: 'image/png' }))
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true }))
  })
  const kinds = async () => {
    const query = { userId: 'qin-ann' }
    const path = { groupId: group }
    const { items } = await answerOf(sandbox.client.GET('/v1/groups/{groupId}/messages', { params: { path, query } }))
    return items.map(({ kind }) => kind)
  }
  await expect.poll(kinds).toEqual(['screenshot'])
})
