-- why: what a command under an idempotency key came to is written in the command's own transaction: a process that dies between its commit and the
--      kept answer, or a commit whose answer was lost, made the same request book a deposit or open a packet a second time
-- breaking: no
-- locks: idempotency for an instant (a column without a default)

-- sealed like the answer; null: nothing is committed under this key yet
alter table idempotency add column outcome bytea;
