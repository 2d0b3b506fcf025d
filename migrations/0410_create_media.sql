-- why: pictures, screenshots and videos of fan groups (GRP-8): what is known of each; the bytes lie in the media storage (ADR 0013)
-- breaking: no
-- locks: creates a table only

create table media (
  media_id uuid primary key,
  club_no int not null,
  -- the group it was sent to
  group_no int not null,
  -- who sent it: a user, or the owner's side
  user_no bigint,
  staff_id text,
  kind text not null,
  created_at timestamptz not null,
  -- sizes, media type, seconds; null: its bytes are on their way
  facts jsonb,
  -- messages it stands in
  uses int not null default 0,
  -- when its bytes are taken away unless a message holds it by then; null: one does
  sweep_at timestamptz,
  -- nobody reads it any more. The row stays for a day after its making, so that a day's count holds and late bytes are found
  gone_at timestamptz,
  check (uses >= 0 and (uses = 0 or facts is not null)),
  check (sweep_at is not null or (uses > 0 and gone_at is null))
);
create index media_sweep on media (sweep_at) where sweep_at is not null;
create index media_of_user on media (user_no, created_at) where user_no is not null;
create index media_of_owner on media (club_no, created_at) where user_no is null;
