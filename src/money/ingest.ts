import { z } from 'zod'
import { id, uuid } from '../contract/forms.ts'
import { budgetInput, budgetView, moneyLimits, payoutDecision, payoutInput, payoutView } from '../contract/money.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route, type RouteInput, type Subject } from '../contract/route.ts'
import { assert } from '../lib/assert.ts'
import type { App } from '../ports/app.ts'
import { decidePayout, requestPayout } from './payout.ts'
import { viewBudget, viewPayout } from './read.ts'
import { findClub } from './store.ts'

const ownerParams = z.object({ ownerId: id })
const userParams = z.object({ userId: id })

const isPlatform = ({ role }: Subject): boolean => role === 'platform' || role === 'admin'

/**
 * Moves money between the world and a budget, as the platform says that it happened; in a sandbox the owner may try it out.
 * @returns `forbidden` | `unknown_owner` | `amount_invalid` (another currency, or more paid in than sums can hold) | `budget_too_low`
 * @rule BEN-8
 */
async function moveBudget(
  app: App,
  kind: 'deposit' | 'withdrawal',
  { params, body, subject }: RouteInput<z.output<typeof ownerParams>, undefined, z.output<typeof budgetInput>>,
): Promise<z.output<typeof budgetView> | Rejection> {
  if (!isPlatform(subject) && !app.sandbox) return reject('forbidden')
  const done = await app.command(subject, async ({ tx, money }) => {
    const club = await findClub(tx, params.ownerId)
    if (club === null) return reject('unknown_owner')
    const { value, currency } = body.amount
    if (currency !== club.currency) return reject('amount_invalid', `The owner's currency is ${club.currency}`)
    const book = (await money.books([club.club_no])).get(club.club_no)
    assert(book !== undefined, 'every club has a book once it is asked for')
    if (kind === 'deposit' && value - book.outside > moneyLimits.depositsMost) return reject('amount_invalid')
    if (kind === 'withdrawal' && value > book.budget) return reject('budget_too_low')
    const note = body.note === undefined ? {} : { note: body.note }
    await money.book([{ clubNo: club.club_no, kind, amount: value, actor: actorOf(subject), ...note }])
    return null
  })
  return isRejection(done) ? done : viewBudget(app, params.ownerId)
}

const deposit = route({
  name: 'postBudget',
  method: 'POST',
  path: '/v1/owners/{ownerId}/budget',
  tag: 'money',
  summary:
    'Money was paid in for an owner: the platform says so, since nobody makes his own; in a sandbox the owner may try it out',
  clauses: ['BEN-8'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  body: budgetInput,
  answer: budgetView,
  status: 201,
  handle: (app, input) => moveBudget(app, 'deposit', input),
})

const withdraw = route({
  name: 'postBudgetWithdrawal',
  method: 'POST',
  path: '/v1/owners/{ownerId}/budget/withdrawals',
  tag: 'money',
  summary:
    'Money that is not held was paid back to an owner: the platform says so; in a sandbox the owner may try it out',
  clauses: ['BEN-8'],
  access: { kind: 'club', permission: 'benefits' },
  params: ownerParams,
  body: budgetInput,
  answer: budgetView,
  status: 201,
  handle: (app, input) => moveBudget(app, 'withdrawal', input),
})

const askPayout = route({
  name: 'postPayout',
  method: 'POST',
  path: '/v1/users/{userId}/payouts',
  tag: 'money',
  summary: 'Ask for money of a balance to be paid out; the platform is told and decides',
  clauses: ['BEN-8'],
  access: { kind: 'self' },
  params: userParams,
  body: payoutInput,
  answer: payoutView,
  status: 201,
  handle: async (app, { params, body, subject }) => {
    const asked = await app.command(subject, (context) => requestPayout(context, params.userId, body.amount))
    return isRejection(asked) ? asked : viewPayout(app.db, asked.payoutId)
  },
})

const decide = route({
  name: 'postPayoutDecision',
  method: 'POST',
  path: '/v1/payouts/{payoutId}/decision',
  tag: 'money',
  summary: 'How a pay-out went: done, with a reference, or failed, with a reason: then the balance has the money again',
  clauses: ['BEN-8'],
  access: { kind: 'platform' },
  params: z.object({ payoutId: uuid }),
  body: payoutDecision,
  answer: payoutView,
  handle: async (app, { params, body, subject }) => {
    const decided = await app.command(subject, (context) => decidePayout(context, params.payoutId, body))
    return isRejection(decided) ? decided : viewPayout(app.db, params.payoutId)
  },
})

/** Routes that move money. */
export const moneyWrites: readonly Route[] = [deposit, withdraw, askPayout, decide]
