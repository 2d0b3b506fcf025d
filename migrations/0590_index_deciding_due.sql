-- why: batches and commands ask, each before it decides, only for the due work that decides (a change of mode, rules); among all that is planned for later it takes an index to find that there is none
-- breaking: no
-- locks: who writes due waits while all of it is read once; the index itself is small

create index due_deciding on due (at) where done_at is null and failed_at is null and kind in ('mode.change', 'rules.effective');
