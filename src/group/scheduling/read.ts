import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { postDetail, postList, postsQuery } from '../../contract/group-posts.ts'
import { reject } from '../../contract/rejections.ts'
import { route, type Route } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { toInstant } from '../../lib/time.ts'
import { findClub } from '../listing/store.ts'
import { countReaders, findPost, listDecided, listPlanned } from './store.ts'
import { viewPosts } from './views.ts'

const getPosts = route({
  name: 'listGroupPosts',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/group-posts',
  tag: 'groups',
  summary:
    'What the owner’s side composed: planned, what is sent next first; or done, the last first, with what became of each place',
  clauses: ['GRP-8', 'GRP-10'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id }),
  query: postsQuery,
  answer: postList,
  handle: async (app, { params: { ownerId }, query }) => {
    const clubNo = await findClub(app.db, ownerId)
    if (clubNo === null) return reject('unknown_owner')
    const key = readCursor(query.cursor, 'instant', 'uuid')
    const page = { after: key === null ? null : ([String(key[0]), String(key[1])] as const), limit: query.limit + 1 }
    const planned = query.status === 'planned'
    const rows = await (planned ? listPlanned : listDecided)(app.db, clubNo, page)
    const views = new Map((await viewPosts(app.db, ownerId, rows)).map((view) => [view.postId, view]))
    const { items, nextCursor } = pageOf(
      rows,
      query.limit,
      (row) => [toInstant(planned ? row.send_at : (row.decided_at ?? row.send_at)), row.post_id],
      (row) => views.get(row.post_id),
    )
    return { items: items.filter((view) => view !== undefined), nextCursor }
  },
})

const getPost = route({
  name: 'getGroupPost',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/group-posts/{postId}',
  tag: 'groups',
  summary: 'One post of the owner’s side, with who has read it',
  clauses: ['GRP-7', 'GRP-10'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id, postId: uuid }),
  answer: postDetail,
  handle: async (app, { params: { ownerId, postId } }) => {
    const clubNo = await findClub(app.db, ownerId)
    if (clubNo === null) return reject('unknown_owner')
    const row = await findPost(app.db, clubNo, postId)
    const [view] = row === null ? [] : await viewPosts(app.db, ownerId, [row])
    if (view === undefined) return reject('not_found')
    return { ...view, readBy: view.status === 'sent' ? await countReaders(app.db, clubNo, postId) : null }
  },
})

/** Routes that read posts. */
export const postReads: readonly Route[] = [getPosts, getPost]
