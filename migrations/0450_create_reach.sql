-- why: reach of members who are not looking (GRP-7, LIVE-2, CLUB-4): their browsers, what they want to hear, messages on their way, members' own silence of a group
-- breaking: no
-- locks: creates tables; adds a column with a constant default, which takes a short lock

-- A browser of a user that asked for pushes (RFC 8030). The endpoint is a capability: who knows it and the keys can be sent to, nothing else.
create table push_device (
  user_no bigint not null,
  -- made of the endpoint: the same browser is the same device
  device_id uuid not null,
  endpoint text not null,
  -- the browser's keys (RFC 8291): an uncompressed P-256 point, and 16 bytes
  p256dh bytea not null check (octet_length(p256dh) = 65),
  auth bytea not null check (octet_length(auth) = 16),
  language text not null check (language in ('zh', 'en')),
  device text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (user_no, device_id)
) with (fillfactor = 85);
-- a browser that another user signs in on is his from then on
create index push_device_id on push_device (device_id);

-- What a user wants to hear. club_no 0: everywhere; else what differs for one club.
create table push_setting (
  user_no bigint not null,
  club_no int not null,
  switches jsonb not null,
  quiet jsonb,
  primary key (user_no, club_no)
) with (fillfactor = 85);

-- Something that is told to devices, with how far its readers were met.
create table push_message (
  message_no bigint generated always as identity primary key,
  -- once for each thing, whatever came twice: a session, a video, a notice
  key text not null unique,
  kind text not null,
  club_no int not null,
  -- who is told: {"to": "club" | "seats" | "users", …}
  audience jsonb not null,
  -- what is told, in each language
  body jsonb not null,
  at timestamptz not null,
  -- the same by the deciding clock: who joined later is not told
  shown_at timestamptz not null,
  -- of no use any more from then on
  ends_at timestamptz not null,
  -- which walk over its readers is under way, and behind whom it stands
  walk smallint not null default 0,
  behind jsonb,
  walked_at timestamptz,
  pieces int not null default 0,
  kept_at timestamptz not null default now()
) with (fillfactor = 70);
create index push_message_walking on push_message (message_no) where walked_at is null;
create index push_message_kept on push_message (kept_at) where walked_at is not null;

-- Up to a few hundred devices of one message, sent by one node at a time: one row, whatever the number of devices.
create table push_piece (
  message_no bigint not null,
  piece_no int not null,
  user_nos bigint[] not null,
  device_ids uuid[] not null,
  -- which of them are yet to be sent, from 1; null: all
  left_over smallint[],
  -- by which pieces take turns: those of a large club do not stand before another's that came a moment later
  turn timestamptz not null,
  next_at timestamptz not null,
  leased_until timestamptz,
  claims int not null default 0,
  attempts int not null default 0,
  sent int not null default 0,
  gone int not null default 0,
  failed int not null default 0,
  done_at timestamptz,
  primary key (message_no, piece_no),
  check (cardinality(user_nos) = cardinality(device_ids))
) with (fillfactor = 50);
create index push_piece_turn on push_piece (turn, message_no, piece_no) where done_at is null;

-- How far the outbox was read: one row, made with the first device, locked by whoever reads on.
create table push_feed (
  one boolean primary key default true check (one),
  txid xid8 not null,
  position bigint not null
);

-- GRP-7: he wants no push of it but notices
alter table group_seat add column silent boolean not null default false;
