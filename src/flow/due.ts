import type { Calendar } from '../lib/time.ts'
import { toInstant } from '../lib/time.ts'
import type { Db, Queryable } from '../ports/db.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import { modes } from '../contract/words.ts'
import { applyModeChange } from '../club/store.ts'
import { publish } from './save.ts'
import { loadRuleSets } from './rules.ts'

/** Things that fall due are rows with a due time; the clock decides when, so a sandbox's clock moves them (design.md). */
interface DueItem {
  readonly due_no: number
  readonly at: number
  readonly kind: 'mode.change' | 'rules.effective' | 'waiting.expire'
  readonly payload: Readonly<Record<string, unknown>>
}

/** The earliest instant at which something falls due, or null. */
export async function nextDueAt(on: Queryable): Promise<number | null> {
  const rows = await on.query<{ at: number | null }>('select min(at) as at from due where done_at is null')
  return rows[0]?.at ?? null
}

/**
 * Does everything due up to an instant, one piece a transaction, in order of its due time. Each runs with its own due time as «now».
 * Two nodes may call it at once: the row lock lets one wait for the other, so order holds.
 * @returns pieces done
 */
export async function runDue(db: Db, upTo: number, calendar: Calendar): Promise<number> {
  for (let done = 0; ; done += 1) {
    const more = await db.transaction(async (tx) => {
      const rows = await tx.query<DueItem>(
        `select due_no, at, kind, payload from due where done_at is null and at <= $1::timestamptz order by at, due_no limit 1 for update`,
        [toInstant(upTo)],
      )
      const item = rows[0]
      if (item === undefined) return false
      await perform(tx, item, calendar)
      await tx.query('update due set done_at = $2::timestamptz where due_no = $1::int8', [
        item.due_no,
        toInstant(item.at),
      ])
      return true
    })
    if (!more) return done
  }
}

async function perform(tx: Queryable, item: DueItem, calendar: Calendar): Promise<void> {
  switch (item.kind) {
    case 'mode.change':
      await publish(tx, await applyModeChange(tx, String(item.payload['id']), item.at, calendar))
      return
    case 'rules.effective':
      await relevel(tx, await loadRuleSets(tx), Number(item.payload['version']))
      return
    case 'waiting.expire':
      await tx.query(
        `update order_waiting set status = 'expired' where status = 'waiting' and waits_until <= $1::timestamptz`,
        [toInstant(item.at)],
      )
  }
}

/**
 * New thresholds take effect: every level follows from the balance, set by set, and the ladder's totals with it.
 * @rule LVL-2 LVL-4
 */
async function relevel(tx: Queryable, versions: readonly RuleSet[], version: number): Promise<void> {
  const rules = versions.find((each) => each.version === version)
  if (rules === undefined) return
  await tx.query('select club_no from club order by club_no for update')
  for (const mode of modes) {
    await tx.query(
      `update membership set level = width_bucket(intimacy, $2::int8[])
       where mode = $1 and level <> width_bucket(intimacy, $2::int8[])`,
      [mode, rules.modes[mode].thresholds],
    )
  }
  await tx.query('delete from club_level')
  await tx.query(
    `insert into club_level (club_no, mode, level, part, members)
     select club_no, mode, level, (user_no % 16)::int2, count(*) from membership group by 1, 2, 3, 4`,
  )
}
