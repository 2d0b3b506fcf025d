import { reject, type Rejection } from '../../contract/rejections.ts'
import type { Subject } from '../../contract/route.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { CardReader } from '../../ports/cards.ts'
import type { Queryable } from '../../ports/db.ts'
import type { GroupCommands, GroupPost } from '../../ports/groups.ts'
import { numberOfSubGroup } from '../apply.ts'
import { readCards } from '../cards/read.ts'
import { isMainAccount, mayRun } from '../rights.ts'
import { holdGroups } from '../seating/store.ts'
import { findOpenClubs, hasOpenGroup } from './posting/store.ts'
import { messageSaid } from './publish.ts'
import { writeMessages } from './write.ts'

interface Posting {
  readonly tx: Queryable
  readonly now: number
  readonly publish: (messages: readonly OutboxMessage[]) => Promise<void>
  readonly cards: CardReader
}

const scopeOf = ({ clubNo, group }: GroupPost) => ({
  clubNo,
  groupNo: group?.groupNo ?? 0,
  number: group?.number ?? 0,
})

/**
 * Posts what the owner's side says without composing it: a red packet's message, a session that starts. Numbers, rows, cards and what is told: a
 * fixed number of statements.
 * @returns the number of each
 * @rule GRP-8
 */
export async function postMessages(
  { tx, now, publish, cards }: Posting,
  posts: readonly GroupPost[],
): Promise<number[]> {
  if (posts.length === 0) return []
  const seqs = await writeMessages(
    tx,
    now,
    posts.map((post) => ({ ...scopeOf(post), kind: post.kind, userNo: null, staffId: post.staffId, body: post.body })),
  )
  const shown = await readCards(
    tx,
    cards,
    posts.map(({ body }) => body),
    { userNo: null, runs: false, now },
  )
  await publish(
    posts.map((post, index) =>
      messageSaid({ owner_id: post.ownerId, group_id: post.group?.groupId ?? null }, scopeOf(post), {
        seq: seqs[index] ?? 0,
        at: now,
        kind: post.kind,
        body: { ...post.body, ...shown[index] },
        from: null,
      }),
    ),
  )
  crashPoint('group.posted')
  return seqs
}

/** Where something is posted. Codes, in this order: `not_found`, `forbidden`, `group_closed`, `not_found` (sub-group). */
async function placeOf(
  tx: Queryable,
  subject: Subject,
  wish: Parameters<GroupCommands['place']>[0],
): Promise<GroupPost['group'] | Rejection> {
  if (wish.groupId === null) {
    if (!isMainAccount(subject, wish.ownerId)) return reject('forbidden')
    return (await hasOpenGroup(tx, wish.ownerId)) ? null : reject('not_found', 'The owner has no group')
  }
  const group = (await holdGroups(tx, [wish.groupId])).get(wish.groupId)
  if (group?.owner_id !== wish.ownerId) return reject('not_found', 'No such group of this owner')
  if (!(await mayRun(tx, subject, group))) return reject('forbidden')
  if (group.closed_at !== null) return reject('group_closed')
  const number = wish.subGroupId === null ? 0 : numberOfSubGroup(group, wish.subGroupId)
  if (number === null) return reject('not_found', 'No such sub-group')
  return { groupId: group.group_id, groupNo: group.group_no, number }
}

/** Groups inside one transaction. */
export const createGroupCommands = (posting: Posting, subject: Subject): GroupCommands => ({
  place: (wish) => placeOf(posting.tx, subject, wish),
  post: (posts) => postMessages(posting, posts),
  async tell(posts) {
    const open = await findOpenClubs(
      posting.tx,
      posts.map(({ clubNo }) => clubNo),
    )
    await postMessages(
      posting,
      posts.flatMap((post) => (open.has(post.clubNo) ? [{ ...post, group: null, staffId: null }] : [])),
    )
  },
})
