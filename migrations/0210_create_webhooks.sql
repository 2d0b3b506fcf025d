-- why: webhooks out (PLT-4): who is told, what is told, and each telling, with its retries
-- breaking: no
-- locks: creates tables only

create table webhook_endpoint (
  endpoint_no int generated always as identity primary key,
  webhook_id uuid not null unique,
  -- null: the platform's, told of all owners
  owner_id text,
  url text not null,
  description text not null,
  types text[] not null,
  status text not null check (status in ('on', 'off')),
  off_reason text check (off_reason in ('manual', 'gone', 'failing', 'behind')),
  off_at timestamptz,
  -- only messages of later transactions are told: whatever begins after the endpoint was made
  from_txid xid8 not null default pg_current_xact_id(),
  -- readable with the deployment's key alone
  secret text not null,
  previous_secret text,
  -- real time, as signatures are
  previous_until timestamptz,
  -- since the last success, on the decision clock: first failure, 24-hour spans with a failure, the last such span
  failing_since timestamptz,
  failed_days smallint not null default 0,
  failed_day int,
  -- Retry-After of the receiver
  not_before timestamptz,
  last_delivered_at timestamptz,
  created_at timestamptz not null,
  created_by text not null,
  check ((status = 'off') = (off_reason is not null and off_at is not null)),
  check ((failing_since is null) = (failed_days = 0))
) with (fillfactor = 70);
create index webhook_endpoint_owner on webhook_endpoint (owner_id);
create index webhook_endpoint_from on webhook_endpoint (from_txid);

-- A message that some endpoint wants, once, in the exact words that are signed.
create table webhook_message (
  message_no bigint generated always as identity primary key,
  message_id uuid not null unique,
  owner_id text not null,
  type text not null,
  -- what it is told in order with: one member, or one club
  lane text not null,
  at timestamptz not null,
  body text not null,
  kept_at timestamptz not null default now()
);
create index webhook_message_kept on webhook_message (kept_at);
create index webhook_message_at on webhook_message (at, message_no);

create table webhook_delivery (
  endpoint_no int not null,
  message_no bigint not null,
  lane text not null,
  status text not null check (status in ('waiting', 'delivered', 'failed')),
  -- no attempt has ended yet: later ones of its lane wait for it
  fresh boolean not null default true,
  -- of this round; a replay begins a new one
  attempts smallint not null default 0,
  -- on the decision clock
  next_at timestamptz not null,
  -- real time: until then somebody is sending it; `claims` fences him off who comes back later
  leased_until timestamptz,
  claims int not null default 0,
  last_at timestamptz,
  last_milliseconds int,
  last_status smallint,
  last_error text,
  last_response text,
  primary key (endpoint_no, message_no)
) with (fillfactor = 70);
create index webhook_delivery_due on webhook_delivery (endpoint_no, next_at, message_no) where status = 'waiting';
create index webhook_delivery_lane on webhook_delivery (endpoint_no, lane, message_no) where fresh;
create index webhook_delivery_leased on webhook_delivery (endpoint_no, leased_until) where status = 'waiting' and leased_until is not null;
create index webhook_delivery_failed on webhook_delivery (endpoint_no, message_no) where status = 'failed';
create index webhook_delivery_message on webhook_delivery (message_no);

-- How far the outbox was read: one row, made with the first endpoint, locked by whoever reads on.
create table webhook_feed (
  one boolean primary key default true check (one),
  txid xid8 not null,
  position bigint not null
);
