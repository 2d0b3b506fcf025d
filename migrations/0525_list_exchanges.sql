-- why: who exchanged points for a prize that the owner delivers himself was told to nobody; he is kept among the winners, those before this too (BEN-10)
-- breaking: no
-- locks: none; campaign_entry is read once

with recursive led (entrant, user_no) as (
  select distinct e.user_no, e.user_no from campaign_entry e join campaign k using (campaign_no) where k.kind = 'pointsExchange'
  union
  select l.entrant, p.merged_into from led l join person p on p.user_no = l.user_no where p.merged_into is not null
)
insert into campaign_winner (user_no, campaign_no, prize, entry, worth, entitlement_id, delivered_at, delivered_by)
select l.user_no, e.campaign_no, e.prize, row_number() over (partition by e.campaign_no order by e.entered_at, e.hash) - 1, p.worth, e.entitlement_id,
  case when e.entitlement_id is not null then e.entered_at end, case when e.entitlement_id is not null then 'tiefen' end
from campaign_entry e
join campaign k on k.campaign_no = e.campaign_no and k.kind = 'pointsExchange'
join campaign_prize p on p.campaign_no = e.campaign_no and p.prize = e.prize
join led l on l.entrant = e.user_no
join person u on u.user_no = l.user_no and u.merged_into is null;
