import type { OwnerMovement } from '../ports/money.ts'
import { assert } from '../lib/assert.ts'

/** Pure bookkeeping (BEN-8, docs/money.md): what a movement does to both of its accounts. */

export type OwnerAccount = 'outside' | 'budget' | 'held'

/** An owner's accounts, minor units; `outside` is what came in, negative. `seq` numbers his transfers. */
export interface OwnerAccounts {
  readonly clubNo: number
  readonly currency: string
  readonly seq: number
  readonly outside: number
  readonly budget: number
  readonly held: number
  readonly paid: number
  readonly returned: number
}

/** Between which accounts money moves, by kind. */
export const ownerSides = {
  deposit: ['outside', 'budget'],
  withdrawal: ['budget', 'outside'],
  packetOpened: ['budget', 'held'],
  packetClaimed: ['held', 'balance'],
  packetReturned: ['held', 'budget'],
  benefitClaimed: ['budget', 'balance'],
} as const satisfies Readonly<Record<OwnerMovement['kind'], readonly [OwnerAccount, OwnerAccount | 'balance']>>

/** A movement with both balances afterwards. */
export interface OwnerTransfer extends OwnerMovement {
  readonly seq: number
  readonly from: OwnerAccount
  readonly to: OwnerAccount | 'balance'
  readonly fromBalance: number
  readonly toBalance: number
}

/** A user's balance in one currency. */
export const balanceKey = (userNo: number, currency: string): string => `${userNo}:${currency}`

/**
 * Books movements in order.
 * @param books by club number
 * @param balances users' balances before, by `balanceKey`; absent: 0
 * @returns the transfers and the books afterwards
 */
export function bookMovements(
  books: ReadonlyMap<number, OwnerAccounts>,
  balances: ReadonlyMap<string, number>,
  movements: readonly OwnerMovement[],
): { readonly transfers: readonly OwnerTransfer[]; readonly books: ReadonlyMap<number, OwnerAccounts> } {
  const after = new Map<number, OwnerAccounts>()
  const users = new Map(balances)
  const transfers = movements.map((movement): OwnerTransfer => {
    const { clubNo, kind, amount, userNo } = movement
    const before = after.get(clubNo) ?? books.get(clubNo)
    assert(before !== undefined, 'a book is locked before money moves in it')
    assert(Number.isSafeInteger(amount) && amount > 0, 'a movement is of at least one minor unit')
    const [from, to] = ownerSides[kind]
    const fromBalance = before[from] - amount
    assert(from === 'outside' || fromBalance >= 0, 'an account never falls below 0 (BEN-8)')
    const moved = { ...before, seq: before.seq + 1, [from]: fromBalance }
    let toBalance: number
    if (to === 'balance') {
      assert(userNo !== undefined, 'a balance is somebody’s')
      const key = balanceKey(userNo, before.currency)
      toBalance = (users.get(key) ?? 0) + amount
      users.set(key, toBalance)
      moved.paid += amount
    } else {
      assert(userNo === undefined, 'money between an owner’s accounts is nobody else’s')
      toBalance = before[to] + amount
      moved[to] = toBalance
      if (kind === 'packetReturned') moved.returned += amount
    }
    after.set(clubNo, moved)
    return { ...movement, seq: moved.seq, from, to, fromBalance, toBalance }
  })
  return { transfers, books: after }
}

/** For each payment in order, whether what is then available suffices. @param available minor units by club number; absent: 0 */
export function affordable(
  available: ReadonlyMap<number, number>,
  payments: readonly { readonly clubNo: number; readonly amount: number }[],
): boolean[] {
  const left = new Map(available)
  return payments.map(({ clubNo, amount }) => {
    const has = left.get(clubNo) ?? 0
    if (amount > has) return false
    left.set(clubNo, has - amount)
    return true
  })
}

/** A user's accounts in one currency. */
export interface UserAccounts {
  readonly userNo: number
  readonly currency: string
  readonly seq: number
  readonly balance: number
  readonly payout: number
  readonly outside: number
}

/** A movement of a user's money, with both balances afterwards. */
export interface UserTransfer {
  readonly userNo: number
  readonly currency: string
  readonly seq: number
  readonly kind: 'payoutRequested' | 'payoutDone' | 'payoutFailed' | 'merged'
  readonly from: 'balance' | 'payout' | 'outside'
  readonly to: 'balance' | 'payout' | 'outside'
  readonly amount: number
  readonly fromBalance: number
  readonly toBalance: number
  /** PLT-8: who took it over */
  readonly otherNo: number | null
  readonly payoutId: string | null
  readonly note: string | null
  readonly actor: string | null
}

const ownSides = {
  payoutRequested: ['balance', 'payout'],
  payoutDone: ['payout', 'outside'],
  payoutFailed: ['payout', 'balance'],
} as const

/** Moves money between a user's own accounts. @returns the transfer and the book afterwards */
export function moveOwn(
  book: UserAccounts,
  kind: keyof typeof ownSides,
  amount: number,
  about: { readonly payoutId: string; readonly actor: string; readonly note?: string | null },
): { readonly transfer: UserTransfer; readonly book: UserAccounts } {
  const [from, to] = ownSides[kind]
  const fromBalance = book[from] - amount
  const toBalance = book[to] + amount
  assert(amount > 0 && fromBalance >= 0, 'an account never falls below 0 (BEN-8)')
  const { userNo, currency } = book
  const seq = book.seq + 1
  const { payoutId, actor, note = null } = about
  return {
    transfer: {
      userNo,
      currency,
      seq,
      kind,
      from,
      to,
      amount,
      fromBalance,
      toBalance,
      otherNo: null,
      payoutId,
      note,
      actor,
    },
    book: { ...book, seq, [from]: fromBalance, [to]: toBalance },
  }
}

/**
 * Moves all that one id of a user held to the other, account by account (PLT-8); waiting pay-outs keep their money, what was paid out stays paid out.
 * @returns the transfers and both books afterwards
 */
export function moveAll(
  from: UserAccounts,
  into: UserAccounts,
  actor: string,
): { readonly transfers: readonly UserTransfer[]; readonly books: readonly [UserAccounts, UserAccounts] } {
  let source = from
  let target = into
  const transfers = (['balance', 'payout', 'outside'] as const).flatMap((account): UserTransfer[] => {
    const amount = source[account]
    if (amount === 0) return []
    source = { ...source, seq: source.seq + 1, [account]: 0 }
    target = { ...target, [account]: target[account] + amount }
    return [
      {
        userNo: from.userNo,
        currency: from.currency,
        seq: source.seq,
        kind: 'merged',
        from: account,
        to: account,
        amount,
        fromBalance: 0,
        toBalance: target[account],
        otherNo: into.userNo,
        payoutId: null,
        note: null,
        actor,
      },
    ]
  })
  return { transfers, books: [source, target] }
}
