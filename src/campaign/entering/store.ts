import { randomBytes } from 'node:crypto'
import { entryHash } from '../../contract/draw.ts'
import { levelOfIntimacy } from '../../contract/ladder.ts'
import type { RuleSetBody } from '../../contract/rule-set.ts'
import { memberTopic } from '../../contract/topics.ts'
import type { Mode } from '../../contract/words.ts'
import { columns } from '../../lib/columns.ts'
import { toInstant } from '../../lib/time.ts'
import type { OutboxMessage } from '../../ports/app.ts'
import type { Queryable } from '../../ports/db.ts'
import type { EntrantFacts } from '../apply.ts'
import type { CampaignRow } from '../store.ts'

/** Who takes part: what is known of him, and his entry. Statements are set-based: as many for one as for a thousand. */

/** A user and a campaign. */
export interface Pair {
  readonly userNo: number
  readonly campaignNo: number
}

export interface EntrantRow extends EntrantFacts {
  readonly userNo: number
  readonly campaignNo: number
  readonly userId: string
  /** UTC ms */
  readonly joinedAt: number | null
  readonly excluded: boolean
  /** won before of bags that ran in the same session, minor units: one that outlives its broadcast runs in the next one too */
  readonly wonWorth: number
  readonly entry: EntryRow | null
  /** prizes won of this campaign */
  readonly won: readonly number[]
  /** those of them whose benefit he got with the draw */
  readonly given: readonly number[]
}

/** An entry as it is told to its user; hex. */
export interface EntryRow {
  readonly hash: string
  readonly salt: string
  readonly nonce: string
  readonly enteredAs: string
  readonly prize: number | null
  readonly entitlementId: string | null
}

const entryJson = `jsonb_build_object('hash', encode(e.hash, 'hex'), 'salt', encode(e.salt, 'hex'), 'nonce', e.nonce, 'enteredAs', e.entered_as,
    'prize', e.prize, 'entitlementId', e.entitlement_id)`

/**
 * What is known of users who would take part, one statement for all.
 * @param pairs each once
 * @param rules in force: they give the level, since stored ones follow new thresholds piece by piece (LVL-4); null: these users' follow already
 * @rule LVL-2
 */
export async function loadEntrants(
  on: Queryable,
  pairs: readonly Pair[],
  rules: RuleSetBody | null,
): Promise<EntrantRow[]> {
  if (pairs.length === 0) return []
  const rows = await on.query<{
    user_no: number
    campaign_no: number
    user_id: string
    mode: Mode | null
    intimacy: number | null
    level: number | null
    joined_at: number | null
    excluded: boolean
    said: boolean
    watched: number
    ticket: boolean
    won_worth: number
    entry: EntryRow | null
    won: number[]
    given: number[]
  }>(
    `select t.user_no, t.campaign_no, p.user_id, m.mode, m.intimacy, m.level, m.joined_at, f.excluded_at is not null as excluded, a.said_at is not null as said,
       coalesce((select sum(upper(r) - lower(r)) from unnest(a.watched) as r), 0)::int8 as watched,
       exists (select 1 from entitlement x join benefit b using (benefit_no)
         where x.user_no = t.user_no and x.club_no = k.club_no and x.state = 'claimed' and b.benefit_id = (k.conditions ->> 'benefitId')::uuid) as ticket,
       coalesce((select sum(w.worth) from campaign_winner w join campaign o using (campaign_no)
         where w.user_no = t.user_no and (o.session_no = k.session_no or (o.club_no = k.club_no and o.session_no is not null
           and o.ends_at > (select s.started_at from live_session s where s.session_no = k.session_no)))), 0)::int8 as won_worth,
       case when e.user_no is not null then ${entryJson} end as entry,
       array(select w.prize::int4 from campaign_winner w where w.user_no = t.user_no and w.campaign_no = t.campaign_no order by w.prize) as won,
       array(select w.prize::int4 from campaign_winner w where w.user_no = t.user_no and w.campaign_no = t.campaign_no
         and w.entitlement_id is not null order by w.prize) as given
     from unnest($1::int8[], $2::int4[]) as t(user_no, campaign_no)
     join person p on p.user_no = t.user_no join campaign k on k.campaign_no = t.campaign_no join club c on c.club_no = k.club_no
     left join membership_shown m on m.user_no = t.user_no and m.club_no = k.club_no and m.mode = c.mode
     left join fan f on f.user_no = t.user_no and f.club_no = k.club_no
     left join campaign_act a on a.user_no = t.user_no and a.campaign_no = t.campaign_no
     left join campaign_entry e on e.user_no = t.user_no and e.campaign_no = t.campaign_no`,
    columns(
      pairs,
      (pair) => pair.userNo,
      (pair) => pair.campaignNo,
    ),
  )
  return rows.map((row) => ({
    userNo: row.user_no,
    campaignNo: row.campaign_no,
    userId: row.user_id,
    level:
      rules === null || row.mode === null || row.intimacy === null
        ? row.level
        : levelOfIntimacy(rules, row.mode, row.intimacy),
    joinedAt: row.joined_at,
    excluded: row.excluded,
    said: row.said,
    watchedMs: row.watched,
    hasTicket: row.ticket,
    wonWorth: row.won_worth,
    entry: row.entry,
    won: row.won,
    given: row.given,
  }))
}

