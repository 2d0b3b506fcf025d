-- why: a piece of due work that cannot be done (a bug, a damaged row) is set aside with its reason, so that it stops nobody else's for ever
-- breaking: no
-- locks: due while its index is built anew; what waits there is little

-- the decision time at which it failed; null: done, or waiting
alter table due add column failed_at timestamptz;
alter table due add column failure text;
drop index due_waiting;
create index due_waiting on due (at, due_no) where done_at is null and failed_at is null;
