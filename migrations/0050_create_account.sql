-- why: people and programs that may speak to the server: accounts, staff, invitations, browser sessions, API keys; tickets and idempotency keys
-- breaking: no
-- locks: creates tables only

-- A person who signs in. Tokens, passwords and keys are stored as hashes only.
create table account (
  account_id uuid primary key,
  role text not null check (role in ('admin', 'reviewer', 'owner', 'staff')),
  -- the club of an owner or of his staff
  owner_id text,
  name text not null,
  login text unique,
  password_hash text,
  created_at timestamptz not null,
  disabled_at timestamptz,
  check ((role in ('owner', 'staff')) = (owner_id is not null))
);

-- Who an identity provider says it is.
create table account_identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  primary key (issuer, subject)
);

-- PLT-1: an owner's sub-accounts. staff_id is an account, or an id of the platform's own choosing. A revoked row stays: it says no.
create table staff (
  owner_id text not null,
  staff_id text not null,
  name text not null,
  permissions text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (owner_id, staff_id)
);

create table invitation (
  invitation_id uuid primary key,
  token_hash bytea not null unique,
  role text not null check (role in ('admin', 'reviewer', 'owner', 'staff')),
  owner_id text,
  permissions text[] not null,
  name text,
  -- made at a start without any administrator
  first_admin boolean not null default false,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitation_owner on invitation (owner_id, created_at);

create table browser_session (
  session_id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index browser_session_account on browser_session (account_id);
create index browser_session_expiry on browser_session (expires_at);

create table api_key (
  key_id uuid primary key,
  secret_hash bytea not null unique,
  -- null: a key of the platform
  owner_id text,
  permissions text[] not null,
  name text not null,
  created_by text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
create index api_key_owner on api_key (owner_id, created_at);

-- One-use leave to open a stream from a browser.
create table stream_ticket (
  ticket_hash bytea primary key,
  principal jsonb not null,
  expires_at timestamptz not null
);
create index stream_ticket_expiry on stream_ticket (expires_at);

-- The answer to a writing call, sealed with a key made from the caller's idempotency key: the store alone cannot read it.
create table idempotency (
  caller text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  claimed_at timestamptz not null,
  -- null while the first request runs
  status int,
  sealed bytea,
  expires_at timestamptz not null,
  primary key (caller, key_hash)
);
create index idempotency_expiry on idempotency (expires_at);
