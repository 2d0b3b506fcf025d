import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import type { Money } from '../contract/forms.ts'
import type { payoutDecision } from '../contract/money.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { platformTopic } from '../contract/topics.ts'
import { assert } from '../lib/assert.ts'
import type { CommandContext } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { moveOwn, type UserAccounts } from './apply.ts'
import { addPayout, addUserTransfers, findPayout, holdUser, readUserBooks, setDecided, setUserBooks } from './store.ts'

/** A user's book in one currency, locked. */
async function lockBook(tx: Queryable, userNo: number, currency: string): Promise<UserAccounts | undefined> {
  return (await readUserBooks(tx, [userNo], true)).find((book) => book.currency === currency)
}

/**
 * Asks for a pay-out: the money leaves the balance and waits in `payout` for the platform, which is told.
 * @returns `balance_too_low`
 * @rule BEN-8
 */
export async function requestPayout(
  { tx, now, publish, subject }: CommandContext,
  userId: string,
  amount: Money,
): Promise<{ payoutId: string } | Rejection> {
  const userNo = await holdUser(tx, userId)
  const book = userNo === null ? undefined : await lockBook(tx, userNo, amount.currency)
  if (book === undefined || book.balance < amount.value) return reject('balance_too_low')
  const payoutId = uuidv7()
  const moved = moveOwn(book, 'payoutRequested', amount.value, { payoutId, actor: actorOf(subject) })
  await addPayout(tx, { payout_id: payoutId, user_no: book.userNo, currency: book.currency, amount: amount.value }, now)
  await addUserTransfers(tx, [moved.transfer], now)
  await setUserBooks(tx, [moved.book])
  await publish([{ topic: platformTopic, kind: 'payout.requested', body: { payoutId, userId, amount } }])
  return { payoutId }
}

/**
 * What became of a pay-out, in the platform's words. The same words again change nothing.
 * @returns `not_found` | `payout_decided`
 * @rule BEN-8
 */
export async function decidePayout(
  { tx, now, publish, subject }: CommandContext,
  payoutId: string,
  decision: z.output<typeof payoutDecision>,
): Promise<null | Rejection> {
  const payout = await findPayout(tx, payoutId, true)
  if (payout === null) return reject('not_found')
  const reference = decision.status === 'done' ? decision.reference : null
  const reason = decision.status === 'failed' ? decision.reason : null
  if (payout.status !== 'requested') {
    const same = payout.status === decision.status && payout.reference === reference && payout.reason === reason
    return same ? null : reject('payout_decided')
  }
  const book = await lockBook(tx, payout.user_no, payout.currency)
  assert(book !== undefined, 'a pay-out came from a book')
  const actor = actorOf(subject)
  const kind = decision.status === 'done' ? 'payoutDone' : 'payoutFailed'
  const moved = moveOwn(book, kind, payout.amount, { payoutId, actor, note: reference ?? reason })
  await setDecided(tx, payoutId, { status: decision.status, reference, reason }, actor, now)
  await addUserTransfers(tx, [moved.transfer], now)
  await setUserBooks(tx, [moved.book])
  await publish([{ topic: platformTopic, kind: 'payout.decided', body: { payoutId, status: decision.status } }])
  return null
}
