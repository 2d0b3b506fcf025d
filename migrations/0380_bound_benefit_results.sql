-- why: what came of benefits (BEN-12) is added at one place and can be told whatever the amounts were; benefits that are gone cost no level change
-- breaking: no
-- locks: benefit while a small index is built

-- What happened to some benefits, added to one writer's partial rows in key order; sums of hostile amounts stand still at the greatest safe integer
create function add_results(club_nos int[], benefit_nos int[], writer int, uses int[], costs bigint[], order_counts int[], sale_sums bigint[])
  returns void language sql as $$
  insert into benefit_result as r (club_no, benefit_no, part, used, cost, orders, sales)
  select t.club_no, t.benefit_no, writer, sum(t.used), greatest(-9007199254740991, least(9007199254740991, sum(t.cost))), sum(t.orders),
    greatest(-9007199254740991, least(9007199254740991, sum(t.sales)))
  from unnest(club_nos, benefit_nos, uses, costs, order_counts, sale_sums) as t(club_no, benefit_no, used, cost, orders, sales)
  group by t.club_no, t.benefit_no order by t.club_no, t.benefit_no
  on conflict (club_no, benefit_no, part) do update set used = r.used + excluded.used, orders = r.orders + excluded.orders,
    cost = greatest(-9007199254740991, least(9007199254740991, r.cost + excluded.cost)),
    sales = greatest(-9007199254740991, least(9007199254740991, r.sales + excluded.sales))
$$;

-- BEN-12 of every benefit of a club at an instant: as before, but for sums of parts that each stand at the greatest safe integer
create or replace function benefit_results(club int, moment timestamptz)
  returns table (benefit_no int, reserved bigint, used bigint, expired bigint, cost bigint, orders bigint, sales bigint)
  language sql stable as $$
  select b.benefit_no, held.live,
    r.used, gone.days + gone.today - held.ended,
    -- a red packet is paid at its claim: what was committed is what it cost
    case b.kind when 'redPacket' then t.committed else r.cost end, r.orders, r.sales
  from benefit b join benefit_total t on t.club_no = b.club_no and t.benefit_no = b.benefit_no
  cross join lateral (
    select coalesce(sum(p.used), 0)::int8 as used, greatest(-9007199254740991, least(9007199254740991, coalesce(sum(p.cost), 0)))::int8 as cost,
      coalesce(sum(p.orders), 0)::int8 as orders, greatest(-9007199254740991, least(9007199254740991, coalesce(sum(p.sales), 0)))::int8 as sales
    from benefit_result p where p.club_no = b.club_no and p.benefit_no = b.benefit_no
  ) as r
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

-- What is offered still: a level change looks at nothing else, however much was withdrawn over the years
create index benefit_offered on benefit (club_no, from_level) where withdrawn_at is null;
