import { expect, test } from 'vitest'
import type { PayoutView } from '../../src/contract/money.ts'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { DAY } from '../../src/lib/time.ts'
import { describeWorlds, NOON } from '../support/club.ts'
import { packetsOf, yuan } from '../support/packets.ts'

interface Posting {
  kind: string
  account: string
  userId: string | null
  userName: string | null
  change: { value: number }
  balance: { value: number }
  note: string | null
}

describeWorlds('money', (w) => {
  const p = packetsOf(w)
  const deposit = (body: object, as?: string) =>
    w.refusal('POST', '/v1/owners/luo/budget', body, as === undefined ? {} : { as })
  const withdraw = (fen: number, more: object = {}, as?: string) =>
    w.refusal(
      'POST',
      '/v1/owners/luo/budget/withdrawals',
      { amount: yuan(fen), ...more },
      as === undefined ? {} : { as },
    )
  const payout = (user: string, fen: number, currency = 'CNY', as?: string) =>
    w.refusal('POST', `/v1/users/${user}/payouts`, { amount: yuan(fen, currency) }, as === undefined ? {} : { as })
  const ask = (user: string, fen: number) =>
    w.must<PayoutView>('POST', `/v1/users/${user}/payouts`, { amount: yuan(fen) })
  const decide = (payoutId: string, body: object) => w.refusal('POST', `/v1/payouts/${payoutId}/decision`, body)
  /** Gives a user money the way he gets it: a packet of one share. */
  const give = async (user: string, fen: number, owner = 'luo', currency = 'CNY') => {
    await p.fund(fen, owner, currency)
    const { packetId } = await p.open({ ownerId: owner, total: yuan(fen, currency), count: 1 })
    expect(await p.claimed(packetId, user)).toBe(`200 ${fen}`)
    return packetId
  }
  const balances = async (user: string) =>
    (
      await w.must<{ items: Record<'available' | 'payingOut' | 'paidOut', { value: number }>[] }>(
        'GET',
        `/v1/users/${user}/balance`,
      )
    ).items.map(({ available, payingOut, paidOut }) => [available.value, payingOut.value, paidOut.value])

  test('BEN-8 I21: the books of a deposit, a packet, its claims and its return, line by line, and page by page', async () => {
    await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(1_000), note: 'contract 7' })
    const { packetId } = await p.open({ total: yuan(600), count: 3 })
    await w.must('PUT', '/v1/users/ann', { name: '安安' })
    await p.claim(packetId, 'ann')
    await p.claim(packetId, 'bob')
    await w.clock(NOON + DAY)
    expect(await withdraw(300, { note: 'contract 7 is over' })).toBe('201 accepted')
    const lines: Posting[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const more: string = cursor === '' ? '' : `&cursor=${cursor}`
      const part: { items: Posting[]; nextCursor: string | null } = await w.must(
        'GET',
        `/v1/owners/luo/budget/ledger?limit=2${more}`,
      )
      expect(part.items.length).toBeLessThanOrEqual(2)
      lines.push(...part.items)
      cursor = part.nextCursor
    }
    expect(
      lines.map(({ kind, account, change, balance, userId, userName }) => [
        kind,
        account,
        change.value,
        balance.value,
        userId,
        userName,
      ]),
    ).toEqual([
      ['withdrawal', 'budget', -300, 300, null, null],
      ['packetReturned', 'budget', 200, 600, null, null],
      ['packetReturned', 'held', -200, 0, null, null],
      ['packetClaimed', 'held', -200, 200, 'bob', null],
      ['packetClaimed', 'held', -200, 400, 'ann', '安安'],
      ['packetOpened', 'held', 600, 600, null, null],
      ['packetOpened', 'budget', -600, 400, null, null],
      ['deposit', 'budget', 1_000, 1_000, null, null],
    ])
    expect([lines[0]?.note, lines.at(-1)?.note]).toEqual(['contract 7 is over', 'contract 7'])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-8: what a deposit may be', async () => {
    for (const [body, outcome] of [
      [{ amount: yuan(1) }, '201 accepted'],
      [{ amount: yuan(0) }, '422 malformed'],
      [{ amount: yuan(-1) }, '422 malformed'],
      [{ amount: yuan(0.5) }, '422 malformed'],
      [{ amount: yuan(100_000_000_00) }, '201 accepted'],
      [{ amount: yuan(100_000_000_01) }, '422 malformed'],
      [{ amount: yuan(1, 'USD') }, '422 amount_invalid'],
      [{ amount: yuan(1), note: 'x'.repeat(201) }, '422 malformed'],
      [{ amount: yuan(1), more: 1 }, '422 malformed'],
    ] as const)
      expect(await deposit(body)).toBe(outcome)
    expect(await p.budget()).toMatchObject({ available: yuan(100_000_000_01) })
    expect(await w.refusal('POST', '/v1/owners/nobody/budget', { amount: yuan(1) })).toBe('404 unknown_owner')
    expect(await w.refusal('GET', '/v1/owners/nobody/budget')).toBe('404 unknown_owner')
    expect(await w.refusal('GET', '/v1/owners/nobody/budget/ledger')).toBe('404 unknown_owner')
  })

  test('BEN-8 I21: what may be taken out of a budget: what is not held, to the fen', async () => {
    expect(await withdraw(1)).toBe('409 budget_too_low')
    await p.fund(1_000)
    await p.open({ total: yuan(400), count: 4 })
    for (const [fen, more, outcome] of [
      [0, {}, '422 malformed'],
      [-1, {}, '422 malformed'],
      [0.5, {}, '422 malformed'],
      [1, { amount: yuan(1, 'USD') }, '422 amount_invalid'],
      [1, { note: '' }, '422 malformed'],
      [1, { more: 1 }, '422 malformed'],
      [601, {}, '409 budget_too_low'],
      [1, {}, '201 accepted'],
      [600, {}, '409 budget_too_low'],
      [599, {}, '201 accepted'],
      [1, {}, '409 budget_too_low'],
    ] as const)
      expect([fen, await withdraw(fen, more)]).toEqual([fen, outcome])
    expect(await p.budget()).toMatchObject({ available: yuan(0), held: yuan(400) })
    expect(await w.refusal('POST', '/v1/owners/nobody/budget/withdrawals', { amount: yuan(1) })).toBe(
      '404 unknown_owner',
    )
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-8: sums beyond what is exact are refused, and nothing is booked', async () => {
    await p.fund(1)
    await w.db.query('update owner_book set outside = -999999999999999, budget = 999999999999999')
    expect(await deposit({ amount: yuan(1) })).toBe('201 accepted')
    expect(await deposit({ amount: yuan(1) })).toBe('422 amount_invalid')
    // what was taken out makes room
    expect(await withdraw(1)).toBe('201 accepted')
    expect(await deposit({ amount: yuan(1) })).toBe('201 accepted')
  })

  test('BEN-8 PLT-1: an owner sees his books alone; where nothing is tried out, the platform alone puts money in', async () => {
    await w.owner('mei')
    const owner = await w.token('owner', 'luo')
    const other = await w.token('owner', 'mei')
    const fan = await w.token('fan', 'ann')
    // this world is a sandbox; elsewhere: test/race/packets.race.test.ts
    expect(await deposit({ amount: yuan(1) }, owner)).toBe('201 accepted')
    expect(await deposit({ amount: yuan(1) }, other)).toBe('403 forbidden')
    expect(await deposit({ amount: yuan(1) }, fan)).toBe('403 forbidden')
    expect(await withdraw(1, {}, other)).toBe('403 forbidden')
    expect(await withdraw(1, {}, fan)).toBe('403 forbidden')
    expect(await withdraw(1, {}, owner)).toBe('201 accepted')
    for (const path of ['/v1/owners/luo/budget', '/v1/owners/luo/budget/ledger']) {
      expect(await w.refusal('GET', path, undefined, { as: owner })).toBe('200 accepted')
      expect(await w.refusal('GET', path, undefined, { as: other })).toBe('403 forbidden')
    }
    for (const path of ['/v1/users/ann/balance', '/v1/users/ann/payouts']) {
      expect(await w.refusal('GET', path, undefined, { as: fan })).toBe('200 accepted')
      expect(await w.refusal('GET', path.replace('ann', 'bob'), undefined, { as: fan })).toBe('403 forbidden')
      expect(await w.refusal('GET', path, undefined, { as: owner })).toBe('403 forbidden')
    }
    expect(await payout('bob', 100, 'CNY', fan)).toBe('403 forbidden')
    expect(await w.refusal('GET', '/v1/payouts', undefined, { as: owner })).toBe('403 forbidden')
  })

  test('BEN-8: a retried deposit with its Idempotency-Key is one', async () => {
    const headers = { 'idempotency-key': 'pay-1' }
    for (let turn = 0; turn < 3; turn += 1)
      await w.must('POST', '/v1/owners/luo/budget', { amount: yuan(500) }, { headers })
    expect(await p.budget()).toMatchObject({ available: yuan(500) })
  })

  test('BEN-8: a pay-out: requested, done; requested, failed: the balance has it again; the platform is told', async () => {
    await give('ann', 1_000)
    const first = await ask('ann', 300)
    expect(first).toMatchObject({ userId: 'ann', amount: yuan(300), status: 'requested', decidedAt: null })
    const second = await ask('ann', 200)
    expect(await balances('ann')).toEqual([[500, 500, 0]])
    expect(await decide(first.payoutId, { status: 'done', reference: 'bank-1' })).toBe('200 accepted')
    expect(await decide(second.payoutId, { status: 'failed', reason: 'no such account' })).toBe('200 accepted')
    expect(await balances('ann')).toEqual([[700, 0, 300]])
    const waiting = await w.must<{ items: object[] }>('GET', '/v1/payouts?status=requested')
    expect(waiting.items).toEqual([])
    const all = await w.must<{ items: PayoutView[] }>('GET', '/v1/users/ann/payouts')
    expect(new Map(all.items.map((one) => [one.payoutId, one.reference ?? one.reason]))).toEqual(
      new Map([
        [first.payoutId, 'bank-1'],
        [second.payoutId, 'no such account'],
      ]),
    )
    const told = await w.db.query(`select body from outbox where topic = 'platform' and kind = 'payout.requested'`)
    expect(told).toMatchObject([
      { body: { payoutId: first.payoutId, userId: 'ann', amount: yuan(300) } },
      { body: { payoutId: second.payoutId } },
    ])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-8: what a pay-out may be', async () => {
    await give('ann', 1_000)
    for (const [fen, currency, outcome] of [
      [99, 'CNY', '422 malformed'],
      [-100, 'CNY', '422 malformed'],
      [1_001, 'CNY', '409 balance_too_low'],
      [100, 'USD', '409 balance_too_low'],
      [100, 'CNY', '201 accepted'],
      [900, 'CNY', '201 accepted'],
      [100, 'CNY', '409 balance_too_low'],
    ] as const)
      expect([fen, currency, await payout('ann', fen, currency)]).toEqual([fen, currency, outcome])
    expect(await payout('nobody', 100)).toBe('409 balance_too_low')
  })

  test('BEN-8: a decision is made once; the same words again change nothing', async () => {
    await give('ann', 1_000)
    const { payoutId } = await ask('ann', 1_000)
    expect(await decide('018f0000-0000-7000-8000-000000000000', { status: 'done', reference: 'x' })).toBe(
      '404 not_found',
    )
    expect(await decide(payoutId, { status: 'done' })).toBe('422 malformed')
    expect(await decide(payoutId, { status: 'failed', reference: 'x' })).toBe('422 malformed')
    for (let turn = 0; turn < 2; turn += 1)
      expect(await decide(payoutId, { status: 'done', reference: 'bank-1' })).toBe('200 accepted')
    expect(await decide(payoutId, { status: 'done', reference: 'bank-2' })).toBe('409 payout_decided')
    expect(await decide(payoutId, { status: 'failed', reason: 'no' })).toBe('409 payout_decided')
    expect(await balances('ann')).toEqual([[0, 0, 1_000]])
  })

  test('BEN-8: money of owners with other currencies is kept apart', async () => {
    await w.owner('kim', { currency: 'KRW' })
    await give('ann', 500)
    await give('ann', 700, 'kim', 'KRW')
    const { items } = await w.must<{ items: { currency: string; available: object }[] }>('GET', '/v1/users/ann/balance')
    expect(items.map(({ currency, available }) => [currency, available])).toEqual([
      ['CNY', yuan(500)],
      ['KRW', yuan(700, 'KRW')],
    ])
    expect(await payout('ann', 600, 'CNY')).toBe('409 balance_too_low')
    expect(await w.refusal('POST', '/v1/red-packets', p.input({ ownerId: 'kim' }))).toBe('422 amount_invalid')
  })

  test('PLT-8 BEN-8: a merge moves balances, waiting pay-outs and claims; a packet that both took from is taken from by both', async () => {
    const both = (await p.fund(200)) && (await p.open({ total: yuan(200), count: 2 })).packetId
    expect(await p.claimed(both, 'ann')).toBe('200 100')
    expect(await p.claimed(both, 'bob')).toBe('200 100')
    const his = await give('bob', 1_000)
    const done = await ask('bob', 100)
    await decide(done.payoutId, { status: 'done', reference: 'bank-1' })
    const waiting = await ask('bob', 300)
    await w.must('POST', '/v1/users/ann/merges', { from: 'bob', reason: 'one person' })
    expect(await balances('ann')).toEqual([[800, 300, 100]])
    expect(await balances('bob')).toEqual([[800, 300, 100]])
    expect(await p.claimed(his, 'ann')).toBe('409 already_claimed')
    expect(await p.claimed(both, 'bob')).toBe('409 already_claimed')
    expect(await p.packet(both)).toMatchObject({ status: 'empty', claimed: yuan(200), sharesClaimed: 2 })
    expect(await decide(waiting.payoutId, { status: 'failed', reason: 'no' })).toBe('200 accepted')
    expect(await balances('ann')).toEqual([[1_100, 0, 100]])
    const mine = await w.must<{ items: PayoutView[] }>('GET', '/v1/users/ann/payouts')
    expect(mine.items.map(({ status, userId }) => [status, userId]).toSorted()).toEqual([
      ['done', 'ann'],
      ['failed', 'ann'],
    ])
    expect(await checkMoney(w.db)).toEqual([])
  })

  test('BEN-8: transfers are append-only, and the store refuses books that do not balance', async () => {
    await give('ann', 1_000)
    await ask('ann', 100)
    for (const statement of [
      'update owner_transfer set amount = amount + 1',
      'delete from owner_transfer',
      'truncate owner_transfer',
      'update user_transfer set amount = amount + 1',
      'delete from user_transfer',
      'truncate user_transfer',
    ])
      await expect(w.db.query(statement), statement).rejects.toThrow('append-only')
    for (const statement of [
      'update owner_book set budget = budget + 1',
      'update owner_book set budget = -1, held = held + 1',
      'update user_book set balance = -1',
      'update red_packet set claimed = claimed - 1',
      `update red_packet set status = 'open'`,
      `insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance)
         select club_no, 99, gen_random_uuid(), now(), 'deposit', 'held', 'budget', 1, 0, 1 from club`,
      `insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance)
         select club_no, 99, gen_random_uuid(), now(), 'deposit', 'outside', 'budget', 0, 0, 1 from club`,
      `insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance)
         select club_no, 99, gen_random_uuid(), now(), 'withdrawal', 'held', 'outside', 1, 0, 0 from club`,
      `insert into owner_transfer (club_no, seq, transfer_id, at, kind, from_account, to_account, amount, from_balance, to_balance)
         select club_no, 99, gen_random_uuid(), now(), 'withdrawal', 'budget', 'outside', 1, -1, 0 from club`,
    ])
      await expect(w.db.query(statement), statement).rejects.toMatchObject({ code: '23514' })
  })

  const asReplica = async (text: string) => {
    await w.db.exec(`begin; set local session_replication_role = replica; ${text}; commit`)
  }
  test.each([
    ['money_owner', 'update owner_transfer set to_balance = to_balance + 1 where seq = 1', /budget is 1001/],
    ['money_owner', `delete from owner_transfer where kind = 'deposit'`, /transfers, the book counts/],
    ['money_owner', 'update owner_book set outside = outside - 5, budget = budget + 5', /budget is 5/],
    ['money_user', 'update user_book set balance = balance + 1', /user ann: balance CNY is 901/],
    ['money_user', `update payout set amount = amount + 1`, /user ann: 100 CNY wait/],
    ['money_packet', 'update packet_claim set amount = amount - 1', /^packet .* its claims: 999/],
    ['money_packet', 'delete from packet_claim', /^packet .* its claims: 0 in 0/],
  ] as const)('doctor: tells %s after: %s', async (code, spoil, words) => {
    await give('ann', 1_000)
    await ask('ann', 100)
    expect(await checkMoney(w.db)).toEqual([])
    await asReplica(spoil)
    const findings = await checkMoney(w.db)
    const told = findings.find((finding) => finding.code === code)
    expect(told?.examples.join('\n')).toMatch(words)
  })
})
