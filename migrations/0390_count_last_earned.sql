-- why: how many members earned lately is read from days kept, not counted over all members (CLUB-9)
-- breaking: yes
--           an older program would not move these counts
-- locks: club_day for a moment, membership is read once (a look-up a member)

-- Members of the mode who earned last on this day. A part may go below zero: only the sum of the parts counts.
alter table club_day add column last_live int not null default 0, add column last_shopping int not null default 0;

-- A member who was carried over (CLUB-5) or came by a merge (PLT-8) brought his last earning along.
insert into club_day as d (club_no, day, part, last_live, last_shopping)
select club_no, day, 0, count(*) filter (where mode = 'live'), count(*) filter (where mode = 'shopping')
from (
  select m.club_no, m.mode, (
    select max(d.day) from member_day d where d.user_no = m.user_no and d.club_no = m.club_no and d.earned > 0
      and (d.mode = m.mode or m.carried_seq is not null)) as day
  from membership m where m.last_earned_at is not null
) as last where day is not null group by club_no, day
on conflict (club_no, day, part) do update set last_live = excluded.last_live, last_shopping = excluded.last_shopping;
