-- why: what came of benefits (BEN-12) without scanning members, coupons by code (BEN-6), coupons issued to levels (BEN-13)
-- breaking: no
-- locks: entitlement and work_progress shortly; both are small when this runs

-- Codes: the row is found by its code, whose owner the caller names.
create index entitlement_code on entitlement (code) where code is not null;

-- BEN-12: what happened, as sums of partial rows, so that checkouts and the engine's writers meet at no common row
create table benefit_result (
  club_no int not null,
  benefit_no int not null,
  part smallint not null,
  -- used and not returned, and what these take off, minor units
  used int not null default 0,
  cost bigint not null default 0,
  -- what followed: docs/benefits.md says which orders
  orders int not null default 0,
  sales bigint not null default 0,
  primary key (club_no, benefit_no, part)
) with (fillfactor = 50);

-- Coupons that were claimed and not used, by the day (UTC) on which they end: those of days gone by are expired without being looked at.
create table coupon_end (
  club_no int not null,
  benefit_no int not null,
  day date not null,
  unused int not null default 0,
  primary key (club_no, benefit_no, day)
) with (fillfactor = 50);
-- the day under way is counted row by row
drop index if exists entitlement_expiry;
create index entitlement_ends on entitlement (club_no, benefit_no, expires_at) where state in ('claimed', 'reserved', 'expired') and expires_at is not null;
create index entitlement_reserved on entitlement (club_no, benefit_no, reserved_at) where state = 'reserved';

-- BEN-6: a reservation ends by itself; contract/coupon-rules.ts names the same time (tested)
create function reservation_lasts() returns interval language sql immutable parallel safe as $$ select interval '30 minutes' $$;

-- Coupons claimed, or returned (step 1), and used (step -1), each with the instant at which it ends; null: it has no end.
create function count_ends(benefit_nos int[], ends timestamptz[], step int) returns void language sql as $$
  insert into coupon_end as c (club_no, benefit_no, day, unused)
  select b.club_no, b.benefit_no, (t.at at time zone 'UTC')::date, count(*)::int * step
  from unnest(benefit_nos, ends) as t(benefit_no, at) join benefit b using (benefit_no)
  where t.at is not null group by 1, 2, 3 order by 1, 2, 3
  on conflict (club_no, benefit_no, day) do update set unused = c.unused + excluded.unused
$$;

-- BEN-12 of every benefit of a club at an instant
create function benefit_results(club int, moment timestamptz)
  returns table (benefit_no int, reserved bigint, used bigint, expired bigint, cost bigint, orders bigint, sales bigint)
  language sql stable as $$
  select b.benefit_no, held.live,
    coalesce(r.used, 0), gone.days + gone.today - held.ended,
    -- a red packet is paid at its claim: what was committed is what it cost
    case b.kind when 'redPacket' then t.committed else coalesce(r.cost, 0) end, coalesce(r.orders, 0), coalesce(r.sales, 0)
  from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
  left join lateral (
    select sum(p.used)::int8 as used, sum(p.cost)::int8 as cost, sum(p.orders)::int8 as orders, sum(p.sales)::int8 as sales
    from benefit_result p where p.club_no = b.club_no and p.benefit_no = b.benefit_no
  ) as r on true
  cross join lateral (
    -- a reservation made in time outlives the coupon's end
    select count(*) as live, count(*) filter (where e.expires_at <= moment) as ended
    from entitlement e where e.club_no = b.club_no and e.benefit_no = b.benefit_no and e.state = 'reserved'
      and e.reserved_at > moment - reservation_lasts()
  ) as held
  cross join lateral (
    select
      coalesce((select sum(c.unused) from coupon_end c where c.club_no = b.club_no and c.benefit_no = b.benefit_no
        and c.day < (moment at time zone 'UTC')::date), 0)::int8 as days,
      (select count(*) from entitlement e where e.club_no = b.club_no and e.benefit_no = b.benefit_no
        and e.state in ('claimed', 'reserved', 'expired') and e.expires_at <= moment
        and e.expires_at >= date_trunc('day', moment at time zone 'UTC') at time zone 'UTC') as today
  ) as gone
  where b.club_no = club
$$;

-- BEN-13: a coupon straight to members of some levels; the work itself is a row of work_progress of the same id
create table coupon_issue (
  issue_id uuid primary key,
  club_no int not null,
  benefit_no int not null,
  -- the running mode and the levels when it was asked for
  mode text not null check (mode in ('live', 'shopping')),
  from_level smallint not null check (from_level between 1 and 20),
  to_level smallint not null check (to_level between from_level and 20),
  requested_at timestamptz not null,
  requested_by text not null,
  -- how many stood on these levels then; once finished, how many were met
  members int not null,
  issued int not null default 0,
  passed int not null default 0,
  finished_at timestamptz
);
create index coupon_issue_benefit on coupon_issue (benefit_no, requested_at desc, issue_id);
alter table work_progress drop constraint work_progress_kind_check;
alter table work_progress add constraint work_progress_kind_check check (kind in ('carry', 'relevel', 'issue'));
