-- why: what the owner's side composes for groups, now or for later, to one place or several at once (GRP-8, GRP-10)
-- breaking: no
-- locks: creates tables only

create table group_post (
  club_no int not null,
  -- chosen by who composes it: asked for twice it is one
  post_id uuid not null,
  status text not null check (status in ('planned', 'sent', 'refused', 'withdrawn')),
  -- when it is to be sent; of one that was sent: when it was
  send_at timestamptz not null,
  -- as it is posted to a group
  message jsonb not null,
  created_at timestamptz not null,
  -- who composed it or changed it last: in whose name it is sent
  created_by text not null,
  -- sent, refused or withdrawn; null: planned
  decided_at timestamptz,
  primary key (club_no, post_id),
  check ((status = 'planned') = (decided_at is null))
);
create index group_post_planned on group_post (club_no, send_at, post_id) where decided_at is null;
create index group_post_decided on group_post (club_no, decided_at desc, post_id desc) where decided_at is not null;

-- Where a post goes: a row for each scope. group_no 0: all groups of the owner; number 0: the whole group.
create table group_post_place (
  club_no int not null,
  post_id uuid not null,
  group_no int not null,
  number smallint not null,
  -- the message it became
  seq bigint,
  -- who sat there then
  addressed int,
  -- the code for which it did not go there
  refused text,
  primary key (club_no, post_id, group_no, number),
  check ((seq is null) = (addressed is null)),
  check (seq is null or refused is null)
);
