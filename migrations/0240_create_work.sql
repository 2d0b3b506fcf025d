-- why: ranks without an index on the balance (every earning rewrote it: docs/adr/0009), and long work done in pieces with its progress (CLUB-5, LVL-4)
-- breaking: no
-- locks: membership, while it is rewritten once with the new column (about 4 s a million members)

-- The rank's coarse part: balances below 8 each have a bucket of their own, above it 4 buckets lie between two powers of two, so a bucket is
-- at most a quarter of its balances wide. It grows with the balance and changes seldom, so an update that stays in its bucket touches no index.
create function rank_bucket(intimacy bigint) returns smallint language sql immutable parallel safe as $$
  select (4 * width_bucket(intimacy, '{8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576,
      2097152, 4194304, 8388608, 16777216, 33554432, 67108864, 134217728}'::bigint[])
    + (least(intimacy, 268435455) >> width_bucket(intimacy, '{8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072,
      262144, 524288, 1048576, 2097152, 4194304, 8388608, 16777216, 33554432, 67108864, 134217728}'::bigint[])))::smallint
$$;
drop index membership_rank;
alter table membership add column rank_bucket smallint not null generated always as (rank_bucket(intimacy)) stored;
create index membership_rank on membership (club_no, mode, rank_bucket desc, user_no);

-- Work on many members at once, done in pieces by any node: what is left of it, and how far it is
create table work_progress (
  work_no int generated always as identity primary key,
  kind text not null check (kind in ('carry', 'relevel')),
  -- the mode change's id, the rule set's version: neither is worked off twice
  subject text not null,
  -- null: every club
  club_no int,
  payload jsonb not null,
  -- key of the last member that was looked at; null: none yet
  position jsonb,
  done bigint not null default 0,
  total bigint not null,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (kind, subject)
);
create index work_unfinished on work_progress (work_no) where finished_at is null;

-- Memberships as they are shown: who is yet to be carried over (CLUB-5) is a shopping member already, with what his live membership holds.
-- A live membership with a carried_seq was made by history after that change: nobody carries it.
create view membership_shown as
  select user_no, club_no, mode, epoch, scene, joined_at, intimacy, level, last_earned_at from membership
  union all
  select m.user_no, m.club_no, 'shopping', m.epoch, 'migration', (w.payload->>'at')::timestamptz, m.intimacy, m.level, m.last_earned_at
  from work_progress w join membership m on m.club_no = w.club_no and m.mode = 'live' and m.carried_seq is null
  where w.finished_at is null and w.kind = 'carry' and not exists (
    select from membership s where s.user_no = m.user_no and s.club_no = m.club_no and s.mode = 'shopping');
