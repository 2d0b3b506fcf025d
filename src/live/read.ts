import { z } from 'zod'
import { badgeLit, titleOfLevel } from '../contract/ladder.ts'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { id, listOf, page, task as taskForm } from '../contract/forms.ts'
import { reject, type Rejection } from '../contract/rejections.ts'
import { mayActFor } from '../contract/rights.ts'
import { route, type Route, type Subject } from '../contract/route.ts'
import {
  screenLine,
  sessionMember,
  sessionRow,
  sessionTasks,
  sessionTotals,
  type ScreenLine,
} from '../contract/views.ts'
import { sessionTopic } from '../contract/topics.ts'
import { tasks, type Mode } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { MINUTE, toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'

/** CLUB-10 «online»: seen within the last 5 minutes of a session that runs. No platform says when a viewer goes. */
const ONLINE_MINUTES = 5

const sessionParams = z.object({ sessionId: id })

interface SessionRow {
  session_no: number
  session_id: string
  club_no: number
  owner_id: string
  currency: string
  mode: Mode
  badge_live: string | null
  badge_shopping: string | null
  title: string | null
  started_at: number
  ended_at: number | null
}

/** The session, if the subject may see its club's live data. */
async function findSession(app: App, subject: Subject, sessionId: string): Promise<SessionRow | Rejection> {
  const rows = await app.db.query<SessionRow>(
    `select s.session_no, s.session_id, s.club_no, c.owner_id, c.currency, c.mode, c.badge_live, c.badge_shopping, s.title, s.started_at, s.ended_at
     from live_session s join club c using (club_no) where s.session_id = $1`,
    [sessionId],
  )
  const session = rows[0]
  if (session === undefined) return reject('not_found')
  return mayActFor(subject, session.owner_id, 'live') ? session : reject('forbidden')
}

interface TotalRow {
  viewers: number
  member_viewers: number
  orders: number
  member_orders: number
  sales: number
  member_sales: number
  joins: number
  interactions: number
  member_interactions: number
}

const totalSums = `coalesce(sum(viewers), 0)::int4 as viewers, coalesce(sum(member_viewers), 0)::int4 as member_viewers,
  coalesce(sum(orders), 0)::int4 as orders, coalesce(sum(member_orders), 0)::int4 as member_orders,
  least(coalesce(sum(sales), 0), ${Number.MAX_SAFE_INTEGER})::int8 as sales, least(coalesce(sum(member_sales), 0), ${Number.MAX_SAFE_INTEGER})::int8 as member_sales, coalesce(sum(joins), 0)::int4 as joins,
  coalesce(sum(interactions), 0)::int4 as interactions, coalesce(sum(member_interactions), 0)::int4 as member_interactions`

const getTotals = route({
  name: 'getSessionTotals',
  method: 'GET',
  path: '/v1/sessions/{sessionId}/totals',
  tag: 'live',
  summary:
    'Viewers (each counted once), paid orders and sales before refunds, joins, interactions (comments, likes, shares, gifts: one an event), and the same for members',
  clauses: ['LIVE-1', 'LIVE-5'],
  access: { kind: 'any' },
  params: sessionParams,
  answer: sessionTotals,
  handle: async (app, { params, subject }) => {
    const session = await findSession(app, subject, params.sessionId)
    if ('rejected' in session) return session
    const rows = await app.db.query<TotalRow>(`select ${totalSums} from session_total where session_no = $1::int4`, [
      session.session_no,
    ])
    const total = rows[0]
    if (total === undefined) return reject('not_found')
    const money = (value: number) => ({ value, currency: session.currency })
    return {
      sessionId: session.session_id,
      ownerId: session.owner_id,
      title: session.title,
      startedAt: toInstant(session.started_at),
      endedAt: session.ended_at === null ? null : toInstant(session.ended_at),
      viewers: total.viewers,
      orders: total.orders,
      sales: money(total.sales),
      joins: total.joins,
      interactions: total.interactions,
      members: {
        viewers: total.member_viewers,
        orders: total.member_orders,
        sales: money(total.member_sales),
        joins: total.joins,
        interactions: total.member_interactions,
      },
    }
  },
})

const listSessions = route({
  name: 'listSessions',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/sessions',
  tag: 'live',
  summary: 'Live sessions, newest first',
  clauses: ['LIVE-1'],
  access: { kind: 'club', permission: 'live' },
  params: z.object({ ownerId: id }),
  query: page,
  answer: listOf(sessionRow),
  handle: async (app, { params, query }) => {
    const before = readCursor(query.cursor, 'instant', 'integer')
    const rows = await app.db.query<SessionRow & TotalRow>(
      `select s.session_no, s.session_id, s.title, s.started_at, s.ended_at, c.currency, t.viewers, t.orders, t.sales, t.joins
       from live_session s join club c using (club_no) cross join lateral (
         select ${totalSums} from session_total t where t.session_no = s.session_no) as t
       where c.owner_id = $1 and ($2::timestamptz is null or (s.started_at, s.session_no) < ($2::timestamptz, $3::int8))
       order by s.started_at desc, s.session_no desc limit $4::int4`,
      [params.ownerId, before?.[0] ?? null, before?.[1] ?? null, query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.started_at), row.session_no],
      (row) => ({
        sessionId: row.session_id,
        title: row.title,
        startedAt: toInstant(row.started_at),
        endedAt: row.ended_at === null ? null : toInstant(row.ended_at),
        viewers: row.viewers,
        orders: row.orders,
        sales: { value: row.sales, currency: row.currency },
        joins: row.joins,
      }),
    )
  },
})

