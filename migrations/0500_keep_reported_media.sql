-- why: a reported picture is kept until somebody decides, whatever its writer does meanwhile: who decides sees what he decides on (GRP-9)
-- breaking: no
-- locks: report_case shortly; a constant default rewrites nothing; cases that wait are read by their index, their media are looked up one by one

-- Whether it counts as one of the uses of the medium in `said`.
alter table report_case add column keeps_medium boolean not null default false;

-- Cases that wait keep what is still there; nobody decides meanwhile, the table is held.
with waiting as (
  select club_no, group_no, number, seq, (said->'media'->>'mediaId')::uuid as media_id from report_case where decided_at is null and said ? 'media'
), kept as (
  update media m set uses = m.uses + t.uses, sweep_at = null
  from (select media_id, count(*)::int4 as uses from waiting group by 1) as t
  where m.media_id = t.media_id and m.facts is not null and m.gone_at is null returning m.media_id
)
update report_case c set keeps_medium = true from waiting w join kept using (media_id)
where c.club_no = w.club_no and c.group_no = w.group_no and c.number = w.number and c.seq = w.seq;
