import type { Gate, GateMissing } from '../contract/groups.ts'
import { levelOfIntimacy } from '../contract/ladder.ts'
import type { RuleSetBody } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import { DAY, toInstant } from '../lib/time.ts'
import type { GroupRow } from './rows.ts'

/** What a gate asks of a user. Intimacy by mode; a mode he is no member of is missing. */
export interface Standing {
  readonly intimacy: Readonly<Partial<Record<Mode, number>>>
  readonly follows: boolean
  /** UTC ms of the last word on following; null: never heard of */
  readonly followAt: number | null
}

/** Who was never heard of. */
export const stranger: Standing = { intimacy: {}, follows: false, followAt: null }

/**
 * What a user lacks for a seat; empty: the gate lets him in.
 * @param running the club's running mode, which a level is of unless the gate says another
 * @rule GRP-4
 */
export function missingOf(
  gate: Gate,
  standing: Standing,
  running: Mode,
  rules: RuleSetBody,
  now: number,
): GateMissing[] {
  switch (gate.kind) {
    case 'none':
      return []
    case 'tier':
      return missingLevel(standing, running, rules, rules.tiers.find(({ name }) => name === gate.tier)?.fromLevel ?? 1)
    case 'level':
      return missingLevel(standing, gate.mode ?? running, rules, gate.level)
    case 'follow':
      return missingFollow(standing, gate.days, now)
  }
}

function missingLevel(standing: Standing, mode: Mode, rules: RuleSetBody, wanted: number): GateMissing[] {
  const intimacy = standing.intimacy[mode]
  if (intimacy === undefined) return [{ kind: 'membership' }]
  const has = levelOfIntimacy(rules, mode, intimacy)
  return has >= wanted ? [] : [{ kind: 'level', wanted, has }]
}

function missingFollow({ follows, followAt }: Standing, wanted: number, now: number): GateMissing[] {
  if (!follows || followAt === null) return [{ kind: 'follow' }]
  const from = followAt + wanted * DAY
  if (now >= from) return []
  return [{ kind: 'followDays', wanted, has: Math.max(0, Math.floor((now - followAt) / DAY)), from: toInstant(from) }]
}

/** The mode whose badge members of a group show: the gate's, else the one that runs. @rule BADGE-7 */
export const badgeModeOf = (gate: Gate, running: Mode): Mode =>
  gate.kind === 'level' ? (gate.mode ?? running) : running

/** A sub-group's seats while joiners are placed. */
export interface SubGroupSeats {
  readonly number: number
  members: number
  readonly seats: number
}

/** A group's seats while joiners are placed. */
export interface GroupSeats {
  members: number
  /** by number, without holes */
  readonly subGroups: SubGroupSeats[]
  readonly subGroupsMost: number
  readonly seats: number
}

/**
 * Gives the lowest-numbered free seat; where all are taken the next sub-group opens.
 * @returns the sub-group's number, or null when the group is full
 * @rule GRP-2
 */
export function takeSeat(group: GroupSeats): number | null {
  let free = group.subGroups.find(({ members, seats }) => members < seats)
  if (free === undefined) {
    if (group.subGroups.length >= group.subGroupsMost) return null
    free = { number: group.subGroups.length + 1, members: 0, seats: group.seats }
    group.subGroups.push(free)
  }
  free.members += 1
  group.members += 1
  return free.number
}

/** A sub-group is called as its group, and numbered. @rule GRP-2 */
export const subGroupName = (name: string, number: number): string => `${name}${number}`

/** How the outside names a sub-group. */
export const subGroupIdOf = (groupId: string, number: number): string => `${groupId}.${number}`

/** The number within a group that a sub-group's id says; null: it is not of this group, or has not opened (GRP-2). */
export function numberOfSubGroup(group: Pick<GroupRow, 'group_id' | 'sub_groups'>, subGroupId: string): number | null {
  const match = /^(.+)\.([1-9]\d{0,3})$/.exec(subGroupId)
  const number = match?.[1] === group.group_id ? Number(match[2]) : null
  return number !== null && number <= group.sub_groups ? number : null
}
