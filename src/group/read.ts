import { z } from 'zod'
import { id, listOf, uuid } from '../contract/forms.ts'
import { groupAdmin, groupList, groupsQuery, groupView, subGroupView, type GroupView } from '../contract/groups.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { mayActFor } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'
import { stranger, subGroupIdOf, subGroupName, type Standing } from './apply.ts'
import { findListed, listGroups, listSubGroups, userNoOf } from './listing/store.ts'
import { readStandings } from './seating/store.ts'
import { findGroup, listAdmins } from './settings/store.ts'
import { viewOf } from './views.ts'

const groupParams = z.object({ groupId: uuid })

/** Who a list is for: the asking fan, or whom the platform names. */
const userOf = (subject: Subject, named: string | undefined): string | null =>
  subject.role === 'fan' ? subject.id : (named ?? null)

const standingOf = async (on: Queryable, userNo: number | null, clubNo: number): Promise<Standing> => {
  if (userNo === null) return stranger
  const found = await readStandings(on, [{ userNo, clubNo }], false)
  return [...found.values()][0] ?? stranger
}

/** A group as a subject sees it. Codes: `not_found`. */
export async function viewGroup(
  app: App,
  subject: Subject,
  groupId: string,
  named?: string,
): Promise<GroupView | Rejection> {
  const userId = userOf(subject, named)
  const userNo = userId === null ? null : await userNoOf(app.db, userId)
  const row = await findListed(app.db, groupId, userNo)
  if (row === null) return reject('not_found')
  const now = await app.clock.now()
  const standing = userId === null ? null : await standingOf(app.db, userNo, row.club_no)
  const runs = mayActFor(subject, row.owner_id, 'groups')
  return viewOf(row, { standing, runs }, (await app.rules()).ofDay(app.calendar.dayOf(now)), now)
}

const getGroups = route({
  name: 'listGroups',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/groups',
  tag: 'groups',
  summary: 'Groups of an owner with gates and free seats; to a fan with what he lacks and where he sits',
  clauses: ['GRP-5', 'GRP-12'],
  access: { kind: 'any' },
  params: z.object({ ownerId: id }),
  query: groupsQuery,
  answer: groupList,
  handle: async (app, { params: { ownerId }, query, subject }) => {
    const runs = mayActFor(subject, ownerId, 'groups')
    if (query.userId !== undefined && query.userId !== subject.id && !runs) return reject('forbidden')
    const userId = userOf(subject, query.userId)
    const userNo = userId === null ? null : await userNoOf(app.db, userId)
    const key = readCursor(query.cursor, 'integer')
    const listed = await listGroups(app.db, ownerId, {
      userNo,
      all: runs && query.status === 'all',
      after: key === null ? null : Number(key[0]),
      limit: query.limit + 1,
    })
    if (listed === null) return reject('unknown_owner')
    const now = await app.clock.now()
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(now))
    const standing = userId === null ? null : await standingOf(app.db, userNo, listed.clubNo)
    return pageOf(
      listed.rows,
      query.limit,
      (row) => [row.group_no],
      (row) => viewOf(row, { standing, runs }, rules, now),
    )
  },
})

const getGroup = route({
  name: 'getGroup',
  method: 'GET',
  path: '/v1/groups/{groupId}',
  tag: 'groups',
  summary: 'A group: gate, notice, seats',
  clauses: ['GRP-3', 'GRP-12'],
  access: { kind: 'any' },
  params: groupParams,
  query: z.object({ userId: id.optional() }),
  answer: groupView,
  handle: async (app, { params: { groupId }, query, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const others = query.userId !== undefined && query.userId !== subject.id
    if (others && !mayActFor(subject, group.owner_id, 'groups')) return reject('forbidden')
    return viewGroup(app, subject, groupId, query.userId)
  },
})

const getSubGroups = route({
  name: 'listSubGroups',
  method: 'GET',
  path: '/v1/groups/{groupId}/sub-groups',
  tag: 'groups',
  summary: 'Sub-groups opened so far, by number, with their members counted',
  clauses: ['GRP-2'],
  access: { kind: 'any' },
  params: groupParams,
  answer: listOf(subGroupView),
  handle: async (app, { params: { groupId } }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const rows = await listSubGroups(app.db, group.club_no, group.group_no)
    const items = rows.map((row) => ({
      subGroupId: subGroupIdOf(groupId, row.number),
      name: subGroupName(group.name, row.number),
      ...row,
    }))
    return { items, nextCursor: null }
  },
})

const getAdmins = route({
  name: 'listGroupAdmins',
  method: 'GET',
  path: '/v1/groups/{groupId}/admins',
  tag: 'groups',
  summary: 'Super admins of a group, longest first',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: groupParams,
  answer: z.object({ items: z.array(groupAdmin) }),
  handle: async (app, { params: { groupId }, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    if (!mayActFor(subject, group.owner_id, 'groups')) return reject('forbidden')
    const rows = await listAdmins(app.db, group.owner_id, group.group_no)
    return {
      items: rows.map((row) => ({ staffId: row.staff_id, name: row.name, appointedAt: toInstant(row.appointed_at) })),
    }
  },
})

/** Routes that read groups. */
export const groupReads: readonly Route[] = [getGroups, getGroup, getSubGroups, getAdmins]
