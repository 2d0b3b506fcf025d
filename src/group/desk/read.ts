import { z } from 'zod'
import { id } from '../../contract/forms.ts'
import { groupDesk } from '../../contract/groups.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { toInstant } from '../../lib/time.ts'
import { subGroupIdOf } from '../apply.ts'
import { findClub } from '../listing/store.ts'
import { listOpen, readActivity } from './store.ts'

const atOf = (at: number | null): string | null => (at === null ? null : toInstant(at))

const getDesk = route({
  name: 'getGroupDesk',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/group-desk',
  tag: 'groups',
  summary:
    'The owner’s side of open groups: what may be made yet, which of them the asking account runs, where something is said',
  clauses: ['GRP-1', 'GRP-9'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  answer: groupDesk,
  handle: async (app, { params: { ownerId }, subject }) => {
    const clubNo = await findClub(app.db, ownerId)
    if (clubNo === null) return reject('unknown_owner')
    const now = await app.clock.now()
    const { groupsMost, groupAdminsMost } = (await app.rules()).ofDay(app.calendar.dayOf(now)).limits
    const isStaff = subject.role === 'staff'
    const groups = await listOpen(app.db, clubNo, isStaff ? subject.id : null)
    const activity = await readActivity(app.db, clubNo)
    const items = groups.map((group) => {
      const own = activity.filter((scope) => scope.group_no === group.group_no)
      return {
        groupId: group.group_id,
        runs: !isStaff || group.is_admin,
        messages: own.reduce((sum, { messages }) => sum + messages, 0),
        lastAt: atOf(
          own.reduce<number | null>((last, { last_at: at }) => (at === null ? last : Math.max(last ?? at, at)), null),
        ),
        subGroups: own.flatMap(({ number, messages, last_at: at }) =>
          number === 0
            ? []
            : [{ subGroupId: subGroupIdOf(group.group_id, number), number, messages, lastAt: atOf(at) }],
        ),
      }
    })
    return { groupsMost, open: groups.length, adminsMost: groupAdminsMost, items }
  },
})

/** What the owner's side reads of all its groups. */
export const deskReads: readonly Route[] = [getDesk]
