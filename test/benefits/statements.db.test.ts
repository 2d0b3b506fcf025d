import { afterAll, beforeAll, expect, it } from 'vitest'
import { claimDesk } from '../../src/benefit/desk.ts'
import { withTerms } from '../../src/benefit/attaching/terms.ts'
import { benefitReads } from '../../src/benefit/read.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import type { RouteInput } from '../../src/contract/route.ts'
import type { Engine } from '../../src/flow/engine.ts'
import type { Db } from '../../src/ports/db.ts'
import { openEngine } from '../race/engine.ts'
import { event, order } from '../race/events.ts'
import { handClock } from '../race/nodes.ts'
import { putOwner } from '../../src/club/store.ts'
import { insertBenefit } from '../../src/benefit/store.ts'
import { benefitInput } from '../../src/contract/benefits.ts'
import { makeEntitlementId } from '../../src/lib/entitlement-id.ts'
import { describeAnyStore } from '../support/store.ts'

const platform = { role: 'platform', id: 'test' } as const

describeAnyStore('what benefits cost in statements', (store) => {
  // as many statements for either; the embedded store takes a minute for the larger
  const members = store.name === 'postgres' ? 10_000 : 2_000
  let db: Db
  let engine: Engine
  const clock = handClock()
  const userOf = (index: number): string => `u${index}`

  const offer = (count: number, more: object = {}): Promise<unknown> =>
    engine.app.command(platform, async ({ tx, now }) => {
      const [club] = await tx.query<{ club_no: number }>(`select club_no from club where owner_id = 'luo'`)
      for (let index = 0; index < count; index += 1) {
        const place = { club_no: club?.club_no ?? 0, owner_id: 'luo', currency: 'CNY', mode: 'shopping' as const }
        const asked = await withTerms(
          tx,
          place,
          benefitInput.parse({ kind: 'service', name: 'x', audience: {}, ...more }),
        )
        if (isRejection(asked)) throw new Error(asked.rejected)
        const { input, attached } = asked
        const fromLevel = 'minLevel' in input.audience ? input.audience.minLevel : 1
        const made = { fromLevel, now, group: null, attached }
        await insertBenefit(tx, place.club_no, makeEntitlementId(1, now), input, made)
      }
      return null
    })
  const counted = async <T>(work: () => Promise<T>): Promise<{ value: T; statements: number }> => {
    const before = db.statements()
    const value = await work()
    return { value, statements: db.statements() - before }
  }
  const ask = (name: string, query: object = {}) => {
    const route = benefitReads.find((each) => each.name === name)
    if (route === undefined) throw new Error(name)
    const input = { params: { ownerId: 'luo', userId: userOf(0) }, query, subject: platform }
    return route.handle(engine.app, input as unknown as RouteInput<undefined, undefined, undefined>)
  }
  const ingest = async (events: readonly unknown[], history = false): Promise<void> => {
    for (let from = 0; from < events.length; from += 5_000) {
      const answer = await engine.app.ingest(events.slice(from, from + 5_000), { history })
      if (isRejection(answer)) throw new Error(answer.rejected)
      expect(answer.applied).toBe(Math.min(5_000, events.length - from))
    }
  }

  beforeAll(async () => {
    db = await store.open()
    engine = await openEngine(db, clock)
    const owner = { ownerId: 'luo', kind: 'creator', name: 'luo', mode: 'shopping', currency: 'CNY' } as const
    await engine.app.command(platform, ({ tx, now }) =>
      putOwner(tx, owner, { phase: 2, share: 1 }, now - 7 * 86_400_000).then(() => null),
    )
    await ingest(
      Array.from({ length: members }, (_, index) =>
        event('user.followed', { subject: userOf(index), at: Date.UTC(2026, 0, 1), data: { ownerId: 'luo' } }),
      ),
      true,
    )
  })
  afterAll(() => db.close())

  it('BEN-2 BEN-9: a member’s whole ladder and what he may buy are two statements, for 1 benefit and for 200', async () => {
    await offer(1, { kind: 'product', products: ['p1'] })
    for (const more of [0, 199]) {
      await offer(more, { kind: 'product', products: ['p1'] })
      const ladder = await counted(() => ask('getMemberBenefits'))
      expect((ladder.value as { items: unknown[] }).items).toHaveLength(1 + more)
      const eligible = await counted(() => ask('getEligibility', { products: 'p1,p2' }))
      expect(eligible.value).toMatchObject({
        items: [
          { productId: 'p1', allowed: true },
          { productId: 'p2', allowed: true },
        ],
      })
      expect([ladder.statements, eligible.statements]).toEqual([2, 2])
    }
  })

  it('BEN-5: a transaction of claims is as many statements for 1 as for 1 000', async () => {
    await offer(1, { name: 'claimed' })
    const rows = await db.query<{ benefit_id: string }>(`select benefit_id from benefit where name = 'claimed'`)
    const benefitId = rows[0]?.benefit_id ?? ''
    const claim = (from: number, count: number) =>
      counted(async () => {
        const answers = await Promise.all(
          Array.from({ length: count }, (_, index) =>
            engine.app.together(claimDesk, { ownerId: 'luo', userId: userOf(from + index), benefitId }),
          ),
        )
        return answers.filter((answer) => !isRejection(answer)).length
      })
    const [one, many] = [await claim(0, 1), await claim(1, 1_000)]
    expect([one.value, many.value]).toEqual([1, 1_000])
    // begin, time and rules; people, benefits, fans, what is left, how each stands; rows, counters, news; commit
    expect([one.statements, many.statements]).toEqual([11, 11])
  })

  it(`BEN-3: batches that raise ${members} members open their benefits with one statement a transaction`, async () => {
    const buy = (day: number) => {
      clock.move(day * 86_400_000)
      return Array.from({ length: members }, (_, index) =>
        order({
          ownerId: 'luo',
          userId: userOf(index),
          orderId: `o${clock.now()}-${index}`,
          yuan: 110,
          at: clock.now(),
        }),
      )
    }
    const messages = async (): Promise<number> =>
      (await db.query<{ count: number }>(`select count(*)::int4 as count from outbox where kind = 'benefit.opened'`))[0]
        ?.count ?? 0
    // to level 2, where nothing opens
    const without = await counted(() => ingest(buy(0)))
    expect(await messages()).toBe(0)
    await offer(20, { audience: { minLevel: 3 } })
    const opened = await counted(() => ingest(buy(1)))
    expect(await messages()).toBe(members)
    const [rows] = await db.query<{ count: number; people: number }>(
      `select count(*)::int4 as count, count(distinct user_no)::int4 as people from entitlement where state = 'claimable'`,
    )
    expect(rows).toEqual({ count: 20 * members, people: members })
    console.log(
      `statements of raising ${members} members [${store.name}]: ${without.statements} where nothing opens, ${opened.statements} where 20 benefits do`,
    )
    expect(opened.statements).toBeLessThanOrEqual(without.statements * 1.2 + 4)
  }, 300_000)
})
