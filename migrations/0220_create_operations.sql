-- why: events that failed for a reason of ours are kept until somebody decides (quarantine); nodes tell what they do (operations page)
-- breaking: no
-- locks: creates tables only

-- One poison event. `raw` is the event as it came, as JSON text: jsonb would normalise its numbers, and a retry must send the same bytes' meaning.
-- Small on purpose (bounded by src/quarantine/store.ts) and read by the platform only: it is not distributed by member.
create table quarantine (
  quarantine_no bigint generated always as identity primary key,
  source text not null,
  event_id text not null,
  -- of the canonical JSON: the same event sent again is one row, another body under its id is another
  body_hash text not null,
  event_type text not null,
  user_id text,
  -- came as history (api.md `?mode=history`): however old, and nobody is notified
  history boolean not null,
  raw text not null,
  raw_bytes int not null,
  state text not null check (state in ('waiting', 'applied', 'discarded')),
  -- how it failed the last time; no personal data (lib/told-error.ts)
  error_class text not null,
  error_code text,
  error_message text not null,
  attempts int not null default 1,
  first_at timestamptz not null,
  last_at timestamptz not null,
  -- what a retry was answered: `applied`, `duplicate`, `rejected event_too_old` …
  outcome_status text,
  outcome_code text,
  decided_at timestamptz,
  decided_by text
);
create unique index quarantine_waiting on quarantine (source, event_id, body_hash) where state = 'waiting';
create index quarantine_list on quarantine (state, quarantine_no desc);
create index quarantine_decided on quarantine (decided_at) where state <> 'waiting';
create index quarantine_user on quarantine (user_id) where user_id is not null;

-- What each node says of itself every few seconds. Times are the store's own: the clocks of nodes differ.
create table node (
  node_id uuid primary key,
  version text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- said goodbye: neither dead nor alive
  stopped_at timestamptz,
  -- contract/operations.ts `NodeFigures`
  figures jsonb not null
) with (fillfactor = 50);

-- One row a node and minute, so that the last hour can be drawn and summed over nodes. Counts are of that minute.
create table node_minute (
  node_id uuid not null,
  minute timestamptz not null,
  events int not null,
  batches int not null,
  -- `{applied: 12, rejected: 3}` and `{event_too_old: 3}`: closed vocabularies (contract/events.ts, contract/rejections.ts)
  by_status jsonb not null,
  by_code jsonb not null,
  -- batches by duration and by queue wait, and by size: counts per bucket of contract/operations.ts
  commit_buckets int[] not null,
  wait_buckets int[] not null,
  size_buckets int[] not null,
  queue_most int not null,
  primary key (node_id, minute)
) with (fillfactor = 50);
create index node_minute_at on node_minute (minute);
