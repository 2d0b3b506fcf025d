import type { Gate, GateMissing, GroupView } from '../contract/groups.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import { missingOf, stranger, subGroupIdOf, type Standing } from './apply.ts'

/** A group as it is listed. */
export interface ListedGroup {
  readonly group_no: number
  readonly group_id: string
  readonly club_no: number
  readonly owner_id: string
  readonly mode: Mode
  readonly name: string
  readonly gate: Gate
  readonly notice: string | null
  readonly notice_at: number | null
  readonly auto_reply: string | null
  readonly created_at: number
  readonly closed_at: number | null
  readonly members: number
  readonly sub_groups: number
  readonly sub_groups_most: number
  readonly seats: number
  /** the asking user's seat */
  readonly number: number | null
  readonly joined_at: number | null
}

/** For whom a group is shown. */
export interface Viewer {
  /** null: nobody in particular */
  readonly standing: Standing | null
  /** the owner's side sees the auto-reply, and the notice without a seat */
  readonly runs: boolean
}

/** A group as the outside sees it. @rule GRP-5 GRP-12 */
export function viewOf(row: ListedGroup, viewer: Viewer, rules: RuleSetBody, now: number): GroupView {
  const seats = row.sub_groups_most * row.seats
  const mine = row.number !== null && row.joined_at !== null ? { number: row.number, joinedAt: row.joined_at } : null
  const hears = viewer.runs || mine !== null
  const missing = (): GateMissing[] => missingOf(row.gate, viewer.standing ?? stranger, row.mode, rules, now)
  return {
    groupId: row.group_id,
    ownerId: row.owner_id,
    name: row.name,
    gate: row.gate,
    notice: hears ? row.notice : null,
    noticeAt: !hears || row.notice_at === null ? null : toInstant(row.notice_at),
    autoReply: viewer.runs ? row.auto_reply : null,
    status: row.closed_at === null ? 'open' : 'closed',
    createdAt: toInstant(row.created_at),
    members: row.members,
    seats,
    freeSeats: row.closed_at === null ? seats - row.members : 0,
    subGroups: row.sub_groups,
    mine:
      mine === null
        ? null
        : {
            groupId: row.group_id,
            subGroupId: subGroupIdOf(row.group_id, mine.number),
            number: mine.number,
            joinedAt: toInstant(mine.joinedAt),
          },
    missing: viewer.standing === null ? null : mine === null ? missing() : [],
  }
}
