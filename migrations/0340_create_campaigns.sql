-- why: lucky bags, draws, free orders, wish lists and exchanges for points: one engine (BEN-7, BEN-10; docs/draws.md, docs/adr/0010)
-- breaking: no
-- locks: live_session for an instant (a column with a constant default), purchase_order while a small BRIN index is built

create table campaign (
  campaign_no int generated always as identity primary key,
  campaign_id uuid not null unique,
  club_no int not null,
  kind text not null check (kind in ('luckyBag', 'draw', 'freeOrder', 'wishList', 'pointsExchange')),
  name text not null,
  status text not null check (status in ('planned', 'running', 'closed', 'drawn', 'cancelled')),
  -- lucky bags: the room
  session_no int check ((session_no is not null) = (kind = 'luckyBag')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  conditions jsonb not null,
  -- the level from which members take part, a tier's first by the rules at its making: a campaign that began does not change
  least_level smallint not null check (least_level between 1 and 20),
  several_per_user boolean not null,
  -- free orders: the least that an order was paid, minor units
  order_minimum bigint check (order_minimum >= 0),
  -- what is drawn: secret until the draw; its hash is public from the start
  seed bytea check ((seed is not null) = (kind in ('luckyBag', 'draw', 'freeOrder'))),
  seed_hash bytea,
  -- of the entries, once they are closed
  entries_root bytea,
  created_at timestamptz not null,
  created_by text not null,
  check ((entries_root is not null) = (seed is not null and status in ('closed', 'drawn')))
);
-- BEN-7: one running in a room
create unique index campaign_one_running on campaign (session_no) where status = 'running' and kind = 'luckyBag';
create index campaign_club on campaign (club_no, starts_at desc, campaign_no desc);
create index campaign_session on campaign (session_no, starts_at) where session_no is not null;

create table campaign_prize (
  campaign_no int not null,
  prize smallint not null,
  name text not null,
  quota int not null check (quota > 0),
  worth bigint not null check (worth >= 0),
  benefit_id uuid,
  -- exchange: what one costs
  points int check (points > 0),
  -- given away: drawn, or exchanged
  taken int not null default 0 check (taken between 0 and quota),
  primary key (campaign_no, prize)
) with (fillfactor = 50);

-- How many take part: sums of a part for each writer, so that no famous room sits behind one row
create table campaign_count (
  campaign_no int not null,
  -- wish lists and exchanges: which prize; else -1
  prize smallint not null,
  part smallint not null,
  entries int not null default 0,
  joined int not null default 0,
  primary key (campaign_no, prize, part)
) with (fillfactor = 50);

-- One user, one entry. Never deleted once entries are closed.
create table campaign_entry (
  user_no bigint not null,
  campaign_no int not null,
  entered_at timestamptz not null,
  -- the id that the hash binds: the user's own when he entered, whatever alias he came by
  entered_as text not null,
  salt bytea not null,
  nonce text not null default '',
  hash bytea not null,
  -- he joined the club to take part
  joined boolean not null,
  -- free orders: the order that would be free, and what it would cost
  order_id text,
  order_worth bigint,
  -- wish lists and exchanges
  prize smallint,
  entitlement_id uuid,
  primary key (user_no, campaign_no)
);
create index campaign_entry_hash on campaign_entry (campaign_no, hash);

-- What a running campaign's conditions ask for, as it happens: the phrase was said, and which spans were watched (UTC ms)
create table campaign_act (
  user_no bigint not null,
  campaign_no int not null,
  said_at timestamptz,
  watched int8multirange not null default '{}',
  primary key (user_no, campaign_no)
);
create index campaign_act_campaign on campaign_act (campaign_no);

create table campaign_winner (
  user_no bigint not null,
  campaign_no int not null,
  prize smallint not null,
  -- number in the record's list of entries
  entry int not null,
  worth bigint not null,
  order_id text,
  entitlement_id uuid,
  delivered_at timestamptz,
  delivered_by text,
  primary key (user_no, campaign_no, prize, entry)
);
create index campaign_winner_campaign on campaign_winner (campaign_no, prize, entry);

-- I24: one draw, for ever
create table campaign_draw (
  campaign_no int primary key,
  drawn_at timestamptz not null,
  seed bytea not null,
  entries_root bytea not null,
  entries int not null,
  -- pairs, in the order of the draw
  winner_prizes smallint[] not null,
  winner_entries int[] not null
);
create trigger campaign_draw_append_only before update or delete or truncate on campaign_draw
  for each statement execute function refuse_change();

-- whether a running campaign wants to know who says and watches what here
alter table live_session add column collects boolean not null default false;

-- free orders: those paid within a window, over all clubs; a block's least and latest time is all it keeps, so that orders cost nothing more
create index purchase_order_at on purchase_order using brin (at) with (pages_per_range = 16, autosummarize = on);
