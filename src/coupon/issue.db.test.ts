import { beforeAll, expect, test } from 'vitest'
import { describeWorld, NOON } from '../../test/support/club.ts'
import { fullReduction, shopOf, yuan } from '../../test/support/shop.ts'
import { doPiece, finishWork } from '../flow/work.ts'
import { DAY, toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

interface Issue {
  readonly issueId: string
  readonly members: number
  readonly issued: number
  readonly passed: number
  readonly finishedAt: string | null
}

describeWorld('issues of a coupon', (w) => {
  const shop = shopOf(w)
  // its own worker would now and then do an issue before a test has said what is done meanwhile: here it is done when a test says so
  beforeAll(() => w.node.engine.worker.stop())
  const path = (benefit: string): string => `/v1/clubs/luo/benefits/${benefit}/issues`
  const ask = (benefit: string, fromLevel: number, toLevel = 20) =>
    w.must<Issue>('POST', path(benefit), { fromLevel, toLevel })

  /** A node's worker does it in time; a test does it now. */
  async function finished(benefit: string, issueId: string): Promise<Issue> {
    await finishWork({ db: w.db, calendar: w.node.engine.app.calendar, now: (on) => w.node.engine.app.clock.now(on) })
    return w.must<Issue>('GET', `${path(benefit)}/${issueId}`)
  }
  const issue = async (benefit: string, fromLevel: number, toLevel = 20): Promise<string> => {
    const { issueId } = await ask(benefit, fromLevel, toLevel)
    const done = await finished(benefit, issueId)
    expect(done.finishedAt).not.toBeNull()
    return `${done.issued} of ${done.members}, ${done.passed} passed`
  }
  const holders = async (benefit: string): Promise<string[]> => {
    const rows = await w.db.query<{ user_id: string }>(
      `select user_id from entitlement e join benefit b using (benefit_no) join person p using (user_no)
       where b.benefit_id = $1::uuid and e.state = 'claimed' order by user_id`,
      [benefit],
    )
    return rows.map((row) => row.user_id)
  }
  /** u1 stands on level 1, u2 on level 2 … */
  async function members(count: number): Promise<void> {
    const { items } = await w.must<{ items: { level: number; from: number }[] }>('GET', '/v1/clubs/luo/levels')
    for (let level = 1; level <= count; level += 1) {
      await w.join(`u${level}`)
      const at = items.find((row) => row.level === level)?.from ?? 0
      if (at > 0) await w.correct(`u${level}`, at)
      expect(await w.member(`u${level}`)).toMatchObject({ level })
    }
  }

  test('BEN-13: to the members of the levels, both ends included, and to nobody else', async () => {
    await members(6)
    const benefit = await shop.offer(fullReduction, { audience: { minLevel: 20 } })
    const asked = await w.call<Issue>('POST', path(benefit), { fromLevel: 3, toLevel: 5 })
    expect(asked.status).toBe(202)
    expect(asked.body).toMatchObject({ benefitId: benefit, fromLevel: 3, toLevel: 5, members: 3, finishedAt: null })
    expect(await finished(benefit, asked.body.issueId)).toMatchObject({
      issued: 3,
      passed: 0,
      members: 3,
      finishedAt: toInstant(NOON),
    })
    expect(await holders(benefit)).toEqual(['u3', 'u4', 'u5'])
    expect(await shop.result(benefit)).toMatchObject({ claimed: 3 })
  })

  test('BEN-13: a benefit named in capital letters is that benefit, and the largest amounts break no issue (BEN-5)', async () => {
    await members(2)
    const huge = Number.MAX_SAFE_INTEGER
    const benefit = await shop.offer({ minimum: yuan(huge), off: yuan(huge), validDays: 7 })
    const { issueId } = await ask(benefit.toUpperCase(), 1)
    expect(await finished(benefit, issueId)).toMatchObject({ benefitId: benefit, issued: 2, passed: 0 })
  })

  test('BEN-13: what he got is a coupon as if he had claimed it, and he is told', async () => {
    await members(2)
    const benefit = await shop.offer()
    await issue(benefit, 2)
    const wallet = await w.must<{ items: { entitlementId: string; state: string; expiresAt: string; code: string }[] }>(
      'GET',
      '/v1/users/u2/entitlements',
    )
    expect(wallet.items).toMatchObject([{ state: 'claimed', expiresAt: toInstant(NOON + 7 * DAY) }])
    expect(wallet.items[0]?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    const told = await w.db.query<{ topic: string; body: unknown }>(
      `select topic, body from outbox where kind = 'benefit.issued'`,
    )
    expect(told).toMatchObject([{ topic: 'member:luo:u2', body: { benefitId: benefit } }])
    expect(await shop.redeem(wallet.items[0]?.entitlementId ?? '')).toMatchObject({ state: 'used', userId: 'u2' })
  })

  test('BEN-4: once ever: who claimed it, or got it before, is passed by, also after leaving and rejoining', async () => {
    await members(3)
    const benefit = await shop.offer()
    await shop.claim(benefit, 'u1')
    expect(await issue(benefit, 1)).toBe('2 of 3, 1 passed')
    expect(await issue(benefit, 1)).toBe('0 of 3, 3 passed')
    await w.leave('u2')
    await w.clock(NOON + 2 * DAY)
    await w.join('u2')
    expect(await issue(benefit, 1)).toBe('0 of 3, 3 passed')
    expect(await w.refusal('POST', `${w.memberPath('u2')}/benefits/${benefit}/claim`)).toBe('409 already_claimed')
  })

  test.each([
    ['stock', { stock: 2 }],
    ['budget', { budget: yuan(5_999) }],
  ])('BEN-5: never beyond the %s; who joined first comes first', async (_what, more) => {
    for (const [index, user] of ['d', 'c', 'b', 'a'].entries()) {
      await w.clock(NOON + index)
      await w.join(user)
    }
    const benefit = await shop.offer(fullReduction, more)
    expect(await issue(benefit, 1)).toBe('2 of 4, 2 passed')
    expect(await holders(benefit)).toEqual(['c', 'd'])
  })

  test('BEN-5: outside its window nothing is issued; a window that ends meanwhile ends the giving', async () => {
    await members(1)
    const soon = await shop.offer(fullReduction, { claimFrom: toInstant(NOON + DAY) })
    expect(await w.refusal('POST', path(soon), { fromLevel: 1 })).toBe('409 not_open')
    const until = await shop.offer(fullReduction, { claimUntil: toInstant(NOON + DAY) })
    const { issueId } = await ask(until, 1)
    await w.db.query('update benefit set claim_until = $2::timestamptz where benefit_id = $1::uuid', [
      until,
      toInstant(NOON),
    ])
    expect(await finished(until, issueId)).toMatchObject({ issued: 0, passed: 1 })
    expect(await w.refusal('POST', path(until), { fromLevel: 1 })).toBe('409 not_open')
  })

  test('BEN-13: who joins after it was asked for is not meant', async () => {
    await members(1)
    const benefit = await shop.offer()
    await ask(benefit, 1)
    // a batch with a later time of its own needs no clock to move, which would finish the issue first
    await w.db.query(
      `update work_progress set payload = payload || jsonb_build_object('at', $1::text) where kind = 'issue'`,
      [toInstant(NOON - 1)],
    )
    await w.clock(NOON + 1)
    expect(await holders(benefit)).toEqual([])
  })

  test('BEN-13: who leaves before his turn is passed over', async () => {
    await members(2)
    const benefit = await shop.offer()
    const { issueId } = await ask(benefit, 1)
    await w.leave('u1')
    const { issued } = await finished(benefit, issueId)
    expect(issued).toBe((await holders(benefit)).length)
    expect(await holders(benefit)).toContain('u2')
  })

  test('BEN-13: only coupons, only of this club, only from a level up; a few at once', async () => {
    await members(1)
    const service = await shop.give('service')
    expect(await w.refusal('POST', path(service), { fromLevel: 1 })).toBe('409 not_a_coupon')
    const benefit = await shop.offer()
    await w.owner('li')
    expect(await w.refusal('POST', `/v1/clubs/li/benefits/${benefit}/issues`, { fromLevel: 1 })).toBe(
      '404 unknown_benefit',
    )
    for (const body of [
      {},
      { fromLevel: 0 },
      { fromLevel: 5, toLevel: 4 },
      { fromLevel: 1, toLevel: 21 },
      { fromLevel: 1.5 },
      null,
    ])
      expect(await w.refusal('POST', path(benefit), body), JSON.stringify(body)).toBe('422 malformed')
    const other = await w.token('staff', 's', { ownerId: 'luo', permissions: ['members'] })
    expect(await w.refusal('POST', path(benefit), { fromLevel: 1 }, { as: other })).toBe('403 forbidden')
    expect(await w.refusal('GET', `${path(benefit)}/01900000-0000-7000-8000-000000000001`)).toBe('404 not_found')
  })

  test('BEN-13: a repeated call with its key is one issue; the list is newest first', async () => {
    await members(1)
    const benefit = await shop.offer()
    const headers = { 'idempotency-key': 'k1' }
    const first = await w.must<Issue>('POST', path(benefit), { fromLevel: 1 }, { headers })
    expect(await w.must<Issue>('POST', path(benefit), { fromLevel: 1 }, { headers })).toMatchObject({
      issueId: first.issueId,
    })
    const second = await ask(benefit, 2)
    const page = await w.must<{ items: Issue[]; nextCursor: string }>('GET', `${path(benefit)}?limit=1`)
    expect(page.items.map((each) => each.issueId)).toEqual([second.issueId])
    const next = await w.must<{ items: Issue[]; nextCursor: null }>(
      'GET',
      `${path(benefit)}?limit=1&cursor=${page.nextCursor}`,
    )
    expect(next.items.map((each) => each.issueId)).toEqual([first.issueId])
    expect(next.nextCursor).toBeNull()
  })

  test('BEN-13: in pieces, by whoever goes on: 1 200 members of one instant, none twice and none left out', async () => {
    const users = Array.from({ length: 1_200 }, (_, index) => `m${index}`)
    await w.history(users.map((user) => w.followed(user, { at: Date.UTC(2026, 0, 1) })))
    const benefit = await shop.offer(fullReduction, { stock: 1_100 })
    expect(await issue(benefit, 1)).toBe('1100 of 1200, 100 passed')
    const second = await shop.offer()
    const { issueId } = await ask(second, 1)
    const { app } = w.node.engine
    const options = { db: w.db, calendar: app.calendar, now: (on: Queryable) => app.clock.now(on) }
    for (let pieces = 0; pieces < 3; pieces += 1) await doPiece(options, 7, true)
    expect(await finished(second, issueId)).toMatchObject({ issued: 1_200, passed: 0 })
    expect(await holders(second)).toHaveLength(1_200)
  })
})
