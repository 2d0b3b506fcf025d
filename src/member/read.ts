import { z } from 'zod'
import { id, listOf, page } from '../contract/forms.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { badgeLit, capAtLevel, levelOfIntimacy, nextLevel, tierOfLevel, titleOfLevel } from '../contract/ladder.ts'
import { leavePreview, memberRow, memberView, type MemberRow, type MemberView } from '../contract/views.ts'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { tasks, tiers, type Mode, type Scene, type Task } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { DAY, toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import { ANY_INTIMACY, listByJoining, listByRank, type ListedRow, type Listing } from './store.ts'

const memberParams = z.object({ ownerId: id, userId: id })

interface StateRow {
  club_no: number
  user_no: number | null
  user_id: string | null
  name: string | null
  mode: Mode
  badge_live: string | null
  badge_shopping: string | null
  purchase_on: boolean
  rollout_phase: number
  rollout_share: number
  epoch: number | null
  scene: Scene | null
  joined_at: number | null
  intimacy: number | null
  last_earned_at: number | null
  lit_orders: number | null
  excluded: boolean | null
  level_today: number | null
  earned: number | null
  tasks_earned: number[] | null
  tasks_count: number[] | null
  tasks_units: number[] | null
  before_today: number | null
}

/** One statement gives all a member's page needs. */
async function loadState(
  app: App,
  ownerId: string,
  userId: string,
  mode: Mode | null,
  day: string,
): Promise<StateRow | null> {
  const rows = await app.db.query<StateRow>(
    `select c.club_no, p.user_no, p.user_id, p.name, coalesce($3, c.mode) as mode, c.badge_live, c.badge_shopping, c.purchase_on,
       c.rollout_phase, c.rollout_share, m.epoch, m.scene, m.joined_at, m.intimacy, m.last_earned_at, f.lit_orders,
       f.excluded_at is not null as excluded, d.level as level_today, d.earned, d.tasks_earned, d.tasks_count, d.tasks_units,
       m.intimacy - coalesce((select sum(net) from member_day n where n.user_no = m.user_no and n.club_no = m.club_no
         and n.mode = m.mode and n.day >= $4::date), 0)::int8 as before_today
     from club c
     left join person_alias a on a.user_id = $2
     left join person p on p.user_no = a.user_no
     left join fan f on f.user_no = p.user_no and f.club_no = c.club_no
     left join membership_shown m on m.user_no = p.user_no and m.club_no = c.club_no and m.mode = coalesce($3, c.mode)
     left join member_day d on d.user_no = m.user_no and d.club_no = m.club_no and d.mode = m.mode and d.day = $4::date
     where c.owner_id = $1`,
    [ownerId, userId, mode, day],
  )
  return rows[0] ?? null
}

/**
 * A member's page: level, badge, what today's tasks gave and can still give.
 * @param mode the running one unless said
 * @returns `unknown_owner` | `not_a_member`
 * @rule LVL-1 LVL-2 BADGE-5 TASK-3 TASK-4 TASK-5 TASK-6
 */
export async function viewMember(
  app: App,
  ownerId: string,
  userId: string,
  mode: Mode | null = null,
): Promise<MemberView | Rejection> {
  const now = await app.clock.now()
  const day = app.calendar.dayOf(now)
  const [state, book] = await Promise.all([loadState(app, ownerId, userId, mode, day), app.rules()])
  if (state === null) return reject('unknown_owner')
  if (state.intimacy === null || state.joined_at === null || state.scene === null || state.user_id === null)
    return reject('not_a_member')
  const rules = book.ofDay(day)
  const level = levelOfIntimacy(rules, state.mode, state.intimacy)
  const levelToday = state.level_today ?? levelOfIntimacy(rules, state.mode, Math.max(0, state.before_today ?? 0))
  const shown = await shownTasks(app, state, rules, ownerId)
  return {
    userId: state.user_id,
    ownerId,
    name: state.name,
    mode: state.mode,
    level,
    tier: tierOfLevel(rules, level),
    title: titleOfLevel(rules, level),
    intimacy: state.intimacy,
    next: nextLevel(rules, state.mode, state.intimacy),
    badge: {
      name: (state.mode === 'live' ? state.badge_live : state.badge_shopping) ?? defaultBadgeNameOf(state.mode),
      lit: badgeLit(rules, state.mode, { litOrders: state.lit_orders ?? 0, lastEarnedAt: state.last_earned_at }, now),
    },
    joinedAt: toInstant(state.joined_at),
    scene: state.scene,
    excluded: state.excluded ?? false,
    today: {
      businessDay: day,
      earned: state.earned ?? 0,
      cap: rules.modes[state.mode].dayCap,
      tasks: shown.map((task) => progressOf(rules, state, task, levelToday)),
    },
  }
}

/** TASK-5, TASK-6: the purchase task of a live club is shown only while it is on, and in phase 1 only to some. */
async function shownTasks(app: App, state: StateRow, rules: RuleSet, ownerId: string): Promise<Task[]> {
  const all = tasks.filter((task) => rules.modes[state.mode].tasks[task] !== undefined)
  if (state.mode === 'shopping') return all
  const rollout = { phase: state.rollout_phase, share: state.rollout_share }
  const visible =
    state.purchase_on && (rollout.phase > 1 || (await app.purchaseVisible(state.user_id ?? '', ownerId, rollout)))
  return visible ? all : all.filter((task) => task !== 'purchase')
}

function progressOf(rules: RuleSet, state: StateRow, task: Task, level: number): MemberView['today']['tasks'][number] {
  const rule = rules.modes[state.mode].tasks[task]
  if (rule === undefined) throw new Error(`no rule for ${task}`)
  const index = tasks.indexOf(task)
  const units = state.tasks_units?.[index] ?? 0
  const scale = task === 'watch' ? 1_000 : 1
  return {
    task,
    earned: state.tasks_earned?.[index] ?? 0,
    cap: capAtLevel(rule, level),
    count: state.tasks_count?.[index] ?? 0,
    ...(task === 'watch' || task === 'like'
      ? { towards: { done: Math.floor((units % (rule.per * scale)) / scale), per: rule.per } }
      : {}),
    points: rule.points,
    per: rule.per,
  }
}

const getMember = route({
  name: 'getMember',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}',
  tag: 'members',
  summary: 'A member: level, badge, today',
  clauses: ['MEM-7', 'LVL-1', 'LVL-2', 'BADGE-5', 'TASK-3', 'TASK-4'],
  access: { kind: 'self', permission: 'members' },
  params: memberParams,
  query: z.object({ mode: z.enum(['live', 'shopping']).optional() }),
  answer: memberView,
  handle: (app, { params, query }) => viewMember(app, params.ownerId, params.userId, query.mode ?? null),
})

