-- why: the last notice said in a seat's scopes stands over the chat, however much was said since; without an index all of that was read (GRP-7)
-- breaking: no
-- locks: group_message against writers while the index is built

create index group_message_notice on group_message (club_no, group_no, number, seq) where kind = 'notice';
