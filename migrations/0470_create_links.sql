-- why: voice and video linking (GRP-8): links, who takes part, who asks for one, and the signals under way between them
-- breaking: no
-- locks: creates tables only

-- A link is called by its owner and its number there: the id alone finds the row, on one shard (ADR 0015).
create table link (
  club_no int not null,
  link_no int not null,
  group_no int not null,
  -- voice, video
  kind text not null,
  -- ringing: no fan has come yet; active; ended
  status text not null,
  -- why it ended
  how text,
  started_at timestamptz not null,
  started_by text not null,
  active_at timestamptz,
  ended_at timestamptz,
  -- when due work looks at it next: rings that nobody answered, people who are gone
  check_at timestamptz,
  primary key (club_no, link_no),
  check ((status = 'ended') = (ended_at is not null)),
  check ((status = 'ended') = (how is not null))
) with (fillfactor = 70);
-- an owner is in one link at a time
create unique index link_running on link (club_no) where ended_at is null;

-- 0 is the owner's side, fans are numbered as they are called; a number is never given twice within a link.
create table link_party (
  club_no int not null,
  link_no int not null,
  party smallint not null,
  user_no bigint,
  -- ringing, in, out
  status text not null,
  -- why he is out
  how text,
  rung_at timestamptz not null,
  -- until when it rings; null: the owner's side
  ring_until timestamptz,
  joined_at timestamptz,
  left_at timestamptz,
  seen_at timestamptz,
  -- how often he came in: a device that came later takes the place over
  sitting int not null default 0,
  -- number of the last signal for him
  last_seq bigint not null default 0,
  -- and of the last one he sent in this sitting, as he numbers them: what is sent twice is taken once
  last_sent int not null default 0,
  -- his last minute of signals
  minute_at timestamptz,
  minute_signals int not null default 0,
  minute_characters int not null default 0,
  primary key (club_no, link_no, party),
  check ((party = 0) = (user_no is null)),
  check ((status = 'out') = (how is not null))
) with (fillfactor = 50);
create index link_party_of on link_party (user_no, club_no, link_no) where user_no is not null;

-- A fan is in one link at a time, rung or talking: the key decides.
create table link_busy (
  user_no bigint primary key,
  club_no int not null,
  link_no int not null,
  party smallint not null,
  group_no int not null
);

-- Who asks to be called; gone when he is called, left the group or asks no more.
create table link_request (
  user_no bigint not null,
  group_no int not null,
  kind text not null,
  asked_at timestamptz not null,
  primary key (user_no, group_no)
);
create index link_request_of on link_request (group_no, asked_at);

-- Addresses and keys of devices: gone as soon as they were read, and with the link (PLT-6). Never in the outbox.
create table link_signal (
  club_no int not null,
  link_no int not null,
  to_party smallint not null,
  seq bigint not null,
  from_party smallint not null,
  from_sitting int not null,
  to_sitting int not null,
  body jsonb not null,
  primary key (club_no, link_no, to_party, seq)
);
