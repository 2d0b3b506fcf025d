import { tasks } from '../contract/words.ts'

/**
 * How each piece of state follows from the append-only ledger and membership log, set by set, and how the stored rows are brought back to it.
 * Each query reads those before it by their names: to compare, they are put before the comparison as its `with`; to write, they are kept as
 * temporary tables.
 */
export interface Projection {
  /** the stored table */
  readonly table: string
  /** what is compared, where that is not the table itself: the sums of its partial rows */
  readonly stored?: string
  /** reads what the table should hold; others know it as `replay_{table}` */
  readonly rebuild: string
  readonly keys: readonly string[]
  readonly values: readonly Value[]
  /** whether a row must be there on both sides; else a missing one counts as zeros */
  readonly rows: 'must' | 'may'
  readonly fix: readonly string[]
}

interface Value {
  readonly name: string
  /** what a missing row counts as, as text */
  readonly zero: string
  /** reads the stored value of row `s` in the form of the rebuilt one; the column itself unless given */
  readonly stored?: string
}

const PLACES = tasks.length
const zeros = `{${tasks.map(() => 0).join(',')}}`
const number = (name: string): Value => ({ name, zero: '0' })
const nullable = (name: string): Value => ({ name, zero: '' })
/** A task added later has no place in older rows. */
const places = (name: string): Value => ({
  name,
  zero: zeros,
  stored: `array(select coalesce(s.${name}[i], 0) from generate_series(1, ${PLACES}) as i order by i)::text`,
})

/** What several pieces read. */
export interface Groundwork {
  readonly name: string
  readonly text: string
  /** read anew wherever it is named: to keep it would be to copy the ledger */
  readonly view?: true
}

/**
 * The rules to judge by (`$1`, RebuildRules as JSON), the tasks' places, which person an inner number stands for now (PLT-8), whose memberships
 * run, and the ledger's earnings.
 */
export const groundwork: readonly Groundwork[] = [
  { name: 'replay_rules', text: 'select $1::jsonb as rules' },
  {
    name: 'replay_mode',
    text: `select m.* from replay_rules cross join lateral jsonb_to_recordset(rules -> 'now') as m (mode text, thresholds int8[])`,
  },
  {
    name: 'replay_before',
    text: `select m.* from replay_rules cross join lateral jsonb_to_recordset(rules -> 'before') as m (mode text, thresholds int8[])`,
  },
  {
    name: 'replay_task',
    text: `select * from (values ${tasks.map((task, place) => `('${task}', ${place + 1})`).join(', ')}) as task (kind, place)`,
  },
  {
    name: 'replay_root',
    text: 'select p.user_no, a.user_no as root_no from person p join person_alias a on a.user_id = p.user_id',
  },
  {
    name: 'replay_current',
    text: `select * from (
       select distinct on (user_no, club_no, mode) user_no, club_no, mode, kind, epoch, scene, at, log_no
       from membership_log order by user_no, club_no, mode, log_no desc
     ) as last where kind <> 'leave'`,
  },
  {
    // an earning: a task's entry that gives; what a task takes is a refund
    name: 'replay_earning',
    text: 'select l.*, t.place from ledger l join replay_task t on t.kind = l.kind where l.delta > 0',
    view: true,
  },
]

/** Thresholds of levels by mode, a row each. */
interface Thresholds {
  readonly mode: string
  readonly thresholds: readonly number[]
}

/** The rules in force, and older ones by which members may still stand (LVL-4). */
export interface RebuildRules {
  readonly now: readonly Thresholds[]
  readonly before: readonly Thresholds[]
}

/**
 * The memberships whose earnings a running one holds: itself, the live one that CLUB-5 carried into it, those that PLT-8 merged into either.
 */
