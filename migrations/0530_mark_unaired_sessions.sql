-- why: an order that names a broadcast never heard of does not open it: nobody is on air by it, and the broadcast may still begin (LIVE-1, LIVE-2)
-- breaking: no
-- locks: live_session for an instant (a column with a constant default)

-- Whether more than orders named it. One that they alone name is not running.
alter table live_session add column aired boolean not null default true;
