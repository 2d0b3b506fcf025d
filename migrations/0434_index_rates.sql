-- why: rates of speaking of a window are read from the messages of that window, not from all there are (GRP-13)
-- breaking: no
-- locks: group_message and group_seat against writers while the indexes are built

create index group_message_fans on group_message (club_no, at) include (group_no, user_no) where user_no is not null;
create index group_seat_left on group_seat (group_no, left_at) where left_at is not null;
