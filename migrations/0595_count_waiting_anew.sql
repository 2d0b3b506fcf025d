-- why: an endpoint that was switched off with more waiting than it may have was switched off again as soon as it was on (PLT-4)
-- breaking: no
-- locks: webhook_endpoint for an instant (a column without a default)

-- The newest message when it was last switched on; what waits of older ones does not make it too far behind. null: it never was off
alter table webhook_endpoint add column counted_from bigint;
