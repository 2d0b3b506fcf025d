-- why: what owners offer by level, and what each member has of it (BEN-1…6, 9, 11…13; docs/adr/0010)
-- breaking: no
-- locks: creates tables only

-- What is offered: small, read by every level change of its club
create table benefit (
  benefit_no int generated always as identity primary key,
  benefit_id uuid not null unique,
  club_no int not null,
  kind text not null check (kind in ('coupon', 'service', 'honour', 'product', 'redPacket', 'luckyBag')),
  name text not null,
  description text,
  -- the audience: exactly one of the three
  min_level smallint check (min_level between 1 and 20),
  tier text,
  first_join boolean not null default false,
  -- the level of the running mode from which it opens: the audience's, a tier's first by the rules in force (moves with them), 1 for first joining
  from_level smallint not null check (from_level between 1 and 20),
  claim_from timestamptz,
  claim_until timestamptz check (claim_from < claim_until),
  -- BEN-11: announced, and done
  withdraw_at timestamptz,
  withdrawn_at timestamptz check (withdrawn_at >= withdraw_at),
  -- goods that a coupon holds for, or that only members may buy; null: all, or none in particular
  products text[] check (cardinality(products) > 0),
  -- {"coupon": …} | {"honour", "style"} | {"amount"} as the contract has them
  terms jsonb not null default '{}',
  -- what one claim can cost the owner at most, minor units of his currency; null: nothing
  off_most bigint check (off_most >= 0),
  created_at timestamptz not null,
  check (num_nonnulls(min_level, tier) + first_join::int = 1)
);
create index benefit_club on benefit (club_no, from_level);

-- What came of it: the one row that all who want a benefit meet at. Kept apart from the words, so that a claim writes a short row.
create table benefit_total (
  club_no int not null,
  benefit_no int not null,
  -- null: without end
  stock int check (stock > 0),
  claimed int not null default 0 check (claimed >= 0),
  -- BEN-5: null: without end
  budget bigint,
  -- the most that all claims together can cost
  committed bigint not null default 0 check (committed >= 0),
  primary key (club_no, benefit_no),
  check (claimed <= stock),
  check (committed <= budget)
) with (fillfactor = 50);

-- What a member has of a benefit: one row for ever (BEN-4). No row: nothing happened to him yet, what he may take follows from his level.
create table entitlement (
  user_no bigint not null,
  club_no int not null,
  benefit_no int not null,
  -- UUIDv7 that carries user_no in its last 40 bits (src/lib/entitlement-id.ts), so that the id alone finds the row by the key
  entitlement_id uuid not null,
  state text not null check (state in ('claimable', 'claimed', 'reserved', 'used', 'expired', 'lapsed')),
  -- first time that a level change opened it; null: he stood above its level when it was made
  opened_at timestamptz,
  claimed_at timestamptz,
  -- coupons: `claimed` at or after this instant is expired
  expires_at timestamptz,
  reserved_at timestamptz,
  used_at timestamptz,
  -- the order it is reserved or used for, what was to pay and what it takes off, minor units
  order_id text,
  order_amount bigint check (order_amount >= 0),
  off_value bigint check (off_value >= 0),
  -- coupons, once claimed: for platforms that redeem elsewhere
  code text,
  primary key (user_no, club_no, benefit_no),
  check ((claimed_at is null) = (state in ('claimable', 'lapsed'))),
  check ((order_id is not null) = (state in ('reserved', 'used')))
) with (fillfactor = 85);

-- The same ids as src/lib/entitlement-id.ts makes, for rows that a statement makes (PostgreSQL 15 knows no UUIDv7)
create function new_entitlement_id(user_no bigint, at timestamptz) returns uuid language sql volatile parallel safe as $$
  select encode(overlay(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
      placing substring(int8send((extract(epoch from at) * 1000)::int8) from 3) from 1 for 6), 52, 1), 53, 1)
    placing substring(int8send(user_no) from 4) from 12 for 5), 'hex')::uuid
$$;

-- PLT-8: every number under which something of a person may stand: his own, those he was merged into, those merged into these
create function numbers_of(number bigint) returns setof bigint language sql stable as $$
  with recursive up as (
    select $1 as user_no
    union all
    select p.merged_into from up join person p on p.user_no = up.user_no where p.merged_into is not null
  )
  select user_no from up union select from_no from person_merge where into_no in (select user_no from up)
$$;
