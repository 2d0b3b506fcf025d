-- why: what two transactions wrote under one lock is read in the order of the lock, not in the order in which they began (ADR 0004; GRP-10)
-- breaking: no
-- locks: outbox for a moment; no row is touched

-- The newest transaction there was when the row was written: never less than the own one, so that what is below every transaction under way is still
-- all there will be; and never less than what an earlier holder of a lock wrote, since this statement began after his commit.
alter table outbox alter column txid
  set default greatest(pg_current_xact_id(), ((pg_snapshot_xmax(pg_current_snapshot())::text::int8 - 1)::text)::xid8);
