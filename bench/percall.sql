-- Way (b): one PL/pgSQL call an event. Tables of its own, as lean as these rules allow: a member's state is one row, nothing that changes is
-- indexed, outside ids are interned once. `bench/percall.ts` puts the rule set's numbers into `rule` and `task_cap`.
drop schema if exists percall cascade;
create schema percall;

create table percall.rule (
  effective_day date primary key,
  version int not null,
  ahead interval not null,
  late interval not null,
  refund_late interval not null,
  refund_wait interval not null,
  day_cap int,
  thresholds bigint[] not null
);
-- one row a task and level: the caps of the rule set's JSON, looked up by key
create table percall.task_cap (
  version int not null,
  task smallint not null,
  level smallint not null,
  points int not null,
  per int not null,
  cap int not null,
  primary key (version, task, level)
);
create table percall.source (source_no int generated always as identity, source text primary key);
create table percall.club (club_no int primary key, owner_id text not null unique, currency text not null);
create table percall.person (user_no bigint generated always as identity primary key, user_id text not null unique)
  with (fillfactor = 85);
create table percall.session (
  session_no int generated always as identity primary key,
  session_id text not null unique,
  club_no int not null,
  started_at timestamptz not null
);

-- `joined_at` is null for who is not a member
create table percall.fan (
  user_no bigint not null,
  club_no int not null,
  joined_at timestamptz,
  intimacy bigint not null default 0 check (intimacy >= 0),
  level smallint not null default 1,
  seq int not null default 0,
  lit_orders int not null default 0 check (lit_orders >= 0),
  last_earned_at timestamptz,
  excluded boolean not null default false,
  primary key (user_no, club_no)
) with (fillfactor = 85);
create table percall.member_day (
  user_no bigint not null,
  club_no int not null,
  day date not null,
  level smallint not null,
  earned int not null default 0,
  net bigint not null default 0,
  tasks_earned int[] not null,
  tasks_count int[] not null,
  tasks_units bigint[] not null,
  primary key (user_no, club_no, day)
) with (fillfactor = 85);
create table percall.watch_day (
  user_no bigint not null,
  day date not null,
  spans int8multirange not null,
  primary key (user_no, day)
) with (fillfactor = 85);
create table percall.once (
  user_no bigint not null,
  club_no int not null,
  day date not null,
  task smallint not null,
  key text not null,
  primary key (user_no, club_no, day, task, key)
);
create table percall.purchase (
  user_no bigint not null,
  club_no int not null,
  order_id text not null,
  at timestamptz not null,
  paid bigint not null,
  refunded bigint not null default 0 check (refunded <= paid),
  earned int not null,
  taken int not null default 0 check (taken <= earned),
  version int not null,
  session_no int,
  member boolean not null,
  line_ids text[] not null,
  refund_ids text[] not null default '{}',
  source_no int not null,
  event_id text not null,
  primary key (user_no, club_no, order_id)
);
create table percall.waiting (
  user_no bigint not null,
  club_no int not null,
  order_id text not null,
  source_no int not null,
  event_id text not null,
  refund_id text not null,
  amount bigint not null,
  at timestamptz not null,
  waits_until timestamptz not null,
  settled boolean not null default false,
  primary key (user_no, club_no, order_id, source_no, event_id)
);
create table percall.event_seen (
  user_no bigint not null,
  source_no int not null,
  event_id text not null,
  body_hash uuid not null,
  status text not null,
  code text,
  points int,
  at timestamptz not null,
  primary key (user_no, source_no, event_id)
);
create table percall.ledger (
  user_no bigint not null,
  club_no int not null,
  seq int not null,
  id uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  business_day date not null,
  kind text not null,
  delta bigint not null,
  balance bigint not null,
  shortfall bigint not null,
  source_no int not null,
  event_id text not null,
  version int not null,
  order_id text,
  amount bigint,
  day_earned int,
  day_cap int,
  session_no int,
  reason text,
  primary key (user_no, club_no, seq)
);
create table percall.session_fan (
  user_no bigint not null,
  session_no int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  member boolean not null,
  completed int not null default 0,
  exhausted int not null default 0,
  primary key (user_no, session_no)
) with (fillfactor = 85);