const held = `with recursive held (root_no, club_no, root_mode, user_no, mode, epoch, before_seq, since_log, until_log) as (
    select user_no, club_no, mode, user_no, mode, epoch, 2147483647, log_no, 9223372036854775807 from replay_current
    union all
    select h.root_no, h.club_no, h.root_mode, n.* from held h cross join lateral (
      select h.user_no, 'live'::text, h.epoch, g.seq, j.log_no, h.since_log
      from ledger g join membership_log j
        on j.user_no = g.user_no and j.club_no = g.club_no and j.mode = 'live' and j.epoch = g.epoch and j.kind = 'join'
      where h.mode = 'shopping' and g.user_no = h.user_no and g.club_no = h.club_no and g.mode = 'shopping' and g.epoch = h.epoch
        and g.kind = 'migration'
      union all
      select l.user_no, l.mode, l.epoch, 2147483647, j.log_no, l.log_no
      from person_merge m
      join membership_log l on l.user_no = m.from_no and l.club_no = h.club_no and l.mode = h.mode and l.kind = 'leave' and l.at = m.at
        and l.log_no > h.since_log and l.log_no < h.until_log
      join membership_log j on j.user_no = l.user_no and j.club_no = l.club_no and j.mode = l.mode and j.epoch = l.epoch and j.kind <> 'leave'
      where m.into_no = h.user_no
    ) as n
  )`

const membership: Projection = {
  table: 'membership',
  rebuild: `${held}, earned as (
      select h.root_no as user_no, h.club_no, h.root_mode as mode, max(e.at) as last_earned_at, max(e.business_day) as last_day
      from held h join replay_earning e
        on e.user_no = h.user_no and e.club_no = h.club_no and e.mode = h.mode and e.epoch = h.epoch and e.seq < h.before_seq
      group by 1, 2, 3
    ), balance as (
      select user_no, club_no, mode, sum(delta)::int8 as intimacy from ledger group by 1, 2, 3
    )
    select c.user_no, c.club_no, c.mode, c.epoch, c.scene, c.at as joined_at, coalesce(b.intimacy, 0) as intimacy,
      case when exists (select from replay_before) then coalesce((
          -- new thresholds are on their way to every member (LVL-4): who still has the level of those before is not wrong
          select s.level from membership s
          where s.user_no = c.user_no and s.club_no = c.club_no and s.mode = c.mode and exists (
            select from replay_before o where o.mode = c.mode and s.level = width_bucket(coalesce(b.intimacy, 0), o.thresholds))
        ), width_bucket(coalesce(b.intimacy, 0), m.thresholds)::int2)
        else width_bucket(coalesce(b.intimacy, 0), m.thresholds)::int2 end as level, e.last_earned_at, e.last_day,
      case when c.kind = 'carry' then (
        select count(*)::int4 from club_change x
        where x.club_no = c.club_no and x.kind = 'mode' and x.at <= c.at and x.at > to_timestamp(0)) end as carried_seq
    from replay_current c join replay_mode m using (mode)
    left join balance b using (user_no, club_no, mode) left join earned e using (user_no, club_no, mode)`,
  keys: ['user_no', 'club_no', 'mode'],
  values: [number('epoch'), number('intimacy'), number('level'), nullable('last_earned_at')],
  rows: 'must',
  fix: [
    `delete from membership s where not exists (
       select from replay_membership r where r.user_no = s.user_no and r.club_no = s.club_no and r.mode = s.mode)`,
    `insert into membership as s (user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at, carried_seq)
     select user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at, carried_seq from replay_membership
     on conflict (user_no, club_no, mode) do update set epoch = excluded.epoch, intimacy = excluded.intimacy, level = excluded.level,
       last_earned_at = excluded.last_earned_at
     where (s.epoch, s.intimacy, s.level, s.last_earned_at)
       is distinct from (excluded.epoch, excluded.intimacy, excluded.level, excluded.last_earned_at)`,
  ],
}

