import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { answerOf } from '../../sdk/client.ts'
import { expect, expectAccessible, expectNoSideways, test, type Sandbox } from './support/e2e.ts'
import { moveClock, seedClub, seedMember } from './support/seed.ts'

/** `/draws/{id}`: the proof of a draw, computed again in the visitor's browser (BEN-7), in both widths, themes and languages. */

const LONG = '一个名字长到足足有四十个字的奖品它什么都好而且从来不肯把自己的名字写得短一点点儿真的'.slice(0, 40)
/** Short: the sandbox's clock is that of other tests too, which count on its day. */
const RUNNING_MS = 60_000
const worth = { value: 100, currency: 'CNY' }

/** A draw that runs for a minute, with so many fans in it; what the first of them was told. */
async function seedDraw(world: Sandbox, ownerId: string, fans: number, quota: number) {
  const { client } = world
  await seedClub(world, { ownerId, name: LONG })
  const users = Array.from({ length: fans }, (_, index) => `${ownerId}-${index}`)
  await Promise.all(users.map((user) => seedMember(world, ownerId, user)))
  const { now } = await answerOf(client.GET('/v1/sandbox/clock'))
  const closing = Date.parse(now) + RUNNING_MS
  const { campaignId } = await answerOf(
    client.POST('/v1/clubs/{ownerId}/campaigns', {
      params: { path: { ownerId } },
      body: {
        kind: 'draw',
        name: LONG,
        endsAt: new Date(closing).toISOString(),
        prizes: [
          { name: LONG, quota, worth },
          { name: 'A hat', quota: 1, worth },
        ],
      },
    }),
  )
  const params = { path: { campaignId } }
  const entries = await Promise.all(
    users.map((userId) =>
      answerOf(client.POST('/v1/campaigns/{campaignId}/entries', { params, body: { userId, nonce: 'n1' } })),
    ),
  )
  const [first] = entries
  if (first === undefined) throw new Error('nobody entered')
  return { campaignId, closing, first, address: `${world.url}/draws/${campaignId}` }
}

const words = {
  中文: { holds: '全部一致', mine: '在名单里,第' },
  English: { holds: 'All of it holds', mine: 'In the list as no.' },
} as const

const looks = [
  { language: '中文', colorScheme: 'light', width: 390 },
  { language: '中文', colorScheme: 'dark', width: 1440 },
  { language: 'English', colorScheme: 'dark', width: 390 },
  { language: 'English', colorScheme: 'light', width: 1440 },
] as const

// every pair of language, theme and width once
for (const { language, colorScheme, width } of looks)
  test(`BEN-7: the proof in ${language}, ${colorScheme}, ${width} wide: before and after the draw, by axe, nothing cut off`, async ({
    openContext,
    sandbox,
  }) => {
    const ownerId = `draw-${language === 'English' ? 'en' : 'zh'}-${colorScheme}-${width}`
    const { address, closing, first } = await seedDraw(sandbox, ownerId, 5, 3)
    const context = await openContext({ colorScheme, viewport: { width, height: 844 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const own = new URLSearchParams({ user: first.proofUserId, salt: first.salt, nonce: first.nonce })
    await page.goto(`${address}#${own.toString()}`)
    if (language === 'English') await page.getByRole('button', { name: language }).click()
    await expect(page.getByRole('heading', { name: LONG })).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
    await expectNoSideways(page)
    await expectAccessible(page)

    await moveClock(sandbox, closing)
    await expect(page.getByRole('heading', { name: words[language].holds })).toBeVisible()
    await expect(page.getByText(words[language].mine)).toBeVisible()
    await expectNoSideways(page)
    await expectAccessible(page)
  })

test('BEN-7: a record with a winner exchanged on its way is found out by the page; a campaign that is none is said to be none', async ({
  openContext,
  sandbox,
}) => {
  const { address, campaignId, closing } = await seedDraw(sandbox, 'draw-forged', 5, 2)
  await moveClock(sandbox, closing)
  const context = await openContext()
  const page = await context.newPage()
  await page.route(`**/v1/draws/${campaignId}`, async (route) => {
    const answer = await route.fetch()
    const record = (await answer.json()) as { winners: { prize: number; entry: number }[] }
    const [first, ...rest] = record.winners
    await route.fulfill({
      response: answer,
      json: { ...record, winners: [{ ...first, entry: ((first?.entry ?? 0) + 1) % 5 }, ...rest] },
    })
  })
  await page.goto(address)
  await expect(page.getByRole('heading', { name: '有一步对不上' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${sandbox.url}/draws/nothing`)
  await expect(page.getByText('地址里没有抽奖编号')).toBeVisible()
})

test('BEN-7 TASK-15: who was excluded before the closing is counted on the page, and finds his entry among what was taken out', async ({
  openContext,
  sandbox,
}) => {
  const { address, closing, first } = await seedDraw(sandbox, 'draw-thinned', 3, 1)
  const path = { ownerId: 'draw-thinned', userId: first.proofUserId }
  await answerOf(
    sandbox.client.PUT('/v1/clubs/{ownerId}/exclusions/{userId}', { params: { path }, body: { reason: 'a robot' } }),
  )
  await moveClock(sandbox, closing)
  const page = await (await openContext({ viewport: { width: 390, height: 844 } })).newPage()
  const own = new URLSearchParams({ user: first.proofUserId, salt: first.salt, nonce: first.nonce })
  await page.goto(`${address}#${own.toString()}`)
  await expect(page.getByRole('heading', { name: '全部一致' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '截止时移出 1 份' })).toBeVisible()
  await expect(page.getByText(first.entryHash)).toHaveCount(1)
  await expect(page.getByText('参与过,但名单固定前被移出')).toBeVisible()
  await expectNoSideways(page)
  await expectAccessible(page)
})

test('BEN-7: of many winners a hundred are shown, and the rest asked for', async ({ openContext, sandbox }) => {
  const { address, closing } = await seedDraw(sandbox, 'draw-many', 130, 120)
  await moveClock(sandbox, closing)
  const context = await openContext()
  const page = await context.newPage()
  await page.goto(address)
  const winners = page.getByText(/^第 \d+ 号$/)
  await expect(winners).toHaveCount(100)
  await page.getByRole('button', { name: '再看一些(还有 21 个)' }).click()
  await expect(winners).toHaveCount(121)
  await expect(page.getByRole('button', { name: '再看一些' })).toHaveCount(0)
})

test('BEN-7: the command that the page names checks the draw, with Node alone: no registry, no repository', async ({
  openContext,
  sandbox,
}) => {
  const { address, closing } = await seedDraw(sandbox, 'draw-npx', 5, 2)
  await moveClock(sandbox, closing)
  const page = await (await openContext()).newPage()
  await page.goto(address)
  const command = await page.getByText(/^npx --yes /).textContent()
  expect(command).toBe(`npx --yes ${sandbox.url}/verify-draw.tgz ${address}`)
  const [program = '', ...args] = (command ?? '').split(' ')
  const elsewhere = await mkdtemp(join(tmpdir(), 'tiefen-npx-'))
  try {
    const { stdout } = await promisify(execFile)(program, args, {
      cwd: elsewhere,
      env: { ...process.env, npm_config_cache: join(elsewhere, 'cache'), npm_config_registry: 'http://127.0.0.1:1' },
    })
    expect(stdout).toContain('全部一致 · all of it holds')
  } finally {
    await rm(elsewhere, { recursive: true, force: true })
  }
})