-- totals: a part a writer, so that no famous club sits behind one lock
create table percall.session_total (
  session_no int not null,
  part smallint not null,
  viewers int not null,
  member_viewers int not null,
  orders int not null,
  member_orders int not null,
  sales bigint not null,
  member_sales bigint not null,
  interactions int not null,
  member_interactions int not null,
  completed int[] not null,
  exhausted int[] not null,
  primary key (session_no, part)
) with (fillfactor = 50);
create table percall.club_day (
  club_no int not null,
  day date not null,
  part smallint not null,
  active int not null,
  earned bigint not null,
  taken bigint not null,
  orders int not null,
  sales bigint not null,
  member_orders int not null,
  member_sales bigint not null,
  refunds int not null,
  refunded bigint not null,
  primary key (club_no, day, part)
) with (fillfactor = 50);
create table percall.club_level (
  club_no int not null,
  level smallint not null,
  part smallint not null,
  members int not null,
  primary key (club_no, level, part)
) with (fillfactor = 50);
create table percall.outbox (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  topic text not null,
  kind text not null,
  body jsonb not null
);

-- The row of a member's day that has none yet, with the level frozen from the entries of earlier days (TASK-3); not written.
create function percall.new_day(p_user bigint, p_club int, p_day date, p_intimacy bigint, p_thresholds bigint[])
returns percall.member_day language plpgsql as $$
declare
  d percall.member_day;
begin
  d.user_no := p_user;
  d.club_no := p_club;
  d.day := p_day;
  d.level := width_bucket(greatest(0, p_intimacy - coalesce(
    (select sum(net) from percall.member_day where user_no = p_user and club_no = p_club and day >= p_day), 0))::int8, p_thresholds);
  d.earned := 0;
  d.net := 0;
  d.tasks_earned := '{0,0,0,0,0,0,0,0,0,0,0}';
  d.tasks_count := '{0,0,0,0,0,0,0,0,0,0,0}';
  d.tasks_units := '{0,0,0,0,0,0,0,0,0,0,0}';
  return d;
end $$;

create function percall.count_level(p_club int, p_part smallint, p_from smallint, p_to smallint) returns void language sql as $$
  insert into percall.club_level as l (club_no, level, part, members)
  select p_club, t.level, p_part, t.by from (values (p_from, -1), (p_to, 1)) as t(level, by) order by t.level
  on conflict (club_no, level, part) do update set members = l.members + excluded.members
$$;

-- TASK-8, TASK-9: money went back, what the order earned goes with it. The person is locked by the caller.
create function percall.refund(
  p_user bigint, p_club int, p_order text, p_refund text, p_amount bigint, p_at timestamptz, p_now timestamptz, p_source int, p_event text,
  p_user_id text, p_owner text, out status text, out code text, out points int) language plpgsql as $$
declare
  o percall.purchase;
  f percall.fan;
  d percall.member_day;
  r percall.rule;
  v_thresholds bigint[];
  v_day date := (p_at at time zone 'Asia/Shanghai')::date;
  v_part smallint := pg_backend_pid() % 64;
  v_back int;
  v_wanted int;
  v_taken bigint := 0;
  v_level smallint;
