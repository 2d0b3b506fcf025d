-- why: the fan club engine: people, clubs, memberships, the ledger, what the day's caps need, live sessions, totals, outbox, due work
-- breaking: no
-- locks: creates tables only

-- Small reference tables ----------------------------------------------------------------------------------------------
create table setting (
  key text primary key,
  value jsonb not null
);

create table rule_set (
  version int primary key,
  effective_day date not null,
  published_at timestamptz not null,
  published_by text not null,
  note text not null,
  body jsonb not null
);

create table source (
  source_no int generated always as identity primary key,
  source text not null unique
);

create table club (
  club_no int generated always as identity primary key,
  owner_id text not null unique,
  kind text not null check (kind in ('creator', 'merchant')),
  name text not null,
  currency text not null,
  created_at timestamptz not null,
  mode text not null check (mode in ('live', 'shopping')),
  -- how many mode changes took effect; an order remembers it, so that CLUB-5 knows which points were carried
  mode_seq int not null default 0,
  -- CLUB-5: the first change from live to shopping has happened
  carried boolean not null default false,
  badge_live text,
  badge_shopping text,
  purchase_on boolean not null default false,
  rollout_phase smallint not null default 2 check (rollout_phase between 1 and 3),
  rollout_share double precision not null default 1 check (rollout_share between 0 and 1)
);

-- What was so at which time: an event is judged by the mode, switch and rollout of its own time (TASK-5, TASK-6, TASK-10).
create table club_change (
  club_no int not null,
  change_no bigint generated always as identity,
  kind text not null check (kind in ('mode', 'purchase', 'rollout')),
  at timestamptz not null,
  value jsonb not null,
  primary key (club_no, change_no)
);

create table mode_change (
  id uuid primary key,
  club_no int not null,
  from_mode text not null,
  to_mode text not null,
  requested_at timestamptz not null,
  effective_at timestamptz not null,
  status text not null check (status in ('pending', 'done', 'withdrawn')),
  carries int not null default 0
);
-- CLUB-4: one change waits at a time
create unique index mode_change_one_pending on mode_change (club_no) where status = 'pending';
create index mode_change_club on mode_change (club_no, effective_at);

create table review (
  review_id uuid primary key,
  club_no int not null,
  kind text not null check (kind = 'badgeName'),
  mode text not null,
  name text not null,
  current_name text not null,
  status text not null check (status in ('waiting', 'approved', 'refused')),
  submitted_at timestamptz not null,
  submitted_by text not null,
  decided_at timestamptz,
  decided_by text,
  reason text
);
-- BADGE-4: a waiting one blocks another
create unique index review_one_waiting on review (club_no) where status = 'waiting';
create index review_queue on review (status, submitted_at, review_id);
create index review_club on review (club_no, decided_at);

