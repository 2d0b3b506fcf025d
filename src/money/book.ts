import { assert } from '../lib/assert.ts'
import { crashPoint } from '../lib/crash-point.ts'
import type { MoneyCommands, OwnerMovement } from '../ports/money.ts'
import type { Queryable } from '../ports/db.ts'
import { affordable, balanceKey, bookMovements, type OwnerAccounts } from './apply.ts'
import { addOwnerTransfers, addToBalances, lockOwnerBooks, setOwnerBooks } from './store.ts'

/** Owners' money in one transaction; it remembers the books that it locked. @param now decision time, UTC ms */
export function createMoney(tx: Queryable, now: number): MoneyCommands {
  const held = new Map<number, OwnerAccounts>()

  async function books(clubNos: readonly number[]): Promise<ReadonlyMap<number, OwnerAccounts>> {
    const missing = clubNos.filter((clubNo) => !held.has(clubNo))
    for (const book of await lockOwnerBooks(tx, missing)) held.set(book.clubNo, book)
    return held
  }

  /** What users' balances were before these movements: what they are with them, less what comes. */
  async function balancesBefore(movements: readonly OwnerMovement[]): Promise<ReadonlyMap<string, number>> {
    const gains = movements.flatMap(({ clubNo, userNo, amount }) => {
      const currency = held.get(clubNo)?.currency
      return userNo === undefined || currency === undefined ? [] : [{ userNo, currency, amount }]
    })
    const before = new Map<string, number>()
    if (gains.length === 0) return before
    for (const row of await addToBalances(tx, gains)) before.set(balanceKey(row.user_no, row.currency), row.balance)
    for (const { userNo, currency, amount } of gains) {
      const key = balanceKey(userNo, currency)
      before.set(key, (before.get(key) ?? 0) - amount)
    }
    return before
  }

  async function book(movements: readonly OwnerMovement[]): Promise<void> {
    if (movements.length === 0) return
    const booked = bookMovements(held, await balancesBefore(movements), movements)
    await addOwnerTransfers(tx, booked.transfers, now)
    crashPoint('money.moved')
    await setOwnerBooks(tx, [...booked.books.values()])
    for (const [clubNo, after] of booked.books) held.set(clubNo, after)
  }

  return {
    books,
    book,
    async payFromBudget(payments) {
      assert(
        payments.every(({ amount }) => amount > 0),
        'a payment is of at least one minor unit',
      )
      if (payments.length === 0) return []
      await books(payments.map(({ clubNo }) => clubNo))
      const paid = affordable(new Map([...held].map(([clubNo, { budget }]) => [clubNo, budget])), payments)
      await book(payments.filter((_, index) => paid[index]).map((payment) => ({ ...payment, kind: 'benefitClaimed' })))
      return paid
    },
  }
}
