import { expect, test } from 'vitest'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { createPoints } from '../../src/points/book.ts'
import { DAY } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'

interface Line {
  kind: string
  delta: number
  balance: number
  reason: string | null
}

describeWorlds('spendable points', (w) => {
  const path = (user: string, owner = 'luo') => `${w.memberPath(user, owner)}/points`
  const points = async (user: string, owner = 'luo') => {
    const { balance, earned, spent } = await w.must<Record<'balance' | 'earned' | 'spent', number>>(
      'GET',
      path(user, owner),
    )
    return [balance, earned, spent]
  }
  const lines = async (user: string) =>
    (await w.must<{ items: Line[] }>('GET', `${path(user)}/ledger`)).items.map(({ kind, delta, balance }) => [
      kind,
      delta,
      balance,
    ])
  const grant = (user: string, many: number) => w.must('POST', `${path(user)}/grants`, { points: many, reason: 'gift' })
  const pairOf = async (user: string) => {
    const [row] = await w.db.query<{ userNo: number; clubNo: number }>(
      `select user_no as "userNo", club_no as "clubNo" from person_alias, club where user_id = $1 and owner_id = 'luo'`,
      [user],
    )
    if (row === undefined) throw new Error(`${user} is not known`)
    return row
  }
  const wishOf = async (user: string, many: number) => ({
    ...(await pairOf(user)),
    points: many,
    campaignId: null,
    reason: 'tea cup',
  })
  /** Spends as a campaign's desk would. */
  const spend = async (...wishes: readonly (readonly [string, number])[]) => {
    const asked: Awaited<ReturnType<typeof wishOf>>[] = []
    for (const [user, many] of wishes) asked.push(await wishOf(user, many))
    return w.db.transaction((tx) => createPoints(tx, w.now()).spend(asked))
  }

  test('BEN-10: earning intimacy earns as many points; spending them leaves intimacy and level where they are', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00), w.commented('ann'))
    expect(await points('ann')).toEqual([205, 205, 0])
    expect(await spend(['ann', 105])).toEqual([true])
    expect(await points('ann')).toEqual([100, 205, 105])
    expect(await w.points('ann')).toBe(205)
    await w.send(w.shared('ann'))
    expect(await points('ann')).toEqual([105, 210, 105])
    expect(await lines('ann')).toEqual([
      ['earned', 5, 105],
      ['spent', -105, 100],
      ['earned', 205, 205],
    ])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-10: spending is settled first, fits to the point, and goes in order', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid('ann', 50_00), w.commented('bob'))
    expect(await spend(['ann', 60], ['bob', 6], ['ann', 41], ['ann', 40], ['bob', 5], ['ann', 1])).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ])
    expect([await points('ann'), await points('bob')]).toEqual([
      [0, 100, 100],
      [0, 5, 5],
    ])
    await w.send(w.entered('stranger'))
    expect(await spend(['stranger', 1])).toEqual([false])
  })

  test('BEN-10 TASK-8: a refund takes points back, as far as they are there; what was spent is noted and not owed', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    await spend(['ann', 150])
    await w.send(w.refunded('ann', 'A', 100_00))
    expect(await points('ann')).toEqual([0, 150, 150])
    expect(await w.db.query(`select delta, shortfall, reason from points_entry where kind = 'taken'`)).toEqual([
      { delta: -50, shortfall: 150, reason: 'refund' },
    ])
    await w.send(w.commented('ann'))
    expect(await points('ann')).toEqual([5, 155, 150])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-10 TASK-8: entries are taken over one after another, however late somebody looks', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00, { order: 'A' }))
    await spend(['ann', 200])
    // a refund that finds nothing, then an earning, unseen in between: what came after the refund stays
    await w.send(w.refunded('ann', 'A', 50_00))
    await w.send(w.paid('ann', 10_00, { order: 'B' }))
    expect(await points('ann')).toEqual([20, 220, 200])
  })

  test('BEN-10 CLUB-5: carrying over earns nothing, and a refund that both modes book is taken once', async () => {
    await w.owner('mei', { mode: 'live' })
    await w.join('ann', 'mei')
    await w.send(w.started({ owner: 'mei', session: 'm' }))
    await w.must('PUT', '/v1/clubs/mei/purchase-task', { on: true })
    await w.send(w.paid('ann', 100_00, { owner: 'mei', session: 'm', order: 'A' }))
    expect(await points('ann', 'mei')).toEqual([200, 200, 0])
    await w.changeMode('shopping', 'mei')
    expect(await points('ann', 'mei')).toEqual([200, 200, 0])
    await w.send(w.refunded('ann', 'A', 25_00, { owner: 'mei' }))
    expect([await w.points('ann', 'mei', 'live'), await w.points('ann', 'mei', 'shopping')]).toEqual([150, 150])
    expect(await points('ann', 'mei')).toEqual([150, 150, 0])
  })

  test('BEN-10 TASK-15: corrections are about intimacy, grants about points', async () => {
    await w.join('ann')
    await w.correct('ann', 500)
    expect(await points('ann')).toEqual([0, 0, 0])
    await grant('ann', 30)
    await w.correct('ann', -500)
    expect(await points('ann')).toEqual([30, 30, 0])
    expect(await w.points('ann')).toBe(0)
    expect((await lines('ann'))[0]).toEqual(['granted', 30, 30])
  })

  test('BEN-10 MEM-3: who leaves has no points any more, spent or not; rejoining begins at 0', async () => {
    await w.join('ann')
    await w.send(w.paid('ann', 100_00))
    await spend(['ann', 50])
    await w.leave('ann')
    expect(await w.refusal('GET', path('ann'))).toBe('404 not_a_member')
    expect(await spend(['ann', 1])).toEqual([false])
    await w.clock(NOON + DAY)
    await w.join('ann')
    expect(await points('ann')).toEqual([0, 0, 0])
    await w.send(w.commented('ann'))
    expect(await points('ann')).toEqual([5, 5, 0])
    expect((await lines('ann')).slice(0, 2)).toEqual([
      ['earned', 5, 5],
      ['taken', -150, 0],
    ])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('PLT-8 BEN-10: a merge adds points up; a later refund finds them', async () => {
    await w.join('ann')
    await w.join('bob')
    await w.send(w.paid('ann', 10_00), w.paid('bob', 100_00, { order: 'B' }))
    await spend(['bob', 50])
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    expect(await points('ann')).toEqual([170, 170, 0])
    expect(await points('bob')).toEqual([170, 170, 0])
    await w.send(w.refunded('bob', 'B', 100_00))
    expect(await points('ann')).toEqual([0, 0, 0])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('PLT-8 BEN-10: a merge into one who was no member, and of one who had left', async () => {
    await w.join('bob')
    await w.send(w.paid('bob', 10_00), w.entered('ann'))
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    expect(await points('ann')).toEqual([20, 20, 0])
    await w.join('cat')
    await w.send(w.paid('cat', 10_00))
    await w.leave('cat')
    await w.must('POST', '/v1/users/ann/merges', { from: 'cat', reason: 'one person' })
    expect(await points('ann')).toEqual([20, 20, 0])
  })

  test('BEN-10 PLT-1: who sees and grants points, and how many', async () => {
    await w.join('ann')
    await w.owner('mei')
    const fan = await w.token('fan', 'ann')
    const other = await w.token('owner', 'mei')
    const owner = await w.token('owner', 'luo')
    const give = (many: unknown, as?: string) =>
      w.refusal('POST', `${path('ann')}/grants`, { points: many, reason: 'gift' }, as === undefined ? {} : { as })
    expect(await w.refusal('GET', path('ann'), undefined, { as: fan })).toBe('200 accepted')
    expect(await w.refusal('GET', path('ann'), undefined, { as: other })).toBe('403 forbidden')
    expect(await give(1, fan)).toBe('403 forbidden')
    expect(await give(1, other)).toBe('403 forbidden')
    expect(await give(1, owner)).toBe('201 accepted')
    for (const [many, outcome] of [
      [0, '422 malformed'],
      [-1, '422 malformed'],
      [1.5, '422 malformed'],
      [1_000_000, '201 accepted'],
      [1_000_001, '422 malformed'],
    ] as const)
      expect(await give(many)).toBe(outcome)
    expect(await w.refusal('POST', `${path('nobody')}/grants`, { points: 1, reason: 'x' })).toBe('404 not_a_member')
    expect(await w.refusal('GET', path('ann', 'nobody'))).toBe('404 unknown_owner')
  })

  test('BEN-10: looking costs a fixed number of statements, and a spending too, whatever the number of wishes', async () => {
    for (let user = 0; user < 30; user += 1) await w.join(`u${user}`)
    await w.send(...Array.from({ length: 30 }, (_, user) => w.commented(`u${user}`)))
    const wishes: Awaited<ReturnType<typeof wishOf>>[] = []
    for (let user = 0; user < 30; user += 1) wishes.push(await wishOf(`u${user}`, 1))
    const costOf = (asked: typeof wishes) =>
      w.db.transaction(async (tx) => {
        let statements = 0
        const counted = {
          query: <R extends object>(...query: Parameters<typeof tx.query>) => {
            statements += 1
            return tx.query<R>(...query)
          },
        }
        expect(await createPoints(counted, w.now()).spend(asked)).toEqual(asked.map(() => true))
        return statements
      })
    expect([await costOf(wishes.slice(0, 2)), await costOf(wishes)]).toEqual([4, 4])
  })
})