const previewLeave = route({
  name: 'getLeavePreview',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members/{userId}/leave-preview',
  tag: 'members',
  summary: 'What leaving now would mean',
  clauses: ['MEM-3', 'MEM-4', 'MEM-5'],
  access: { kind: 'self' },
  params: memberParams,
  answer: leavePreview,
  handle: async (app, { params }) => {
    const member = await viewMember(app, params.ownerId, params.userId)
    if ('rejected' in member) return member
    const { limits } = (await app.rules()).ofDay(member.today.businessDay)
    const rows = await app.db.query<{ left: number }>(
      `select count(distinct (club_no, epoch))::int4 as left from membership_log l join person_alias a using (user_no)
       where a.user_id = $1 and l.business_day = $2::date and l.kind = 'leave'`,
      [params.userId, member.today.businessDay],
    )
    return {
      intimacy: member.intimacy,
      level: member.level,
      rejoinAfterHours: limits.rejoinHours,
      exitsLeftToday: Math.max(0, limits.leavesPerDay - (rows[0]?.left ?? 0)),
    }
  },
})

const listQuery = page.extend({
  sort: z.enum(['-intimacy', '-joinedAt']).default('-intimacy'),
  /** beginning of a user id or a name */
  q: z.string().min(1).max(80).optional(),
  tier: z.enum(tiers).optional(),
  level: z.coerce.number().int().min(1).max(20).optional(),
  lit: z.enum(['true', 'false']).optional(),
})

