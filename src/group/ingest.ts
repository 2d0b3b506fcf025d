import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { groupAdmin, groupInput, groupPatch, groupView, type GroupView } from '../contract/groups.ts'
import { id, uuid } from '../contract/forms.ts'
import { isRejection, reject, type Rejection } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { toInstant } from '../lib/time.ts'
import type { App, CommandContext } from '../ports/app.ts'
import { sayDesk } from './messages/desk.ts'
import { groupsChanged } from './publish.ts'
import { viewGroup } from './read.ts'
import { isClubKey, isMainAccount } from './rights.ts'
import type { GroupRow } from './rows.ts'
import { run } from './run.ts'
import { endSeats } from './seating/leaving.ts'
import { listSeated } from './seating/store.ts'
import {
  addAdmin,
  addGroup,
  changeGroup,
  closeGroup,
  countOpen,
  countPlaces,
  dropRevoked,
  hasFollowers,
  isUnknownStaff,
  listAdmins,
  lockClub,
  removeAdmin,
} from './settings/store.ts'

const ownerParams = z.object({ ownerId: id })
const groupParams = z.object({ groupId: uuid })

/** A group's name, notice and auto-reply as they may be said: kept and shown so wherever they stand. Codes: `words_not_allowed`. @rule GRP-8 */
async function wordedSettings<B extends object>(
  words: CommandContext['words'],
  clubNo: number,
  body: B,
): Promise<B | Rejection> {
  const [worded] = await words.judge([{ clubNo, side: 'owner', body }])
  return worded?.refused == null ? (worded?.body ?? body) : reject(worded.refused)
}

const create = route({
  name: 'postGroup',
  method: 'POST',
  path: '/v1/clubs/{ownerId}/groups',
  tag: 'groups',
  summary:
    'Make a fan group; a sub-account that makes one becomes its super admin, a club’s key runs it without being one',
  clauses: ['GRP-1', 'GRP-3', 'GRP-4', 'GRP-9'],
  access: { kind: 'club', permission: 'groups' },
  params: ownerParams,
  body: groupInput,
  answer: groupView,
  status: 201,
  handle: async (app, { params: { ownerId }, body, subject }) => {
    const made = await app.command(subject, async ({ tx, now, day, rules, publish, words }) => {
      const club = await lockClub(tx, ownerId)
      if (club === null) return reject('unknown_owner')
      const { groupsMost, groupFollowers, subGroupsMost, subGroupSeats } = rules.ofDay(day).limits
      if ((await countOpen(tx, club.club_no)) >= groupsMost) return reject('group_limit')
      if (body.place === 'profile' && !(await hasFollowers(tx, club.club_no, groupFollowers)))
        return reject('followers_too_few')
      const worded = await wordedSettings(words, club.club_no, body)
      if (isRejection(worded)) return worded
      const groupId = uuidv7()
      const { name, gate, notice = null, autoReply = null } = worded
      const by = actorOf(subject)
      const group = { groupId, clubNo: club.club_no, name, gate, notice, autoReply, by }
      const groupNo = await addGroup(tx, { ...group, subGroupsMost, seats: subGroupSeats }, now)
      if (subject.role === 'staff') await addAdmin(tx, groupNo, subject.id, now, by)
      await publish([groupsChanged(ownerId)])
      return { groupId }
    })
    return isRejection(made) ? made : viewGroup(app, subject, made.groupId)
  },
})

/** Changes a group that the subject runs, tells its club, and shows it. */
async function changing(
  app: App,
  subject: Subject,
  groupId: string,
  work: (context: CommandContext, group: GroupRow) => Promise<Rejection | null>,
): Promise<GroupView | Rejection> {
  const changed = await app.command(subject, (context) =>
    run(context, groupId, async (group) => {
      const refusal = await work(context, group)
      if (refusal === null) await context.publish([groupsChanged(group.owner_id)])
      return refusal
    }),
  )
  return isRejection(changed) ? changed : viewGroup(app, subject, groupId)
}

/** A notice that is set is said in the group as well, so that it is heard, shown and pushed as one. Codes: as `sayDesk`. @rule GRP-7 */
async function sayNotice(context: CommandContext, group: GroupRow, text: string): Promise<Rejection | null> {
  const { subject } = context
  const staffId = subject.role === 'staff' ? subject.id : null
  const message = { kind: 'notice' as const, from: group.owner_id, text }
  const [said] = await sayDesk.decide(context, [
    { groupId: group.group_id, message, userId: null, staffId, sendId: null },
  ])
  return said !== undefined && isRejection(said) ? said : null
}

