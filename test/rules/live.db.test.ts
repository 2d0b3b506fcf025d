import { expect, test } from 'vitest'
import { toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON, type World } from '../support/club.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const switchPath = '/v1/clubs/luo/purchase-task'

const turn = (w: World, on: boolean) => w.refusal('PUT', switchPath, { on })
const rollOut = (w: World, phase: number, share?: number) =>
  w.must('PUT', `${switchPath}/rollout`, { phase, ...(share === undefined ? {} : { share }) })

describeWorlds(
  'live tasks',
  (w) => {
    test('TASK-1 TASK-3: light badge 100, five minutes 50, a coin 2, a yuan 2; each up to its cap, without one for the day', async () => {
      await w.join('ann')
      await w.send(w.started())
      await turn(w, true)
      const room = { session: 'room' }
      expect(await w.outcome(w.lit('ann'), w.lit('ann'))).toEqual(['applied 100', 'applied 0'])
      expect(await w.outcome(w.watched('ann', 299), w.watched('ann', 1_800))).toEqual(['applied 0', 'applied 300'])
      expect(await w.outcome(w.gifted('ann', 1), w.gifted('ann', 99), w.gifted('ann', 1))).toEqual([
        'applied 2',
        'applied 198',
        'applied 0',
      ])
      expect(await w.outcome(w.paid('ann', 1_00, room), w.paid('ann', 1_000_00, room))).toEqual([
        'applied 2',
        'applied 448',
      ])
      expect(await w.outcome(w.commented('ann'), w.liked('ann', 100), w.shared('ann'))).toEqual([
        'applied 0',
        'applied 0',
        'applied 0',
      ])
      expect(await w.member('ann')).toMatchObject({ intimacy: 1_050, today: { earned: 1_050, cap: null } })
    })

    test.each([
      [3_999, 200],
      [4_000, 500],
      [29_999, 500],
      [30_000, 1_000],
      [99_999, 1_000],
      [100_000, 2_000],
    ])('TASK-3: with %i points at the day’s beginning, coins earn at most %i', async (balance, cap) => {
      await w.join('ann')
      await w.correct('ann', balance)
      await w.clock(NOON + DAY)
      expect(await w.outcome(w.gifted('ann', cap), w.gifted('ann', 1))).toEqual([`applied ${cap}`, 'applied 0'])
    })

    test('TASK-1: only orders placed in the live room earn', async () => {
      await w.join('ann')
      await w.send(w.started())
      await turn(w, true)
      expect(await w.outcome(w.paid('ann', 100_00), w.paid('ann', 100_00, { session: 'room' }))).toEqual([
        'applied 0',
        'applied 200',
      ])
    })

    test('TASK-5: off at first, switched only on air and only in live mode', async () => {
      expect(await turn(w, true)).toBe('409 not_live')
      await w.send(w.started())
      expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({
        purchaseTask: { on: false },
        live: { sessionId: 'room', startedAt: toInstant(NOON) },
      })
      expect(await turn(w, true)).toBe('200 accepted')
      expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ purchaseTask: { on: true } })
      await w.send(w.ended())
      expect(await turn(w, false)).toBe('409 not_live')
      await w.owner('mei', { mode: 'shopping' })
      expect(await w.refusal('PUT', '/v1/clubs/mei/purchase-task', { on: true })).toBe('409 not_in_live_mode')
      expect(await w.must('GET', '/v1/clubs/mei')).toMatchObject({ purchaseTask: { on: true } })
      expect(await w.refusal('PUT', '/v1/clubs/nobody/purchase-task', { on: true })).toBe('404 unknown_owner')
    })

    test('TASK-5: an order counts by the switch at its time, whenever it comes; off, the task is not shown', async () => {
      await w.join('ann')
      await w.send(w.started())
      const shown = async () => (await w.taskOf('ann', 'purchase')) !== undefined
      const order = (minutes: number, ms = 0) =>
        w.paid('ann', 10_00, { session: 'room', at: NOON + minutes * MINUTE + ms })
      expect(await shown()).toBe(false)
      await w.clock(NOON + MINUTE)
      await turn(w, true)
      expect(await shown()).toBe(true)
      await w.clock(NOON + 2 * MINUTE)
      await turn(w, false)
      expect(await shown()).toBe(false)
      await w.clock(NOON + 3 * MINUTE)
      await turn(w, true)
      await w.clock(NOON + DAY)
      expect(await w.outcome(order(1, -1), order(1), order(2, -1), order(2), order(3, -1), order(3))).toEqual([
        'applied 0',
        'applied 20',
        'applied 20',
        'applied 0',
        'applied 0',
        'applied 20',
      ])
    })

    test('TASK-6: in phase 1 a stable share of users sees the task; raising the share keeps who was in', async () => {
      const users = Array.from({ length: 60 }, (_, index) => `u${index}`)
      for (const user of users) await w.join(user)
      await w.send(w.started())
      await turn(w, true)
      const seeing = async () => {
        const found: string[] = []
        for (const user of users) if ((await w.taskOf(user, 'purchase')) !== undefined) found.push(user)
        return found
      }
      await rollOut(w, 1, 0.3)
      const some = await seeing()
      expect(await seeing()).toEqual(some)
      expect(some.length).toBeGreaterThan(5)
      expect(some.length).toBeLessThan(35)
      const earned = await w.outcome(...users.map((user) => w.paid(user, 10_00, { session: 'room' })))
      expect(users.filter((_, index) => earned[index] === 'applied 20')).toEqual(some)
      await rollOut(w, 1, 0.6)
      const more = await seeing()
      expect(more).toEqual(expect.arrayContaining(some))
      expect(more.length).toBeGreaterThan(some.length)
      await rollOut(w, 1, 0)
      expect(await seeing()).toEqual([])
      await rollOut(w, 1, 1)
      expect(await seeing()).toEqual(users)
    })

    test('TASK-6 PLT-8: every alias of a user sees the same', async () => {
      const users = Array.from({ length: 30 }, (_, index) => `u${index}`)
      for (const user of users) {
        await w.join(user)
        await w.must('PUT', `/v1/users/${user}/aliases/x-${user}`)
      }
      await w.send(w.started())
      await turn(w, true)
      await rollOut(w, 1, 0.5)
      const own = await w.outcome(...users.map((user) => w.paid(user, 10_00, { session: 'room' })))
      const alias = await w.outcome(...users.map((user) => w.paid(`x-${user}`, 10_00, { session: 'room' })))
      expect(alias).toEqual(own)
      expect(new Set(own)).toEqual(new Set(['applied 20', 'applied 0']))
    })

    test('TASK-6: an order counts by the phase at its time; phases 2 and 3 are for everyone', async () => {
      await w.join('ann')
      await w.send(w.started())
      await turn(w, true)
      await rollOut(w, 1, 0)
      await w.clock(NOON + MINUTE)
      await rollOut(w, 3)
      await w.clock(NOON + 2 * MINUTE)
      const order = (at: number) => w.paid('ann', 10_00, { session: 'room', at })
      expect(await w.outcome(order(NOON + MINUTE - 1), order(NOON + MINUTE))).toEqual(['applied 0', 'applied 20'])
      expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ purchaseTask: { phase: 3, share: 1 } })
    })

    test('TASK-6: the platform rolls out, not the owner; phase 1 without a share takes that of the rules', async () => {
      const owner = await w.token('owner', 'luo')
      expect(await w.refusal('PUT', `${switchPath}/rollout`, { phase: 2 }, { as: owner })).toBe('403 forbidden')
      expect(await rollOut(w, 1)).toMatchObject({ phase: 1, share: 0.5 })
      for (const body of [{ phase: 4 }, { phase: 0 }, { phase: 1, share: 1.1 }, { phase: 1, share: -0.1 }])
        expect(await w.refusal('PUT', `${switchPath}/rollout`, body)).toBe('422 malformed')
    })
  },
  'live',
)

