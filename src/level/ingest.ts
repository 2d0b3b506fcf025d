import { reject } from '../contract/rejections.ts'
import { actorOf } from '../contract/rights.ts'
import { route, type Route } from '../contract/route.ts'
import { ruleSetBody } from '../contract/rule-set.ts'
import { ruleSetPreview, ruleSetPreviewInput, ruleSetPublishInput, ruleSetView } from '../contract/views.ts'
import { changesBetween, warningsOf } from './apply.ts'
import { findVersion } from './read.ts'
import { countMoves, insertVersion, lockLatestVersion } from './store.ts'

const flaws = (error: { issues: readonly { path: PropertyKey[]; message: string }[] }) =>
  error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))

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
      levels: await countMoves(app.db, parsed.data),
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
      const latest = await lockLatestVersion(tx)
      if (latest !== body.basedOn) return reject('rule_set_stale', undefined, { version: latest })
      const effectiveDay = app.calendar.plusDays(app.calendar.dayOf(now), 1)
      const version = latest + 1
      await insertVersion(tx, {
        version,
        effectiveDay,
        effectiveAt: app.calendar.startOf(effectiveDay),
        body: parsed.data,
        note: body.note,
        by: actorOf(subject),
        at: now,
      })
      return (await findVersion(tx, version)) ?? reject('not_found')
    }),
})

/** Routes that write rule sets. */
export const levelWrites: readonly Route[] = [preview, publish]