const getTasks = route({
  name: 'getSessionTasks',
  method: 'GET',
  path: '/v1/sessions/{sessionId}/tasks',
  tag: 'live',
  summary:
    'Per task, how many members completed it (earned by it at least once) and exhausted it (reached its cap) in this session',
  clauses: ['TASK-13', 'CLUB-10'],
  access: { kind: 'any' },
  params: sessionParams,
  answer: sessionTasks,
  handle: async (app, { params, subject }) => {
    const session = await findSession(app, subject, params.sessionId)
    if ('rejected' in session) return session
    const rows = await app.db.query<{ index: number; completed: number; exhausted: number }>(
      `select i::int4 as index, sum(c)::int4 as completed, sum(e)::int4 as exhausted
       from session_total t cross join lateral unnest(t.completed, t.exhausted) with ordinality as u(c, e, i)
       where t.session_no = $1::int4 group by i`,
      [session.session_no],
    )
    const present = await app.db.query<{ members: number }>(
      'select coalesce(sum(member_viewers), 0)::int4 as members from session_total where session_no = $1::int4',
      [session.session_no],
    )
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(session.started_at))
    const byIndex = new Map(rows.map((row) => [row.index - 1, row]))
    return {
      sessionId: session.session_id,
      membersPresent: present[0]?.members ?? 0,
      items: tasks.flatMap((task, index) => {
        const row = byIndex.get(index)
        // a task of the other mode is shown only if something was earned by it before the mode changed
        if (rules.modes[session.mode].tasks[task] === undefined && (row?.completed ?? 0) === 0) return []
        return [{ task, completed: row?.completed ?? 0, exhausted: row?.exhausted ?? 0 }]
      }),
    }
  },
})

