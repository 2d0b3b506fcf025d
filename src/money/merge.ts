import { assert } from '../lib/assert.ts'
import type { Queryable } from '../ports/db.ts'
import { moveAll } from './apply.ts'
import { addUserTransfers, lockBooksOfBoth, lockPayouts, movePayouts, setUserBooks } from './store.ts'

/**
 * Two ids of a user become one: what the one held goes over by transfers, currency by currency, account by account, and his pay-outs with it, so
 * that a decision finds the book which has the money now. What was booked before stays where it was booked.
 * @param now decision time, UTC ms
 * @rule PLT-8 BEN-8
 */
export async function moveMoney(
  tx: Queryable,
  now: number,
  { from, into, actor }: { readonly from: number; readonly into: number; readonly actor: string },
): Promise<void> {
  await lockPayouts(tx, from)
  const books = await lockBooksOfBoth(tx, from, into)
  for (const book of books.filter(({ userNo }) => userNo === from)) {
    const target = books.find((other) => other.userNo === into && other.currency === book.currency)
    assert(target !== undefined, 'the book that takes over is made before it is locked')
    const moved = moveAll(book, target, actor)
    await addUserTransfers(tx, moved.transfers, now)
    await setUserBooks(tx, moved.books)
  }
  await movePayouts(tx, from, into)
}
