import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'
import type { FindingCode } from './words.ts'

/** Money and points added up anew (BEN-8, BEN-10): the books are to say what their transfers say. */

interface ToldRow {
  text: string
  total: number
}

/** Every posting of every account: an owner's by club, a user's by user and currency. */
const postings = `
  select c.owner_id as holder, t.club_no, null::int8 as user_no, c.currency, s.account, s.change, s.balance, t.seq
  from owner_transfer t join club c using (club_no) cross join lateral (values
    (t.from_account, -t.amount, t.from_balance), (t.to_account, t.amount, t.to_balance)) as s(account, change, balance)
  where s.account <> 'balance'`

const users = `
  select t.user_no, b.currency, 'balance' as account, t.amount as change from owner_transfer t join owner_book b using (club_no) where t.to_account = 'balance'
  union all select user_no, currency, from_account, -amount from user_transfer
  union all select coalesce(other_no, user_no), currency, to_account, amount from user_transfer`

/** An owner's accounts are the sums of their postings, which are numbered without holes and tell true balances. */
const ownerBooks = `
  with posting as (${postings}), running as (
    select holder, club_no, account, seq, balance, sum(change) over (partition by club_no, account order by seq) as sum from posting
  ), summed as (select club_no, account, sum(change)::int8 as sum from posting group by 1, 2), numbered as (
    select club_no, count(*)::int4 as count, max(seq) as last, coalesce(sum(amount) filter (where to_account = 'balance'), 0)::int8 as paid
    from owner_transfer group by club_no
  ), wrong as (
    select format('owner %s, transfer %s: %s is %s, the postings add up to %s', holder, seq, account, balance, sum) as text
    from running where balance <> sum
    union all
    select format('owner %s: %s is %s, the postings add up to %s', c.owner_id, a.account, a.balance, coalesce(s.sum, 0))
    from owner_book b join club c using (club_no)
    cross join lateral (values ('outside', b.outside), ('budget', b.budget), ('held', b.held)) as a(account, balance)
    left join summed s on s.club_no = b.club_no and s.account = a.account where a.balance <> coalesce(s.sum, 0)
    union all
    select format('owner %s: %s transfers, the book counts %s, the last is %s; paid %s, of them %s', c.owner_id, coalesce(n.count, 0), b.seq,
      coalesce(n.last, 0), b.paid, coalesce(n.paid, 0))
    from owner_book b join club c using (club_no) left join numbered n using (club_no)
    where b.seq <> coalesce(n.count, 0) or b.seq <> coalesce(n.last, 0) or b.paid <> coalesce(n.paid, 0)
  )`

/** A user's accounts are the sums of their postings; what he waits for and what he was paid are his pay-outs. */
const userBooks = `
  with posting as (${users}), summed as (
    select user_no, currency, account, sum(change)::int8 as sum from posting group by 1, 2, 3
  ), held as (
    select b.user_no, b.currency, a.account, a.balance from user_book b
    cross join lateral (values ('balance', b.balance), ('payout', b.paying_out), ('outside', b.outside)) as a(account, balance)
  ), asked as (
    select user_no, currency, coalesce(sum(amount) filter (where status = 'requested'), 0)::int8 as waiting,
      coalesce(sum(amount) filter (where status = 'done'), 0)::int8 as done
    from payout group by 1, 2
  ), wrong as (
    select format('user %s: %s %s is %s, the postings add up to %s', coalesce(p.user_id, '?'), account, currency, coalesce(h.balance, 0), coalesce(s.sum, 0)) as text
    from held h full join summed s using (user_no, currency, account) left join person p using (user_no)
    where coalesce(h.balance, 0) <> coalesce(s.sum, 0)
    union all
    select format('user %s: %s %s wait and %s are paid out, the pay-outs say %s and %s', p.user_id, b.paying_out, currency, b.outside, coalesce(a.waiting, 0), coalesce(a.done, 0))
    from user_book b full join asked a using (user_no, currency) left join person p using (user_no)
    where coalesce(b.paying_out, 0) <> coalesce(a.waiting, 0) or coalesce(b.outside, 0) <> coalesce(a.done, 0)
  )`