const fan: Projection = {
  table: 'fan',
  rebuild: `with entries as (select user_no, club_no, max(seq) as seq from ledger group by 1, 2),
    epochs as (
      select user_no, club_no, max(epoch) as epoch, max(at) filter (where kind = 'leave') as left_at from membership_log group by 1, 2),
    lit as (
      -- a merge moves orders over; what it leaves behind is an order that both had, which counts once (PLT-8)
      select o.user_no, o.club_no, count(*)::int4 as lit_orders
      from purchase_order o join person p using (user_no)
      where p.merged_into is null and o.paid > 0 and o.refunded < o.paid group by 1, 2),
    everyone as (
      select user_no, club_no from fan union select user_no, club_no from entries union select user_no, club_no from epochs
      union select user_no, club_no from lit)
    select user_no, club_no, coalesce(e.epoch, 0) as epoch, coalesce(n.seq, 0) as seq, coalesce(l.lit_orders, 0) as lit_orders, e.left_at
    from everyone left join entries n using (user_no, club_no) left join epochs e using (user_no, club_no)
    left join lit l using (user_no, club_no)`,
  keys: ['user_no', 'club_no'],
  values: [number('epoch'), number('seq'), number('lit_orders')],
  rows: 'must',
  fix: [
    `insert into fan as s (user_no, club_no, epoch, seq, lit_orders, left_at)
     select user_no, club_no, epoch, seq, lit_orders, left_at from replay_fan
     on conflict (user_no, club_no) do update set epoch = excluded.epoch, seq = excluded.seq, lit_orders = excluded.lit_orders
     where (s.epoch, s.seq, s.lit_orders) is distinct from (excluded.epoch, excluded.seq, excluded.lit_orders)`,
  ],
}

const memberDay: Projection = {
  table: 'member_day',
  rebuild: `select r.root_no as user_no, l.club_no, l.mode, l.business_day as day,
      coalesce(sum(l.delta) filter (where l.kind not in ('migration', 'merge')), 0)::int8 as net,
      coalesce(sum(l.delta) filter (where l.delta > 0 and t.place is not null), 0)::int4 as earned,
      array[${tasks.map((_, place) => `coalesce(sum(l.delta) filter (where l.delta > 0 and t.place = ${place + 1}), 0)`).join(', ')}]::int4[] as tasks_earned
    from ledger l join replay_root r using (user_no) left join replay_task t on t.kind = l.kind group by 1, 2, 3, 4`,
  keys: ['user_no', 'club_no', 'mode', 'day'],
  values: [number('earned'), number('net'), places('tasks_earned')],
  rows: 'may',
  fix: [
    `update member_day s set earned = 0, net = 0, tasks_earned = '${zeros}' where (earned <> 0 or net <> 0 or 0 <> any (tasks_earned)) and not exists (
       select from replay_member_day r where r.user_no = s.user_no and r.club_no = s.club_no and r.mode = s.mode and r.day = s.day)`,
    `insert into member_day as s (user_no, club_no, mode, day, level, earned, net, tasks_earned, tasks_count, tasks_units)
     select r.user_no, r.club_no, r.mode, r.day, width_bucket(greatest(0, coalesce((
         select sum(l.delta) from ledger l join replay_root o using (user_no)
         where o.root_no = r.user_no and l.club_no = r.club_no and l.mode = r.mode and l.business_day < r.day), 0))::int8, m.thresholds),
       r.earned, r.net, r.tasks_earned, '${zeros}', '${zeros}'
     from replay_member_day r join replay_mode m using (mode)
     left join member_day d using (user_no, club_no, mode, day)
     where d.user_no is null or (d.earned, d.net, d.tasks_earned) is distinct from (r.earned, r.net, r.tasks_earned)
     on conflict (user_no, club_no, mode, day) do update set earned = excluded.earned, net = excluded.net, tasks_earned = excluded.tasks_earned`,
  ],
}