/** Somebody who takes part from now on. */
export interface NewEntry {
  readonly campaign: CampaignRow
  readonly entrant: Pick<EntrantRow, 'userNo' | 'userId' | 'joinedAt'>
  readonly nonce: string
  readonly prize: number | null
  readonly entitlementId: string | null
  readonly order: { readonly orderId: string; readonly worth: number } | null
}

/**
 * Writes entries, each user once a campaign, and counts them. Campaigns must be held (`for key share` at least) and running.
 * @param part of the counts that this writer adds to
 * @returns the entries by place; null: he took part already
 */
export async function insertEntries(
  tx: Queryable,
  entries: readonly NewEntry[],
  { now, part }: { readonly now: number; readonly part: number },
): Promise<(EntryRow | null)[]> {
  if (entries.length === 0) return []
  const made = entries.map((entry) => ({ entry, row: rowOf(entry) }))
  const sorted = [...made].sort(
    (a, b) =>
      a.entry.entrant.userNo - b.entry.entrant.userNo || a.entry.campaign.campaign_no - b.entry.campaign.campaign_no,
  )
  const rows = await tx.query<{ hash: string }>(
    `with made as (
       insert into campaign_entry (user_no, campaign_no, entered_at, entered_as, salt, nonce, hash, joined, order_id, order_worth, prize, entitlement_id)
       select user_no, campaign_no, $13::timestamptz, entered_as, decode(salt, 'hex'), nonce, decode(hash, 'hex'), joined, order_id, order_worth, prize,
         entitlement_id
       from unnest($1::int8[], $2::int4[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bool[], $8::text[], $9::int8[], $10::int2[],
         $11::uuid[]) as t(user_no, campaign_no, entered_as, salt, nonce, hash, joined, order_id, order_worth, prize, entitlement_id)
       on conflict (user_no, campaign_no) do nothing returning campaign_no, hash, joined, coalesce(prize, -1) as prize
     ), counted as (
       insert into campaign_count as n (campaign_no, prize, part, entries, joined)
       select campaign_no, prize, $12::int2, count(*), count(*) filter (where joined) from made group by campaign_no, prize order by campaign_no, prize
       on conflict (campaign_no, prize, part) do update set entries = n.entries + excluded.entries, joined = n.joined + excluded.joined
     )
     select encode(hash, 'hex') as hash from made`,
    [
      ...columns(
        sorted,
        ({ entry }) => entry.entrant.userNo,
        ({ entry }) => entry.campaign.campaign_no,
        ({ row }) => row.enteredAs,
        ({ row }) => row.salt,
        ({ row }) => row.nonce,
        ({ row }) => row.hash,
        ({ entry }) => (entry.entrant.joinedAt ?? -Infinity) >= entry.campaign.starts_at,
        ({ entry }) => entry.order?.orderId ?? null,
        ({ entry }) => entry.order?.worth ?? null,
        ({ entry }) => entry.prize,
        ({ entry }) => entry.entitlementId,
      ),
      part,
      toInstant(now),
    ],
  )
  const written = new Set(rows.map(({ hash }) => hash))
  return made.map(({ row }) => (written.has(row.hash) ? row : null))
}

