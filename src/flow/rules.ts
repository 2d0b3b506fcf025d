import { ruleSetBody, type RuleSet } from '../contract/rule-set.ts'
import { ruleSetOfDay } from '../contract/ladder.ts'
import type { RuleBook } from '../ports/app.ts'
import type { Queryable } from '../ports/db.ts'

interface RuleSetRow {
  version: number
  effective_day: string
  body: unknown
}

/** Every published version, oldest first, validated again: a store that was edited by hand must not rule by nonsense. */
export async function loadRuleSets(on: Queryable): Promise<RuleSet[]> {
  const rows = await on.query<RuleSetRow>('select version, effective_day, body from rule_set order by version')
  return rows.map((row) => ({ ...ruleSetBody.parse(row.body), version: row.version, effectiveDay: row.effective_day }))
}

/** Puts version 1 into a store that has none. It rules since ever. */
export async function seedRuleSet(on: Queryable, body: unknown): Promise<void> {
  await on.query(
    `insert into rule_set (version, effective_day, published_at, published_by, note, body)
     values (1, '0001-01-01', now(), 'tiefen', 'The rules as shipped', $1::jsonb) on conflict (version) do nothing`,
    [JSON.stringify(ruleSetBody.parse(body))],
  )
}

/** Rules by business day. */
export const ruleBookOf = (versions: readonly RuleSet[]): RuleBook => ({
  versions,
  ofDay: (day) => ruleSetOfDay(versions, day),
})