const purchaseOrder: Projection = {
  table: 'purchase_order',
  // an order that both of two merged people had keeps its own row under the one who is gone; it is looked at no more
  rebuild: `with gained as (
      select r.root_no, e.club_no, e.order_id, sum(e.delta)::int4 as earned
      from replay_earning e join replay_root r using (user_no) where e.kind = 'purchase' group by 1, 2, 3),
    kept as (
      select o.*, r.root_no, count(*) over (partition by r.root_no, o.club_no, o.order_id) as times
      from purchase_order o left join replay_root r using (user_no))
    select o.user_no, o.club_no, o.order_id,
      case when o.times > 1 then o.earned else coalesce(g.earned, 0) end as earned,
      case when o.times > 1 then o.taken when o.refunded >= o.paid then coalesce(g.earned, 0)
        else div(coalesce(g.earned, 0)::numeric * o.refunded, o.paid)::int4 end as taken
    from kept o left join gained g using (root_no, club_no, order_id)`,
  keys: ['user_no', 'club_no', 'order_id'],
  values: [number('earned'), number('taken')],
  rows: 'must',
  fix: [
    `update purchase_order s set earned = r.earned, taken = r.taken from replay_purchase_order r
     where r.user_no = s.user_no and r.club_no = s.club_no and r.order_id = s.order_id and (s.earned, s.taken) <> (r.earned, r.taken)`,
  ],
}

const clubLevel: Projection = {
  table: 'club_level',
  rebuild: `select club_no, mode, level, count(*)::int4 as members from replay_membership group by 1, 2, 3`,
  stored: '(select club_no, mode, level, sum(members)::int4 as members from club_level group by 1, 2, 3)',
  keys: ['club_no', 'mode', 'level'],
  values: [number('members')],
  rows: 'may',
  fix: [
    'delete from club_level',
    'insert into club_level (club_no, mode, level, part, members) select club_no, mode, level, 0, members from replay_club_level',
  ],
}

const clubDays = `(select club_no, day, sum(earned)::int8 as earned, sum(taken)::int8 as taken, sum(joins)::int4 as joins,
    sum(leaves)::int4 as leaves, sum(active)::int4 as active, sum(last_live)::int4 as last_live,
    sum(last_shopping)::int4 as last_shopping from club_day group by 1, 2)`

const clubDay: Projection = {
  table: 'club_day',
  // who became active is not known where two people were merged who both earned that day: there the stored number stands
  rebuild: `with booked as (
      select club_no, business_day as day, coalesce(sum(delta) filter (where delta > 0), 0)::int8 as earned,
        coalesce(-sum(delta) filter (where delta < 0), 0)::int8 as taken
      from ledger where kind not in ('migration', 'merge', 'leave') group by 1, 2),
    active as (
      select club_no, business_day as day, count(distinct (user_no, mode))::int4 as active,
        bool_or(user_no in (select into_no from person_merge)) as merged
      from replay_earning group by 1, 2),
    moved as (
      select l.club_no, l.business_day as day, count(*) filter (where l.kind = 'join')::int4 as joins,
        count(*) filter (where l.kind = 'leave' and l.mode = (
          select x.value #>> '{}' from club_change x where x.club_no = l.club_no and x.kind = 'mode' and x.at <= l.at
          order by x.at desc, x.change_no desc limit 1)
          and not exists (select from person_merge m where m.from_no = l.user_no and m.at = l.at))::int4 as leaves
      from membership_log l group by 1, 2),
    lasting as (
      select club_no, last_day as day, count(*) filter (where mode = 'live')::int4 as last_live,
        count(*) filter (where mode = 'shopping')::int4 as last_shopping
      from replay_membership where last_day is not null group by 1, 2)
    select club_no, day, coalesce(b.earned, 0) as earned, coalesce(b.taken, 0) as taken, coalesce(m.joins, 0) as joins,
      coalesce(m.leaves, 0) as leaves, case when a.merged then s.active else coalesce(a.active, 0) end as active,
      coalesce(t.last_live, 0) as last_live, coalesce(t.last_shopping, 0) as last_shopping
    from booked b full join active a using (club_no, day) full join moved m using (club_no, day) full join lasting t using (club_no, day)
    left join ${clubDays} s using (club_no, day)`,
  stored: clubDays,
  keys: ['club_no', 'day'],
  values: [
    number('earned'),
    number('taken'),
    number('joins'),
    number('leaves'),
    number('active'),
    number('last_live'),
    number('last_shopping'),
  ],
  rows: 'may',
  fix: [
    'update club_day set earned = 0, taken = 0, joins = 0, leaves = 0, active = 0, last_live = 0, last_shopping = 0',
    `insert into club_day (club_no, day, part, earned, taken, joins, leaves, active, last_live, last_shopping)
     select club_no, day, 0, earned, taken, joins, leaves, coalesce(active, 0), last_live, last_shopping from replay_club_day
     on conflict (club_no, day, part) do update set earned = excluded.earned, taken = excluded.taken, joins = excluded.joins,
       leaves = excluded.leaves, active = excluded.active, last_live = excluded.last_live, last_shopping = excluded.last_shopping`,
  ],
}

