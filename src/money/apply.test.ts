import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { OwnerMovement } from '../ports/money.ts'
import { affordable, balanceKey, bookMovements, moveAll, moveOwn, type OwnerAccounts } from './apply.ts'

const book = (clubNo: number, more: Partial<OwnerAccounts> = {}): OwnerAccounts => ({
  clubNo,
  currency: clubNo === 3 ? 'KRW' : 'CNY',
  seq: 0,
  outside: 0,
  budget: 0,
  held: 0,
  paid: 0,
  returned: 0,
  ...more,
})

const kinds = ['deposit', 'packetOpened', 'packetClaimed', 'packetReturned', 'benefitClaimed'] as const

/** A movement that its account can bear, from dice: the amount is a part of what is there. */
function movementOf(
  { budget, held }: { budget: number; held: number },
  dice: { clubNo: number; kind: (typeof kinds)[number]; part: number; userNo: number },
): OwnerMovement | null {
  const has = {
    deposit: 1_000,
    packetOpened: budget,
    benefitClaimed: budget,
    packetClaimed: held,
    packetReturned: held,
  }
  const amount = Math.ceil(has[dice.kind] * dice.part)
  if (amount === 0) return null
  const { clubNo, kind, userNo } = dice
  return kind === 'packetClaimed' || kind === 'benefitClaimed'
    ? { clubNo, kind, amount, userNo }
    : { clubNo, kind, amount }
}

test('BEN-8 I21: whatever moves, in whatever batches: postings sum to 0, balances are their postings, nothing falls below 0', () => {
  const step = fc.record({
    clubNo: fc.integer({ min: 1, max: 3 }),
    kind: fc.constantFrom(...kinds),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    userNo: fc.integer({ min: 1, max: 4 }),
    ends: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      // the oracle: every account a plain sum of what went in and out
      const oracle = new Map<string, number>()
      const move = (from: string, to: string, amount: number) => {
        oracle.set(from, (oracle.get(from) ?? 0) - amount)
        oracle.set(to, (oracle.get(to) ?? 0) + amount)
      }
      let books: ReadonlyMap<number, OwnerAccounts> = new Map([1, 2, 3].map((no) => [no, book(no)]))
      const balances = new Map<string, number>()
      const counts = new Map<number, number>()
      let batch: OwnerMovement[] = []
      const flush = () => {
        const booked = bookMovements(books, balances, batch)
        for (const transfer of booked.transfers) {
          const { clubNo, amount, from, to, userNo = 0 } = transfer
          const { currency } = book(clubNo)
          const target = to === 'balance' ? `user ${balanceKey(userNo, currency)}` : `${clubNo} ${to}`
          move(`${clubNo} ${from}`, target, amount)
          expect(transfer.fromBalance).toBe(oracle.get(`${clubNo} ${from}`))
          expect(transfer.toBalance).toBe(oracle.get(target))
          if (to === 'balance') balances.set(balanceKey(userNo, currency), transfer.toBalance)
          counts.set(clubNo, (counts.get(clubNo) ?? 0) + 1)
          expect(transfer.seq).toBe(counts.get(clubNo))
        }
        books = new Map([...books, ...booked.books])
        batch = []
      }
      for (const dice of steps) {
        const before = bookMovements(books, balances, batch).books.get(dice.clubNo) ?? books.get(dice.clubNo)
        const movement = movementOf(before ?? book(dice.clubNo), dice)
        if (movement !== null) batch.push(movement)
        if (dice.ends) flush()
      }
      flush()
      expect([...oracle.values()].reduce((all, value) => all + value, 0)).toBe(0)
      for (const [account, value] of oracle) if (!account.endsWith('outside')) expect(value).toBeGreaterThanOrEqual(0)
      for (const { clubNo, outside, budget, held, paid } of books.values()) {
        expect(outside + budget + held + paid).toBe(0)
        expect([outside, budget, held]).toEqual(
          ['outside', 'budget', 'held'].map((account) => oracle.get(`${clubNo} ${account}`) ?? 0),
        )
      }
    }),
    { seed: 20, numRuns: 300 },
  )
})

test('BEN-8: an account that would fall below 0, a movement of nothing and a book that is not locked are our bugs', () => {
  const books = new Map([[1, book(1, { outside: -10, budget: 10 })]])
  const none = new Map<string, number>()
  const booking = (movement: OwnerMovement) => () => bookMovements(books, none, [movement])
  expect(booking({ clubNo: 1, kind: 'packetOpened', amount: 11 })).toThrow('below 0')
  expect(booking({ clubNo: 1, kind: 'packetOpened', amount: 10 })).not.toThrow()
  expect(booking({ clubNo: 1, kind: 'packetReturned', amount: 1 })).toThrow('below 0')
  expect(booking({ clubNo: 1, kind: 'deposit', amount: 0 })).toThrow('at least one minor unit')
  expect(booking({ clubNo: 1, kind: 'deposit', amount: 0.5 })).toThrow('at least one minor unit')
  expect(booking({ clubNo: 2, kind: 'deposit', amount: 1 })).toThrow('locked')
  expect(booking({ clubNo: 1, kind: 'benefitClaimed', amount: 1 })).toThrow('somebody')
  expect(booking({ clubNo: 1, kind: 'packetOpened', amount: 1, userNo: 5 })).toThrow('nobody else')
})

test('BEN-5: payments go in order, each if what is then left suffices; a smaller one after one that did not fit may', () => {
  const available = new Map([[1, 100]])
  const pay = (...amounts: number[]) =>
    affordable(
      available,
      amounts.map((amount) => ({ clubNo: 1, amount })),
    )
  expect(pay(100)).toEqual([true])
  expect(pay(101)).toEqual([false])
  expect(pay(60, 50, 40, 1)).toEqual([true, false, true, false])
  expect(affordable(available, [{ clubNo: 2, amount: 1 }])).toEqual([false])
})

const mine = { userNo: 1, currency: 'CNY', seq: 4, balance: 500, payout: 200, outside: 100 }

test('BEN-8: a user’s own money moves between his accounts and nowhere else', () => {
  const about = { payoutId: 'p', actor: 'fan:1' }
  expect(moveOwn(mine, 'payoutRequested', 500, about).book).toEqual({ ...mine, seq: 5, balance: 0, payout: 700 })
  expect(moveOwn(mine, 'payoutDone', 200, about).book).toEqual({ ...mine, seq: 5, payout: 0, outside: 300 })
  expect(moveOwn(mine, 'payoutFailed', 150, about).book).toEqual({ ...mine, seq: 5, balance: 650, payout: 50 })
  expect(() => moveOwn(mine, 'payoutRequested', 501, about)).toThrow('below 0')
  expect(() => moveOwn(mine, 'payoutDone', 201, about)).toThrow('below 0')
})

test('PLT-8: two ids of a user become one: account by account, with nothing lost', () => {
  const other = { userNo: 2, currency: 'CNY', seq: 0, balance: 1, payout: 0, outside: 0 }
  const { transfers, books } = moveAll(mine, other, 'platform')
  expect(books).toEqual([
    { ...mine, seq: 7, balance: 0, payout: 0, outside: 0 },
    { ...other, balance: 501, payout: 200, outside: 100 },
  ])
  expect(transfers.map(({ from, to, amount, toBalance, seq }) => [from, to, amount, toBalance, seq])).toEqual([
    ['balance', 'balance', 500, 501, 5],
    ['payout', 'payout', 200, 200, 6],
    ['outside', 'outside', 100, 100, 7],
  ])
})
