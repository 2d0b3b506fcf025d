import { expect, test } from 'vitest'
import type { Task } from '../../src/contract/words.ts'
import { describeWorlds, NOON, type World } from '../support/club.ts'

const MINUTE = 60_000
const DAY = 86_400_000

/** Earned today by one task. */
const earned = async (w: World, task: Task): Promise<number | undefined> => (await w.taskOf('ann', task))?.earned

describeWorlds('shopping tasks', (w) => {
  test('TASK-2 TASK-3: each task pays its points up to its cap', async () => {
    await w.join('ann')
    const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i))
    await w.send(
      w.watched('ann', 900),
      ...many(4, () => w.commented('ann')),
      w.liked('ann', 60),
      ...many(3, () => w.shared('ann')),
      ...many(6, (i) => w.viewed('ann', `p${i}`)),
      ...many(6, (i) => w.carted('ann', `p${i}`)),
      w.paid('ann', 1_000_00, { order: 'A', lines: ['1', '2', '3'] }),
      ...many(3, (i) => w.reviewed('ann', 'A', `${i + 1}`)),
      w.visited('ann'),
      w.visited('ann'),
    )
    const { today, intimacy } = await w.member('ann')
    expect(today.tasks.map((t) => [t.task, t.earned, t.cap, t.count])).toEqual([
      ['watch', 100, 100, 2],
      ['comment', 15, 15, 3],
      ['like', 10, 10, 2],
      ['share', 10, 10, 2],
      ['browse', 10, 10, 5],
      ['cart', 20, 20, 5],
      ['purchase', 450, 450, 1],
      ['review', 50, 50, 2],
      ['groupVisit', 10, 10, 1],
    ])
    expect(intimacy).toBe(675)
    expect(today).toMatchObject({ earned: 675, cap: 975, businessDay: '2026-03-10' })
  })

  test('TASK-2: gifts and light badges are no shopping tasks', async () => {
    await w.join('ann')
    expect(await w.outcome(w.gifted('ann', 50), w.lit('ann'))).toEqual(['applied 0', 'applied 0'])
  })

  test.each([
    [299, 0],
    [300, 50],
    [599, 50],
    [600, 100],
    [86_400, 100],
  ])('TASK-7: %i s of watching are %i points', async (seconds, points) => {
    await w.join('ann')
    expect(await w.outcome(w.watched('ann', seconds))).toEqual([`applied ${points}`])
    expect(await w.outcome(w.watched('ann', 86_401))).toEqual(['rejected malformed'])
  })

  test('TASK-7: watch time adds up over the day in pieces of any size; the next day begins anew', async () => {
    await w.join('ann')
    const at = (minutes: number) => NOON + minutes * MINUTE
    await w.clock(at(60))
    const pieces = [w.watched('ann', 299, { at: at(10) }), w.watched('ann', 1, { at: at(20) })]
    expect(await w.outcome(...pieces, w.watched('ann', 299, { at: at(30) }))).toEqual([
      'applied 0',
      'applied 50',
      'applied 0',
    ])
    expect(await w.taskOf('ann', 'watch')).toMatchObject({ towards: { done: 299, per: 300 }, count: 1 })
    await w.clock(NOON + DAY)
    expect(await w.outcome(w.watched('ann', 1), w.watched('ann', 299, { at: w.now() - MINUTE }))).toEqual([
      'applied 0',
      'applied 50',
    ])
  })

  test.each([
    ['the same span twice', [600, 0], [600, 0], 100],
    ['half over half', [300, 0], [300, 150], 50],
    ['one inside the other', [300, 60], [100, 100], 50],
    ['end to end', [150, 0], [150, 150], 50],
    ['one second of overlap', [150, 0], [150, 149], 0],
  ])('TASK-14: spans that overlap count once: %s', async (_, first, second, points) => {
    await w.join('ann')
    const span = ([seconds = 0, ago = 0]: readonly number[], session: string) =>
      w.watched('ann', seconds, { at: NOON + 30 * MINUTE - ago * 1_000, session })
    await w.clock(NOON + 60 * MINUTE)
    await w.send(span(first, 'one'), span(second, 'two'))
    expect(await w.points('ann')).toBe(points)
  })

  test('TASK-14: in rooms of two clubs at once the clock still runs once', async () => {
    await w.owner('mei')
    await w.join('ann')
    await w.join('ann', 'mei')
    await w.send(w.watched('ann', 300), w.watched('ann', 300, { owner: 'mei', session: 'mei-1' }))
    expect([await w.points('ann'), await w.points('ann', 'mei')]).toEqual([50, 0])
  })

  test('TASK-14 TASK-10: a span over midnight counts for the day of its event, and no second of it twice', async () => {
    await w.clock('2026-03-10T15:00:00Z')
    await w.join('ann')
    await w.clock('2026-03-10T16:10:00Z')
    // 23:50–23:58 of the 10th, then 23:52–00:02 reported on the 11th, of which 4 minutes are new; then 00:02–00:03
    const late = [
      w.watched('ann', 480, { at: '2026-03-10T15:58:00Z' }),
      w.watched('ann', 600, { at: '2026-03-10T16:02:00Z' }),
    ]
    expect(await w.outcome(...late)).toEqual(['applied 50', 'applied 0'])
    expect(await w.outcome(w.watched('ann', 60, { at: '2026-03-10T16:03:00Z' }))).toEqual(['applied 50'])
    expect((await w.ledger('ann')).map((e) => e.businessDay)).toEqual(['2026-03-11', '2026-03-10'])
  })

  test.each([
    [49, 0],
    [50, 1],
    [99, 1],
    [100, 2],
    [149, 2],
    [150, 3],
    [9990, 199],
    [22_499, 449],
    [22_500, 450],
    [22_550, 450],
    [Number.MAX_SAFE_INTEGER, 450],
  ])('TASK-7: %i fen are %i points', async (fen, points) => {
    await w.join('ann')
    expect(await w.outcome(w.paid('ann', fen))).toEqual([`applied ${points}`])
  })

  test.each([
    [19, 0],
    [20, 5],
    [39, 5],
    [40, 10],
    [1_000_000, 10],
  ])('TASK-11: %i likes are %i points', async (likes, points) => {
    await w.join('ann')
    expect(await w.outcome(w.liked('ann', likes))).toEqual([`applied ${points}`])
  })

  test('TASK-11: likes add up over the day; a product counts once a day for each task', async () => {
    await w.join('ann')
    expect(await w.outcome(w.liked('ann', 19), w.liked('ann', 1), w.liked('ann', 19))).toEqual([
      'applied 0',
      'applied 5',
      'applied 0',
    ])
    const same = [w.viewed('ann', 'p1'), w.viewed('ann', 'p1'), w.carted('ann', 'p1'), w.carted('ann', 'p1')]
    expect(await w.outcome(...same)).toEqual(['applied 2', 'applied 0', 'applied 4', 'applied 0'])
    expect(await w.outcome(w.viewed('ann', 'p1'))).toEqual(['applied 0'])
    await w.clock(NOON + DAY)
    expect(await w.outcome(w.viewed('ann', 'p1'), w.liked('ann', 1))).toEqual(['applied 2', 'applied 0'])
  })

  test.each([
    [0, 450],
    [3_999, 450],
    [4_000, 550],
    [29_999, 550],
    [30_000, 650],
    [99_999, 650],
    [100_000, 750],
    [280_000, 750],
  ])('TASK-3: with %i points at the day’s beginning, purchases earn at most %i', async (balance, cap) => {
    await w.join('ann')
    if (balance > 0) await w.correct('ann', balance)
    await w.clock(NOON + DAY)
    expect(await w.taskOf('ann', 'purchase')).toMatchObject({ cap })
    expect(await w.outcome(w.paid('ann', cap * 50 - 1), w.paid('ann', 100), w.paid('ann', 100))).toEqual([
      `applied ${cap - 1}`,
      'applied 1',
      'applied 0',
    ])
    expect(await earned(w, 'purchase')).toBe(cap)
  })

  test('TASK-3: the level counts that was held when the day began, whatever it becomes', async () => {
    await w.join('ann')
    await w.correct('ann', 3_900)
    expect(await w.outcome(w.paid('ann', 1_000_00))).toEqual(['applied 450'])
    expect(await w.member('ann')).toMatchObject({ level: 6 })
    expect(await w.taskOf('ann', 'purchase')).toMatchObject({ cap: 450 })
    await w.clock(NOON + DAY)
    await w.correct('ann', -4_000)
    expect(await w.member('ann')).toMatchObject({ level: 3 })
    expect(await w.outcome(w.paid('ann', 1_000_00))).toEqual(['applied 550'])
  })

  test('TASK-3: frozen when the first event of the day is decided, from the entries of earlier days', async () => {
    await w.join('ann')
    await w.correct('ann', 3_990)
    await w.clock(NOON + DAY)
    // yesterday's comments come late, before anything of today was decided: today's level knows of them
    const yesterday = [w.commented('ann', { at: NOON }), w.commented('ann', { at: NOON })]
    await w.send(...yesterday, w.commented('ann'))
    expect(await w.taskOf('ann', 'purchase')).toMatchObject({ cap: 550 })
    await w.join('bob')
    await w.correct('bob', 3_990)
    await w.clock(NOON + 2 * DAY)
    // here today's first event came first: the level stays as it was frozen
    await w.send(w.commented('bob'), w.commented('bob', { at: NOON + DAY }), w.commented('bob', { at: NOON + DAY }))
    expect(await w.points('bob')).toBe(4_005)
    expect(await w.taskOf('bob', 'purchase')).toMatchObject({ cap: 450 })
  })

  test('TASK-3: an event that earns nothing freezes the day as well', async () => {
    await w.join('ann')
    await w.correct('ann', 3_990)
    await w.clock(NOON + DAY)
    await w.send(w.entered('ann'), w.commented('ann', { at: NOON }), w.commented('ann', { at: NOON }))
    expect(await w.member('ann')).toMatchObject({ intimacy: 4_000, level: 6 })
    expect(await w.outcome(w.paid('ann', 1_000_00))).toEqual(['applied 450'])
  })

  test('TASK-4: 975 points a day over all tasks, which the top level just reaches', async () => {
    await w.join('ann')
    await w.correct('ann', 280_000)
    await w.clock(NOON + DAY)
    await w.send(
      w.watched('ann', 600),
      ...Array.from({ length: 3 }, () => w.commented('ann')),
      w.liked('ann', 40),
      w.shared('ann'),
      w.shared('ann'),
      ...Array.from({ length: 5 }, (_, i) => [w.viewed('ann', `${i}`), w.carted('ann', `${i}`)]).flat(),
      w.paid('ann', 375_00, { order: 'A', lines: ['1', '2'] }),
      w.reviewed('ann', 'A', '1'),
      w.reviewed('ann', 'A', '2'),
      w.visited('ann'),
    )
    expect((await w.member('ann')).today).toMatchObject({ earned: 975, cap: 975 })
    expect(await w.points('ann')).toBe(280_975)
  })

  test('TASK-4: under a rule set whose tasks sum to more, the day’s cap cuts the last one', async () => {
    const current = await w.must<{ version: number; body: { modes: { shopping: { dayCap: number } } } }>(
      'GET',
      '/v1/rule-sets/current',
    )
    current.body.modes.shopping.dayCap = 20
    await w.must('POST', '/v1/rule-sets', { body: current.body, basedOn: 1, note: 'small day' })
    await w.join('ann')
    await w.clock(NOON + DAY)
    expect(await w.outcome(w.commented('ann'), w.paid('ann', 7_00), w.commented('ann'), w.shared('ann'))).toEqual([
      'applied 5',
      'applied 14',
      'applied 1',
      'applied 0',
    ])
    expect((await w.member('ann')).today).toMatchObject({ earned: 20, cap: 20 })
  })

  test('TASK-3: a business day ends at midnight in Shanghai', async () => {
    await w.join('ann')
    await w.clock('2026-03-10T16:00:01Z')
    const at = (time: string) => w.visited('ann', { at: time })
    expect(
      await w.outcome(at('2026-03-10T15:59:59.999Z'), at('2026-03-10T15:59:59.999Z'), at('2026-03-10T16:00:00.000Z')),
    ).toEqual(['applied 10', 'applied 0', 'applied 10'])
    expect((await w.ledger('ann')).map((e) => e.businessDay)).toEqual(['2026-03-11', '2026-03-10'])
  })

  test('TASK-3: count is how often a task paid, however the events split it', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.watched('ann', 3_600))
    await w.clock(NOON + 60 * MINUTE)
    for (const after of [1, 2, 3, 4]) await w.send(w.watched('bob', 300, { at: NOON + after * 5 * MINUTE }))
    expect((await w.member('ann')).today.tasks[0]).toMatchObject({ earned: 100, count: 2 })
    expect((await w.member('bob')).today.tasks[0]).toMatchObject({ earned: 100, count: 2 })
  })
})
