import type { Queryable } from '../ports/db.ts'
import { addLine, settle, type PointsBook, type PointsLine } from './apply.ts'
import { changePoints } from './book.ts'
import { clubsOf, lockPoints, savePoints } from './store.ts'

/** Points of one club that wait for their new holder. */
interface Moved {
  readonly clubNo: number
  readonly points: number
}

/**
 * Takes all points of a user who is about to be merged into another, while his memberships still stand.
 * @param now decision time, UTC ms
 * @rule PLT-8 BEN-10
 */
export async function takePoints(tx: Queryable, now: number, from: number, actor: string): Promise<readonly Moved[]> {
  const pairs = (await clubsOf(tx, from)).map((clubNo) => ({ userNo: from, clubNo }))
  const books: PointsBook[] = []
  const lines: PointsLine[] = []
  const moved: Moved[] = []
  for (const news of await lockPoints(tx, pairs)) {
    if (!news.member) continue
    const { book, lines: settled } = settle(news)
    lines.push(...settled)
    books.push(book)
    const points = book.balance
    if (points === 0) continue
    book.earned -= points
    lines.push(addLine(book, { kind: 'taken', delta: -points, reason: 'merged', actor }))
    moved.push({ clubNo: book.clubNo, points })
  }
  await savePoints(tx, books, lines, now)
  return moved
}

/** Gives points that were taken to the user who goes on, who is a member of these clubs by now. @rule PLT-8 BEN-10 */
export async function givePoints(
  tx: Queryable,
  now: number,
  into: number,
  moved: readonly Moved[],
  actor: string,
): Promise<void> {
  const changes = moved.map(({ clubNo, points }) => ({ userNo: into, clubNo, points, reason: 'merged', actor }))
  await changePoints(
    tx,
    now,
    changes.map((change) => ({ ...change, kind: 'granted' })),
  )
}
