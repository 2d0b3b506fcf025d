import { readRoot } from '../../campaign/list/store.ts'
import { seedHashOf, winnersOf, type Won } from '../../contract/draw.ts'
import type { Queryable } from '../../ports/db.ts'
import { EXAMPLES_MOST, found, type Finding } from './finding.ts'

/** Campaigns counted, and their draws drawn, anew (BEN-7, BEN-10). */

interface ToldRow {
  text: string
  total: number
}

/** Entries by prize, told with the statement that puts the count right. */
const entries = `with held as (
    select campaign_no, coalesce(prize, -1)::int4 as prize, count(*)::int4 as entries, count(*) filter (where joined)::int4 as joined
    from campaign_entry group by 1, 2
  ), counted as (
    select campaign_no, prize::int4 as prize, sum(entries)::int4 as entries, sum(joined)::int4 as joined from campaign_count group by 1, 2
  ), compared as (
    select k.campaign_id, campaign_no, prize, coalesce(h.entries, 0) as entries, coalesce(h.joined, 0) as joined,
      coalesce(r.entries, 0) as counted, coalesce(r.joined, 0) as counted_joined
    from held h full join counted r using (campaign_no, prize) join campaign k using (campaign_no)
  )
  select format('insert into campaign_count as n (campaign_no, prize, part, entries, joined) values (%s, %s, 15, %s, %s) on conflict (campaign_no, prize, part) do update set entries = n.entries + excluded.entries, joined = n.joined + excluded.joined -- campaign %s: counted %s and %s, its rows say %s and %s',
      campaign_no, prize, entries - counted, joined - counted_joined, campaign_id, counted, counted_joined, entries, joined) as text,
    count(*) over ()::int4 as total
  from compared where (entries, joined) <> (counted, counted_joined) order by 1 limit ${EXAMPLES_MOST}`

/** Prizes given away: drawn, or exchanged; told with the statement that puts it right. */
const prizes = `with given as (
    select w.campaign_no, w.prize, count(*)::int4 as given from campaign_winner w join campaign k using (campaign_no) where k.kind <> 'pointsExchange' group by 1, 2
    union all
    select e.campaign_no, e.prize, count(*)::int4 from campaign_entry e join campaign k using (campaign_no) where k.kind = 'pointsExchange' group by 1, 2
  )
  select format('update campaign_prize set taken = %s where campaign_no = %s and prize = %s -- campaign %s: %s are told as taken',
      coalesce(g.given, 0), campaign_no, prize, k.campaign_id, p.taken) as text, count(*) over ()::int4 as total
  from campaign_prize p join campaign k using (campaign_no) left join given g using (campaign_no, prize)
  where p.taken <> coalesce(g.given, 0) order by 1 limit ${EXAMPLES_MOST}`

/** Who exchanged points for a prize is kept among the winners, so that the owner can hand it over. A merge moves entries and winners in its own way (PLT-8): by number. */
const takers = `with entered as (
    select e.campaign_no, e.prize, count(*)::int4 as entered from campaign_entry e join campaign k using (campaign_no) where k.kind = 'pointsExchange' group by 1, 2
  ), kept as (
    select w.campaign_no, w.prize, count(*)::int4 as kept from campaign_winner w join campaign k using (campaign_no) where k.kind = 'pointsExchange' group by 1, 2
  )
  select format('campaign %s: %s took prize %s, and %s are kept to get it', k.campaign_id, coalesce(e.entered, 0), prize, coalesce(w.kept, 0)) as text,
    count(*) over ()::int4 as total
  from entered e full join kept w using (campaign_no, prize) join campaign k using (campaign_no)
  where coalesce(e.entered, 0) <> coalesce(w.kept, 0) order by 1 limit ${EXAMPLES_MOST}`

/** Whoever won stands behind the entry that won, or was merged with who does (PLT-8). */
const foreign = `with recursive numbered as (
    select campaign_no, user_no, (row_number() over (partition by campaign_no order by hash) - 1)::int4 as entry
    from campaign_entry where campaign_no in (select campaign_no from campaign_draw)
  ), odd as (
    select campaign_no, w.prize, entry, w.user_no as winner, n.user_no as entrant
    from campaign_winner w join campaign k using (campaign_no) left join numbered n using (campaign_no, entry)
    where k.kind <> 'pointsExchange' and n.user_no is distinct from w.user_no
  ), led (campaign_no, prize, entry, winner, place) as (
    select * from odd
    union select l.campaign_no, l.prize, l.entry, l.winner, p.merged_into from led l join person p on p.user_no = l.place
    where p.merged_into is not null
  )
  select format('campaign %s: entry %s won prize %s, and is not that of user %s', k.campaign_id, entry, o.prize, coalesce(p.user_id, '?')) as text,
    count(*) over ()::int4 as total
  from odd o join campaign k using (campaign_no) left join person p on p.user_no = o.winner
  where not exists (select from led l where (l.campaign_no, l.prize, l.entry, l.place) = (o.campaign_no, o.prize, o.entry, o.winner))
  order by 1 limit ${EXAMPLES_MOST}`

