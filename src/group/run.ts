import { reject, type Rejection } from '../contract/rejections.ts'
import type { CommandContext } from '../ports/app.ts'
import { mayRun } from './rights.ts'
import type { GroupRow } from './rows.ts'
import { lockGroup } from './settings/store.ts'

/** Does something to a group that the subject runs, its row held. Refuses `not_found`, `forbidden`, `group_closed`. */
export async function run<T>(
  context: CommandContext,
  groupId: string,
  work: (group: GroupRow) => Promise<T | Rejection>,
): Promise<T | Rejection> {
  const group = await lockGroup(context.tx, groupId)
  if (group === null) return reject('not_found')
  if (!(await mayRun(context.tx, context.subject, group))) return reject('forbidden')
  return group.closed_at === null ? work(group) : reject('group_closed')
}
