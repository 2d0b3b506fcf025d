import { expect, test } from 'vitest'
import { toInstant } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'
import { pages } from '../support/pages.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const changes = '/v1/clubs/luo/mode-changes'

describeWorlds('clubs', (w) => {
  const ask = (to: string, effectiveAt: number | string) =>
    w.refusal('POST', changes, {
      to,
      effectiveAt: typeof effectiveAt === 'number' ? toInstant(effectiveAt) : effectiveAt,
    })

  test('CLUB-1: registering an owner makes his club, once; kind and currency stay', async () => {
    await w.owner('new', { name: 'One' })
    expect(await w.must('GET', '/v1/clubs/new')).toMatchObject({ ownerId: 'new', members: 0, name: 'One' })
    await w.owner('new', { name: 'Two', mode: 'live' })
    expect(await w.must('GET', '/v1/clubs/new')).toMatchObject({ name: 'Two', mode: 'shopping' })
    expect(await w.refusal('PUT', '/v1/owners/new', { kind: 'merchant', name: 'Two' })).toBe('409 owner_kind_fixed')
    expect(await w.refusal('PUT', '/v1/owners/new', { kind: 'creator', name: 'Two', currency: 'USD' })).toBe(
      '409 owner_kind_fixed',
    )
    expect(await w.refusal('GET', '/v1/clubs/nobody')).toBe('404 unknown_owner')
  })

  test('CLUB-2: a new club is live unless asked otherwise', async () => {
    await w.must('PUT', '/v1/owners/plain', { kind: 'creator', name: 'Plain' })
    expect(await w.must('GET', '/v1/clubs/plain')).toMatchObject({
      mode: 'live',
      badge: { name: '粉丝团' },
      currency: 'CNY',
    })
    expect(await w.refusal('PUT', '/v1/owners/odd', { kind: 'creator', name: 'Odd', mode: 'gaming' })).toBe(
      '422 malformed',
    )
  })

  test.each([
    ['1 ms short', NOON + DAY - 1, '409 mode_change_too_soon'],
    ['24 h', NOON + DAY, '201 accepted'],
    ['far off', NOON + 90 * DAY, '201 accepted'],
  ])('CLUB-4: notice of %s', async (_, effectiveAt, expected) => {
    expect(await ask('live', effectiveAt)).toBe(expected)
  })

  test('CLUB-4: an instant beyond the years of the calendar is bad input, not a failure', async () => {
    for (const effectiveAt of ['9999-12-31T23:59:59-12:00', '3000-01-01T00:00:00Z'])
      expect(await w.refusal('POST', '/v1/clubs/luo/mode-changes', { to: 'live', effectiveAt })).toBe('422 malformed')
  })

  test('CLUB-4: codes in their order: unchanged, too soon, pending, limit', async () => {
    expect(await ask('shopping', NOON)).toBe('409 mode_unchanged')
    expect(await ask('live', NOON)).toBe('409 mode_change_too_soon')
    await w.changeMode('live')
    expect(await ask('shopping', w.now() + DAY)).toBe('409 mode_change_limit')
    expect(await ask('shopping', '2026-04-02T00:00:00Z')).toBe('201 accepted')
    expect(await ask('shopping', '2026-03-20T00:00:00Z')).toBe('409 mode_change_pending')
    expect(await ask('shopping', w.now())).toBe('409 mode_change_too_soon')
  })

  test('CLUB-4: announced to members, groups and the room; withdrawn until it takes effect, not after', async () => {
    const change = await w.must<{ id: string; status: string }>('POST', changes, {
      to: 'live',
      effectiveAt: toInstant(NOON + DAY),
    })
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ pendingModeChange: { id: change.id, to: 'live' } })
    const told = await w.db.query<{ topic: string }>("select topic from outbox where kind = 'mode.announced'")
    expect(told.map((row) => row.topic)).toEqual(['club:luo'])
    await w.clock(NOON + DAY - 1)
    expect(await w.must('DELETE', `${changes}/${change.id}`)).toMatchObject({ status: 'withdrawn' })
    await w.clock(NOON + 2 * DAY)
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ mode: 'shopping' })
    const second = await w.must<{ id: string }>('POST', changes, { to: 'live', effectiveAt: toInstant(NOON + 3 * DAY) })
    await w.clock(NOON + 3 * DAY)
    expect(await w.refusal('DELETE', `${changes}/${second.id}`)).toBe('409 mode_change_done')
    expect(await w.refusal('DELETE', `${changes}/01890a5d-ac96-774b-bcce-b302099a8057`)).toBe('404 not_found')
  })

  test('CLUB-4: it takes effect at its instant and not a millisecond before', async () => {
    await ask('live', NOON + DAY)
    await w.clock(NOON + DAY - 1)
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ mode: 'shopping' })
    await w.clock(NOON + DAY)
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ mode: 'live' })
  })

  test('CLUB-3: the month is that of Shanghai, counted by when a change takes effect', async () => {
    await ask('live', '2026-03-12T00:00:00Z')
    await w.clock('2026-03-12T00:00:00Z')
    // 2026-03-31T15:59:59.999Z is the last millisecond of March in Shanghai
    expect(await ask('shopping', '2026-03-31T15:59:59.999Z')).toBe('409 mode_change_limit')
    expect(await ask('shopping', '2026-03-31T16:00:00.000Z')).toBe('201 accepted')
    await w.clock('2026-03-31T16:00:00.000Z')
    expect(await ask('live', '2026-04-30T15:59:59.999Z')).toBe('409 mode_change_limit')
    expect(await ask('live', '2026-04-30T16:00:00.000Z')).toBe('201 accepted')
  })

  test('CLUB-3: a withdrawn change does not use the month up', async () => {
    const change = await w.must<{ id: string }>('POST', changes, { to: 'live', effectiveAt: toInstant(NOON + DAY) })
    await w.must('DELETE', `${changes}/${change.id}`)
    expect(await ask('live', NOON + DAY)).toBe('201 accepted')
  })

  test('CLUB-3: what was withdrawn since does not hide the change that used the month up', async () => {
    await w.changeMode('live')
    await w.db.query(
      `insert into mode_change (id, club_no, from_mode, to_mode, requested_at, effective_at, status)
       select gen_random_uuid(), club_no, 'live', 'shopping', $1::timestamptz, $2::timestamptz, 'withdrawn'
       from club cross join generate_series(1, 200) where owner_id = 'luo'`,
      [toInstant(w.now()), toInstant(w.now() + 2 * DAY)],
    )
    expect(await ask('shopping', w.now() + DAY)).toBe('409 mode_change_limit')
    expect(await ask('shopping', '2026-04-02T00:00:00Z')).toBe('201 accepted')
    expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ pendingModeChange: { to: 'shopping' } })
  })

  test('CLUB-4: changes are listed by pages, newest first', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n += 1) {
      const { id } = await w.must<{ id: string }>('POST', changes, { to: 'live', effectiveAt: toInstant(NOON + DAY) })
      await w.must('DELETE', `${changes}/${id}`)
      ids.unshift(id)
    }
    expect(await pages(w, changes, 2, 'id')).toEqual([ids.slice(0, 2), ids.slice(2)])
    expect(await w.refusal('GET', `${changes}?limit=0`)).toBe('422 malformed')
  })

  test('CLUB-7: never dissolved, by nobody', async () => {
    expect(await w.refusal('DELETE', '/v1/clubs/luo')).toBe('409 club_cannot_be_dissolved')
    expect(await w.refusal('DELETE', '/v1/clubs/luo', undefined, { as: await w.token('owner', 'luo') })).toBe(
      '409 club_cannot_be_dissolved',
    )
  })

  test('CLUB-8: the same setting through every door: owner, staff with the right, platform', async () => {
    const staff = await w.token('staff', 's1', { ownerId: 'luo', permissions: ['club'] })
    const other = await w.token('staff', 's2', { ownerId: 'luo', permissions: ['members'] })
    const body = { to: 'live', effectiveAt: toInstant(NOON + DAY) }
    expect(await w.refusal('POST', changes, body, { as: other })).toBe('403 forbidden')
    expect(await w.refusal('POST', changes, body, { as: staff })).toBe('201 accepted')
  })
})

