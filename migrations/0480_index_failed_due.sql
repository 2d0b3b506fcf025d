-- why: how much due work was set aside is asked with every heartbeat; what was done stays in the table, so counting without an index reads all of it
-- breaking: no
-- locks: who writes due waits while all of it is read once; the index itself is small

create index due_failed on due (failed_at) where failed_at is not null and done_at is null;
