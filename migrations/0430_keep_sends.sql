-- why: what a sender has said under an id of his own choice: a message whose answer was lost, or whose process died after its commit, was said twice
--      when it was sent again
-- breaking: no
-- locks: creates a table only

-- One row for each message that was sent under an id. group_no 0: to all groups of the owner; user_no 0: the owner's side.
create table group_send (
  club_no int not null,
  group_no int not null,
  user_no bigint not null,
  send_id text not null,
  -- hash of what was asked: the same again is answered, anything else is refused
  content text not null,
  -- the message it became
  number smallint not null,
  seq bigint not null,
  at timestamptz not null,
  -- by the store's own clock
  kept_until timestamptz not null,
  primary key (club_no, group_no, user_no, send_id)
);
create index group_send_kept on group_send (kept_until);
