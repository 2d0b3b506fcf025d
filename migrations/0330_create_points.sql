-- why: spendable points, a ledger of their own, taken over from the intimacy ledger when they are looked at (BEN-10)
-- breaking: no
-- locks: creates tables only

create table points_book (
  user_no bigint not null,
  club_no int not null,
  -- numbers his entries without holes
  seq int not null default 0,
  -- the membership whose points these are; those of an ended one are gone (MEM-3)
  epoch int not null,
  -- entries of the intimacy ledger up to this one are taken over
  seen_seq int not null,
  balance bigint not null default 0 check (balance >= 0),
  -- of this membership: earned and granted less what refunds took; spent less what was given back
  earned bigint not null default 0,
  spent bigint not null default 0 check (spent >= 0),
  check (balance = earned - spent),
  primary key (user_no, club_no)
) with (fillfactor = 70);

create table points_entry (
  user_no bigint not null,
  club_no int not null,
  seq int not null,
  at timestamptz not null,
  kind text not null check (kind in ('earned', 'taken', 'granted', 'spent', 'returned')),
  delta bigint not null,
  balance bigint not null check (balance >= 0),
  -- what a refund could not take back, since it was spent
  shortfall bigint not null default 0 check (shortfall >= 0),
  -- earned, taken: the last entry of the intimacy ledger that is in it
  seen_seq int,
  campaign_id uuid,
  reason text,
  actor text,
  primary key (user_no, club_no, seq),
  check (case when kind in ('taken', 'spent') then delta <= 0 else delta > 0 end)
);
create trigger points_entry_append_only before update or delete or truncate on points_entry
  for each statement execute function refuse_change();
