-- why: an owner's list of corrections, newest first (TASK-15); they are few among millions of entries
-- breaking: no
-- locks: ledger, while the few corrections are read
create index ledger_correction on ledger (club_no, recorded_at desc, id desc) where kind = 'correction';
