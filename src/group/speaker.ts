import { reject, type Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import type { App } from '../ports/app.ts'
import { isSameUser } from './listing/store.ts'
import { mayRun } from './rights.ts'
import type { GroupRow } from './rows.ts'

/** Who speaks in a group. */
export interface Speaker {
  /** null: the owner's side */
  readonly userId: string | null
  /** the sub-account that speaks for the owner */
  readonly staffId: string | null
}

/** Who speaks: the owner's side or a fan. A platform says by the owner's id that it speaks for him. Refuses `forbidden`. @param from as the caller says */
export async function speakerOf(
  app: App,
  subject: Subject,
  group: GroupRow,
  from: string,
): Promise<Speaker | Rejection> {
  if (subject.role === 'fan')
    return (await isSameUser(app.db, subject.id, from)) ? { userId: subject.id, staffId: null } : reject('forbidden')
  if (!(await mayRun(app.db, subject, group))) return reject('forbidden')
  if (from === group.owner_id) return { userId: null, staffId: subject.role === 'staff' ? subject.id : null }
  // the owner's side speaks for itself alone
  return subject.role === 'platform' || subject.role === 'admin' ? { userId: from, staffId: null } : reject('forbidden')
}
