-- why: private messages between a fan and the owner's service desk: threads, messages, replies measured, settings, quick replies (GRP-14, SUP-7)
-- breaking: no
-- locks: creates tables only

-- A fan and an owner's desk. Unread is a subtraction: what was said by one side less what the other has read of it.
create table service_thread (
  user_no bigint not null,
  club_no int not null,
  opened_at timestamptz not null,
  -- null: open
  resolved_at timestamptz,
  -- the sub-account, or the owner's id, that takes care of it
  assigned_to text,
  -- the last thing that the fan may read, the order of every list
  last_seq bigint not null,
  last_at timestamptz not null,
  fan_messages bigint not null default 0,
  desk_messages bigint not null default 0,
  -- how many of the desk's messages the fan has read, and of the fan's the desk
  fan_read bigint not null default 0,
  desk_read bigint not null default 0,
  -- since when a fan's message stands unanswered
  waiting_since timestamptz,
  -- whether the desk has answered since it was opened, or opened again
  answered boolean not null default false,
  -- his first message ever came in from the fan: the desk may write to him though he is no member
  wrote_at timestamptz,
  auto_replied_at timestamptz,
  blocked_at timestamptz,
  blocked_by text,
  blocked_reason text,
  -- the fan's last minute of writing: when it began, and how much he wrote in it
  minute_at timestamptz,
  minute_messages smallint not null default 0,
  primary key (user_no, club_no),
  check (fan_read between 0 and desk_messages),
  check (desk_read between 0 and fan_messages),
  check (waiting_since is null or resolved_at is null)
) with (fillfactor = 70);
create index service_thread_last on service_thread (club_no, last_seq);
create index service_thread_unassigned on service_thread (club_no, last_seq) where resolved_at is null and assigned_to is null;
create index service_thread_assigned on service_thread (club_no, assigned_to, last_seq) where resolved_at is null;
create index service_thread_waiting on service_thread (club_no, waiting_since, user_no) where waiting_since is not null;
create index service_thread_resolved on service_thread (club_no, last_seq) where resolved_at is not null;

create table service_message (
  user_no bigint not null,
  club_no int not null,
  -- of the owner's one sequence (service_stream): threads of one who is merged stand in order
  seq bigint not null,
  at timestamptz not null,
  -- 'inner': the desk alone sees it (notes, what was done)
  side text not null check (side in ('fan', 'desk', 'inner')),
  kind text not null,
  -- who said or did it for the owner; null: the fan, or nobody (an auto-reply)
  agent text,
  -- named by the sender: a retry is the same message
  send_id text,
  body jsonb not null,
  -- how many messages of each side there were, this one counted
  fan_count bigint not null,
  desk_count bigint not null,
  primary key (user_no, club_no, seq)
);
create unique index service_message_sent on service_message (user_no, club_no, (coalesce(agent, '')), send_id) where send_id is not null;

-- The numbers of an owner's private messages; locked from the taking to the commit, so that they become visible in order (ADR 0012).
create table service_stream (
  club_no int primary key,
  last_seq bigint not null
) with (fillfactor = 50);

-- One row for each wait that ended: an answer, or a thread that was resolved without one. Who waited is not kept.
create table service_reply (
  club_no int not null,
  -- of the answer, or of the resolving
  seq bigint not null,
  agent text not null,
  how text not null check (how in ('first', 'later', 'closed')),
  asked_at timestamptz not null,
  answered_at timestamptz not null,
  -- milliseconds, and those of them within service hours as they stood at the answer
  waited_ms bigint not null check (waited_ms >= 0),
  served_ms bigint not null check (served_ms between 0 and waited_ms),
  primary key (club_no, seq)
);
create index service_reply_answered on service_reply (club_no, answered_at);

create table service_setting (
  club_no int primary key,
  -- null: at any hour
  hours jsonb,
  -- said once in each stretch of closed hours; null: nothing is
  auto_reply text,
  auto_assign boolean not null,
  updated_at timestamptz not null,
  updated_by text not null
);

-- Who takes threads now.
create table service_duty (
  club_no int not null,
  agent text not null,
  since timestamptz not null,
  primary key (club_no, agent)
);

create table service_quick_reply (
  club_no int not null,
  reply_id uuid not null,
  shortcut text not null,
  text text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  primary key (club_no, reply_id),
  unique (club_no, shortcut)
);
