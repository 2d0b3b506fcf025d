import type { Subject } from '../../contract/route.ts'
import type { Queryable } from '../../ports/db.ts'
import { mayRun } from '../rights.ts'
import type { CaseRow } from './store.ts'

/**
 * Whether a subject sees a case and decides on it: the platform and its reviewers on all, the owner's side on messages of its fans.
 * @rule GRP-9 PLT-1
 */
export async function mayDecide(on: Queryable, subject: Subject, row: CaseRow): Promise<boolean> {
  if (subject.role === 'platform' || subject.role === 'admin' || subject.role === 'reviewer') return true
  return row.writer_no !== null && mayRun(on, subject, { group_no: row.in_group, owner_id: row.owner_id })
}