const sessionFan: Projection = {
  table: 'session_fan',
  rebuild: `select e.user_no, e.session_no, min(e.club_no) as club_no, min(e.at) as first_at, max(e.at) as last_at,
      bit_or(1 << (e.place - 1)) as completed, coalesce(bit_or(1 << (e.place - 1)) filter (where e.day_earned >= e.day_cap), 0) as exhausted
    from replay_earning e where e.session_no is not null group by 1, 2`,
  keys: ['user_no', 'session_no'],
  values: [number('completed'), number('exhausted')],
  rows: 'may',
  fix: [
    `update session_fan s set completed = 0, exhausted = 0 where (completed <> 0 or exhausted <> 0) and not exists (
       select from replay_session_fan r where r.user_no = s.user_no and r.session_no = s.session_no)`,
    `insert into session_fan as s (user_no, session_no, club_no, first_at, last_at, member, completed, exhausted)
     select user_no, session_no, club_no, first_at, last_at, true, completed, exhausted from replay_session_fan
     on conflict (user_no, session_no) do update set completed = excluded.completed, exhausted = excluded.exhausted
     where (s.completed, s.exhausted) <> (excluded.completed, excluded.exhausted)`,
  ],
}

/** Sums place by place of arrays that may lack places of later tasks. */
const placeSums = (name: string): string =>
  `array[${tasks.map((_, place) => `coalesce(sum(${name}[${place + 1}]), 0)`).join(', ')}]::int4[] as ${name}`

const sessionTotals = `(select session_no, sum(viewers)::int4 as viewers, sum(member_viewers)::int4 as member_viewers,
    ${placeSums('completed')}, ${placeSums('exhausted')} from session_total group by 1)`

const sessionTotal: Projection = {
  table: 'session_total',
  // presence is counted from session_fan, the tasks' numbers from the ledger
  rebuild: `with seen as (
      select session_no, coalesce(f.member, true) as member,
        coalesce(r.completed, 0) as completed, coalesce(r.exhausted, 0) as exhausted
      from session_fan f full join replay_session_fan r using (user_no, session_no))
    select session_no, count(*)::int4 as viewers, count(*) filter (where member)::int4 as member_viewers,
      array[${tasks.map((_, place) => `count(*) filter (where completed & (1 << ${place}) <> 0)`).join(', ')}]::int4[] as completed,
      array[${tasks.map((_, place) => `count(*) filter (where exhausted & (1 << ${place}) <> 0)`).join(', ')}]::int4[] as exhausted
    from seen group by 1`,
  stored: sessionTotals,
  keys: ['session_no'],
  values: [number('viewers'), number('member_viewers'), places('completed'), places('exhausted')],
  rows: 'may',
  fix: [
    `update session_total set viewers = 0, member_viewers = 0, completed = '${zeros}', exhausted = '${zeros}'`,
    `insert into session_total (session_no, part, viewers, member_viewers, completed, exhausted)
     select session_no, 0, viewers, member_viewers, completed, exhausted from replay_session_total
     on conflict (session_no, part) do update set viewers = excluded.viewers, member_viewers = excluded.member_viewers,
       completed = excluded.completed, exhausted = excluded.exhausted`,
  ],
}

