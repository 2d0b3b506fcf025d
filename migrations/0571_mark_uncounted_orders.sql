-- why: an order that came while its buyer was excluded follows no benefit (TASK-15, BEN-12), nor does its refund later, whether he is excluded then or not
-- breaking: no
-- locks: purchase_order for a moment

alter table purchase_order add column uncounted boolean not null default false;
