import { z } from 'zod'
import { badgeLit, titleOfLevel } from '../contract/ladder.ts'
import { defaultBadgeNameOf } from '../contract/badge-names.ts'
import { id, listOf, page } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { mergeView, userView } from '../contract/views.ts'
import type { Mode } from '../contract/words.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'

const userParams = z.object({ userId: id })

/** The ids under which users are known first, by the ids asked for; those never heard of are left out (PLT-8). */
export async function canonicalUsers(on: Queryable, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await on.query<{ alias: string; user_id: string }>(
    'select a.user_id as alias, p.user_id from person_alias a join person p using (user_no) where a.user_id = any($1::text[])',
    [userIds],
  )
  return new Map(rows.map((row) => [row.alias, row.user_id]))
}

/** The id under which a user is known first; his own if he was never heard of (PLT-8). */
export const canonicalUser = async (on: Queryable, userId: string): Promise<string> =>
  (await canonicalUsers(on, [userId])).get(userId) ?? userId

/** A user with his ids and clubs; one who was never heard of has neither. */
export async function viewUser(app: App, userId: string) {
  const people = await app.db.query<{ user_no: number; user_id: string; name: string | null; aliases: string[] }>(
    `select p.user_no, p.user_id, p.name, (select array_agg(o.user_id order by o.user_id) from person_alias o
       where o.user_no = p.user_no and o.user_id not like '~%') as aliases
     from person_alias a join person p using (user_no) where a.user_id = $1`,
    [userId],
  )
  const person = people[0]
  if (person === undefined) return { userId, aliases: [userId], name: null, clubs: [] }
  const now = await app.clock.now()
  const rules = (await app.rules()).ofDay(app.calendar.dayOf(now))
  const clubs = await app.db.query<{
    owner_id: string
    name: string
    mode: Mode
    badge_live: string | null
    badge_shopping: string | null
    level: number
    lit_orders: number
    last_earned_at: number | null
  }>(
    `select c.owner_id, c.name, c.mode, c.badge_live, c.badge_shopping, m.level, f.lit_orders, m.last_earned_at
     from membership_shown m join club c on c.club_no = m.club_no and c.mode = m.mode
     join fan f on f.user_no = m.user_no and f.club_no = m.club_no
     where m.user_no = $1::int8 order by m.intimacy desc, c.owner_id limit 200`,
    [person.user_no],
  )
  return {
    userId: person.user_id,
    aliases: person.aliases,
    name: person.name,
    clubs: clubs.map((row) => ({
      ownerId: row.owner_id,
      ownerName: row.name,
      mode: row.mode,
      level: row.level,
      title: titleOfLevel(rules, row.level),
      badge: {
        name: (row.mode === 'live' ? row.badge_live : row.badge_shopping) ?? defaultBadgeNameOf(row.mode),
        lit: badgeLit(rules, row.mode, { litOrders: row.lit_orders, lastEarnedAt: row.last_earned_at }, now),
      },
    })),
  }
}

const getUser = route({
  name: 'getUser',
  method: 'GET',
  path: '/v1/users/{userId}',
  tag: 'people',
  summary: 'A user: his ids, his name, the clubs he is in',
  clauses: ['PLT-8'],
  access: { kind: 'self' },
  params: userParams,
  answer: userView,
  handle: (app, { params }) => viewUser(app, params.userId),
})

const listMerges = route({
  name: 'listMerges',
  method: 'GET',
  path: '/v1/users/{userId}/merges',
  tag: 'people',
  summary: 'The record of users merged into this one',
  clauses: ['PLT-8'],
  access: { kind: 'platform' },
  params: userParams,
  query: page,
  answer: listOf(mergeView),
  handle: async (app, { params, query }) => {
    const known = await app.db.query('select 1 from person_alias where user_id = $1', [params.userId])
    if (known.length === 0) return reject('unknown_user')
    const key = readCursor(query.cursor, 'instant', 'uuid')
    const rows = await app.db.query<{
      id: string
      into_id: string
      from_id: string
      at: number
      actor: string
      reason: string
    }>(
      `select g.id, i.user_id as into_id, f.user_id as from_id, g.at, g.actor, g.reason
       from person_merge g join person i on i.user_no = g.into_no join person f on f.user_no = g.from_no
       where g.into_no = (select user_no from person_alias where user_id = $1)
         and ($2::timestamptz is null or (g.at, g.id) < ($2::timestamptz, $3::uuid))
       order by g.at desc, g.id desc limit $4::int4`,
      [params.userId, key?.[0] ?? null, key?.[1] ?? null, query.limit + 1],
    )
    return pageOf(
      rows,
      query.limit,
      (row) => [toInstant(row.at), row.id],
      (row) => ({
        mergeId: row.id,
        into: row.into_id,
        from: row.from_id,
        at: toInstant(row.at),
        by: row.actor,
        reason: row.reason,
      }),
    )
  },
})

/** Routes that read people. */
export const personReads: readonly Route[] = [getUser, listMerges]