/** Those that read one another are compared in one statement, which rebuilds each once; in the order in which they must be made. */
export const families: readonly (readonly Projection[])[] = [
  [membership, clubLevel, clubDay],
  [fan],
  [memberDay],
  [purchaseOrder],
  [sessionFan, sessionTotal],
]

/** All of them, in the order in which they must be made: later ones read earlier ones. */
export const projections = families.flat()

/** What must hold inside the ledger itself; nothing can rebuild it. */
export type LedgerCheckName = 'balance' | 'epoch' | 'seq' | 'once' | 'order'

interface LedgerCheck {
  readonly name: LedgerCheckName
  /** `text` tells each finding, `total` counts them all */
  readonly text: string
}

/** Run after the groundwork: `replay_earning`, `replay_root`. */
export const ledgerChecks: readonly LedgerCheck[] = [
  // TASK-12: each entry's balance is the sum so far
  {
    name: 'balance',
    text: `select format('ledger: user %s, club %s, entry %s: the balance is %s, the entries add up to %s', p.user_id, c.owner_id, l.seq, l.balance,
       l.total) as text, count(*) over ()::int4 as total
     from (select *, sum(delta) over (partition by user_no, club_no, mode order by seq) as total from ledger) as l
     left join person p using (user_no) left join club c using (club_no) where l.balance <> l.total`,
  },
  // MEM-3: a membership that ended left nothing behind for the next one
  {
    name: 'epoch',
    text: `select format('ledger: user %s, club %s, %s membership %s has ended with %s points left', p.user_id, c.owner_id, l.mode, l.epoch, l.points)
       as text, count(*) over ()::int4 as total
     from (
       select user_no, club_no, mode, epoch, sum(delta) as points, max(epoch) over (partition by user_no, club_no, mode) as last
       from ledger group by 1, 2, 3, 4) as l
     left join person p using (user_no) left join club c using (club_no) where l.epoch < l.last and l.points <> 0`,
  },
  {
    name: 'seq',
    text: `select format('ledger: user %s, club %s: %s entries, the last is number %s', p.user_id, c.owner_id, l.entries, l.last) as text,
       count(*) over ()::int4 as total
     from (select user_no, club_no, count(*) as entries, max(seq) as last from ledger group by 1, 2 having count(*) <> max(seq)) as l
     left join person p using (user_no) left join club c using (club_no)`,
  },
  // TASK-10: an event earns by one task once
  {
    name: 'once',
    text: `select format('ledger: user %s, event %s: earned %s times by %s', p.user_id, l.event_id, l.times, l.kind) as text,
       count(*) over ()::int4 as total
     from (select user_no, source_no, event_id, kind, count(*) as times from replay_earning
       where event_id is not null group by 1, 2, 3, 4 having count(*) > 1) as l
     left join person p using (user_no)`,
  },
  {
    name: 'order',
    text: `select format('ledger: user %s, club %s: order %s earned and is not there', p.user_id, c.owner_id, e.order_id) as text,
       count(*) over ()::int4 as total
     from replay_earning e join replay_root r using (user_no) left join person p using (user_no) left join club c using (club_no)
     where e.kind = 'purchase' and not exists (
       select from purchase_order o where o.user_no in (e.user_no, r.root_no) and o.club_no = e.club_no and o.order_id = e.order_id)`,
  },
]
