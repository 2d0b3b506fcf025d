import type { PostView } from '../../contract/group-posts.ts'
import { toInstant } from '../../lib/time.ts'
import type { Queryable } from '../../ports/db.ts'
import { subGroupIdOf, subGroupName } from '../apply.ts'
import { messageIdOf } from '../messages/apply.ts'
import { readPlaces, type PlaceRow, type PostRow } from './store.ts'

const viewOfPlace = (row: PlaceRow): PostView['places'][number] => ({
  groupId: row.group_id,
  subGroupId: row.group_id === null || row.number === 0 ? null : subGroupIdOf(row.group_id, row.number),
  name: row.name === null || row.number === 0 ? row.name : subGroupName(row.name, row.number),
  messageId: row.seq === null ? null : messageIdOf(row.group_no, row.number, row.seq),
  addressed: row.addressed,
  refused: row.refused,
})

/** Posts as the owner's side sees them: one statement for the places of all. */
export async function viewPosts(on: Queryable, ownerId: string, posts: readonly PostRow[]): Promise<PostView[]> {
  const [first] = posts
  if (first === undefined) return []
  const places = new Map<string, PlaceRow[]>()
  for (const place of await readPlaces(
    on,
    first.club_no,
    posts.map((post) => post.post_id),
  ))
    places.set(place.post_id, [...(places.get(place.post_id) ?? []), place])
  return posts.map((post) => ({
    postId: post.post_id,
    ownerId,
    status: post.status,
    sendAt: toInstant(post.send_at),
    createdAt: toInstant(post.created_at),
    decidedAt: post.decided_at === null ? null : toInstant(post.decided_at),
    by: post.created_by,
    message: post.message,
    places: (places.get(post.post_id) ?? []).map(viewOfPlace),
  }))
}
