import { answerOf } from '../../sdk/client.ts'
import { rejections } from '../../src/contract/rejections.ts'
import { expect, expectAccessible, expectNoSideways, signInDesk, tabTo, test } from './support/e2e.ts'
import { seedClub } from './support/seed.ts'

/** The platform's page of how the service runs. */

test('PLT-3: the platform sees what was taken, repeated and refused, with the reason, and the node that did it', async ({
  page,
  context,
  sandbox,
}) => {
  await seedClub(sandbox, { ownerId: 'runs', name: '运行之家' })
  const { now } = await answerOf(sandbox.client.GET('/v1/sandbox/clock'))
  const event = (id: string, ownerId: string) => ({
    specversion: '1.0' as const,
    id,
    source: 'operations',
    time: now,
    type: 'live.started' as const,
    data: { ownerId, sessionId: id, title: '开播' },
  })
  const deliver = async (...events: readonly ReturnType<typeof event>[]) =>
    (await answerOf(sandbox.client.POST('/v1/events', { body: events as never }))).results.map(({ status }) => status)
  expect(await deliver(event('runs-1', 'runs'))).toEqual(['applied'])
  expect(await deliver(event('runs-1', 'runs'), event('lost-1', 'nobody-here'))).toEqual(['duplicate', 'rejected'])

  await signInDesk(context, sandbox, 'admin', 'operator')
  await page.goto(`${sandbox.url}/console/operations`)
  await expect(page.getByText('1 个节点在运行')).toBeVisible()
  for (const name of ['重复事件', '拒绝事件'])
    await expect(page.getByRole('button', { name }).locator('xpath=../following-sibling::dd[1]')).not.toHaveText('0')
  await expect(page.getByRole('listitem').filter({ hasText: rejections.unknown_owner.zh })).toBeVisible()
  await expect(page.getByText('在线', { exact: true })).toBeVisible()
  await expect(page.getByText('没有被隔离的事件')).toBeVisible()

  // the focus tells what the figure means; Enter must not take that away again, Escape does
  const definition = page.getByText('不合规则而没有接收的事件,原因见下。最近一小时。')
  await tabTo(page, page.getByRole('button', { name: '拒绝事件' }))
  await expect(definition).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(definition).toBeHidden()
  await page.keyboard.press('Enter')
  await expect(definition).toBeVisible()
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await expect(definition).toBeVisible()
  for (const width of [768, 390, 320]) {
    await page.setViewportSize({ width, height: 900 })
    await expectNoSideways(page)
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page)
})
