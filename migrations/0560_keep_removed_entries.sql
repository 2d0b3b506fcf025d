-- why: an owner who excludes fans just before a draw closes thins the list: what was taken out stands in the public record (BEN-7, TASK-15)
-- breaking: no
-- locks: campaign for an instant (a column without a default)

-- Hashes of entries taken out at the closing, 32 bytes each, ascending, one after another; null: not closed, or closed before they were kept
alter table campaign add column removed_entries bytea;
