import { reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { ruleSetBody, type RuleSetBody } from '../contract/rule-set.ts'
import { ruleSetPreview, ruleSetPreviewInput, ruleSetPublishInput, ruleSetView } from '../contract/views.ts'
import { modes } from '../contract/words.ts'
import { toInstant } from '../lib/time.ts'
import type { App } from '../ports/app.ts'
import { changesBetween, warningsOf } from './apply.ts'
import { findVersion } from './read.ts'

const flaws = (error: { issues: readonly { path: PropertyKey[]; message: string }[] }) =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))

/** Members whose level would change on the effective day, with today's balances. */
async function countMoves(app: App, body: RuleSetBody): Promise<{ up: number; down: number; same: number }> {
  const sum = { up: 0, down: 0, same: 0 }
  for (const mode of modes) {
    const rows = await app.db.query<{ up: number; down: number; same: number }>(
      `select count(*) filter (where width_bucket(intimacy, $2::int8[]) > level)::int4 as up,
         count(*) filter (where width_bucket(intimacy, $2::int8[]) < level)::int4 as down,
         count(*) filter (where width_bucket(intimacy, $2::int8[]) = level)::int4 as same
       from membership where mode = $1`,
      [mode, body.modes[mode].thresholds],
    )
    for (const key of ['up', 'down', 'same'] as const) sum[key] += rows[0]?.[key] ?? 0
  }
  return sum
}

const preview = route({
  name: 'postRuleSetPreview',
  method: 'POST',
  path: '/v1/rule-sets/preview',
  tag: 'levels',
  summary: 'What a rule set would change, before it is published',
  clauses: ['LVL-4'],
  access: { kind: 'platform' },
  body: ruleSetPreviewInput,
  answer: ruleSetPreview,
  handle: async (app, { body }) => {
    const today = app.calendar.dayOf(await app.clock.now())
    const effectiveDay = app.calendar.plusDays(today, 1)
    const parsed = ruleSetBody.safeParse(body.body)
    const none = { up: 0, down: 0, same: 0 }
    if (!parsed.success)
      return { valid: false, errors: flaws(parsed.error), warnings: [], effectiveDay, changes: [], levels: none }
    const latest = (await app.rules()).versions.at(-1)
    return {
      valid: true,
      errors: [],
      warnings: warningsOf(parsed.data),
      effectiveDay,
      changes: latest === undefined ? [] : changesBetween(ruleSetBody.parse(latest), parsed.data),
      levels: await countMoves(app, parsed.data),
    }
  },
})

const publish = route({
  name: 'postRuleSet',
  method: 'POST',
  path: '/v1/rule-sets',
  tag: 'levels',
  summary: 'Publish a rule set; it rules from the next business day',
  clauses: ['LVL-4'],
  access: { kind: 'platform' },
  body: ruleSetPublishInput,
  answer: ruleSetView,
  status: 201,
  handle: (app, { body, subject }) =>
    app.command(subject, async ({ tx, now }) => {
      const parsed = ruleSetBody.safeParse(body.body)
      if (!parsed.success) return reject('rule_set_invalid', undefined, { errors: flaws(parsed.error) })
      const rows = await tx.query<{ version: number }>('select version from rule_set order by version desc limit 1 for update')
      const latest = rows[0]?.version ?? 0
      if (latest !== body.basedOn) return reject('rule_set_stale', undefined, { version: latest })
      const effectiveDay = app.calendar.plusDays(app.calendar.dayOf(now), 1)
      const version = latest + 1
      await tx.query(
        `insert into rule_set (version, effective_day, published_at, published_by, note, body)
         values ($1::int4, $2::date, $3::timestamptz, $4, $5, $6::jsonb)`,
        [version, effectiveDay, toInstant(now), actorOf(subject), body.note, JSON.stringify(parsed.data)],
      )
      await tx.query(`insert into due (at, kind, payload) values ($1::timestamptz, 'rules.effective', $2::jsonb)`, [
        toInstant(app.calendar.startOf(effectiveDay)),
        JSON.stringify({ version }),
      ])
      return (await findVersion(tx, version)) ?? reject('not_found')
    }),
})

/** Routes that write rule sets. */
export const levelWrites: readonly Route[] = [preview, publish]