const change = route({
  name: 'patchGroup',
  method: 'PATCH',
  path: '/v1/groups/{groupId}',
  tag: 'groups',
  summary:
    'Change name, gate, notice or auto-reply for all its sub-groups; a changed gate binds newcomers only, a new notice is posted',
  clauses: ['GRP-3', 'GRP-4', 'GRP-7'],
  access: { kind: 'any' },
  params: groupParams,
  body: groupPatch,
  answer: groupView,
  handle: (app, { params, body, subject }) =>
    changing(app, subject, params.groupId, async (context, group) => {
      const worded = await wordedSettings(context.words, group.club_no, body)
      if (isRejection(worded)) return worded
      // the same again is no news
      const notice = worded.notice === group.notice ? undefined : worded.notice
      const refusal = typeof notice === 'string' ? await sayNotice(context, group, notice) : null
      if (refusal === null) await changeGroup(context.tx, group.group_no, { ...worded, notice }, context.now)
      return refusal
    }),
})

const close = route({
  name: 'deleteGroup',
  method: 'DELETE',
  path: '/v1/groups/{groupId}',
  tag: 'groups',
  summary:
    'Close a group for good: its seats are given up, and what was said there only the owner’s side reads on; the main account alone',
  clauses: ['GRP-1', 'GRP-9'],
  access: { kind: 'any' },
  params: groupParams,
  answer: groupView,
  handle: (app, { params, subject }) =>
    changing(app, subject, params.groupId, async (context, group) => {
      if (!isMainAccount(subject, group.owner_id)) return reject('forbidden')
      await closeGroup(context.tx, group.group_no, context.now)
      const seated = await listSeated(context.tx, group.group_no)
      const seats = seated.map((row) => ({
        userNo: row.user_no,
        userId: row.user_id,
        groupNo: group.group_no,
        group,
      }))
      await endSeats(context, seats, 'closed')
      return null
    }),
})

// ── super admins (GRP-9) ────────────────────────────────────────────────────────────────────────────────

const adminParams = groupParams.extend({ staffId: id })
const adminAnswer = z.object({ items: z.array(groupAdmin) })

const adminsOf = async (context: CommandContext, group: GroupRow) => ({
  items: (await listAdmins(context.tx, group.owner_id, group.group_no)).map((row) => ({
    staffId: row.staff_id,
    name: row.name,
    appointedAt: toInstant(row.appointed_at),
  })),
})

/** Runs `work` for the main account alone. */
const asMain = (
  context: CommandContext,
  subject: Subject,
  groupId: string,
  work: (group: GroupRow) => Promise<Rejection | null>,
) =>
  run(context, groupId, async (group) => {
    if (!isMainAccount(subject, group.owner_id)) return reject('forbidden')
    return (await work(group)) ?? adminsOf(context, group)
  })

const appoint = route({
  name: 'putGroupAdmin',
  method: 'PUT',
  path: '/v1/groups/{groupId}/admins/{staffId}',
  tag: 'groups',
  summary: 'Appoint a sub-account super admin; the main account alone',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: adminParams,
  answer: adminAnswer,
  handle: (app, { params: { groupId, staffId }, subject }) =>
    app.command(subject, (context) =>
      asMain(context, subject, groupId, async (group) => {
        const { tx, now, rules, day } = context
        if (isClubKey(staffId) || (await isUnknownStaff(tx, group.owner_id, staffId)))
          return reject('not_found', 'No such sub-account of this owner')
        const { held, mine } = await countPlaces(tx, group.group_no, staffId)
        if (mine) return null
        const over = held + 1 - rules.ofDay(day).limits.groupAdminsMost
        if (over > 0 && (await dropRevoked(tx, group.owner_id, group.group_no, over)) < over)
          return reject('admin_limit')
        await addAdmin(tx, group.group_no, staffId, now, actorOf(subject))
        return null
      }),
    ),
})

const dismiss = route({
  name: 'deleteGroupAdmin',
  method: 'DELETE',
  path: '/v1/groups/{groupId}/admins/{staffId}',
  tag: 'groups',
  summary: 'A sub-account is super admin no more; the main account alone',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: adminParams,
  answer: adminAnswer,
  handle: (app, { params: { groupId, staffId }, subject }) =>
    app.command(subject, (context) =>
      asMain(context, subject, groupId, async (group) =>
        (await removeAdmin(context.tx, group.group_no, staffId)) ? null : reject('not_found'),
      ),
    ),
})

/** Routes that write groups and who runs them. */
export const groupWrites: readonly Route[] = [create, change, close, appoint, dismiss]
