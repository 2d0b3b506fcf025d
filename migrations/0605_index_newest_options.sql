-- why: a card shows the newest suggestions of a call where counts are hidden; without an index all of a call's were read for each telling (GRP-8)
-- breaking: no
-- locks: poll_option against writers while the index is built

create index poll_option_newest on poll_option (poll_id, option desc) where user_no is not null and removed_at is null;
