import { z } from 'zod'
import { id, uuid } from '../../contract/forms.ts'
import { postInput, postLimits, postView, type PostInput, type PostView } from '../../contract/group-posts.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { actorOf } from '../../contract/rights.ts'
import { route, type Route } from '../../contract/route.ts'
import { DAY, fromInstant } from '../../lib/time.ts'
import type { CommandContext } from '../../ports/app.ts'
import { numberOfSubGroup } from '../apply.ts'
import { isMainAccount } from '../rights.ts'
import { lockClub } from '../settings/store.ts'
import { judgePost } from './apply.ts'
import { foresee, refusedOf, sendPost } from './send.ts'
import {
  addDue,
  countPlanned,
  findGroups,
  findPost,
  holdPost,
  isSamePost,
  planPost,
  readPlaces,
  runBy,
  settlePost,
  type PlaceKey,
} from './store.ts'
import { viewPosts } from './views.ts'

const postParams = z.object({ ownerId: id, postId: uuid })

/** A post as it stands now. */
async function viewOne({ tx }: CommandContext, ownerId: string, clubNo: number, postId: string): Promise<PostView> {
  const row = await findPost(tx, clubNo, postId)
  const [view] = row === null ? [] : await viewPosts(tx, ownerId, [row])
  if (view === undefined) throw new Error(`post ${postId} was just written`)
  return view
}

/** Where a post goes, by inner numbers. Refuses `not_found` (group, sub-group), `group_closed`. */
async function placesOf({ tx }: CommandContext, clubNo: number, post: PostInput): Promise<PlaceKey[] | Rejection> {
  const { message, groupIds = [] } = post
  if (message.to === 'allGroups') return [{ groupNo: 0, number: 0 }]
  const found = await findGroups(tx, clubNo, groupIds)
  if (found.length < groupIds.length) return reject('not_found', 'No such group of this owner')
  if (found.some(({ closed }) => closed)) return reject('group_closed')
  const places: PlaceKey[] = []
  for (const group of found) {
    const { subGroupId } = message
    const number = subGroupId === undefined ? 0 : numberOfSubGroup(group, subGroupId)
    if (number === null) return reject('not_found', 'No such sub-group')
    places.push({ groupNo: group.group_no, number })
  }
  return places
}

/** Whether the subject may speak at all these places: a sub-account where it is super admin, to all groups the main account alone (GRP-9). */
async function maySay(
  { tx, subject }: CommandContext,
  ownerId: string,
  places: readonly { readonly groupNo: number }[],
): Promise<boolean> {
  if (isMainAccount(subject, ownerId)) return true
  const groupNos = places.map(({ groupNo }) => groupNo)
  const run = await runBy(tx, ownerId, subject.id, groupNos)
  return groupNos.every((groupNo) => run.has(groupNo))
}

/** Places of a post that is there already. */
const placesHeld = async ({ tx }: CommandContext, clubNo: number, postId: string): Promise<PlaceKey[]> =>
  (await readPlaces(tx, clubNo, [postId])).map((place) => ({ groupNo: place.group_no, number: place.number }))

async function put(
  context: CommandContext,
  { ownerId, postId }: z.output<typeof postParams>,
  body: PostInput,
): Promise<PostView | Rejection> {
  const { tx, now, subject } = context
  const club = await lockClub(tx, ownerId)
  if (club === null) return reject('unknown_owner')
  const { club_no: clubNo } = club
  const sendAt = body.sendAt === undefined ? null : fromInstant(body.sendAt)
  const held = await holdPost(tx, clubNo, postId)
  const places = await placesOf(context, clubNo, body)
  if (held !== null && held.status !== 'planned') {
    // the answer was lost on its way: what was asked for is done
    const same = !isRejection(places) && (await isSamePost(tx, held, { message: body.message, places }))
    const isSaid = same && held.status === 'sent' && (sendAt === null || sendAt === held.send_at)
    return isSaid && (await maySay(context, ownerId, places))
      ? viewOne(context, ownerId, clubNo, postId)
      : reject('post_settled')
  }
  if (held !== null && sendAt !== null && sendAt <= now && sendAt === held.send_at && !isRejection(places)) {
    // it is about to be sent: what was asked for is on its way
    const same = await isSamePost(tx, held, { message: body.message, places })
    if (same && (await maySay(context, ownerId, places))) return viewOne(context, ownerId, clubNo, postId)
  }
  const wrong = judgePost(body, ownerId, sendAt, now)
  if (wrong !== null) return wrong
  if (isRejection(places)) return places
  const touched = held === null ? places : [...places, ...(await placesHeld(context, clubNo, postId))]
  if (!(await maySay(context, ownerId, touched))) return reject('forbidden')
  if (sendAt !== null && held === null && (await countPlanned(tx, clubNo)) >= postLimits.plannedMost)
    return reject('post_limit')
  const { message } = body
  await planPost(tx, { clubNo, postId, sendAt: sendAt ?? now, message, places, by: actorOf(subject) }, now)
  const post = await holdPost(tx, clubNo, postId)
  if (post === null) return reject('not_found')
  const refused = sendAt === null ? refusedOf(await sendPost(context, post)) : await foresee(context, post)
  if (refused !== null) return reject(refused)
  if (sendAt !== null) {
    await addDue(tx, clubNo, postId, sendAt)
    if ('mediaId' in message) await context.media.keep([message.mediaId], sendAt + DAY)
  }
  return viewOne(context, ownerId, clubNo, postId)
}

const putPost = route({
  name: 'putGroupPost',
  method: 'PUT',
  path: '/v1/clubs/{ownerId}/group-posts/{postId}',
  tag: 'groups',
  summary:
    'Compose once for one or several groups, or all: sent now, or at `sendAt`; a planned post is changed by the same call, asked for twice it is one',
  clauses: ['GRP-8', 'GRP-9', 'GRP-10'],
  access: { kind: 'club', permission: 'groups' },
  params: postParams,
  body: postInput,
  answer: postView,
  handle: (app, { params, body, subject }) => app.command(subject, (context) => put(context, params, body)),
})

const withdraw = route({
  name: 'deleteGroupPost',
  method: 'DELETE',
  path: '/v1/clubs/{ownerId}/group-posts/{postId}',
  tag: 'groups',
  summary: 'Withdraw a planned post; twice is the same as once',
  clauses: ['GRP-9', 'GRP-10'],
  access: { kind: 'club', permission: 'groups' },
  params: postParams,
  answer: postView,
  handle: (app, { params: { ownerId, postId }, subject }) =>
    app.command(subject, async (context) => {
      const club = await lockClub(context.tx, ownerId)
      if (club === null) return reject('unknown_owner')
      const held = await holdPost(context.tx, club.club_no, postId)
      if (held === null) return reject('not_found')
      if (!(await maySay(context, ownerId, await placesHeld(context, club.club_no, postId)))) return reject('forbidden')
      if (held.status === 'planned') await settlePost(context.tx, held, 'withdrawn', context.now)
      else if (held.status !== 'withdrawn') return reject('post_settled')
      return viewOne(context, ownerId, club.club_no, postId)
    }),
})

/** Routes that compose, change and withdraw posts. */
export const postWrites: readonly Route[] = [putPost, withdraw]