describeWorlds('live sessions', (w) => {
  const totals = () => w.must<Record<string, unknown>>('GET', '/v1/sessions/room/totals')

  test('LIVE-1: a live event that names a session not yet started opens it; the start may come later', async () => {
    await w.send(w.entered('ann', { at: NOON - MINUTE }))
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ live: { sessionId: 'room' } })
    await w.send(w.event('live.started', null, { title: '开播' }, { session: 'room', at: NOON - 2 * MINUTE }))
    await w.send(w.ended(), w.ended())
    expect(await totals()).toMatchObject({
      title: '开播',
      startedAt: toInstant(NOON - 2 * MINUTE),
      endedAt: toInstant(NOON),
    })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ live: null })
  })

  const toldOf = async (sessionId: string) =>
    (
      await w.db.query<{ kind: string }>(
        `select kind from outbox where topic = 'club:luo' and body->>'sessionId' = $1 order by position`,
        [sessionId],
      )
    ).map(({ kind }) => kind)
  const onAir = async () => (await w.must<{ live: { sessionId: string } | null }>('GET', '/v1/clubs/luo')).live

  test('LIVE-2: a broadcast that is over when it is first heard of is not told as beginning', async () => {
    await w.send(w.ended({ session: 'unheard' }))
    expect(await toldOf('unheard')).toEqual(['session.ended'])
    await w.send(
      w.started({ session: 'late', at: NOON - 2 * MINUTE }),
      w.entered('ann', { session: 'late', at: NOON - MINUTE }),
      w.ended({ session: 'late' }),
    )
    expect(await toldOf('late')).toEqual(['session.ended'])
    // what is told late of it does not open it again
    await w.send(w.started({ session: 'unheard', at: NOON - MINUTE }), w.commented('ann', { session: 'unheard' }))
    expect([await toldOf('unheard'), await onAir()]).toEqual([['session.ended'], null])
  })

  test('LIVE-2: what began more than an hour ago is not told as beginning', async () => {
    await w.send(w.commented('ann', { session: 'old', at: NOON - 60 * MINUTE - 1 }))
    await w.send(w.started({ session: 'older', at: NOON - 6 * DAY }))
    expect([await toldOf('old'), await toldOf('older')]).toEqual([[], []])
    await w.send(w.started({ session: 'young', at: NOON - 60 * MINUTE }))
    expect(await toldOf('young')).toEqual(['session.started'])
  })

  test('LIVE-1 LIVE-2 TASK-5: an order opens no session; the first live event does, and tells of it once', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 10_00, { session: 'room', at: NOON - MINUTE }))
    expect([await toldOf('room'), await onAir()]).toEqual([[], null])
    expect(await totals()).toMatchObject({ orders: 1, startedAt: toInstant(NOON - MINUTE) })
    await w.send(w.commented('ann'), w.started())
    await w.send(w.started(), w.paid('ann', 5_00, { session: 'room' }))
    expect(await toldOf('room')).toEqual(['session.started'])
    expect(await onAir()).toMatchObject({ sessionId: 'room' })
    expect(await totals()).toMatchObject({ orders: 2, interactions: 1, endedAt: null })
    await w.send(w.ended())
    await w.send(w.paid('ann', 1_00, { session: 'room' }), w.commented('ann'))
    expect([await toldOf('room'), await onAir()]).toEqual([['session.started', 'session.ended'], null])
  })

  test('LIVE-1: one batch may bring the order first, and the end of what only an order named', async () => {
    await w.send(w.paid('ann', 10_00, { session: 'one' }), w.entered('ann', { session: 'one' }))
    expect([await toldOf('one'), await onAir()]).toMatchObject([['session.started'], { sessionId: 'one' }])
    await w.send(w.ended({ session: 'one' }))
    await w.send(w.paid('ann', 10_00, { session: 'two' }))
    await w.send(w.ended({ session: 'two' }))
    expect([await toldOf('two'), await onAir()]).toEqual([['session.ended'], null])
  })

  test('LIVE-5: viewers once each, orders, sales, joins, interactions, and the same for members', async () => {
    await w.join('ann')
    await w.send(
      w.started(),
      w.entered('ann'),
      w.entered('bob'),
      w.commented('ann'),
      w.commented('bob'),
      w.liked('bob', 5),
    )
    await w.send(w.watched('cat', 60), w.gifted('ann', 1), w.shared('ann'))
    await w.send(
      w.paid('ann', 10_00, { session: 'room' }),
      w.paid('bob', 5_00, { session: 'room' }),
      w.paid('ann', 1_00),
    )
    await w.join('bob')
    await w.send(w.commented('bob'))
    const yuan = (value: number) => ({ value, currency: 'CNY' })
    expect(await totals()).toMatchObject({
      viewers: 3,
      orders: 2,
      sales: yuan(15_00),
      joins: 1,
      interactions: 6,
      members: { viewers: 2, orders: 1, sales: yuan(10_00), joins: 1, interactions: 4 },
    })
  })

  test('LIVE-5: who was a member counts by the time of the event, not of its arrival', async () => {
    await w.send(w.started())
    await w.clock(NOON + MINUTE)
    await w.join('ann', 'luo', 'profile')
    await w.send(w.commented('ann', { at: NOON }), w.paid('ann', 1_00, { at: NOON, session: 'room' }))
    expect(await totals()).toMatchObject({ viewers: 1, members: { viewers: 0, orders: 0, interactions: 0 } })
    await w.send(w.commented('ann'))
    expect(await totals()).toMatchObject({ viewers: 1, members: { viewers: 1, interactions: 1 } })
    expect(await w.must('GET', '/v1/clubs/luo/overview')).toMatchObject({ today: { orders: 1, memberOrders: 0 } })
  })

  test('TASK-13: per task and session, who completed it and who exhausted it', async () => {
    for (const user of ['ann', 'bob', 'cat']) await w.join(user)
    await w.send(
      ...['ann', 'ann', 'ann', 'ann', 'bob', 'stranger'].map((user) => w.commented(user)),
      w.watched('ann', 300),
      w.watched('bob', 600),
      w.paid('cat', 225_00, { session: 'room' }),
    )
    const tasks = await w.must<{
      membersPresent: number
      items: { task: string; completed: number; exhausted: number }[]
    }>('GET', '/v1/sessions/room/tasks')
    expect(tasks.membersPresent).toBe(3)
    const of = (task: string) => tasks.items.find((item) => item.task === task)
    expect(of('comment')).toEqual({ task: 'comment', completed: 2, exhausted: 1 })
    expect(of('watch')).toEqual({ task: 'watch', completed: 2, exhausted: 1 })
    expect(of('purchase')).toEqual({ task: 'purchase', completed: 1, exhausted: 1 })
    expect(of('like')).toEqual({ task: 'like', completed: 0, exhausted: 0 })
    // another session of the same day has its own count
    await w.send(w.commented('bob', { session: 'two' }))
    const second = await w.must<{ items: { task: string }[] }>('GET', '/v1/sessions/two/tasks')
    expect(second.items.find((item) => item.task === 'comment')).toEqual({
      task: 'comment',
      completed: 1,
      exhausted: 0,
    })
    const members = (query: string) =>
      w.must<{ items: { userId: string; level: number }[] }>('GET', `/v1/sessions/room/members?${query}`)
    expect((await members('task=comment&state=exhausted')).items.map((m) => m.userId)).toEqual(['ann'])
    expect((await members('')).items.map((m) => [m.userId, m.level])).toEqual([
      ['cat', 3],
      ['bob', 2],
      ['ann', 1],
    ])
  })

  test('CLUB-10: members online are those seen in the last five minutes of a running session', async () => {
    await w.join('ann')
    await w.send(w.started(), w.entered('ann'))
    const online = async () =>
      (await w.must<{ items: unknown[] }>('GET', '/v1/sessions/room/members?online=true')).items.length
    await w.clock(NOON + 5 * MINUTE)
    expect(await online()).toBe(1)
    await w.clock(NOON + 5 * MINUTE + 1)
    expect(await online()).toBe(0)
    await w.send(w.watched('ann', 10))
    expect(await online()).toBe(1)
    await w.send(w.ended())
    expect(await online()).toBe(0)
  })

  test('LVL-3: going up shows on the screen, going down is silent', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00, { session: 'room', order: 'A' }))
    await w.send(w.refunded('ann', 'A', 100_00))
    const { items } = await w.must<{ items: { kind: string; level?: number }[] }>('GET', '/v1/sessions/room/screen')
    expect(items.map((line) => line.kind)).toEqual(expect.arrayContaining(['order', 'levelUp']))
    expect(items.filter((line) => line.kind === 'levelUp')).toMatchObject([{ level: 2 }])
  })
})
