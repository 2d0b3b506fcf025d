/** Polls and rewarded reviews of groups counted anew (GRP-8). */

/** Votes are counted by option and by level as they stand; voters too, under option 0. */
export const polls = `
  with cast_votes as (
    select poll_id, o.option, level, count(*)::int4 as votes from poll_vote, unnest(array_prepend(0, options)) as o(option) group by 1, 2, 3
  ), by_option as (
    select poll_id, option, sum(votes)::int4 as votes from cast_votes group by 1, 2
  ), wrong_rows as (
    select poll_id, format('option %s at level %s counts %s, %s were cast', option, level, coalesce(l.votes, 0), coalesce(v.votes, 0)) as text
    from poll_level l full join cast_votes v using (poll_id, option, level) where coalesce(l.votes, 0) <> coalesce(v.votes, 0)
    union all
    select poll_id, format('option %s counts %s, %s were cast', option, coalesce(o.votes, 0), coalesce(v.votes, 0))
    from poll_option o full join (select * from by_option where option > 0) as v using (poll_id, option)
    where coalesce(o.votes, 0) <> coalesce(v.votes, 0)
    union all
    select poll_id, format('it counts %s voters, there are %s', coalesce(p.voters, 0), coalesce(v.votes, 0))
    from poll p full join (select * from by_option where option = 0) as v using (poll_id) where coalesce(p.voters, 0) <> coalesce(v.votes, 0)
    union all
    select poll_id, format('it counts %s options, there are %s up to %s', p.options, count(o.option), max(o.option))
    from poll p left join poll_option o using (poll_id) group by poll_id, p.options
    having (p.options, p.options) <> (count(o.option), coalesce(max(o.option), 0))
  ), wrong as (select format('poll %s: %s', poll_id, text) as text from wrong_rows)`

/** A rewarded review counts those whom it rewarded, each by an entitlement that is there. */
export const rewards = `
  with given as (
    select review_call_id, count(*)::int4 as rewards, count(e.entitlement_id)::int4 as held
    from review_reward w left join entitlement e using (entitlement_id) group by 1
  ), wrong as (
    select format('review call %s counts %s rewards, %s were given, %s are held', review_call_id, r.rewarded, coalesce(g.rewards, 0),
      coalesce(g.held, 0)) as text
    from review_call r full join given g using (review_call_id)
    where (coalesce(r.rewarded, 0), coalesce(r.rewarded, 0)) <> (coalesce(g.rewards, 0), coalesce(g.held, 0))
  )`
