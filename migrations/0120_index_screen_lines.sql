-- why: the last lines of a session's public screen, without walking a day of messages of every other room
-- breaking: no
-- locks: outbox against writes, while a day of messages is read
create index outbox_screen on outbox (topic, position) where kind = 'screen.lines';