describeWorlds('inputs of traffic weighting', (w) => {
  test('CLUB-9: whether the club runs as shopping, since when, and how active its members are', async () => {
    const inputs = () => w.must('GET', '/v1/clubs/luo/traffic-inputs')
    expect(await inputs()).toMatchObject({ shopping: true, members: 0, activeMembers: 0, activeShare: 0 })
    await w.join('ann')
    await w.join('bob')
    await w.send(w.commented('ann'))
    expect(await inputs()).toMatchObject({ members: 2, activeMembers: 1, activeShare: 0.5 })
    // who leaves takes his activity along, and who comes back begins anew
    await w.send(w.commented('bob'))
    await w.leave('bob')
    expect(await inputs()).toMatchObject({ members: 1, activeMembers: 1, activeShare: 1 })
    await w.must('PUT', '/v1/clubs/luo/members/ben', { scene: 'liveRoom' })
    expect(await inputs()).toMatchObject({ members: 2, activeMembers: 1 })
    // seven full days and today, of Shanghai
    await w.clock('2026-03-17T15:59:59.999Z')
    expect(await inputs()).toMatchObject({ activeMembers: 1 })
    await w.clock('2026-03-17T16:00:00.000Z')
    expect(await inputs()).toMatchObject({ activeMembers: 0 })
    await w.changeMode('live')
    expect(await inputs()).toMatchObject({ shopping: false, since: toInstant(w.now()), members: 0 })
    const owner = await w.token('owner', 'luo')
    expect(await w.refusal('GET', '/v1/clubs/luo/traffic-inputs', undefined, { as: owner })).toBe('403 forbidden')
  })
})

