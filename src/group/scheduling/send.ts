import type { MessageInput } from '../../contract/messages.ts'
import { isRejection, reject, type RejectionCode } from '../../contract/rejections.ts'
import type { CommandContext } from '../../ports/app.ts'
import { subGroupIdOf } from '../apply.ts'
import { sayDesk, type SayWish } from '../messages/desk.ts'
import { staffOf } from './apply.ts'
import {
  findAnyGroup,
  findOwner,
  holdPost,
  readPlaces,
  runBy,
  settlePlaces,
  settlePost,
  undone,
  type PlaceOutcome,
  type PlaceRow,
  type PostRow,
} from './store.ts'

/**
 * Sends a held post to each of its places, all in one transaction: a place whose group was closed, or where its sender has no say any more, is set
 * aside with the code and hinders no other.
 * @returns what became of each place, in their order
 * @rule GRP-9 GRP-10
 */
export async function sendPost(context: CommandContext, post: PostRow): Promise<PlaceOutcome[]> {
  const { tx, now } = context
  const places = await readPlaces(tx, post.club_no, [post.post_id])
  const ways = await waysOf(context, post, places)
  const wishes = places.flatMap((place, index): SayWish[] => {
    const groupId = ways[index]?.through ?? null
    return groupId === null ? [] : [wishOf(post, place, groupId)]
  })
  const said = wishes.length === 0 ? [] : [...(await sayDesk.decide(context, wishes))]
  const outcomes = places.map((place, index): PlaceOutcome => {
    const key = { groupNo: place.group_no, number: place.number }
    const refused = ways[index]?.refused ?? null
    if (refused !== null) return { ...key, seq: null, refused }
    const answer = said.shift() ?? reject('not_found')
    return isRejection(answer)
      ? { ...key, seq: null, refused: answer.rejected }
      : { ...key, seq: answer.seq, refused: null }
  })
  await settlePlaces(tx, post, outcomes)
  await settlePost(tx, post, refusedOf(outcomes) === null ? 'sent' : 'refused', now)
  return outcomes
}

/**
 * What would become of a planned post if nothing changed until its time; nothing is written.
 * @returns the code for which nobody would get it; null: somebody would
 */
export async function foresee(context: CommandContext, post: PostRow): Promise<RejectionCode | null> {
  const outcomes = await undone(context.tx, () => sendPost({ ...context, now: post.send_at }, post))
  return refusedOf(outcomes)
}

/** The code for which nobody gets a post; null: somebody does. */
export const refusedOf = (outcomes: readonly PlaceOutcome[]): RejectionCode | null =>
  outcomes.some(({ seq }) => seq !== null) ? null : (outcomes[0]?.refused ?? 'not_found')

/** Sends a planned post whose time has come; one that was withdrawn, or is planned for another time, is left as it is. */
export async function sendPlanned(context: CommandContext, clubNo: number, postId: string): Promise<void> {
  const post = await holdPost(context.tx, clubNo, postId)
  if (post?.status === 'planned' && post.send_at === context.now) await sendPost(context, post)
}

/** For each place the group through which it is spoken to, or why it is not. */
async function waysOf(
  { tx }: CommandContext,
  post: PostRow,
  places: readonly PlaceRow[],
): Promise<{ readonly through: string | null; readonly refused: RejectionCode | null }[]> {
  const staffId = staffOf(post.created_by)
  const ownerId = staffId === null ? null : await findOwner(tx, post.club_no)
  const groupNos = places.map((place) => place.group_no)
  const run = staffId === null || ownerId === null ? null : await runBy(tx, ownerId, staffId, groupNos)
  const any = groupNos.includes(0) ? await findAnyGroup(tx, post.club_no) : null
  return places.map((place) => {
    // all groups are the main account's to speak to: no sub-account runs group 0
    if (run !== null && !run.has(place.group_no)) return { through: null, refused: 'forbidden' }
    const through = place.group_no === 0 ? any : place.group_id
    return { through, refused: through === null ? 'group_closed' : null }
  })
}

function wishOf(post: PostRow, place: PlaceRow, groupId: string): SayWish {
  const { subGroupId: _subGroupId, to: _to, sendId: _sendId, ...said } = post.message
  const where = {
    ...(place.group_no === 0 ? { to: 'allGroups' as const } : {}),
    ...(place.number === 0 ? {} : { subGroupId: subGroupIdOf(groupId, place.number) }),
  }
  return {
    groupId,
    message: { ...said, ...where } as MessageInput,
    userId: null,
    staffId: staffOf(post.created_by),
    sendId: null,
  }
}