begin
  select * into o from percall.purchase where user_no = p_user and club_no = p_club and order_id = p_order;
  if p_refund = any (o.refund_ids) then status := 'duplicate'; return; end if;
  if o.refunded + p_amount > o.paid then status := 'rejected'; code := 'refund_exceeds_payment'; return; end if;
  select * into f from percall.fan where user_no = p_user and club_no = p_club;
  select * into r from percall.rule where effective_day <= v_day order by effective_day desc limit 1;
  v_back := case when o.refunded + p_amount >= o.paid then o.earned
    else floor(o.earned::numeric * (o.refunded + p_amount) / o.paid)::int end;
  v_wanted := v_back - o.taken;
  update percall.purchase set refunded = o.refunded + p_amount, refund_ids = o.refund_ids || p_refund, taken = v_back
  where user_no = p_user and club_no = p_club and order_id = p_order;
  status := 'applied';
  points := 0;
  if v_wanted > 0 and f.joined_at is not null and o.member then
    v_taken := least(f.intimacy, v_wanted);
    points := -v_taken;
    select thresholds into v_thresholds from percall.rule
    where effective_day <= (p_now at time zone 'Asia/Shanghai')::date order by effective_day desc limit 1;
    v_level := width_bucket(f.intimacy - v_taken, v_thresholds);
    update percall.member_day set net = net - v_taken where user_no = p_user and club_no = p_club and day = v_day;
    if not found then
      d := percall.new_day(p_user, p_club, v_day, f.intimacy, r.thresholds);
      d.net := -v_taken;
      insert into percall.member_day select d.*;
    end if;
    insert into percall.ledger (user_no, club_no, seq, id, at, recorded_at, business_day, kind, delta, balance, shortfall, source_no, event_id,
      version, order_id, amount, session_no, reason)
    values (p_user, p_club, f.seq + 1, gen_random_uuid(), p_at, p_now, v_day, 'purchase', -v_taken, f.intimacy - v_taken, v_wanted - v_taken,
      p_source, p_event, r.version, p_order, p_amount, o.session_no, 'refund');
  else
    v_level := f.level;
  end if;
  update percall.fan set intimacy = f.intimacy - v_taken, level = v_level,
    seq = f.seq + case when v_wanted > 0 and f.joined_at is not null and o.member then 1 else 0 end,
    lit_orders = f.lit_orders - case when o.refunded + p_amount = o.paid then 1 else 0 end
  where user_no = p_user and club_no = p_club;
  insert into percall.outbox (at, topic, kind, body)
  values (p_now, 'member:' || p_owner || ':' || p_user_id, 'event.applied', jsonb_build_object('type', 'order.refunded', 'delta', -v_taken,
    'intimacy', f.intimacy - v_taken, 'level', v_level));
  if not f.excluded then
    insert into percall.club_day as t values (p_club, v_day, v_part, 0, 0, v_taken, 0, 0, 0, 0, 1, p_amount)
    on conflict (club_no, day, part) do update set taken = t.taken + excluded.taken, refunds = t.refunds + 1,
      refunded = t.refunded + excluded.refunded;
  end if;
  if v_level <> f.level then perform percall.count_level(p_club, v_part, f.level, v_level); end if;
end $$;

-- One event of the load's types, whole: dedupe, caps, units, spans, orders, refunds, ledger, levels, totals, message.
-- p_task: position in contract/words.ts from 1, null for a refund; p_number: seconds, likes or minor units; p_key: product or order id;
-- p_part: refund id; p_currency: null unless all of an event's money has one.
create function percall.apply(
  p_id text, p_source text, p_type text, p_user text, p_owner text, p_at timestamptz, p_hash uuid, p_now timestamptz,
  p_task smallint, p_session text, p_number bigint, p_key text, p_part text, p_currency text, p_lines text[],
  out status text, out code text, out points int) language plpgsql as $$
declare
  v_day date := (p_at at time zone 'Asia/Shanghai')::date;
  v_user bigint;
  v_part smallint := pg_backend_pid() % 64;
  -- what stands about the owner, the rules and the source; then all of the member's state, one statement each
  c record;
  s record;
  d percall.member_day;
  k percall.task_cap;
  w record;
  v_session int;
  v_member boolean;
  v_new boolean;
  v_lock text;
  v_from bigint;
  v_to bigint;
  v_before bigint;
  v_wanted bigint := 0;
  v_each bigint := 1;
  v_room int;
  v_granted int := 0;
  v_level smallint;
  v_viewers int := 0;
  v_member_viewers int := 0;
  v_interactions int := 0;
  v_orders int := 0;
  v_completed int := 0;
  v_exhausted int := 0;
  v_bit int := case when p_task is null then 0 else 1 << (p_task - 1) end;
