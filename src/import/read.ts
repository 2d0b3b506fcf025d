import { titleOfLevel } from '../contract/ladder.ts'
import type { RuleSet } from '../contract/rule-set.ts'
import type { Mode } from '../contract/words.ts'
import type { Queryable } from '../ports/db.ts'
import type { ClubSummary } from './target.ts'

const TOP = 20

/** The club an import is for; null when the owner is not registered. */
export async function clubOf(
  on: Queryable,
  ownerId: string,
): Promise<{ clubNo: number; currency: string; mode: Mode } | null> {
  const rows = await on.query<{ club_no: number; currency: string; mode: Mode }>(
    'select club_no, currency, mode from club where owner_id = $1',
    [ownerId],
  )
  const row = rows[0]
  return row === undefined ? null : { clubNo: row.club_no, currency: row.currency, mode: row.mode }
}

/** Members of the running mode, from the totals. */
export async function countMembers(on: Queryable, clubNo: number, mode: Mode): Promise<number> {
  const rows = await on.query<{ members: number }>(
    'select coalesce(sum(members), 0)::int4 as members from club_level where club_no = $1::int4 and mode = $2',
    [clubNo, mode],
  )
  return rows[0]?.members ?? 0
}

/** Levels, the top, and whether the balances are the sums of their entries (TASK-12): the whole club is read, so once, at the end. */
export async function summaryOf(
  on: Queryable,
  club: { readonly clubNo: number; readonly mode: Mode },
  rules: RuleSet,
): Promise<ClubSummary> {
  const { clubNo, mode } = club
  const levels = await on.query<{ level: number; members: number }>(
    `select level, sum(members)::int4 as members from club_level where club_no = $1::int4 and mode = $2
     group by level having sum(members) > 0 order by level`,
    [clubNo, mode],
  )
  const top = await on.query<{ user_id: string; intimacy: number; level: number }>(
    `select p.user_id, m.intimacy, m.level from membership m join person p using (user_no)
     where m.club_no = $1::int4 and m.mode = $2 order by m.intimacy desc, m.user_no limit $3::int4`,
    [clubNo, mode, TOP],
  )
  const checks = await on.query<{ balances: number; ledger: number; unequal: number }>(
    `select coalesce(sum(m.intimacy), 0)::int8 as balances, coalesce(sum(l.points), 0)::int8 as ledger,
       count(*) filter (where m.intimacy <> coalesce(l.points, 0))::int4 as unequal
     from membership m left join (
       select user_no, mode, epoch, sum(delta) as points from ledger where club_no = $1::int4 group by user_no, mode, epoch
     ) l on l.user_no = m.user_no and l.mode = m.mode and l.epoch = m.epoch
     where m.club_no = $1::int4`,
    [clubNo],
  )
  const over = await on.query<{ orders: number }>(
    'select count(*)::int4 as orders from purchase_order where club_no = $1::int4 and (refunded > paid or taken > earned)',
    [clubNo],
  )
  return {
    mode,
    members: levels.reduce((sum, row) => sum + row.members, 0),
    levels: levels.map((row) => ({ ...row, title: titleOfLevel(rules, row.level) })),
    top: top.map((row) => ({ userId: row.user_id, intimacy: row.intimacy, title: titleOfLevel(rules, row.level) })),
    balances: checks[0]?.balances ?? 0,
    ledger: checks[0]?.ledger ?? 0,
    unequal: checks[0]?.unequal ?? 0,
    overRefunded: over[0]?.orders ?? 0,
  }
}
