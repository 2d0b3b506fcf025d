import { mayActFor } from '../contract/rights.ts'
import type { Subject } from '../contract/route.ts'
import type { Queryable } from '../ports/db.ts'
import type { GroupRow } from './rows.ts'
import { isAdmin } from './settings/store.ts'

/** The owner himself, the platform, an admin: not his sub-accounts. */
export const isMainAccount = (subject: Subject, ownerId: string): boolean =>
  subject.role !== 'staff' && mayActFor(subject, ownerId, 'groups')

/** Whether a subject's id is of a club's key: it acts like a sub-account, and is none. */
export const isClubKey = (staffId: string): boolean => staffId.startsWith('key:')

/**
 * Whether a subject runs a group: the main account, or a sub-account with the permission who is super admin of it.
 * @rule GRP-9 PLT-1
 */
export async function mayRun(
  on: Queryable,
  subject: Subject,
  group: Pick<GroupRow, 'group_no' | 'owner_id'>,
): Promise<boolean> {
  if (!mayActFor(subject, group.owner_id, 'groups')) return false
  return subject.role !== 'staff' || isAdmin(on, group.group_no, subject.id)
}
