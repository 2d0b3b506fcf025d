/** Pure rules of spendable points (BEN-10). */

/** What a member has, with what the intimacy ledger holds and his book has not taken over yet. */
export interface PointsNews {
  readonly userNo: number
  readonly clubNo: number
  readonly member: boolean
  /** the membership's number, and the last entry of the intimacy ledger */
  readonly epoch: number
  readonly ledgerSeq: number
  /** number of the last entry of the points' ledger; 0: none */
  readonly seq: number
  /** of the present membership before the news */
  readonly balance: number
  readonly earned: number
  readonly spent: number
  /** what an earlier membership left behind, which is gone with it (MEM-3) */
  readonly lapsed: number
  /** of entries that are new: earned in sum; what refunds want back in sum; the lowest point of their running sum, 0 or less */
  readonly news: { readonly earned: number; readonly wanted: number; readonly lowest: number }
}

export type PointsKind = 'earned' | 'taken' | 'granted' | 'spent'

/** A line of the points' ledger. */
export interface PointsLine {
  readonly userNo: number
  readonly clubNo: number
  readonly seq: number
  readonly kind: PointsKind
  readonly delta: number
  readonly balance: number
  readonly shortfall: number
  readonly seenSeq: number | null
  readonly campaignId: string | null
  readonly reason: string | null
  readonly actor: string | null
}

/** A member's points as they stand. */
export interface PointsBook {
  readonly userNo: number
  readonly clubNo: number
  readonly epoch: number
  readonly seenSeq: number
  seq: number
  balance: number
  earned: number
  spent: number
}

/** Adds a line to a book. @returns the line */
export function addLine(book: PointsBook, line: Pick<PointsLine, 'kind' | 'delta'> & Partial<PointsLine>): PointsLine {
  book.seq += 1
  book.balance += line.delta
  return {
    shortfall: 0,
    seenSeq: null,
    campaignId: null,
    reason: null,
    actor: null,
    ...line,
    userNo: book.userNo,
    clubNo: book.clubNo,
    seq: book.seq,
    balance: book.balance,
  }
}

/**
 * Takes the news over: positive entries of tasks earn 1 : 1, refunds take back what is there, entry after entry. As if each entry had been
 * booked by itself: a balance that is held at 0 from below ends at `sum − min(0, lowest)` above where it began (docs/money.md).
 * @returns the book, and the lines to write: at most one for each of lapsed, earned, taken
 * @rule BEN-10
 */
export function settle(news: PointsNews): { readonly book: PointsBook; readonly lines: readonly PointsLine[] } {
  const { userNo, clubNo, epoch, ledgerSeq, seq, lapsed } = news
  const { earned, wanted, lowest } = news.news
  const book: PointsBook = {
    userNo,
    clubNo,
    epoch,
    seenSeq: ledgerSeq,
    seq,
    balance: news.balance + lapsed,
    earned: news.earned,
    spent: news.spent,
  }
  const lines: PointsLine[] = []
  if (lapsed > 0) lines.push(addLine(book, { kind: 'taken', delta: -lapsed, seenSeq: ledgerSeq, reason: 'left' }))
  if (earned > 0) lines.push(addLine(book, { kind: 'earned', delta: earned, seenSeq: ledgerSeq }))
  book.earned += earned
  // what a refund found missing, since it was spent, is not owed
  const shortfall = Math.max(0, -(news.balance + lowest))
  const taken = wanted - shortfall
  if (wanted > 0) {
    lines.push(addLine(book, { kind: 'taken', delta: -taken, shortfall, seenSeq: ledgerSeq, reason: 'refund' }))
    book.earned -= taken
  }
  return { book, lines }
}
