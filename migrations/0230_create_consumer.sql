-- why: streams of a broker as sources of events: how far a consumer came, who alone may move it on, what was found wrong with a stream
-- breaking: no
-- locks: creates tables only

-- One row a durable name, moved on in the transaction that keeps what its messages did. Small, and on every shard's coordinator alone.
create table consumer_position (
  durable text primary key,
  stream text not null,
  -- '' stands for the whole stream
  subject text not null,
  -- when the broker says the stream was made, exactly as it says it (nanoseconds): another stream of the same name has another
  stream_created text not null,
  -- sequence of the last message whose effects are committed; 0: none
  position bigint not null check (position >= 0),
  -- SHA-256 of that message, to know the place again: a broker that lost its tail gives the number to another message
  position_hash text,
  -- who claims the name raises it; nobody with an older one commits
  epoch bigint not null check (epoch > 0),
  -- messages that the broker had for us behind this one when it was delivered
  pending bigint not null default 0,
  messages bigint not null default 0,
  events bigint not null default 0,
  applied bigint not null default 0,
  duplicates bigint not null default 0,
  ignored bigint not null default 0,
  rejected bigint not null default 0,
  waiting bigint not null default 0,
  -- messages that held no events, or could not be taken
  bad_messages bigint not null default 0,
  holes bigint not null default 0,
  claimed_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  -- the claimant's latest sign of life
  seen_at timestamptz not null default now()
) with (fillfactor = 50);

create table consumer_incident (
  incident_no bigint generated always as identity primary key,
  durable text not null,
  at timestamptz not null default now(),
  kind text not null check (kind in
    ('hole', 'recreated', 'lost_tail', 'rewritten', 'gone', 'accepted', 'bad_message', 'refused_event', 'failed_message')),
  stream_created text not null,
  -- sequences concerned, both included
  first_seq bigint not null,
  last_seq bigint not null,
  -- false: messages of other subjects may be all that is missing
  certain boolean not null default true,
  code text,
  event_id text,
  words text not null,
  -- the message or event that was refused, cut at 64 KiB
  body bytea
);
create index consumer_incident_newest on consumer_incident (durable, kind, incident_no);
