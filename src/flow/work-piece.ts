import type { RuleSet } from '../contract/rule-set.ts'
import type { Queryable } from '../ports/db.ts'

/** What this program can do to many members. */
export const workKinds = ['carry', 'relevel', 'issue', 'erase', 'sweep'] as const

/** A row of work_progress, held by who works on it. */
export interface WorkRow {
  readonly work_no: number
  readonly kind: (typeof workKinds)[number]
  readonly subject: string
  /** null: every club */
  readonly club_no: number | null
  readonly payload: Readonly<Record<string, unknown>>
  readonly position: unknown
  readonly done: number
  readonly total: number
  /** rules in force */
  readonly rules: RuleSet
  /** which partial rows of totals it adds to */
  readonly part: number
}

/** What one piece did. */
export interface Piece {
  /** members looked at; 0: nobody is left */
  readonly looked: number
  readonly position: unknown
  /** it wrote messages */
  readonly told?: boolean
}

/** Holds clubs as a batch does: no mode change, no `replay --fix` meanwhile. */
export async function holdClubs(tx: Queryable, clubNos: readonly number[]): Promise<void> {
  await tx.query('select 1 from club where club_no = any($1::int4[]) order by club_no for key share', [
    [...new Set(clubNos)],
  ])
}

/** Holds people, then their places in clubs, each in the order of every batch and command. Pairs of user and club number. */
export async function holdFans(tx: Queryable, users: readonly number[], clubNos: readonly number[]): Promise<void> {
  await tx.query('select 1 from person where user_no = any($1::int8[]) order by user_no for no key update', [
    [...new Set(users)],
  ])
  await tx.query(
    `select 1 from fan where (user_no, club_no) in (select * from unnest($1::int8[], $2::int4[]))
     order by user_no, club_no for no key update`,
    [users, clubNos],
  )
}