/** Campaigns that nothing would ever move on, with the statement that does. */
const stuck = `with next as (
    select campaign_no, campaign_id, status, case status when 'planned' then 'campaign.start' when 'running' then 'campaign.close'
      else 'campaign.draw' end as kind, case status when 'planned' then starts_at else ends_at end as at
    from campaign where status in ('planned', 'running') or (status = 'closed' and seed is not null)
  )
  select format('insert into due (at, kind, payload) values (%L, %L, %L) -- campaign %s is %s', at, kind, jsonb_build_object('campaignNo', campaign_no),
      campaign_id, status) as text, count(*) over ()::int4 as total
  from next n
  where not exists (select from due d where d.done_at is null and (d.at, d.kind) = (n.at, n.kind) and (d.payload ->> 'campaignNo')::int4 = n.campaign_no)
  order by 1 limit ${EXAMPLES_MOST}`

interface DrawRow {
  readonly campaign_no: number
  readonly campaign_id: string
  readonly status: string
  readonly seed: string
  readonly seed_hash: string
  readonly entries_root: string
  readonly several_per_user: boolean
  readonly quotas: readonly number[]
  /** of the record; null: there is none */
  readonly drawn_seed: string | null
  readonly drawn_root: string | null
  readonly drawn_entries: number | null
  readonly winner_prizes: readonly number[] | null
  readonly winner_entries: readonly number[] | null
  readonly kept: readonly Won[]
}

/** Campaigns whose draws are read at once. */
const DRAWS_AT_ONCE = 200

const draws = `select k.campaign_no, k.campaign_id, k.status, encode(k.seed, 'hex') as seed, encode(k.seed_hash, 'hex') as seed_hash,
    encode(k.entries_root, 'hex') as entries_root, k.several_per_user,
    array(select p.quota from campaign_prize p where p.campaign_no = k.campaign_no order by p.prize) as quotas,
    encode(d.seed, 'hex') as drawn_seed, encode(d.entries_root, 'hex') as drawn_root, d.entries as drawn_entries,
    d.winner_prizes::int4[] as winner_prizes, d.winner_entries,
    (select coalesce(jsonb_agg(jsonb_build_object('prize', w.prize, 'entry', w.entry)), '[]') from campaign_winner w
     where w.campaign_no = k.campaign_no) as kept
  from campaign k left join campaign_draw d using (campaign_no)
  where k.entries_root is not null and k.campaign_no > $1::int4 order by k.campaign_no limit ${DRAWS_AT_ONCE}`

/** Closed lists against their roots, draws against seed and list, and who is kept as winner against the draw (I23, I24, I25). */
async function checkDraws(tx: Queryable): Promise<readonly string[]> {
  const told: string[] = []
  for (let after = -1; ;) {
    const rows = await tx.query<DrawRow>(draws, [after])
    for (const row of rows) {
      const { root, entries: count } = await readRoot(tx, row.campaign_no)
      for (const wrong of wrongOf(row, root, count)) told.push(`campaign ${row.campaign_id}: ${wrong}`)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < DRAWS_AT_ONCE) return told
    after = last.campaign_no
  }
}

function wrongOf(row: DrawRow, root: string, count: number): readonly string[] {
  const wrong: string[] = []
  if (row.entries_root !== root) wrong.push('its entries are not those of its closing')
  if (seedHashOf(row.seed) !== row.seed_hash) wrong.push('its seed is not that of its start')
  if (row.status !== 'drawn') return wrong
  const { drawn_seed: seed, drawn_root: drawnRoot, drawn_entries: drawnCount } = row
  if (seed === null || drawnRoot === null || drawnCount === null) return [...wrong, 'there is no record of its draw']
  if (seed !== row.seed || drawnRoot !== row.entries_root || drawnCount !== count)
    wrong.push('the record of its draw names another seed or list')
  const drawn = winnersOf({
    seed,
    entriesRoot: drawnRoot,
    campaignId: row.campaign_id,
    entries: drawnCount,
    prizes: row.quotas.map((quota) => ({ quota })),
    severalPerUser: row.several_per_user,
  }).map(nameOf)
  const recorded = (row.winner_prizes ?? []).map((prize, index) =>
    nameOf({ prize, entry: row.winner_entries?.[index] ?? -1 }),
  )
  if (recorded.join() !== drawn.join()) wrong.push('the winners of its record do not follow from seed and list')
  if (row.kept.map(nameOf).sort().join() !== recorded.sort().join()) wrong.push('who won is not whom its record names')
  return wrong
}

const nameOf = ({ prize, entry }: Won): string => `${prize}:${entry}`

/** Looks at campaigns in the picture of the store that the transaction sees. */
export async function checkCampaigns(tx: Queryable): Promise<readonly Finding[]> {
  const rows = async (...statements: readonly string[]): Promise<{ texts: string[]; total: number }> => {
    const texts: string[] = []
    let total = 0
    for (const statement of statements) {
      const told = await tx.query<ToldRow>(statement)
      texts.push(...told.map(({ text }) => text))
      total += told[0]?.total ?? 0
    }
    return { texts, total }
  }
  const counted = await rows(entries, prizes, takers)
  const others = await rows(foreign)
  const drawn = await checkDraws(tx)
  const waiting = await rows(stuck)
  return [
    ...found('campaign_counts', counted.texts, counted.total),
    ...found('campaign_draws', [...drawn, ...others.texts], drawn.length + others.total),
    ...found('campaign_stuck', waiting.texts, waiting.total),
  ]
}
