-- why: a member who says the same again and again is stopped (GRP-10)
-- breaking: no
-- locks: group_seat for an instant (columns with constant defaults)

-- hash of what he said last, and how often one after another in his last minute of writing
alter table group_seat add column said_hash text, add column said_times smallint not null default 0;