describeWorlds(
  'carrying over',
  (w) => {
    const both = async (user: string) => [await w.points(user, 'luo', 'live'), await w.points(user, 'luo', 'shopping')]

    test('CLUB-5: the first change ever to shopping makes every live member a shopping member, once', async () => {
      await w.join('ann')
      await w.join('bob')
      await w.send(w.gifted('ann', 60), w.entered('cat'))
      await w.correct('bob', 5_000)
      await w.must('POST', '/v1/clubs/luo/mode-changes', { to: 'shopping', effectiveAt: toInstant(NOON + DAY) })
      expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ pendingModeChange: { carries: 2 } })
      await w.clock(NOON + DAY)
      expect(await w.member('ann')).toMatchObject({
        mode: 'shopping',
        scene: 'migration',
        intimacy: 120,
        level: 2,
        joinedAt: toInstant(NOON + DAY),
      })
      expect(await w.member('bob')).toMatchObject({ intimacy: 5_000, level: 6, title: 'Lv6铁粉' })
      expect(await w.refusal('GET', w.memberPath('cat'))).toBe('404 not_a_member')
      expect(await w.must('GET', '/v1/clubs/luo')).toMatchObject({ members: 2, mode: 'shopping' })
      expect((await w.ledger('ann'))[0]).toMatchObject({
        task: 'migration',
        delta: 120,
        balance: 120,
        mode: 'shopping',
      })
    })

    test('CLUB-5 TASK-3: a carried member has the caps of his level at once', async () => {
      await w.join('bob')
      await w.correct('bob', 5_000)
      await w.changeMode('shopping')
      expect(await w.taskOf('bob', 'purchase')).toMatchObject({ cap: 550 })
      expect(await w.outcome(w.paid('bob', 100_000_00))).toEqual(['applied 550'])
    })

    test('CLUB-5 CLUB-6: later changes carry nobody; who is a member keeps what he had', async () => {
      await w.join('ann')
      await w.send(w.gifted('ann', 60))
      await w.changeMode('shopping')
      await w.send(w.paid('ann', 50_00))
      await w.join('eve')
      await w.clock('2026-04-02T00:00:00Z')
      await w.changeMode('live')
      expect(await w.member('ann')).toMatchObject({ mode: 'live', intimacy: 120 })
      expect(await w.refusal('GET', w.memberPath('eve'))).toBe('404 not_a_member')
      await w.join('eve')
      await w.join('dan')
      await w.send(w.gifted('ann', 10))
      await w.clock('2026-05-02T00:00:00Z')
      await w.changeMode('shopping')
      expect(await both('ann')).toEqual([140, 220])
      expect(await both('eve')).toEqual([0, 0])
      expect(await w.refusal('GET', w.memberPath('dan'))).toBe('404 not_a_member')
      expect(await w.join('dan')).toMatchObject({ mode: 'shopping', level: 1, scene: 'liveRoom' })
    })

    test('CLUB-5: a club that began as shopping carries at its first change from live', async () => {
      await w.owner('mei', { mode: 'shopping' })
      await w.join('ann', 'mei')
      await w.changeMode('live', 'mei')
      await w.join('bob', 'mei')
      await w.clock('2026-04-02T00:00:00Z')
      await w.send(w.gifted('bob', 10, { owner: 'mei', session: 'mei-1' }))
      await w.changeMode('shopping', 'mei')
      expect(await w.member('bob', 'mei')).toMatchObject({ scene: 'migration', intimacy: 20 })
      expect(await w.member('ann', 'mei')).toMatchObject({ scene: 'liveRoom', intimacy: 0 })
    })

    test('CLUB-5: a refund after the change debits both balances that hold the points', async () => {
      await w.join('ann')
      await w.send(w.started())
      await w.must('PUT', '/v1/clubs/luo/purchase-task', { on: true })
      await w.send(w.paid('ann', 100_00, { order: 'A', session: 'room' }), w.gifted('ann', 5))
      expect(await w.points('ann')).toBe(210)
      await w.changeMode('shopping')
      await w.send(w.paid('ann', 10_00, { order: 'B' }))
      expect(await both('ann')).toEqual([210, 230])
      await w.send(w.refunded('ann', 'A', 50_00))
      expect(await both('ann')).toEqual([110, 130])
      await w.send(w.refunded('ann', 'A', 50_00))
      expect(await both('ann')).toEqual([10, 30])
      await w.send(w.refunded('ann', 'B', 10_00))
      expect(await both('ann')).toEqual([10, 10])
    })

    test('CLUB-5: what was refunded before the change is not taken from the carried balance again', async () => {
      await w.join('ann')
      await w.send(w.started())
      await w.must('PUT', '/v1/clubs/luo/purchase-task', { on: true })
      await w.send(w.paid('ann', 100_00, { order: 'A', session: 'room' }), w.refunded('ann', 'A', 25_00))
      await w.changeMode('shopping')
      expect(await both('ann')).toEqual([150, 150])
      await w.send(w.refunded('ann', 'A', 75_00))
      expect(await both('ann')).toEqual([0, 0])
    })

    test('CLUB-6: what happened while the mode ran still earns in it; afterwards it earns nothing there', async () => {
      await w.join('ann')
      await w.changeMode('shopping')
      const change = w.now()
      await w.send(w.gifted('ann', 5, { at: change - 1 }), w.gifted('ann', 5, { at: change }))
      await w.send(w.commented('ann', { at: change - 1 }), w.commented('ann', { at: change }))
      expect(await both('ann')).toEqual([10, 5])
    })

    test('MEM-3: leaving ends both modes and counts as one leaving', async () => {
      await w.join('ann')
      await w.send(w.gifted('ann', 5))
      await w.changeMode('shopping')
      expect(await w.leave('ann')).toMatchObject({ exitsLeftToday: 2 })
      expect(await w.refusal('GET', `${w.memberPath('ann')}?mode=live`)).toBe('404 not_a_member')
      const sums = new Map<string, number>()
      for (const entry of await w.ledger('ann')) sums.set(entry.mode, (sums.get(entry.mode) ?? 0) + entry.delta)
      expect([...sums.values()]).toEqual([0, 0])
    })
  },
  'live',
)
