import { expect, test } from 'vitest'
import type { RuleSetBody } from '../../src/contract/rule-set.ts'
import { describeWorlds, NOON } from '../support/club.ts'
import { pages } from '../support/pages.ts'

const DAY = 86_400_000
const thresholds = [
  0, 100, 300, 800, 2_000, 4_000, 7_000, 11_000, 16_000, 22_000, 30_000, 40_000, 52_000, 66_000, 82_000, 100_000,
  125_000, 160_000, 210_000, 280_000,
]
const tierOf = (level: number) => (level > 15 ? '真爱粉' : level > 10 ? '钻粉' : level > 5 ? '铁粉' : '新粉')

describeWorlds('levels', (w) => {
  const current = async () => (await w.must<{ body: RuleSetBody }>('GET', '/v1/rule-sets/current')).body
  const publish = (body: unknown, basedOn = 1) => w.refusal('POST', '/v1/rule-sets', { body, basedOn, note: 'test' })

  test('LVL-1 LVL-2: twenty levels in four tiers, each begins at its threshold and not a point before', async () => {
    await w.join('ann')
    let balance = 0
    for (const [index, threshold] of thresholds.entries()) {
      const level = index + 1
      if (index > 0) {
        await w.correct('ann', threshold - 1 - balance)
        expect(await w.member('ann')).toMatchObject({ level: index, next: { level, at: threshold, missing: 1 } })
        await w.correct('ann', 1)
      }
      balance = threshold
      const next = thresholds[level]
      expect(await w.member('ann')).toMatchObject({
        level,
        tier: tierOf(level),
        title: `Lv${level}${tierOf(level)}`,
        next: next === undefined ? null : { level: level + 1, at: next, missing: next - threshold },
      })
    }
    await w.correct('ann', 1_000_000)
    expect(await w.member('ann')).toMatchObject({ level: 20, next: null })
    await w.correct('ann', -1_280_000 + 99)
    expect(await w.member('ann')).toMatchObject({ level: 1, intimacy: 99 })
  })

  test('LVL-3: the page of levels shows score range, level, tier and how many stand there', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.correct('bob', 4_000)
    const { items } = await w.must<{ items: unknown[] }>('GET', '/v1/clubs/luo/levels')
    expect(items).toHaveLength(20)
    expect(items[0]).toEqual({ level: 1, tier: '新粉', title: 'Lv1新粉', from: 0, to: 99, members: 1 })
    expect(items[5]).toEqual({ level: 6, tier: '铁粉', title: 'Lv6铁粉', from: 4_000, to: 6_999, members: 1 })
    expect(items[19]).toEqual({ level: 20, tier: '真爱粉', title: 'Lv20真爱粉', from: 280_000, to: null, members: 0 })
    const listed = async (query: string) =>
      (await w.must<{ items: { userId: string }[] }>('GET', `/v1/clubs/luo/members?${query}`)).items.map(
        (m) => m.userId,
      )
    expect(await listed('sort=-intimacy')).toEqual(['bob', 'ann'])
    expect(await listed('level=6')).toEqual(['bob'])
    expect(await listed(`tier=${encodeURIComponent('新粉')}`)).toEqual(['ann'])
  })

  test('LVL-4: previewed, published, effective from the next business day; levels follow then and not before', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.correct('ann', 100)
    await w.correct('bob', 50)
    const body = await current()
    body.modes.shopping.thresholds[1] = 50
    body.modes.shopping.tasks.comment = { points: 6, per: 1, cap: [{ fromLevel: 1, points: 12 }] }
    expect(await w.must('POST', '/v1/rule-sets/preview', { body })).toMatchObject({
      valid: true,
      effectiveDay: '2026-03-11',
      levels: { up: 1, down: 0, same: 1 },
      changes: expect.arrayContaining([
        expect.objectContaining({ path: 'modes.shopping.tasks.comment.points', from: 5, to: 6 }),
      ]) as unknown,
    })
    expect(await current()).not.toEqual(body)
    expect(await publish(body)).toBe('201 accepted')
    const comment = w.commented('bob')
    await w.send(comment)
    await w.clock('2026-03-10T15:59:59.999Z')
    expect(await w.member('bob')).toMatchObject({ level: 1, intimacy: 55 })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ ruleSet: { version: 1 } })
    await w.clock('2026-03-10T16:00:00.000Z')
    expect(await w.member('bob')).toMatchObject({ level: 2, intimacy: 55 })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ ruleSet: { version: 2 } })
    const { items } = await w.must<{ items: { members: number }[] }>('GET', '/v1/clubs/luo/levels')
    expect(items.slice(0, 2).map((row) => row.members)).toEqual([0, 2])
    // an event of yesterday earns by yesterday's rules, one of today by today's; the entries say so
    await w.send(w.commented('bob', { at: NOON }), w.commented('bob'))
    expect((await w.ledger('bob')).slice(0, 3).map((e) => [e.delta, e.ruleSetVersion])).toEqual([
      [6, 2],
      [5, 1],
      [5, 1],
    ])
    expect(await w.must('GET', '/v1/rule-sets/1')).toMatchObject({
      version: 1,
      body: { modes: { shopping: { tasks: { comment: { points: 5 } } } } },
    })
  })

  test('LVL-4: a rule set of today does not raise today’s caps', async () => {
    await w.join('ann')
    const body = await current()
    body.modes.shopping.tasks.comment = { points: 5, per: 1, cap: [{ fromLevel: 1, points: 100 }] }
    await publish(body)
    await w.send(...Array.from({ length: 5 }, () => w.commented('ann')))
    expect(await w.points('ann')).toBe(15)
    await w.clock(NOON + DAY)
    await w.send(...Array.from({ length: 5 }, () => w.commented('ann')))
    expect(await w.points('ann')).toBe(40)
  })

  test('LVL-4: two versions for the same day: the later one rules', async () => {
    const first = await current()
    first.modes.shopping.dayCap = 10
    const second = await current()
    second.modes.shopping.dayCap = 20
    expect(await publish(first)).toBe('201 accepted')
    expect(await publish(second)).toBe('409 rule_set_stale')
    expect(await publish(second, 2)).toBe('201 accepted')
    await w.join('ann')
    await w.clock(NOON + DAY)
    expect((await w.member('ann')).today.cap).toBe(20)
    expect(await pages(w, '/v1/rule-sets', 2, 'version')).toEqual([[3, 2], [1]])
    expect(await w.refusal('GET', '/v1/rule-sets?limit=201')).toBe('422 malformed')
  })

  test.each([
    ['no body', () => null],
    ['nineteen thresholds', (body: RuleSetBody) => void body.modes.live.thresholds.pop()],
    ['a threshold not above the one before', (body: RuleSetBody) => void (body.modes.live.thresholds[5] = 2_000)],
    ['a first threshold above 0', (body: RuleSetBody) => void (body.modes.shopping.thresholds[0] = 1)],
    ['tiers out of order', (body: RuleSetBody) => void body.tiers.reverse()],
    [
      'a fraction of a point',
      (body: RuleSetBody) => void (body.modes.shopping.tasks.comment = { points: 0.5, per: 1, cap: [] }),
    ],
    [
      'caps that do not begin at level 1',
      (body: RuleSetBody) =>
        void (body.modes.shopping.tasks.share = { points: 1, per: 1, cap: [{ fromLevel: 2, points: 1 }] }),
    ],
  ])('LVL-4: refused, with the places: %s', async (_, spoil) => {
    const body = await current()
    const spoilt = spoil(body) === null ? {} : body
    const answer = await w.call<{ code: string; errors: unknown[] }>('POST', '/v1/rule-sets', {
      body: spoilt,
      basedOn: 1,
      note: 'x',
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'rule_set_invalid'])
    expect(answer.body.errors.length).toBeGreaterThan(0)
    expect(await w.must('POST', '/v1/rule-sets/preview', { body: spoilt })).toMatchObject({ valid: false })
    expect((await w.must<{ items: unknown[] }>('GET', '/v1/rule-sets')).items).toHaveLength(1)
  })

  test('LVL-4: rule sets are the platform’s', async () => {
    const owner = await w.token('owner', 'luo')
    expect(await w.refusal('POST', '/v1/rule-sets', { body: {}, basedOn: 1, note: 'x' }, { as: owner })).toBe(
      '403 forbidden',
    )
    expect(await w.refusal('GET', '/v1/rule-sets/current', undefined, { as: owner })).toBe('200 accepted')
    expect(await w.refusal('GET', '/v1/rule-sets/99')).toBe('404 not_found')
  })

  test('LVL-2: one who never buys reaches level 4 within 6 days of full activity and not level 6 within 20', async () => {
    await w.join('ann')
    const full = async () => {
      await w.send(
        w.watched('ann', 600),
        w.liked('ann', 40),
        ...Array.from({ length: 3 }, () => w.commented('ann')),
        ...Array.from({ length: 2 }, () => w.shared('ann')),
        ...Array.from({ length: 5 }, (_, i) => [w.viewed('ann', `${i}`), w.carted('ann', `${i}`)]).flat(),
        w.visited('ann'),
      )
      return w.member('ann')
    }
    expect((await full()).today.earned).toBe(175)
    const levels = [1]
    for (let day = 2; day <= 20; day += 1) {
      await w.clock(NOON + (day - 1) * DAY)
      levels.push((await full()).level)
    }
    expect(levels[5]).toBeGreaterThanOrEqual(4)
    expect(levels[19]).toBeLessThan(6)
  })
})