create table live_session (
  session_no int generated always as identity primary key,
  session_id text not null unique,
  club_no int not null,
  title text,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index live_session_club on live_session (club_no, started_at desc);

-- People: outside ids map to inner ones here and nowhere else ----------------------------------------------------------
create table person (
  user_no bigint generated always as identity primary key,
  user_id text not null,
  name text,
  created_at timestamptz not null,
  merged_into bigint,
  profile jsonb
);
create index person_user_id on person (user_id text_pattern_ops);
create index person_name on person (name text_pattern_ops) where name is not null;

create table person_alias (
  user_id text primary key,
  user_no bigint not null
);
create index person_alias_user on person_alias (user_no);

create table person_merge (
  id uuid primary key,
  into_no bigint not null,
  from_no bigint not null,
  at timestamptz not null,
  actor text not null,
  reason text not null
);

-- Member-scoped tables: keyed by user_no first, no key crosses it ------------------------------------------------------
-- A user and a club, member or not. `seq` numbers the ledger entries; `epoch` counts memberships.
create table fan (
  user_no bigint not null,
  club_no int not null,
  epoch int not null default 0,
  seq int not null default 0,
  left_at timestamptz,
  lit_orders int not null default 0 check (lit_orders >= 0),
  follows boolean not null default false,
  follow_at timestamptz,
  entry_gift text,
  entry_gift_at timestamptz,
  excluded_at timestamptz,
  excluded_by text,
  excluded_reason text,
  primary key (user_no, club_no)
) with (fillfactor = 85);
create index fan_excluded on fan (club_no) where excluded_at is not null;

create table membership (
  user_no bigint not null,
  club_no int not null,
  mode text not null check (mode in ('live', 'shopping')),
  epoch int not null,
  scene text not null,
  joined_at timestamptz not null,
  intimacy bigint not null default 0 check (intimacy >= 0),
  level smallint not null default 1 check (level between 1 and 20),
  last_earned_at timestamptz,
  -- CLUB-5: the mode change that carried this membership over
  carried_seq int,
  primary key (user_no, club_no, mode)
) with (fillfactor = 85);
create index membership_rank on membership (club_no, mode, intimacy desc, user_no);
create index membership_joined on membership (club_no, mode, joined_at desc, user_no);

create table membership_log (
  user_no bigint not null,
  club_no int not null,
  log_no bigint generated always as identity,
  epoch int not null,
  mode text not null,
  kind text not null check (kind in ('join', 'leave', 'carry')),
  scene text not null,
  at timestamptz not null,
  business_day date not null,
  primary key (user_no, club_no, log_no)
);
create index membership_log_day on membership_log (user_no, business_day) where kind = 'leave';

-- One row a member and business day. The arrays are indexed by the task's position in contract/words.ts.
create table member_day (
  user_no bigint not null,
  club_no int not null,
  mode text not null,
  day date not null,
  -- TASK-3: the level held when the day began, frozen when its first event was decided
  level smallint not null,
  earned int not null,
  -- sum of all deltas of that day less those that open a balance (migration, merge)
  net bigint not null,
  tasks_earned int[] not null,
  tasks_count int[] not null,
  -- seconds watched, likes given: what has not made a full unit yet is in here too
  tasks_units bigint[] not null,
  primary key (user_no, club_no, mode, day)
) with (fillfactor = 85);

-- TASK-14: what a user watched on a day, in any room: merged spans [from, to) in UTC ms, flattened
create table watch_day (
  user_no bigint not null,
  day date not null,
  spans bigint[] not null,
  primary key (user_no, day)
);

-- TASK-11: browsing and carting once per product per day
create table task_once (
  user_no bigint not null,
  club_no int not null,
  day date not null,
  task text not null,
  key text not null,
  primary key (user_no, club_no, day, task, key)
);

create table purchase_order (
  user_no bigint not null,
  club_no int not null,
  order_id text not null,
  at timestamptz not null,
  paid bigint not null check (paid >= 0),
  refunded bigint not null default 0 check (refunded >= 0 and refunded <= paid),
  mode text not null,
  -- the membership and mode change at which it earned; 0 = was not a member
  epoch int not null,
  mode_seq int not null,
  earned int not null check (earned >= 0),
  taken int not null default 0 check (taken >= 0 and taken <= earned),
  rule_set_version int not null,
  session_no int,
  line_ids text[] not null,
  reviewed text[] not null,
  refund_ids text[] not null,
  source_no int not null,
  event_id text not null,
  shipped_at timestamptz,
  delivered_at timestamptz,
  primary key (user_no, club_no, order_id)
);

-- TASK-9: refunds and reviews that came before their order
create table order_waiting (
  user_no bigint not null,
  club_no int not null,
  order_id text not null,
  source_no int not null,
  event_id text not null,
  kind text not null check (kind in ('refund', 'review')),
  part_id text not null,
  amount bigint,
  at timestamptz not null,
  waits_until timestamptz not null,
  status text not null check (status in ('waiting', 'settled', 'expired', 'refused')),
  code text,
  primary key (user_no, club_no, order_id, source_no, event_id)
);
create index order_waiting_due on order_waiting (waits_until) where status = 'waiting';
create index order_waiting_club on order_waiting (club_no, status, at);

-- TASK-10: an event counts once, for ever
create table event_seen (
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

-- TASK-12: append-only; everything above can be rebuilt from it and the two logs
create table ledger (
  user_no bigint not null,
  club_no int not null,
  seq int not null,
  id uuid not null,
  mode text not null,
  epoch int not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  business_day date not null,
  kind text not null,
  delta bigint not null,
  balance bigint not null check (balance >= 0),
  shortfall bigint not null default 0 check (shortfall >= 0),
  source_no int,
  event_id text,
  rule_set_version int not null,
  order_id text,
  amount bigint,
  day_earned int,
  day_cap int,
  session_no int,
  reason text,
  actor text,
  primary key (user_no, club_no, seq)
);
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_append_only before update or delete or truncate on ledger
  for each statement execute function refuse_change();
create trigger membership_log_append_only before update or delete or truncate on membership_log
  for each statement execute function refuse_change();

-- A user in a session: presence, and TASK-13's bits by task position
create table session_fan (
  user_no bigint not null,
  session_no int not null,
  club_no int not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  member boolean not null,
  completed int not null default 0,
  exhausted int not null default 0,
  primary key (user_no, session_no)
) with (fillfactor = 85);
create index session_fan_session on session_fan (session_no, user_no);

-- Totals, kept as they happen: sums of partial rows, so that no famous club sits behind one lock ----------------------
create table session_total (
  session_no int not null,
  part smallint not null,
  viewers int not null default 0,
  member_viewers int not null default 0,
  orders int not null default 0,
  member_orders int not null default 0,
  sales bigint not null default 0,
  member_sales bigint not null default 0,
  joins int not null default 0,
  interactions int not null default 0,
  member_interactions int not null default 0,
  completed int[] not null,
  exhausted int[] not null,
  primary key (session_no, part)
) with (fillfactor = 50);

create table club_day (
  club_no int not null,
  day date not null,
  part smallint not null,
  joins int not null default 0,
  leaves int not null default 0,
  active int not null default 0,
  earned bigint not null default 0,
  taken bigint not null default 0,
  orders int not null default 0,
  sales bigint not null default 0,
  member_orders int not null default 0,
  member_sales bigint not null default 0,
  refunds int not null default 0,
  refunded bigint not null default 0,
  primary key (club_no, day, part)
) with (fillfactor = 50);

create table club_level (
  club_no int not null,
  mode text not null,
  level smallint not null,
  part smallint not null,
  members int not null default 0,
  primary key (club_no, mode, level, part)
) with (fillfactor = 50);

-- What leaves, and what falls due -------------------------------------------------------------------------------------
create table outbox (
  position bigint generated always as identity primary key,
  txid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  topic text not null,
  kind text not null,
  body jsonb not null
);
create index outbox_order on outbox (txid, position);
create index outbox_at on outbox (at);

create table due (
  due_no bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  payload jsonb not null,
  done_at timestamptz
);
create index due_waiting on due (at, due_no) where done_at is null;
