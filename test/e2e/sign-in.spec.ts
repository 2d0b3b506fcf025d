import type { BrowserContext } from '@playwright/test'
import { startServer } from '../support/server.ts'
import { expect, test } from './support/e2e.ts'

/** Without the demo: from the link that the server prints to an owner at work, and his colleague. */

// nobody is signed in yet, a wrong password, a page without the right to it, a token that is over
test.use({ refusals: /\/v1\/(auth\/(token|sign-in)$|me$|clubs\/shop-1|stream)|\/api-keys/ })

test('PLT-1: the first administrator invites an owner, who signs in and invites a colleague with fewer rights', async ({
  openContext,
}) => {
  test.setTimeout(420_000)
  const server = await startServer()
  const people: BrowserContext[] = []
  const arrive = async () => {
    const context = await openContext()
    people.push(context)
    return context.newPage()
  }
  try {
    const link =
      server.lines
        .find((line) => line.startsWith('first administrator'))
        ?.split(' ')
        .at(-1) ?? ''
    const admin = await arrive()
    await admin.goto(link)
    await expect(admin.getByText('你被邀请为平台管理员')).toBeVisible()
    await admin.getByRole('textbox', { name: '你的姓名' }).fill('林管理')
    await admin.getByRole('textbox', { name: '登录名' }).fill('lin')
    await admin.getByLabel('密码', { exact: true }).fill('a long enough password')
    await admin.getByRole('button', { name: '开始使用' }).click()
    await admin.getByRole('button', { name: '登记', exact: true }).click()
    const register = admin.getByRole('dialog', { name: '登记主播或商家' })
    await register.getByRole('textbox', { name: '名称' }).fill('小店')
    await register.getByRole('textbox', { name: '编号' }).fill('shop-1')
    await register.getByRole('button', { name: /登\s*记/ }).click()
    await expect(admin.getByRole('link', { name: '小店' })).toBeVisible()
    await admin.getByRole('button', { name: /^邀\s*请$/ }).click()
    const invite = admin.getByRole('dialog', { name: '邀请 小店 登录控制台' })
    await invite.getByRole('button', { name: '生成邀请链接' }).click()
    const ownerLink = await invite.getByRole('code').innerText()

    const owner = await arrive()
    await owner.goto(ownerLink)
    await owner.getByRole('textbox', { name: '登录名' }).fill('dian')
    await owner.getByLabel('密码', { exact: true }).fill('another long password')
    await owner.getByRole('button', { name: '开始使用' }).click()
    await expect(owner.getByText('粉丝团刚刚建好,还没有成员')).toBeVisible()
    await owner.getByRole('button', { name: /当前账号/ }).click()
    await owner.getByText('退出登录').click()
    await owner.getByRole('textbox', { name: '登录名' }).fill('dian')
    await owner.getByLabel('密码', { exact: true }).fill('a wrong password')
    await owner.getByRole('button', { name: /^登\s*录$/ }).click()
    await expect(owner.getByRole('alert')).toBeVisible()
    await owner.getByLabel('密码', { exact: true }).fill('another long password')
    await owner.getByRole('button', { name: /登\s*录/ }).click()
    await expect(owner).toHaveURL(/\/console\/clubs\/shop-1$/)

    // CLUB-10: his token is over in ten minutes, his sign-in is not, neither on the streamer's page nor in the console beside it
    await owner.goto(`${server.url}/console/clubs/shop-1/live`)
    const assistant = await owner.getByRole('link', { name: '主播助手' }).getAttribute('href')
    const streamer = await owner.context().newPage()
    await streamer.addInitScript(() => {
      const kept = 'tiefen.session.desk'
      const session = JSON.parse(localStorage.getItem(kept) ?? '{}') as object
      localStorage.setItem(kept, JSON.stringify({ ...session, token: 'over' }))
    })
    await streamer.goto(server.url + (assistant ?? ''))
    await expect(streamer.getByRole('heading', { name: '上一场的成员' })).toBeVisible()
    await expect(owner.getByRole('heading', { name: '直播', exact: true })).toBeVisible()
    await streamer.close()

    await owner.goto(`${server.url}/console/clubs/shop-1/settings/staff`)
    await owner.getByRole('button', { name: '邀请同事' }).click()
    const form = owner.getByRole('dialog', { name: '邀请同事' })
    await form.getByRole('textbox', { name: '名称' }).fill('小同事')
    await form.getByRole('button', { name: '生成邀请链接' }).click()
    const staffLink = await form.getByRole('code').innerText()
    const colleague = await arrive()
    await colleague.goto(staffLink)
    await colleague.getByRole('textbox', { name: '登录名' }).fill('tongshi')
    await colleague.getByLabel('密码', { exact: true }).fill('a third long password')
    await colleague.getByRole('button', { name: '开始使用' }).click()
    await expect(colleague.getByText('粉丝团刚刚建好,还没有成员')).toBeVisible()
    await colleague.goto(`${server.url}/console/clubs/shop-1/settings/keys`)
    await expect(colleague.getByText('你的账号没有看这一页的权限')).toBeVisible()
  } finally {
    // first the people, then the house: an open page would look for its stream again and find nobody
    for (const context of people) await context.close()
    await server.stop()
  }
})