const listMembers = route({
  name: 'listMembers',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/members',
  tag: 'members',
  summary:
    'Members of the running mode, top first; keyset pages, so a page costs the same at the start and in the millions',
  clauses: ['TASK-13', 'LVL-3'],
  access: { kind: 'club', permission: 'members' },
  params: z.object({ ownerId: id }),
  query: listQuery,
  answer: listOf(memberRow),
  handle: async (app, { params, query }) => {
    const clubs = await app.db.query<{
      club_no: number
      mode: Mode
      badge_live: string | null
      badge_shopping: string | null
    }>('select club_no, mode, badge_live, badge_shopping from club where owner_id = $1', [params.ownerId])
    const club = clubs[0]
    if (club === undefined) return reject('unknown_owner')
    const now = await app.clock.now()
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(now))
    const byRank = query.sort === '-intimacy'
    const key = readCursor(query.cursor, byRank ? 'integer' : 'instant', 'integer')
    const after =
      key === null ? null : { value: byRank ? Number(key[0]) : Date.parse(String(key[0])), userNo: Number(key[1]) }
    const listing = listingOf(club, query, rules, now)
    const rows = await (byRank ? listByRank : listByJoining)(app.db, listing, after, query.limit + 1)
    const name = (club.mode === 'live' ? club.badge_live : club.badge_shopping) ?? defaultBadgeNameOf(club.mode)
    return pageOf(
      rows,
      query.limit,
      (row) => [byRank ? row.intimacy : toInstant(row.joined_at), row.user_no],
      (row) => viewOfRow(row, club.mode, name, rules, now),
    )
  },
})

/** What a list's query asks for. A level or tier is a span of intimacy, so that the rank's index serves it. */
function listingOf(
  club: { club_no: number; mode: Mode },
  query: z.output<typeof listQuery>,
  rules: RuleSet,
  now: number,
): Listing {
  const { thresholds } = rules.modes[club.mode]
  let from = 0
  let below = ANY_INTIMACY
  const between = (first: number, last: number): void => {
    from = Math.max(from, thresholds[first - 1] ?? 0)
    below = Math.min(below, thresholds[last] ?? ANY_INTIMACY)
  }
  if (query.level !== undefined) between(query.level, query.level)
  if (query.tier !== undefined) {
    const index = rules.tiers.findIndex((tier) => tier.name === query.tier)
    between(rules.tiers[index]?.fromLevel ?? 1, (rules.tiers[index + 1]?.fromLevel ?? 21) - 1)
  }
  const earnedAfter = club.mode === 'live' ? now - rules.limits.liveBadgeLitDays * DAY : null
  return {
    clubNo: club.club_no,
    mode: club.mode,
    from,
    below,
    lit: query.lit === undefined ? null : { is: query.lit === 'true', earnedAfter },
    q: query.q ?? null,
  }
}

function viewOfRow(row: ListedRow, mode: Mode, badgeName: string, rules: RuleSet, now: number): MemberRow {
  const level = levelOfIntimacy(rules, mode, row.intimacy)
  return {
    userId: row.user_id,
    name: row.name,
    level,
    tier: tierOfLevel(rules, level),
    title: titleOfLevel(rules, level),
    intimacy: row.intimacy,
    badge: {
      name: badgeName,
      lit: badgeLit(rules, mode, { litOrders: row.lit_orders, lastEarnedAt: row.last_earned_at }, now),
    },
    joinedAt: toInstant(row.joined_at),
    scene: row.scene,
    lastEarnedAt: row.last_earned_at === null ? null : toInstant(row.last_earned_at),
    excluded: row.excluded,
  }
}

/** Routes that read members. */
export const memberReads: readonly Route[] = [getMember, previewLeave, listMembers]
