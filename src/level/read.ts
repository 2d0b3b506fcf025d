import { z } from 'zod'
import { tierOfLevel, titleOfLevel } from '../contract/ladder.ts'
import { id, listOf, page } from '../contract/forms.ts'
import { reject } from '../contract/rejections.ts'
import { route, type Route } from '../contract/route.ts'
import { levelsView, ruleSetView } from '../contract/views.ts'
import type { Mode } from '../contract/words.ts'
import { ruleSetBody } from '../contract/rule-set.ts'
import { pageOf, readCursor } from '../lib/cursor.ts'
import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'

const getLevels = route({
  name: 'getLevels',
  method: 'GET',
  path: '/v1/clubs/{ownerId}/levels',
  tag: 'levels',
  summary: 'The ladder: score range, level, tier, and how many stand on each rung',
  clauses: ['LVL-1', 'LVL-2', 'LVL-3'],
  access: { kind: 'any' },
  params: z.object({ ownerId: id }),
  answer: levelsView,
  handle: async (app, { params }) => {
    const clubs = await app.db.query<{ club_no: number; mode: Mode }>(
      'select club_no, mode from club where owner_id = $1',
      [params.ownerId],
    )
    const club = clubs[0]
    if (club === undefined) return reject('unknown_owner')
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    const rows = await app.db.query<{ level: number; members: number }>(
      'select level, sum(members)::int4 as members from club_level where club_no = $1::int4 and mode = $2 group by level',
      [club.club_no, club.mode],
    )
    const members = new Map(rows.map((row) => [row.level, row.members]))
    const { thresholds } = rules.modes[club.mode]
    const items = thresholds.map((from, index) => ({
      level: index + 1,
      tier: tierOfLevel(rules, index + 1),
      title: titleOfLevel(rules, index + 1),
      from,
      to: thresholds[index + 1] === undefined ? null : (thresholds[index + 1] ?? 0) - 1,
      members: members.get(index + 1) ?? 0,
    }))
    return { ruleSetVersion: rules.version, mode: club.mode, items }
  },
})

interface VersionRow {
  version: number
  effective_day: string
  published_at: number
  published_by: string
  note: string
  body: unknown
  done: number | null
  total: number | null
}
/** Finished work counts as whole: who left meanwhile is not waited for. */
const published = `select r.version, r.effective_day, r.published_at, r.published_by, r.note, r.body, w.total,
    case when w.finished_at is null then least(w.done, w.total) else w.total end as done
  from rule_set r left join work_progress w on w.kind = 'relevel' and w.subject = r.version::text`

const viewOfVersion = (row: VersionRow) => ({
  version: row.version,
  effectiveDay: row.effective_day,
  publishedAt: toInstant(row.published_at),
  publishedBy: row.published_by,
  note: row.note,
  body: ruleSetBody.parse(row.body),
  ...(row.done === null || row.total === null ? {} : { progress: { done: row.done, total: row.total } }),
})

/** One version as published, or null. */
export async function findVersion(on: Queryable, version: number) {
  const rows = await on.query<VersionRow>(`${published} where r.version = $1::int4`, [version])
  return rows[0] === undefined ? null : viewOfVersion(rows[0])
}

const listVersions = route({
  name: 'listRuleSets',
  method: 'GET',
  path: '/v1/rule-sets',
  tag: 'levels',
  summary: 'Every published version, newest first',
  clauses: ['LVL-4'],
  access: { kind: 'any' },
  query: page,
  answer: listOf(ruleSetView),
  handle: async (app, { query }) => {
    const rows = await app.db.query<VersionRow>(
      `${published} where $1::int8 is null or r.version < $1::int8 order by r.version desc limit $2::int4`,
      [readCursor(query.cursor, 'integer')?.[0] ?? null, query.limit + 1],
    )
    return pageOf(rows, query.limit, (row) => [row.version], viewOfVersion)
  },
})

const getCurrent = route({
  name: 'getCurrentRuleSet',
  method: 'GET',
  path: '/v1/rule-sets/current',
  tag: 'levels',
  summary: 'The version that rules today',
  clauses: ['LVL-4'],
  access: { kind: 'any' },
  answer: ruleSetView,
  handle: async (app) => {
    const rules = (await app.rules()).ofDay(app.calendar.dayOf(await app.clock.now()))
    return (await findVersion(app.db, rules.version)) ?? reject('not_found')
  },
})

const getVersion = route({
  name: 'getRuleSet',
  method: 'GET',
  path: '/v1/rule-sets/{version}',
  tag: 'levels',
  summary: 'One version, as it was published',
  clauses: ['LVL-4', 'TASK-12'],
  access: { kind: 'any' },
  params: z.object({ version: z.coerce.number().int().min(1).max(2_000_000_000) }),
  answer: ruleSetView,
  handle: async (app, { params }) => (await findVersion(app.db, params.version)) ?? reject('not_found'),
})

/** Routes that read levels and rule sets. */
export const levelReads: readonly Route[] = [getLevels, listVersions, getCurrent, getVersion]
