import { foldPhrase, missingOf } from '../campaign/apply.ts'
import { isOverSessionLimit } from '../campaign/entering/desk.ts'
import {
  enteredMessages,
  insertEntries,
  loadEntrants,
  saveActRows,
  type ActRow,
  type NewEntry,
} from '../campaign/entering/store.ts'
import { runningIn, type CampaignRow } from '../campaign/store.ts'
import { SECOND } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import type { Batch } from './state.ts'
import type { ActDraft } from './writes.ts'

/**
 * What was said and watched in rooms where a campaign runs (BEN-7). A batch without any asks nothing of the store; with some, the campaigns are
 * held so that none closes before the commit, what they ask for is noted, and who said the phrase and lacks nothing else takes part.
 */
export async function saveActs(tx: Queryable, batch: Batch): Promise<void> {
  const { acts, messages } = batch.writes
  if (acts.length === 0) return
  const rooms = new Set<number>()
  for (const { session } of acts) if (session.sessionNo !== null) rooms.add(session.sessionNo)
  const campaigns = new Map((await runningIn(tx, [...rooms], batch.now)).map((row) => [row.session_no, row]))
  const noted = new Map<string, ActRow>()
  for (const act of acts) {
    const campaign = campaigns.get(act.session.sessionNo)
    if (campaign !== undefined) note(noted, campaign, act)
  }
  if (noted.size === 0) return
  const rows = [...noted.values()].sort((a, b) => a.userNo - b.userNo || a.campaignNo - b.campaignNo)
  await saveActRows(tx, rows)
  const byNo = new Map([...campaigns.values()].map((row) => [row.campaign_no, row]))
  const entries = await entriesOf(tx, byNo, rows)
  const made = await insertEntries(tx, entries, { now: batch.now, part: batch.part })
  messages.push(...enteredMessages(entries.filter((_, index) => made[index] !== null)))
}

/** What an act is for its room's campaign, if it is anything: the phrase, or time within the window. */
function note(noted: Map<string, ActRow>, campaign: CampaignRow, { fan, at, text, seconds }: ActDraft): void {
  const { conditions, starts_at: startsAt, ends_at: endsAt } = campaign
  const { phrase, watchMinutes } = conditions
  const said = text !== null && phrase !== undefined && foldPhrase(text) === foldPhrase(phrase)
  const from = Math.max(startsAt, at - seconds * SECOND)
  const to = Math.min(endsAt, at)
  const watched = text === null && watchMinutes !== undefined && from < to
  if (!watched && !(said && at >= startsAt && at < endsAt)) return
  const { userNo } = fan.person
  const key = `${userNo}:${campaign.campaign_no}`
  const row = noted.get(key) ?? { userNo, campaignNo: campaign.campaign_no, saidAt: null, spans: [] }
  noted.set(key, {
    ...row,
    saidAt: said ? Math.min(at, row.saidAt ?? at) : row.saidAt,
    spans: watched ? [...row.spans, [from, to]] : row.spans,
  })
}

/** Phrases enter by themselves; who has only watched chooses whether he takes part. */
async function entriesOf(
  tx: Queryable,
  campaigns: ReadonlyMap<number, CampaignRow>,
  rows: readonly ActRow[],
): Promise<NewEntry[]> {
  const asking = rows.filter(({ campaignNo }) => campaigns.get(campaignNo)?.conditions.phrase !== undefined)
  // whose level new thresholds had not reached yet, the batch brought after (`settleWork`) and has written
  return (await loadEntrants(tx, asking, null)).flatMap((entrant): NewEntry[] => {
    const campaign = campaigns.get(entrant.campaignNo)
    if (campaign === undefined || entrant.entry !== null || entrant.excluded) return []
    if (missingOf(campaign.conditions, campaign.least_level, entrant).length > 0) return []
    if (isOverSessionLimit(campaign, entrant)) return []
    return [{ campaign, entrant, nonce: '', prize: null, entitlementId: null, order: null }]
  })
}
