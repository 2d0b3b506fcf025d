import { z } from 'zod'
import { defaultBadgeNameOf } from '../../contract/badge-names.ts'
import { id, listOf, page, uuid } from '../../contract/forms.ts'
import { groupMemberList, groupMembersQuery, memberSeats, removalView } from '../../contract/groups.ts'
import { badgeLit, levelOfIntimacy, tierOfLevel } from '../../contract/ladder.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import { mayActFor } from '../../contract/rights.ts'
import { route, type Route, type Subject } from '../../contract/route.ts'
import { pageOf, readCursor } from '../../lib/cursor.ts'
import { shownName } from '../../lib/shown-name.ts'
import { toInstant } from '../../lib/time.ts'
import { imitatorsOf } from '../../lib/words/imitation.ts'
import type { App } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import { badgeModeOf, subGroupIdOf, subGroupName } from '../apply.ts'
import {
  findClub,
  findRemovals,
  findSeatOf,
  listMembers,
  listSeatsOf,
  userNoOf,
  type MemberRow,
  type RemovalRow,
} from '../listing/store.ts'
import { mayRun } from '../rights.ts'
import type { GroupRow } from '../rows.ts'
import { findGroup } from '../settings/store.ts'
import type { SeatKey } from './store.ts'

const groupParams = z.object({ groupId: uuid })

/** Which sub-groups a subject may look into: null: all; a number: his own. Codes: `not_in_group`, `forbidden`. */
async function sightOf(app: App, subject: Subject, group: GroupRow): Promise<number | null | Rejection> {
  if (mayActFor(subject, group.owner_id, 'groups')) return null
  if (subject.role !== 'fan') return reject('forbidden')
  return (await findSeatOf(app.db, subject.id, group.group_no)) ?? reject('not_in_group')
}

const getMembers = route({
  name: 'listGroupMembers',
  method: 'GET',
  path: '/v1/groups/{groupId}/members',
  tag: 'groups',
  summary: 'Members by sub-group, longest first, with tier and badge; a fan sees those of his own sub-group',
  clauses: ['GRP-11', 'BADGE-7'],
  access: { kind: 'any' },
  params: groupParams,
  query: groupMembersQuery,
  answer: groupMemberList,
  handle: async (app, { params: { groupId }, query, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    const sight = await sightOf(app, subject, group)
    if (sight !== null && typeof sight !== 'number') return sight
    const now = await app.clock.now()
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(now))
    const mode = badgeModeOf(group.gate, group.mode)
    const key = readCursor(query.cursor, 'integer', 'instant', 'integer')
    const rows = await listMembers(app.db, {
      groupNo: group.group_no,
      clubNo: group.club_no,
      mode,
      number: sight ?? query.number ?? null,
      after: key === null ? null : [Number(key[0]), String(key[1]), Number(key[2])],
      limit: query.limit + 1,
      now,
    })
    const imitates = imitatorsOf(rows[0]?.owner_name ?? '')
    return pageOf(
      rows,
      query.limit,
      (row) => [row.number, toInstant(row.joined_at), row.user_no],
      (row: MemberRow) => {
        const level = row.intimacy === null ? null : levelOfIntimacy(rules, mode, row.intimacy)
        const member = { litOrders: row.lit_orders ?? 0, lastEarnedAt: row.last_earned_at }
        return {
          userId: row.user_id,
          name: shownName(row.name),
          ...(imitates(row.name) ? { imitates: true } : {}),
          number: row.number,
          joinedAt: toInstant(row.joined_at),
          level,
          tier: level === null ? null : tierOfLevel(rules, level),
          badge:
            level === null
              ? null
              : { name: row.badge_name ?? defaultBadgeNameOf(mode), lit: badgeLit(rules, mode, member, now) },
          mute:
            sight === null && row.muted
              ? { until: row.muted_until === null ? null : toInstant(row.muted_until) }
              : null,
        }
      },
    )
  },
})

const getSeats = route({
  name: 'listMemberGroups',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/groups',
  tag: 'groups',
  summary: 'Where a member sits in the owner’s groups, since when, and whether he is muted there',
  clauses: ['GRP-2', 'GRP-9'],
  access: { kind: 'club', permission: 'groups' },
  params: z.object({ ownerId: id, userId: id }),
  answer: memberSeats,
  handle: async (app, { params: { ownerId, userId } }) => {
    const clubNo = await findClub(app.db, ownerId)
    if (clubNo === null) return reject('unknown_owner')
    const userNo = await userNoOf(app.db, userId)
    const rows = userNo === null ? [] : await listSeatsOf(app.db, userNo, clubNo, await app.clock.now())
    return {
      items: rows.map((row) => ({
        groupId: row.group_id,
        subGroupId: subGroupIdOf(row.group_id, row.number),
        number: row.number,
        joinedAt: toInstant(row.joined_at),
        name: row.name,
        subGroupName: subGroupName(row.name, row.number),
        mute: row.muted ? { until: row.muted_until === null ? null : toInstant(row.muted_until) } : null,
      })),
    }
  },
})

const viewRemoval = (row: RemovalRow) => ({
  userId: row.user_id,
  name: shownName(row.name),
  removedAt: toInstant(row.removed_at),
  by: row.removed_by,
  reason: row.removed_reason,
})

/** One removal. Codes: `not_found`. */
export async function removalOf(on: Queryable, key: SeatKey) {
  const [row] = await findRemovals(on, key.groupNo, { userNo: key.userNo, before: null, limit: 1 })
  return row === undefined ? reject('not_found') : viewRemoval(row)
}

const getRemovals = route({
  name: 'listGroupRemovals',
  method: 'GET',
  path: '/v1/groups/{groupId}/removals',
  tag: 'groups',
  summary: 'Who was removed and may not join, newest first',
  clauses: ['GRP-9'],
  access: { kind: 'any' },
  params: groupParams,
  query: page,
  answer: listOf(removalView),
  handle: async (app, { params: { groupId }, query, subject }) => {
    const group = await findGroup(app.db, groupId)
    if (group === null) return reject('not_found')
    if (!(await mayRun(app.db, subject, group))) return reject('forbidden')
    const key = readCursor(query.cursor, 'instant', 'integer')
    const before = key === null ? null : ([String(key[0]), Number(key[1])] as const)
    const rows = await findRemovals(app.db, group.group_no, { userNo: null, before, limit: query.limit + 1 })
    return pageOf(rows, query.limit, (row) => [toInstant(row.removed_at), row.user_no], viewRemoval)
  },
})

/** Routes that read who sits in a group. */
export const seatReads: readonly Route[] = [getMembers, getSeats, getRemovals]