/** Salted anew for each entry, so that nobody who knows an id can look whether it is there. */
function rowOf({ campaign, entrant, nonce, prize, entitlementId }: NewEntry): EntryRow {
  const salt = randomBytes(16).toString('hex')
  const hash = entryHash({ campaignId: campaign.campaign_id, userId: entrant.userId, nonce, salt })
  return { hash, salt, nonce, enteredAs: entrant.userId, prize, entitlementId }
}

/** Each fan hears that he takes part: his phrase may have entered him without a touch. */
export const enteredMessages = (entries: readonly NewEntry[]): OutboxMessage[] =>
  entries.map(({ campaign, entrant }) => ({
    topic: memberTopic(campaign.owner_id, entrant.userId),
    kind: 'campaign.entered',
    body: { campaignId: campaign.campaign_id },
  }))

/** The part of the counts that commands add to; batches have the others. */
export const COMMAND_PART = 15

/** What entries of a prize (−1: of none) are counted as beside those that `insertEntries` counts; below 0 where some go. */
export async function addToCounts(
  tx: Queryable,
  counts: readonly {
    readonly campaignNo: number
    readonly prize: number
    readonly entries: number
    readonly joined: number
  }[],
): Promise<void> {
  if (counts.length === 0) return
  await tx.query(
    `insert into campaign_count as n (campaign_no, prize, part, entries, joined)
     select campaign_no, prize, $5::int2, sum(entries), sum(joined)
     from unnest($1::int4[], $2::int2[], $3::int4[], $4::int4[]) as t(campaign_no, prize, entries, joined)
     group by campaign_no, prize order by campaign_no, prize
     on conflict (campaign_no, prize, part) do update set entries = n.entries + excluded.entries, joined = n.joined + excluded.joined`,
    [
      ...columns(
        counts,
        (count) => count.campaignNo,
        (count) => count.prize,
        (count) => count.entries,
        (count) => count.joined,
      ),
      COMMAND_PART,
    ],
  )
}

/**
 * Whoever was excluded since he entered is no entrant when the list is fixed (TASK-15). What went stands in the record, so that everybody sees who
 * thins the list. The campaign must be held `for update`.
 * @returns how many went
 */
export async function dropExcluded(
  tx: Queryable,
  { campaign_no: campaignNo, club_no: clubNo }: CampaignRow,
): Promise<number> {
  const [gone] = await tx.query<{ entries: number; joined: number }>(
    `with gone as (
       delete from campaign_entry e using fan f
       where e.campaign_no = $1::int4 and f.user_no = e.user_no and f.club_no = $2::int4 and f.excluded_at is not null returning e.joined, e.hash
     ), kept as (
       update campaign set removed_entries = coalesce((select string_agg(hash, ''::bytea order by hash) from gone), ''::bytea)
       where campaign_no = $1::int4
     )
     select count(*)::int4 as entries, count(*) filter (where joined)::int4 as joined from gone`,
    [campaignNo, clubNo],
  )
  if (gone !== undefined && gone.entries > 0)
    await addToCounts(tx, [{ campaignNo, prize: -1, entries: -gone.entries, joined: -gone.joined }])
  return gone?.entries ?? 0
}

/** What a user said and watched for a campaign. */
export interface ActRow extends Pair {
  /** UTC ms; null: not the phrase */
  readonly saidAt: number | null
  /** [from, to) in UTC ms */
  readonly spans: readonly (readonly [number, number])[]
}

/** Adds what was said and watched to what is known; spans that overlap count once. */
export async function saveActRows(tx: Queryable, rows: readonly ActRow[]): Promise<void> {
  await tx.query(
    `insert into campaign_act as a (user_no, campaign_no, said_at, watched)
     select user_no, campaign_no, said_at, watched::int8multirange
     from unnest($1::int8[], $2::int4[], $3::timestamptz[], $4::text[]) as t(user_no, campaign_no, said_at, watched)
     on conflict (user_no, campaign_no) do update set said_at = coalesce(a.said_at, excluded.said_at), watched = a.watched + excluded.watched`,
    columns(
      rows,
      (row) => row.userNo,
      (row) => row.campaignNo,
      (row) => (row.saidAt === null ? null : toInstant(row.saidAt)),
      (row) => `{${row.spans.map(([from, to]) => `[${from},${to})`).join(',')}}`,
    ),
  )
}
