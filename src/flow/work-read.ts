import { noWork, type ClubWork } from '../club/apply.ts'
import { fromInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

interface UnfinishedRow {
  kind: 'carry' | 'relevel'
  club_no: number | null
  payload: Readonly<Record<string, unknown>>
}

/** What is unfinished in these clubs, by club number. */
export async function loadWork(on: Queryable, clubNos: readonly number[]): Promise<(clubNo: number) => ClubWork> {
  const rows = await on.query<UnfinishedRow>(
    `select kind, club_no, payload from work_progress
     where finished_at is null and kind in ('carry', 'relevel') and (club_no is null or club_no = any($1::int4[])) order by work_no`,
    [clubNos],
  )
  if (rows.length === 0) return () => noWork
  const relevel = rows.some((row) => row.kind === 'relevel')
  const carries = new Map(rows.flatMap((row) => (row.kind === 'carry' ? [[row.club_no, row.payload] as const] : [])))
  return (clubNo) => {
    const carry = carries.get(clubNo)
    return {
      relevel,
      carry:
        carry === undefined
          ? null
          : { seq: Number(carry['seq']), at: fromInstant(String(carry['at'])), day: String(carry['day']) },
    }
  }
}
