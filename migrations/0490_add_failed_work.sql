-- why: long work that fails for a reason of its own is set aside with it, as due work is: one club that cannot be carried over kept all others waiting
-- breaking: no
-- locks: work_progress shortly; columns that are null rewrite nothing

alter table work_progress add column failed_at timestamptz, add column failure text;