/** I18, I19, I21: a packet is what its claims and its transfers say, and together they are what the owner's book holds. */
const packets = `
  with claims as (
    select packet_id, count(*)::int4 as shares, max(share) as last, sum(amount)::int8 as claimed from packet_claim group by packet_id
  ), moved as (
    select packet_id, coalesce(sum(amount) filter (where kind = 'packetOpened'), 0)::int8 as opened,
      coalesce(sum(amount) filter (where kind = 'packetClaimed'), 0)::int8 as claimed,
      coalesce(sum(amount) filter (where kind = 'packetReturned'), 0)::int8 as returned
    from owner_transfer where packet_id is not null group by packet_id
  ), wrong as (
    select format('packet %s: total %s, claimed %s, remaining %s, returned %s, %s shares; its claims: %s in %s shares; its transfers: %s, %s, %s',
      packet_id, r.total, r.claimed, r.remaining, r.returned, r.shares, coalesce(c.claimed, 0), coalesce(c.shares, 0),
      coalesce(m.opened, 0), coalesce(m.claimed, 0), coalesce(m.returned, 0)) as text
    from red_packet r full join claims c using (packet_id) full join moved m using (packet_id)
    where r.packet_id is null or r.claimed + r.remaining + r.returned <> r.total or r.remaining < 0
      or (r.claimed, r.shares, r.shares) <> (coalesce(c.claimed, 0), coalesce(c.shares, 0), coalesce(c.last, 0))
      or (r.total, r.claimed, r.returned) <> (coalesce(m.opened, 0), coalesce(m.claimed, 0), coalesce(m.returned, 0))
    union all
    select format('owner %s: holds %s, open packets have %s', c.owner_id, b.held, coalesce(o.remaining, 0))
    from owner_book b join club c using (club_no)
    left join (select club_no, sum(remaining)::int8 as remaining from red_packet where status = 'open' group by club_no) as o using (club_no)
    where b.held <> coalesce(o.remaining, 0)
  )`

/** BEN-10: points are the sum of their entries, which are numbered without holes and tell true balances. */
const points = `
  with running as (
    select user_no, club_no, seq, balance, sum(delta) over (partition by user_no, club_no order by seq) as sum from points_entry
  ), summed as (
    select user_no, club_no, count(*)::int4 as count, max(seq) as last, sum(delta)::int8 as sum from points_entry group by 1, 2
  ), wrong_rows as (
    select user_no, club_no, format('entry %s has %s, the entries add up to %s', seq, balance, sum) as text from running where balance <> sum
    union all
    select user_no, club_no, format('%s points in %s entries, the book has %s in %s', coalesce(s.sum, 0), coalesce(s.count, 0), b.balance, b.seq)
    from points_book b full join summed s using (user_no, club_no)
    where b.user_no is null or (b.balance, b.seq, b.seq) <> (coalesce(s.sum, 0), coalesce(s.count, 0), coalesce(s.last, 0))
  ), wrong as (
    select format('user %s, club %s: %s', p.user_id, c.owner_id, w.text) as text
    from wrong_rows w left join person p using (user_no) left join club c using (club_no)
  )`

/** Adds up money and points in the picture of the store that the transaction sees. */
export async function checkMoney(tx: Queryable): Promise<readonly Finding[]> {
  const findings: Finding[] = []
  const look = async (code: FindingCode, wrong: string): Promise<void> => {
    const rows = await tx.query<ToldRow>(
      `${wrong} select text, count(*) over ()::int4 as total from wrong order by text limit ${EXAMPLES_MOST}`,
    )
    const examples = rows.map(({ text }) => text)
    findings.push(...found(code, examples, rows[0]?.total ?? 0))
  }
  await look('money_owner', ownerBooks)
  await look('money_user', userBooks)
  await look('money_packet', packets)
  await look('points_sum', points)
  return findings
}
