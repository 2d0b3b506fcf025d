-- why: polls and calls in groups (GRP-8), rewarded reviews, benefits and red packets of a group (GRP-15, BEN-8), what an order's lines are of
-- breaking: no
-- locks: benefit, red_packet, purchase_order shortly, for columns without a value

-- A question to one scope of an owner's groups, and what is counted of its answers: who votes or suggests holds the row.
create table poll (
  poll_id uuid primary key,
  club_no int not null,
  -- where it was asked, as its message: 0 stands for all
  group_no int not null,
  number smallint not null,
  seq bigint not null,
  kind text not null check (kind in ('poll', 'productVote', 'topicCall', 'musicCall')),
  question text not null,
  -- options that one member may choose
  choices_most smallint not null check (choices_most > 0),
  -- suggestions that one member may make; 0: the options are the owner's
  each smallint not null check (each >= 0),
  results text not null check (results in ('always', 'voted', 'ended')),
  opened_at timestamptz not null,
  closes_at timestamptz,
  -- by hand, or at closes_at by what fell due; a vote is late from the earlier of the two on
  closed_at timestamptz,
  voters int not null default 0 check (voters >= 0),
  -- options that there ever were, numbered from 1
  options int not null,
  -- what was last told of it, and whether more is to be told a second later
  told_at timestamptz,
  tell_due boolean not null default false,
  check (closes_at > opened_at)
) with (fillfactor = 50);
create index poll_club on poll (club_no, seq);
create index poll_open on poll (club_no) where closed_at is null;

create table poll_option (
  poll_id uuid not null,
  option int not null check (option > 0),
  -- null: taken away
  text text,
  -- as compared with other suggestions
  folded text,
  -- {productId, name?, imageUrl?, price?}
  product jsonb,
  -- who suggested it; null: it was given
  user_no bigint,
  at timestamptz not null,
  votes int not null default 0 check (votes >= 0),
  picked_at timestamptz,
  removed_at timestamptz,
  primary key (poll_id, option),
  check ((removed_at is null) = (text is not null))
) with (fillfactor = 70);
-- of suggestions only: votes on what was given stay out of every index
create index poll_option_votes on poll_option (poll_id, votes desc, option) where user_no is not null;
create index poll_option_picked on poll_option (poll_id) where picked_at is not null;
create unique index poll_option_once on poll_option (poll_id, folded) where folded is not null;
create index poll_option_user on poll_option (user_no, poll_id) where user_no is not null;

-- Votes by the level that the voter had; option 0: voters, whatever they chose.
create table poll_level (
  poll_id uuid not null,
  option int not null,
  level smallint not null check (level between 0 and 20),
  votes int not null check (votes >= 0),
  primary key (poll_id, option, level)
) with (fillfactor = 50);

-- One member, one vote, however many of the groups he sits in.
create table poll_vote (
  user_no bigint not null,
  poll_id uuid not null,
  options int[] not null check (cardinality(options) > 0),
  -- of the running mode when he voted; 0: no member of it
  level smallint not null,
  at timestamptz not null,
  primary key (user_no, poll_id)
);

-- 有奖评价: who reviews the product gets the benefit.
create table review_call (
  review_call_id uuid primary key,
  club_no int not null,
  group_no int not null,
  number smallint not null,
  seq bigint not null,
  product_id text not null,
  benefit_id uuid not null,
  quota int not null check (quota > 0),
  rewarded int not null default 0 check (rewarded between 0 and quota),
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz,
  check (closes_at > opened_at)
) with (fillfactor = 50);
create index review_call_product on review_call (club_no, product_id);
create index review_call_message on review_call (club_no, seq);

-- Once a member and call.
create table review_reward (
  user_no bigint not null,
  review_call_id uuid not null,
  order_id text not null,
  entitlement_id uuid not null,
  at timestamptz not null,
  primary key (user_no, review_call_id)
);

-- What was told to all groups of an owner once: a session that started, a video.
create table group_news (
  club_no int not null,
  kind text not null,
  key text not null,
  at timestamptz not null,
  primary key (club_no, kind, key)
);

-- GRP-15: for who sits in this group; the audience's level is 1 then
alter table benefit add column group_no int, add column group_id uuid, add check ((group_no is null) = (group_id is null));

-- the scope in which it lies, 0 stands for all, and its message there; null: in no group
alter table red_packet add column group_no int, add column number smallint, add column seq bigint,
  add check ((group_no is null) = (number is null)), add check (seq is null or group_no is not null);

-- what each line is of, in the order of line_ids; null: taken before this was kept
alter table purchase_order add column product_ids text[];
