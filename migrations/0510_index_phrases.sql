-- why: who came by a pass-phrase is counted in the list of pass-phrases; without an index each of them read the seats of all groups (GRP-5)
-- breaking: no
-- locks: group_seat against writers while the index is built

create index group_seat_phrase on group_seat (phrase) where phrase is not null;