begin
  -- the lock by itself: what is read after it is read as it stands once others are done. An advisory one writes nothing.
  select user_no, pg_advisory_xact_lock(user_no)::text into v_user, v_lock from percall.person where user_id = p_user;
  if not found then
    insert into percall.person (user_id) values (p_user) on conflict (user_id) do update set user_id = excluded.user_id
    returning user_no into v_user;
    perform pg_advisory_xact_lock(v_user);
  end if;
  select club.club_no, club.currency, source.source_no, r.*, n.now_thresholds into c
  from percall.club
  left join percall.source on source = p_source
  cross join lateral (select * from percall.rule where effective_day <= v_day order by effective_day desc limit 1) r
  cross join lateral (select thresholds as now_thresholds from percall.rule
    where effective_day <= (p_now at time zone 'Asia/Shanghai')::date order by effective_day desc limit 1) n
  where owner_id = p_owner;
  if not found then status := 'rejected'; code := 'unknown_owner'; return; end if;
  if c.source_no is null then
    insert into percall.source (source) values (p_source) on conflict (source) do update set source = excluded.source
    returning source_no into c.source_no;
  end if;

  select e.body_hash, e.points, f.user_no as known, f.joined_at, f.intimacy, f.level, f.seq, f.lit_orders, f.last_earned_at,
    coalesce(f.excluded, false) as excluded, x.session_no, x.club_no as session_club, sf.first_at, sf.member as was_member, sf.completed,
    sf.exhausted, md as day into s
  from (values (1)) as one(row)
  left join percall.event_seen e on e.user_no = v_user and e.source_no = c.source_no and e.event_id = p_id
  left join percall.fan f on f.user_no = v_user and f.club_no = c.club_no
  left join percall.member_day md on md.user_no = v_user and md.club_no = c.club_no and md.day = v_day
  left join percall.session x on x.session_id = p_session
  left join percall.session_fan sf on sf.user_no = v_user and sf.session_no = x.session_no;
  if s.body_hash is not null then
    if s.body_hash = p_hash then status := 'duplicate'; points := s.points;
    else status := 'rejected'; code := 'event_id_conflict'; end if;
    return;
  end if;
  if p_at > p_now + c.ahead then status := 'rejected'; code := 'event_in_future'; return; end if;
  if p_at < p_now - (case when p_type = 'order.refunded' then c.refund_late else c.late end) then
    status := 'rejected'; code := 'event_too_old'; return;
  end if;
  if p_type in ('order.paid', 'order.refunded') and p_currency is distinct from c.currency then
    status := 'rejected'; code := 'amount_invalid'; return;
  end if;
  if s.session_club <> c.club_no then status := 'rejected'; code := 'malformed'; return; end if;
  v_session := s.session_no;
  if p_session is not null and v_session is null then
    insert into percall.session (session_id, club_no, started_at) values (p_session, c.club_no, p_at)
    on conflict (session_id) do update set started_at = least(session.started_at, excluded.started_at) returning session_no into v_session;
  end if;

  if p_type = 'order.refunded' then
    if exists (select from percall.purchase where user_no = v_user and club_no = c.club_no and order_id = p_key) then
      select * into status, code, points from percall.refund(
        v_user, c.club_no, p_key, p_part, p_number, p_at, p_now, c.source_no, p_id, p_user, p_owner);
      if status = 'rejected' then return; end if;
    else
      insert into percall.waiting (user_no, club_no, order_id, source_no, event_id, refund_id, amount, at, waits_until)
      values (v_user, c.club_no, p_key, c.source_no, p_id, p_part, p_number, p_at, p_now + c.refund_wait);
      status := 'waiting';
    end if;
    insert into percall.event_seen values (v_user, c.source_no, p_id, p_hash, status, code, points, p_now);
    return;
  end if;

  v_member := s.joined_at is not null and p_at >= s.joined_at;
  if p_type = 'order.paid' then
    select earned into w from percall.purchase where user_no = v_user and club_no = c.club_no and order_id = p_key;
    if found then
      status := 'duplicate';
      points := w.earned;
      insert into percall.event_seen values (v_user, c.source_no, p_id, p_hash, status, null, points, p_now);
      return;
    end if;
    v_orders := 1;
  end if;
  if s.excluded then status := 'ignored'; code := 'account_excluded';
  elsif not v_member then status := 'ignored'; code := 'not_a_member';
  else
    status := 'applied';
    points := 0;
    d := s.day;
    v_new := d.user_no is null;
    if v_new then d := percall.new_day(v_user, c.club_no, v_day, s.intimacy, c.thresholds); end if;
    select * into k from percall.task_cap t where t.version = c.version and t.task = p_task and t.level = d.level;
    if found then
      v_each := k.points;
      case p_type
      when 'live.watched' then
        v_to := (extract(epoch from p_at) * 1000)::bigint;
        v_from := v_to - p_number * 1000;
        -- the event counts for the day of its time; what it covers before midnight may have been counted for the day before
        select range_agg(spans) as near, range_agg(spans) filter (where day = v_day) as own into w
        from percall.watch_day where user_no = v_user and day between v_day - 1 and v_day + 1;
        v_before := d.tasks_units[p_task];
        d.tasks_units[p_task] := v_before + coalesce((select sum(upper(part) - lower(part)) from unnest(
          int8multirange(int8range(v_from, v_to)) - coalesce(w.near, '{}')) as part), 0);
        insert into percall.watch_day values (v_user, v_day, coalesce(w.own, '{}') + int8multirange(int8range(v_from, v_to)))
        on conflict (user_no, day) do update set spans = excluded.spans;
        v_wanted := (d.tasks_units[p_task] / (k.per * 1000::bigint) - v_before / (k.per * 1000::bigint)) * k.points;
      when 'live.liked' then
        v_before := d.tasks_units[p_task];
        d.tasks_units[p_task] := v_before + p_number;
        v_wanted := ((v_before + p_number) / k.per - v_before / k.per) * k.points;
      when 'live.commented' then
        v_wanted := (1 / k.per) * k.points;
      when 'product.carted' then
        insert into percall.once values (v_user, c.club_no, v_day, p_task, p_key) on conflict do nothing;
        if found then v_wanted := (1 / k.per) * k.points; end if;
      when 'order.paid' then
        v_wanted := floor(p_number::numeric * k.points / k.per)::bigint;
        v_each := v_wanted;
      end case;
      v_room := least(k.cap - d.tasks_earned[p_task], c.day_cap - d.earned);
      v_granted := greatest(0, least(v_wanted, v_room));
    end if;
    points := v_granted;
  end if;

  v_level := s.level;
  if v_granted > 0 then
    v_level := width_bucket(s.intimacy + v_granted, c.now_thresholds);
    d.tasks_earned[p_task] := d.tasks_earned[p_task] + v_granted;
    d.tasks_count[p_task] := d.tasks_count[p_task] + ceil(v_granted::numeric / v_each)::int;
    insert into percall.ledger (user_no, club_no, seq, id, at, recorded_at, business_day, kind, delta, balance, shortfall, source_no, event_id,
      version, order_id, amount, day_earned, day_cap, session_no)
    values (v_user, c.club_no, s.seq + 1, gen_random_uuid(), p_at, p_now, v_day,
      (array['watch', 'comment', 'like', 'share', 'browse', 'cart', 'purchase', 'review', 'groupVisit', 'lightBadge', 'coins'])[p_task],
      v_granted, s.intimacy + v_granted, 0, c.source_no, p_id, c.version,
      case when v_orders = 1 then p_key end, case when v_orders = 1 then p_number end, d.tasks_earned[p_task], k.cap, v_session);
  end if;
  if v_new then
    insert into percall.member_day values (v_user, c.club_no, v_day, d.level, v_granted, v_granted, d.tasks_earned, d.tasks_count,
      d.tasks_units);
  elsif v_granted > 0 or (status = 'applied' and p_type in ('live.watched', 'live.liked') and k.cap is not null) then
    update percall.member_day set earned = d.earned + v_granted, net = d.net + v_granted, tasks_earned = d.tasks_earned,
      tasks_count = d.tasks_count, tasks_units = d.tasks_units
    where user_no = v_user and club_no = c.club_no and day = v_day;
  end if;
  if s.known is null then
    if v_orders = 1 and p_number > 0 then
      insert into percall.fan (user_no, club_no, lit_orders) values (v_user, c.club_no, 1);
    end if;
  elsif v_granted > 0 then
    update percall.fan set intimacy = s.intimacy + v_granted, level = v_level, seq = s.seq + 1,
      lit_orders = s.lit_orders + case when p_number > 0 then v_orders else 0 end, last_earned_at = greatest(s.last_earned_at, p_at)
    where user_no = v_user and club_no = c.club_no;
  elsif v_orders = 1 and p_number > 0 then
    update percall.fan set lit_orders = s.lit_orders + 1 where user_no = v_user and club_no = c.club_no;
  end if;
  if v_orders = 1 then
    insert into percall.purchase (user_no, club_no, order_id, at, paid, earned, version, session_no, member, line_ids, source_no, event_id)
    values (v_user, c.club_no, p_key, p_at, p_number, v_granted, c.version, v_session, v_member, p_lines, c.source_no, p_id);
  end if;
  insert into percall.event_seen values (v_user, c.source_no, p_id, p_hash, status, code, points, p_now);

  if v_session is not null and not s.excluded then
    if s.first_at is null then
      v_viewers := 1;
      v_member_viewers := v_member::int;
    elsif v_member and not s.was_member then v_member_viewers := 1;
    end if;
    if p_type in ('live.liked', 'live.commented') then v_interactions := 1; end if;
    if v_granted > 0 and coalesce(s.completed, 0) & v_bit = 0 then v_completed := v_bit; end if;
    if v_granted > 0 and d.tasks_earned[p_task] >= k.cap and coalesce(s.exhausted, 0) & v_bit = 0 then v_exhausted := v_bit; end if;
    insert into percall.session_fan as sf values (v_user, v_session, p_at, p_at, v_member, v_completed, v_exhausted)
    on conflict (user_no, session_no) do update set first_at = least(sf.first_at, excluded.first_at),
      last_at = greatest(sf.last_at, excluded.last_at), member = sf.member or excluded.member,
      completed = sf.completed | excluded.completed, exhausted = sf.exhausted | excluded.exhausted;
  end if;
  if v_session is not null or v_granted > 0 or v_orders = 1 then
    insert into percall.outbox (at, topic, kind, body) values (p_now, coalesce('session:' || p_session, 'member:' || p_owner || ':' || p_user),
      'event.applied', jsonb_build_object('type', p_type, 'userId', p_user, 'ownerId', p_owner, 'delta', v_granted,
        'intimacy', s.intimacy + v_granted, 'level', v_level, 'levelUp', v_level > s.level, 'number', p_number));
  end if;

  -- the totals last: their rows are everybody's, and stay locked until the commit
  if v_viewers + v_member_viewers + v_interactions + v_orders + v_completed + v_exhausted > 0 and v_session is not null then
    insert into percall.session_total as t values (v_session, v_part, v_viewers, v_member_viewers, v_orders, v_orders * v_member::int,
      v_orders * coalesce(p_number, 0), v_orders * v_member::int * coalesce(p_number, 0), v_interactions, v_interactions * v_member::int,
      case when v_completed > 0 then array_fill(0, array[p_task - 1]) || 1 || array_fill(0, array[11 - p_task])
        else '{0,0,0,0,0,0,0,0,0,0,0}' end,
      case when v_exhausted > 0 then array_fill(0, array[p_task - 1]) || 1 || array_fill(0, array[11 - p_task])
        else '{0,0,0,0,0,0,0,0,0,0,0}' end)
    on conflict (session_no, part) do update set viewers = t.viewers + excluded.viewers,
      member_viewers = t.member_viewers + excluded.member_viewers, orders = t.orders + excluded.orders,
      member_orders = t.member_orders + excluded.member_orders, sales = t.sales + excluded.sales,
      member_sales = t.member_sales + excluded.member_sales, interactions = t.interactions + excluded.interactions,
      member_interactions = t.member_interactions + excluded.member_interactions,
      completed = case when v_completed = 0 then t.completed
        else t.completed[:p_task - 1] || t.completed[p_task] + 1 || t.completed[p_task + 1:] end,
      exhausted = case when v_exhausted = 0 then t.exhausted
        else t.exhausted[:p_task - 1] || t.exhausted[p_task] + 1 || t.exhausted[p_task + 1:] end;
  end if;
  if v_granted > 0 or (v_orders = 1 and not s.excluded) then
    insert into percall.club_day as t values (c.club_no, v_day, v_part, case when v_granted > 0 and d.earned = 0 then 1 else 0 end, v_granted, 0,
      v_orders, v_orders * coalesce(p_number, 0), v_orders * v_member::int, v_orders * v_member::int * coalesce(p_number, 0), 0, 0)
    on conflict (club_no, day, part) do update set active = t.active + excluded.active, earned = t.earned + excluded.earned,
      orders = t.orders + excluded.orders, sales = t.sales + excluded.sales, member_orders = t.member_orders + excluded.member_orders,
      member_sales = t.member_sales + excluded.member_sales;
  end if;
  if v_level <> s.level then perform percall.count_level(c.club_no, v_part, s.level, v_level); end if;

  -- TASK-9: refunds that came before their order take their turn, in the order in which they happened
  if v_orders = 1 then
    for w in select * from percall.waiting where user_no = v_user and club_no = c.club_no and order_id = p_key and not settled order by at, event_id
    loop
      perform percall.refund(v_user, c.club_no, p_key, w.refund_id, w.amount, greatest(w.at, p_at), p_now, w.source_no, w.event_id, p_user, p_owner);
      update percall.waiting set settled = true
      where user_no = v_user and club_no = c.club_no and order_id = p_key and source_no = w.source_no and event_id = w.event_id;
    end loop;
  end if;
end $$;
