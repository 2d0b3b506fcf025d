-- why: money by double entry: books of owners and users, red packets with their claims, pay-outs (BEN-8)
-- breaking: no
-- locks: creates tables only

-- An owner's accounts are the columns of his book, so that one row lock holds them all. What came in is negative in `outside`; the check says
-- that the book balances, at every commit.
create table owner_book (
  club_no int primary key,
  currency text not null,
  -- numbers the owner's transfers without holes
  seq int not null default 0,
  outside bigint not null default 0 check (outside <= 0),
  budget bigint not null default 0 check (budget >= 0),
  held bigint not null default 0 check (held >= 0),
  -- what went to users' balances
  paid bigint not null default 0 check (paid >= 0),
  -- of red packets, back into the budget: a sum for show
  returned bigint not null default 0 check (returned >= 0),
  check (outside + budget + held + paid = 0)
) with (fillfactor = 50);

-- A movement of an owner's money: one row, two sides, so that its postings sum to 0 by their form. Append-only.
create table owner_transfer (
  club_no int not null,
  seq int not null,
  transfer_id uuid not null,
  at timestamptz not null,
  kind text not null,
  from_account text not null,
  to_account text not null,
  amount bigint not null check (amount > 0),
  -- of both accounts, afterwards
  from_balance bigint not null,
  to_balance bigint not null check (to_account = 'outside' or to_balance >= 0),
  -- whose balance
  user_no bigint,
  packet_id uuid,
  benefit_id uuid,
  note text,
  actor text,
  primary key (club_no, seq),
  check (from_account = 'outside' or from_balance >= 0),
  check ((kind, from_account, to_account) in (
    ('deposit', 'outside', 'budget'), ('packetOpened', 'budget', 'held'), ('packetClaimed', 'held', 'balance'),
    ('packetReturned', 'held', 'budget'), ('benefitClaimed', 'budget', 'balance'))),
  check ((to_account = 'balance') = (user_no is not null)),
  check ((kind like 'packet%') = (packet_id is not null)),
  check ((kind = 'benefitClaimed') = (benefit_id is not null))
);
create index owner_transfer_user on owner_transfer (user_no, at) where user_no is not null;
create trigger owner_transfer_append_only before update or delete or truncate on owner_transfer
  for each statement execute function refuse_change();

-- A user's accounts, from all owners, by currency. `outside`: what was paid out to him.
create table user_book (
  user_no bigint not null,
  currency text not null,
  -- numbers his own transfers without holes
  seq int not null default 0,
  balance bigint not null default 0 check (balance >= 0),
  paying_out bigint not null default 0 check (paying_out >= 0),
  outside bigint not null default 0 check (outside >= 0),
  primary key (user_no, currency)
) with (fillfactor = 70);

-- A movement between a user's own accounts, or, where two users become one (PLT-8), from the same account of the one to that of the other.
create table user_transfer (
  user_no bigint not null,
  currency text not null,
  seq int not null,
  transfer_id uuid not null,
  at timestamptz not null,
  kind text not null,
  from_account text not null,
  to_account text not null,
  amount bigint not null check (amount > 0),
  from_balance bigint not null check (from_balance >= 0),
  to_balance bigint not null check (to_balance >= 0),
  -- PLT-8: who took it over
  other_no bigint,
  payout_id uuid,
  note text,
  actor text,
  primary key (user_no, currency, seq),
  check ((kind, from_account, to_account) in (
    ('payoutRequested', 'balance', 'payout'), ('payoutDone', 'payout', 'outside'), ('payoutFailed', 'payout', 'balance'),
    ('merged', 'balance', 'balance'), ('merged', 'payout', 'payout'), ('merged', 'outside', 'outside'))),
  check ((kind = 'merged') = (other_no is not null)),
  check ((kind = 'merged') = (payout_id is null)),
  check (other_no <> user_no)
);
create index user_transfer_other on user_transfer (other_no) where other_no is not null;
create trigger user_transfer_append_only before update or delete or truncate on user_transfer
  for each statement execute function refuse_change();

-- The one hot row of a red packet. Its checks are the promise: claimed + remaining + returned = total at every commit, at least 1 for each
-- share that is left.
create table red_packet (
  packet_id uuid primary key,
  club_no int not null,
  session_no int,
  group_id text,
  split text not null check (split in ('equal', 'lucky')),
  status text not null check (status in ('open', 'empty', 'returned')),
  total bigint not null check (total >= count),
  count int not null check (count > 0),
  claimed bigint not null default 0 check (claimed >= 0),
  remaining bigint not null check (remaining >= 0),
  returned bigint not null default 0 check (returned >= 0),
  -- shares that were taken
  shares int not null default 0 check (shares between 0 and count),
  from_level smallint check (from_level between 1 and 20),
  greeting text,
  opened_at timestamptz not null,
  opened_by text not null,
  expires_at timestamptz not null,
  -- best luck so far: its amount, and the share that first had it
  best_amount bigint not null default 0,
  best_share int not null default 0,
  check (claimed + remaining + returned = total),
  check (split = 'lucky' or total % count = 0),
  check (status <> 'open' or (shares < count and remaining >= count - shares and returned = 0)),
  check (status <> 'empty' or (shares = count and claimed = total)),
  check (status <> 'returned' or (shares < count and remaining = 0 and returned > 0)),
  check (expires_at > opened_at)
) with (fillfactor = 50);
create index red_packet_club on red_packet (club_no, opened_at desc, packet_id);
create index red_packet_session on red_packet (session_no, opened_at desc) where session_no is not null;

-- One a user, ever. `share` counts the claims of a packet, from 1.
create table packet_claim (
  user_no bigint not null,
  packet_id uuid not null,
  share int not null check (share > 0),
  amount bigint not null check (amount > 0),
  at timestamptz not null,
  primary key (user_no, packet_id)
);
create index packet_claim_packet on packet_claim (packet_id, share);

create table payout (
  user_no bigint not null,
  payout_id uuid not null,
  currency text not null,
  amount bigint not null check (amount > 0),
  status text not null check (status in ('requested', 'done', 'failed')),
  requested_at timestamptz not null,
  decided_at timestamptz,
  decided_by text,
  reference text,
  reason text,
  primary key (user_no, payout_id),
  check ((status = 'requested') = (decided_at is null)),
  check ((status = 'done') = (reference is not null)),
  check ((status = 'failed') = (reason is not null))
) with (fillfactor = 85);
create index payout_id on payout (payout_id);
create index payout_status on payout (status, requested_at, payout_id);
create index payout_user on payout (user_no, requested_at desc);