const listSessionMembers = route({
  name: 'listSessionMembers',
  method: 'GET',
  path: '/v1/sessions/{sessionId}/members',
  tag: 'live',
  summary:
    'Members seen in a session, with level and tasks; `state` with `task` narrows, `online` shows who is there now',
  clauses: ['TASK-13', 'CLUB-10'],
  access: { kind: 'any' },
  params: sessionParams,
  query: page.extend({
    task: taskForm.optional(),
    state: z.enum(['completed', 'exhausted']).default('completed'),
    online: z.enum(['true', 'false']).optional(),
  }),
  answer: listOf(sessionMember),
  handle: async (app, { params, query, subject }) => {
    const session = await findSession(app, subject, params.sessionId)
    if ('rejected' in session) return session
    const now = await app.clock.now()
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(now))
    const onlineSince = session.ended_at === null ? now - ONLINE_MINUTES * MINUTE : null
    const bit = query.task === undefined ? null : 1 << tasks.indexOf(query.task)
    const key = readCursor(query.cursor, 'integer', 'integer')
    const rows = await app.db.query<{
      user_no: number
      user_id: string
      name: string | null
      level: number
      intimacy: number
      lit_orders: number
      last_earned_at: number | null
      last_at: number
      completed: number
      exhausted: number
    }>(
      `select sf.user_no, p.user_id, p.name, m.level, m.intimacy, f.lit_orders, m.last_earned_at, sf.last_at, sf.completed, sf.exhausted
       from session_fan sf join person p using (user_no)
       join membership m on m.user_no = sf.user_no and m.club_no = sf.club_no and m.mode = $2
       join fan f on f.user_no = sf.user_no and f.club_no = sf.club_no
       where sf.session_no = $1::int4 and ($3::int4 is null or (case when $4 = 'exhausted' then sf.exhausted else sf.completed end) & $3::int4 <> 0)
         and ($5::timestamptz is null or sf.last_at >= $5::timestamptz)
         and ($6::int8 is null or (m.intimacy, -sf.user_no) < ($6::int8, -$7::int8))
       order by m.intimacy desc, sf.user_no limit $8::int4`,
      [
        session.session_no,
        session.mode,
        bit,
        query.state,
        query.online === 'true' ? toInstant(onlineSince ?? now + MINUTE) : null,
        key?.[0] ?? null,
        key?.[1] ?? null,
        query.limit + 1,
      ],
    )
    const badgeName =
      (session.mode === 'live' ? session.badge_live : session.badge_shopping) ?? defaultBadgeNameOf(session.mode)
    const named = (mask: number) => tasks.filter((_, index) => (mask & (1 << index)) !== 0)
    return pageOf(
      rows,
      query.limit,
      (row) => [row.intimacy, row.user_no],
      (row) => ({
        userId: row.user_id,
        name: row.name,
        level: row.level,
        title: titleOfLevel(rules, row.level),
        badge: {
          name: badgeName,
          lit: badgeLit(rules, session.mode, { litOrders: row.lit_orders, lastEarnedAt: row.last_earned_at }, now),
        },
        online: onlineSince !== null && row.last_at >= onlineSince,
        completed: named(row.completed),
        exhausted: named(row.exhausted),
        lastSeenAt: toInstant(row.last_at),
      }),
    )
  },
})

const SCREEN_LINES = 50

const getScreen = route({
  name: 'getSessionScreen',
  method: 'GET',
  path: '/v1/sessions/{sessionId}/screen',
  tag: 'live',
  summary: 'The last lines of the public screen, oldest first; further ones come by the stream',
  clauses: ['LIVE-1', 'BADGE-6'],
  access: { kind: 'any' },
  params: sessionParams,
  answer: z.object({ items: z.array(screenLine) }),
  handle: async (app, { params }) => {
    // one message holds as many lines as all that are shown: the store takes them apart
    const rows = await app.db.query<{ line: ScreenLine }>(
      `select l.line from outbox o cross join lateral jsonb_array_elements(o.body->'lines') with ordinality as l(line, nth)
       where o.topic = $1 and o.kind = 'screen.lines' order by o.position desc, l.nth desc limit ${SCREEN_LINES}`,
      [sessionTopic(params.sessionId)],
    )
    return { items: rows.reverse().map(({ line }) => line) }
  },
})

/** Routes that read live sessions. */
export const liveReads: readonly Route[] = [listSessions, getTotals, getTasks, listSessionMembers, getScreen]
