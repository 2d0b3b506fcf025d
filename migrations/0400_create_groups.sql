-- why: fan groups: groups, sub-groups, seats, super admins, pass-phrases, removals (GRP-1…6, 9, 12; MEM-6); one stream of messages an owner
-- breaking: no
-- locks: creates tables only

-- What a group is called and asks. Read wherever it is named, written when its settings change.
create table fan_group (
  group_no int generated always as identity primary key,
  group_id uuid not null unique,
  club_no int not null,
  name text not null,
  gate jsonb not null,
  notice text,
  notice_at timestamptz,
  auto_reply text,
  created_at timestamptz not null,
  created_by text not null,
  -- nobody joins and nobody writes any more; its seats are given up
  closed_at timestamptz
);
create index fan_group_club on fan_group (club_no, group_no);

-- The one hot row of a group: who joins or leaves holds it. What a group may hold is what the rules said when it was made (GRP-1).
create table group_total (
  club_no int not null,
  group_no int not null,
  members int not null default 0,
  sub_groups smallint not null default 0,
  sub_groups_most smallint not null,
  seats smallint not null,
  primary key (club_no, group_no),
  check (members between 0 and sub_groups * seats),
  check (sub_groups between 0 and sub_groups_most)
) with (fillfactor = 50);

create table sub_group (
  club_no int not null,
  group_no int not null,
  number smallint not null,
  members smallint not null check (members between 0 and seats),
  seats smallint not null,
  primary key (club_no, group_no, number)
) with (fillfactor = 50);

-- A user in a group: one row for ever, so that the auto-reply reaches him once (GRP-6) and a removal holds.
create table group_seat (
  user_no bigint not null,
  group_no int not null,
  club_no int not null,
  -- which sitting it is, from 1
  epoch int not null default 1,
  -- null: he sits no more
  number smallint,
  first_joined_at timestamptz not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  -- what he reads begins after it (the owner's sequence of messages)
  joined_seq bigint not null,
  -- the auto-reply he got at his first joining, and where it stands in what he reads
  greeting text,
  greeting_seq bigint,
  -- up to here he read, and how many messages of each of his scopes that is
  read_seq bigint not null,
  read_club bigint not null,
  read_group bigint not null,
  read_sub bigint not null,
  -- removed by the owner's side: he may not join until that is lifted
  removed_at timestamptz,
  removed_by text,
  removed_reason text,
  -- the pass-phrase he came by
  phrase text,
  -- his last minute of writing: when it began, and how much he wrote in it
  minute_at timestamptz,
  minute_messages smallint not null default 0,
  -- he reads and does not write until then; 'infinity': until it is lifted
  muted_until timestamptz,
  -- the last business day on which opening the group earned
  visited_on date,
  primary key (user_no, group_no),
  check ((number is null) = (left_at is not null)),
  check (removed_at is null or number is null)
) with (fillfactor = 70);
create index group_seat_of on group_seat (group_no, number, joined_at, user_no) where number is not null;
create index group_seat_removed on group_seat (group_no, removed_at, user_no) where removed_at is not null;

-- GRP-9
create table group_admin (
  group_no int not null,
  staff_id text not null,
  appointed_at timestamptz not null,
  appointed_by text not null,
  primary key (group_no, staff_id)
);

-- GRP-5
create table group_phrase (
  phrase text primary key,
  group_no int not null,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index group_phrase_group on group_phrase (group_no, created_at desc);

-- An owner's messages share one sequence; it is locked from the taking of a number to the commit, so that numbers become visible in order (GRP-10).
create table group_stream (
  club_no int primary key,
  last_seq bigint not null
) with (fillfactor = 50);

-- How many messages a scope ever had. group_no 0: all groups of the owner; number 0: all sub-groups of the group.
create table group_scope (
  club_no int not null,
  group_no int not null,
  number smallint not null,
  messages bigint not null,
  last_seq bigint not null,
  primary key (club_no, group_no, number)
) with (fillfactor = 50);

create table group_message (
  club_no int not null,
  group_no int not null,
  number smallint not null,
  seq bigint not null,
  -- which one of its scope it is, from 1
  nth bigint not null,
  at timestamptz not null,
  kind text not null,
  -- who wrote it: a user, or the owner's side
  user_no bigint,
  staff_id text,
  -- what it says; null: deleted
  body jsonb,
  deleted_at timestamptz,
  deleted_by text,
  primary key (club_no, group_no, number, seq)
);
