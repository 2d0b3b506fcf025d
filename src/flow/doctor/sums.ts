import type { Db, Queryable } from '../../ports/db.ts'
import { COMPARING, compareWithLedger } from '../replay.ts'
import { checkBenefits } from './benefits.ts'
import { checkCampaigns } from './campaigns.ts'
import { checkCoupons } from './coupons.ts'
import { checkGroups } from './groups.ts'
import { checkLinks } from './links.ts'
import { checkMediaUses } from './media.ts'
import { checkMoney } from './money.ts'
import { checkService } from './service.ts'
import { EXAMPLES_MOST, finding, found, type Finding } from './finding.ts'

/** Memory of one sort or hash in the database; beyond, it goes to disk. */
const WORK_MEMORY = '32MB'

interface ToldRow {
  text: string
  total: number
}

/** What a dropped constraint would have refused. */
const bounds = `select format('user %s, club %s: %s', p.user_id, c.owner_id, b.text) as text, count(*) over ()::int4 as total
  from (
    select user_no, club_no, format('order %s: paid %s, refunded %s, earned %s, taken %s', order_id, paid, refunded, earned, taken) as text
    from purchase_order where taken > earned or refunded > paid or least(paid, refunded, earned, taken) < 0
    union all
    select user_no, club_no, format('entry %s: balance %s', seq, balance) from ledger where balance < 0
    union all
    select user_no, club_no, format('%s membership: %s points, level %s', mode, intimacy, level)
    from membership where intimacy < 0 or level not between 1 and 20
  ) as b left join person p using (user_no) left join club c using (club_no) limit ${EXAMPLES_MOST}`

/** TASK-10: an entry lies on the day on which it happened, in the platform's zone. */
const otherDay = `select format('user %s, club %s, entry %s: at %s, booked on %s', p.user_id, c.owner_id, l.seq, l.at at time zone $1, l.business_day)
    as text, l.total as total
  from (
    select user_no, club_no, seq, at, business_day, count(*) over ()::int4 as total from ledger
    where (at at time zone $1)::date <> business_day limit ${EXAMPLES_MOST}) as l
  left join person p using (user_no) left join club c using (club_no)`

/**
 * Adds up the ledger and everything that follows from it, in one picture of the store, set by set inside the database; nothing is written.
 * @param timeZone IANA zone of business days
 */
export async function checkSums(db: Db, timeZone: string): Promise<readonly Finding[]> {
  return db.transaction(async (tx) => {
    await tx.query(COMPARING)
    await tx.query('set local statement_timeout = 0')
    await tx.query('set local idle_in_transaction_session_timeout = 0')
    await tx.query(`set local work_mem = '${WORK_MEMORY}'`)
    if (await isUnused(tx)) return []
    const { byTable, byCheck, lines } = await compareWithLedger(tx, EXAMPLES_MOST)
    const differing = Object.entries(byTable).filter(([table, count]) => count > 0 && table !== 'ledger')
    const beyond = await tx.query<ToldRow>(bounds)
    const elsewhere = await tx.query<ToldRow>(otherDay, [timeZone])
    const money = await checkMoney(tx)
    const benefits = await checkBenefits(tx)
    const coupons = await checkCoupons(tx)
    const campaigns = await checkCampaigns(tx)
    const groups = await checkGroups(tx)
    const links = await checkLinks(tx)
    const media = await checkMediaUses(tx)
    const service = await checkService(tx)
    return [
      ...found('ledger_balance', byCheck.balance.lines, byCheck.balance.total),
      ...found('ledger_epoch', byCheck.epoch.lines, byCheck.epoch.total),
      ...found('ledger_seq', byCheck.seq.lines, byCheck.seq.total),
      ...found('ledger_once', byCheck.once.lines, byCheck.once.total),
      ...found('ledger_order', byCheck.order.lines, byCheck.order.total),
      ...told('ledger_day', elsewhere),
      ...told('bounds', beyond),
      ...money,
      ...benefits,
      ...coupons,
      ...campaigns,
      ...groups,
      ...links,
      ...media,
      ...service,
      ...differing.map(([table, count]) =>
        finding('state_differs', {
          subject: table,
          count,
          examples: lines.filter((line) => line.startsWith(`${table}: `)),
        }),
      ),
    ]
  })
}

const told = (code: 'ledger_day' | 'bounds', rows: readonly ToldRow[]): readonly Finding[] =>
  found(
    code,
    rows.map(({ text }) => text),
    rows[0]?.total ?? 0,
  )

/** A store that no server has started on has no rules to judge by, and nothing to judge. */
async function isUnused(tx: Queryable): Promise<boolean> {
  const [row] = await tx.query<{ unused: boolean }>(
    'select not exists (select from rule_set) and not exists (select from person) and not exists (select from club) as unused',
  )
  return row?.unused === true
}
