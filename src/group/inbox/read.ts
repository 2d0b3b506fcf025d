import { z } from 'zod'
import { id, page } from '../../contract/forms.ts'
import { memberGroups, type MemberGroup } from '../../contract/messages.ts'
import { route, type Route } from '../../contract/route.ts'
import { saidNoticeOf } from '../../contract/said-notice.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import { imitatorsOf } from '../../lib/words/imitation.ts'
import { subGroupIdOf } from '../apply.ts'
import { noticeCodeOf } from '../messages/apply.ts'
import { fanSender } from '../messages/views.ts'
import { listMemberGroups, type MemberGroupRow } from './store.ts'

/** What was said last, as the list of groups shows it; the auto-reply where nobody has spoken since. */
function lastOf(row: MemberGroupRow): MemberGroup['last'] {
  const owner = { kind: 'owner' as const, name: row.owner_name }
  if (row.at !== null && row.kind !== null)
    return {
      at: toInstant(row.at),
      from: row.user_id ?? row.owner_id,
      sender: row.user_id === null ? owner : fanSender(row.user_name, imitatorsOf(row.owner_name)),
      kind: row.kind,
      text: row.text,
    }
  if (row.greeting === null) return null
  return { at: toInstant(row.joined_at), from: row.owner_id, sender: owner, kind: 'autoReply', text: row.greeting }
}

const getMemberGroups = route({
  name: 'listUserGroups',
  method: 'GET',
  path: '/v1/users/{userId}/groups',
  tag: 'groups',
  summary: 'Groups a user sits in with what he has not read and what was said last, the one that last spoke first',
  clauses: ['GRP-7'],
  access: { kind: 'self' },
  params: z.object({ userId: id }),
  query: page,
  answer: memberGroups,
  handle: async (app, { params: { userId }, query }) => {
    const key = readCursor(query.cursor, 'instant', 'integer', 'integer')
    const before = key === null ? null : ([String(key[0]), Number(key[1]), Number(key[2])] as const)
    const rows = await listMemberGroups(app.db, userId, await app.clock.now(), { before, limit: query.limit + 1 })
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.spoken_at), row.last_seq, row.group_no],
      (row) => ({
        groupId: row.group_id,
        subGroupId: subGroupIdOf(row.group_id, row.number),
        ownerId: row.owner_id,
        ownerName: row.owner_name,
        name: row.name,
        number: row.number,
        unread: row.unread,
        notice: row.notice,
        noticeAt: row.notice_at === null ? null : toInstant(row.notice_at),
        readUpTo: Math.max(0, row.read_seq),
        lastSeq: row.last_seq,
        saidNotice:
          row.said_at === null || row.said === null
            ? null
            : saidNoticeOf({ ...row.said, code: noticeCodeOf(row.said), at: toInstant(row.said_at) }),
        muted: row.muted,
        mutedUntil: row.muted_until === null ? null : toInstant(row.muted_until),
        silent: row.silent,
        joinedAt: toInstant(row.joined_at),
        last: lastOf(row),
      }),
    )
  },
})

/** Routes that read the groups of a member. */
export const inboxReads: readonly Route[] = [getMemberGroups]
