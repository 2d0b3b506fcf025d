import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Engine } from '../../src/flow/engine.ts'
import { isRejection } from '../../src/contract/rejections.ts'
import { finishWork } from '../../src/flow/work.ts'
import { putOwner } from '../../src/club/store.ts'
import { createCalendar } from '../../src/lib/time.ts'
import { holdKnown, insertErasure } from '../../src/person/erasure/store.ts'
import { addAlias, setName } from '../../src/person/store.ts'
import type { Db } from '../../src/ports/db.ts'
import { describeStores, emptyTables } from '../support/store.ts'
import { openEngine } from './engine.ts'
import { event } from './events.ts'

/** What a node remembers of a member is old as soon as another node writes him, also where no ledger entry tells. */
describeStores('two nodes that remember the same member', (store) => {
  const now = Date.UTC(2026, 2, 10, 4)
  const platform = { role: 'platform', id: 'test' } as const
  let db: Db
  let nodes: readonly [Engine, Engine]
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(async () => {
    await emptyTables(db)
    nodes = [await openEngine(db, { now: () => now }), await openEngine(db, { now: () => now })]
    for (const ownerId of ['luo', 'bai']) {
      const owner = { ownerId, kind: 'creator', name: ownerId, mode: 'shopping', currency: 'CNY' } as const
      await nodes[0].app.command(platform, ({ tx }) =>
        putOwner(tx, owner, { phase: 2, share: 1 }, now - 86_400_000).then(() => null),
      )
    }
    await send(nodes[0], 'user.followed', {}, { history: true })
  })

  let sent = 0
  async function send(
    node: Engine,
    type: string,
    data: object = {},
    { history = false, at = now - 60_000, subject = 'ann' }: { history?: boolean; at?: number; subject?: string } = {},
  ): Promise<number | undefined> {
    const whom = type === 'live.started' ? {} : { subject }
    const one = event(type, { ...whom, at: at + (sent += 1), data: { ownerId: 'luo', ...data } })
    const answer = await node.app.ingest([{ ...one, id: `s${sent}` }], { history })
    if (isRejection(answer)) throw new Error(answer.rejected)
    expect(answer.results[0]?.status).toBe('applied')
    return answer.results[0]?.points
  }

  test('I38 TASK-11: likes given to two nodes in turn add up, though ten of them earn nothing and leave no entry', async () => {
    const like = { sessionId: 'room', count: 10 }
    expect(await send(nodes[0], 'live.liked', like)).toBe(0)
    expect(await send(nodes[1], 'live.liked', { ...like, count: 1 })).toBe(0)
    // the first node remembers ten likes; there are eleven
    expect(await send(nodes[0], 'live.liked', { ...like, count: 9 })).toBe(5)
    expect(await send(nodes[1], 'live.liked', { ...like, count: 19 })).toBe(0)
    expect(await send(nodes[0], 'live.liked', { ...like, count: 1 })).toBe(5)
  })

  test('I38 TASK-14: a span watched by way of two nodes counts once', async () => {
    const watched = { sessionId: 'room', seconds: 200 }
    expect(await send(nodes[0], 'live.watched', watched)).toBe(0)
    expect(await send(nodes[1], 'live.watched', watched)).toBe(0)
    expect(await send(nodes[0], 'live.watched', watched)).toBe(0)
    expect(await send(nodes[1], 'live.watched', { sessionId: 'room', seconds: 320 })).toBe(50)
  })

  test('I38 TASK-14: spans of one evening in two clubs are all kept, whichever node each came by', async () => {
    const watched = (node: Engine, ownerId: string, minutesAgo: number) =>
      send(
        node,
        'live.watched',
        { ownerId, sessionId: `room-${ownerId}`, seconds: 60 },
        { at: now - minutesAgo * 60_000 },
      )
    for (const ownerId of ['luo', 'bai'])
      await send(nodes[0], 'user.followed', { ownerId }, { history: true, at: now - 3_600_000 })
    await watched(nodes[0], 'luo', 50)
    await watched(nodes[1], 'bai', 40)
    // nobody has written him in luo's club meanwhile, and the first node remembers one span
    await watched(nodes[0], 'luo', 30)
    expect(await db.query('select cardinality(spans) / 2 as spans from watch_day')).toEqual([{ spans: 3 }])
  })

  test('I38: the latest word on following counts, whichever node each came by', async () => {
    await send(nodes[0], 'user.followed', {}, { at: now - 50_000 })
    await send(nodes[1], 'user.unfollowed', {}, { at: now - 30_000 })
    // the first node remembers the earlier word
    await send(nodes[0], 'user.followed', {}, { at: now - 40_000 })
    expect(await db.query('select follows from fan')).toEqual([{ follows: false }])
  })

  test('PLT-8: the first that a node hears of a user in a club is written to whom he was merged into', async () => {
    // refused, so that the second node remembers that there is no row
    const old = event('user.followed', { subject: 'ann-too', at: now - 30 * 86_400_000, data: { ownerId: 'bai' } })
    expect(await nodes[1].app.ingest([old])).toMatchObject({ rejected: 1 })
    await nodes[0].app.command(platform, ({ members }) =>
      members.merge({ into: 'ann', from: 'ann-too', reason: 'one person', actor: 'test' }),
    )
    await send(nodes[1], 'user.followed', { ownerId: 'bai' }, { subject: 'ann-too' })
    const fans = await db.query(
      `select user_id from fan join person using (user_no) join club using (club_no) where owner_id = 'bai'`,
    )
    expect(fans).toEqual([{ user_id: 'ann' }])
  })

  test('TASK-3: a late event of a day before those remembered is judged by the level of its own morning', async () => {
    const day = 86_400_000
    await send(nodes[0], 'user.followed', {}, { history: true, at: now - 4 * day })
    const before = await openEngine(db, { now: () => now - 2 * day })
    const gift = { ownerId: 'luo', userId: 'ann', mode: null, delta: 5_000, reason: 'a gift', actor: 'test' }
    await before.app.command(platform, ({ members }) => members.correct(gift))
    // from here on the second node remembers today, on level 6
    expect(await send(nodes[1], 'live.liked', { sessionId: 'room', count: 20 })).toBe(5)
    const amount = { value: 100_000, currency: 'CNY' }
    const lines = [{ lineId: '1', productId: 'p', quantity: 1, amount }]
    // three days ago he stood on level 1, whose purchases earn 450 a day, and not 550
    const late = { at: now - 3 * day }
    expect(await send(nodes[1], 'order.paid', { orderId: 'o', amount, lines }, late)).toBe(450)
  })

  const name = (to: string) => nodes[0].app.command(platform, ({ tx }) => setName(tx, 'ann', to, now).then(() => null))
  const person = async () => (await db.query('select name, profile from person where merged_into is null'))[0]

  const namesOnScreen = () =>
    db.query(
      `select line->>'name' as name from outbox o, jsonb_array_elements(o.body->'lines') as line where o.topic like '%room%'`,
    )

  async function erase(): Promise<void> {
    await nodes[0].app.command(platform, async ({ tx }) => {
      const userNo = (await holdKnown(tx, 'ann'))?.user_no ?? 0
      const erasureId = '01890000-0000-7000-8000-000000000001'
      await insertErasure(tx, { erasureId, userNo, requestedAt: now, requestedBy: 'user' })
      return null
    })
    await nodes[0].runDueNow()
    await finishWork({ db, calendar: createCalendar('Asia/Shanghai'), now: () => Promise.resolve(now) })
  }

  test('PLT-8: what is said of a user is added to what is stored, under whichever id, whatever a node remembers', async () => {
    await nodes[0].app.command(platform, ({ tx }) => addAlias(tx, 'ann', 'ann-too', now).then(() => null))
    await send(nodes[1], 'user.followed', {}, { subject: 'ann-too' })
    await name('Ann')
    await send(nodes[0], 'user.profiled', { age: 30 })
    expect(await person()).toEqual({ name: 'Ann', profile: { age: 30 } })
    await send(nodes[1], 'user.profiled', { gender: 'female' }, { subject: 'ann-too' })
    await send(nodes[0], 'user.profiled', { age: 31, name: 'Anna' })
    expect(await person()).toEqual({ name: 'Anna', profile: { age: 31, gender: 'female' } })
  })

  test('PLT-6: a node that remembers who was erased brings neither name nor profile back', async () => {
    await name('Ann')
    await send(nodes[0], 'user.profiled', { gender: 'female' })
    await send(nodes[1], 'user.followed')
    await erase()
    // she comes back by way of the other node
    await send(nodes[0], 'user.followed', { ownerId: 'luo' })
    await send(nodes[1], 'user.profiled', { age: 30 })
    expect(await person()).toEqual({ name: null, profile: { age: 30 } })
  })

  test('PLT-8: who was named anew is called so in every club, also where a node has not seen him for long', async () => {
    await send(nodes[0], 'user.followed', { ownerId: 'bai' }, { at: now - 90_000 })
    await send(nodes[0], 'user.unfollowed', { ownerId: 'bai' }, { at: now - 80_000 })
    await send(nodes[0], 'live.started', { ownerId: 'bai', sessionId: 'room' })
    await send(nodes[1], 'user.followed')
    await name('Ann')
    // it remembers her, and her name, from the other club
    await send(nodes[1], 'user.followed', { ownerId: 'bai' })
    expect(await namesOnScreen()).toEqual([{ name: 'Ann' }])
  })

  test('PLT-6: nor where he was never seen: his first line in another club is without his old name', async () => {
    await name('Ann')
    await send(nodes[1], 'user.followed')
    await erase()
    await send(nodes[0], 'user.followed')
    await send(nodes[0], 'live.started', { ownerId: 'bai', sessionId: 'room' })
    await send(nodes[1], 'user.followed', { ownerId: 'bai' })
    expect(await namesOnScreen()).toEqual([{ name: null }])
  })
})
