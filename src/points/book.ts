import type { z } from 'zod'
import type { pointsView } from '../contract/money.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import type { PointsCommands } from '../ports/points.ts'
import type { Queryable } from '../ports/db.ts'
import { addLine, settle, type PointsBook, type PointsLine } from './apply.ts'
import { lockPoints, savePoints, type Pair } from './store.ts'

const keyOf = ({ userNo, clubNo }: Pair): string => `${userNo}:${clubNo}`

/** What a change of points is asked for, and for whom. */
export interface PointsChange {
  readonly userNo: number
  readonly clubNo: number
  readonly kind: 'granted' | 'spent'
  /** above 0 */
  readonly points: number
  readonly campaignId?: string | null
  readonly reason?: string | null
  readonly actor?: string | null
}

/** Members' books by pair, after a change; those of members alone. */
export interface PointsOutcome {
  readonly books: ReadonlyMap<string, PointsBook>
  /** for each change, whether it was made */
  readonly done: readonly boolean[]
}

/**
 * Locks members, takes over what the intimacy ledger has, then makes changes in order; each is made where its user is a member, a spending where
 * what he then has suffices. Fixed number of statements.
 * @param looked members who are only looked at
 * @param now decision time, UTC ms
 * @rule BEN-10
 */
export async function changePoints(
  tx: Queryable,
  now: number,
  changes: readonly PointsChange[],
  looked: readonly Pair[] = [],
): Promise<PointsOutcome> {
  const books = new Map<string, PointsBook>()
  const lines: PointsLine[] = []
  for (const news of await lockPoints(tx, [...looked, ...changes])) {
    if (!news.member) continue
    const settled = settle(news)
    books.set(keyOf(news), settled.book)
    lines.push(...settled.lines)
  }
  const done = changes.map((change) => {
    const book = books.get(keyOf(change))
    if (book === undefined || (change.kind === 'spent' && change.points > book.balance)) return false
    const { kind, points, campaignId = null, reason = null, actor = null } = change
    if (kind === 'granted') book.earned += points
    else book.spent += points
    lines.push(addLine(book, { kind, delta: kind === 'spent' ? -points : points, campaignId, reason, actor }))
    return true
  })
  const touched = new Set(lines.map(keyOf))
  await savePoints(
    tx,
    [...books.values()].filter((book) => touched.has(keyOf(book))),
    lines,
    now,
  )
  return { books, done }
}

/** A member's points as they are told; `not_a_member` where there is no book of his. */
export function viewOfBook(
  books: PointsOutcome['books'],
  pair: Pair,
  { ownerId, userId }: { readonly ownerId: string; readonly userId: string },
): z.output<typeof pointsView> | Rejection {
  const book = books.get(keyOf(pair))
  if (book === undefined) return reject('not_a_member')
  const { balance, earned, spent } = book
  return { ownerId, userId, balance, earned, spent }
}

/** Spendable points in one transaction. @param now decision time, UTC ms */
export function createPoints(tx: Queryable, now: number): PointsCommands {
  return {
    async balances(members) {
      const { books } = await changePoints(tx, now, [], members)
      return members.map((member) => books.get(keyOf(member))?.balance ?? 0)
    },
    async spend(wishes) {
      const spendings = wishes.map((wish): PointsChange => ({ ...wish, kind: 'spent' }))
      return [...(await changePoints(tx, now, spendings)).done]
    },
  }
}
