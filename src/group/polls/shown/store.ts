import { pollLimits, type PollOption } from '../../../contract/polls.ts'
import { toInstant } from '../../../lib/time.ts'
import type { Queryable } from '../../../ports/db.ts'

/** Options as cards and lists show them. */

export interface OptionRow {
  readonly poll_id: string
  readonly option: number
  readonly text: string | null
  readonly product: NonNullable<PollOption['product']> | null
  readonly votes: number
  readonly picked: boolean
  /** who suggested it; null: it was given */
  readonly user_no: number | null
  readonly user_id: string | null
  readonly user_name: string | null
  readonly at: number
}

const optionColumns = `o.poll_id, o.option, o.text, o.product, o.votes, o.picked_at is not null as picked, o.user_no, o.at`
const withNames = (from: string, order: string): string =>
  `select o.*, p.user_id, p.name as user_name from (${from}) as o left join person p on p.user_no = o.user_no order by ${order}`

/**
 * Options of polls that a card may show, by poll: all that were given, in their order; of a call what was picked, then the most backed, and the newest;
 * which of them a reader's card shows is `cardOf`'s to say. Four index scans a poll, none longer than its card.
 */
export async function readShown(on: Queryable, pollIds: readonly string[]): Promise<ReadonlyMap<string, OptionRow[]>> {
  const shown = new Map<string, OptionRow[]>()
  if (pollIds.length === 0) return shown
  const rows = await on.query<OptionRow>(
    withNames(
      `select o.* from unnest($1::uuid[]) as t(poll_id) cross join lateral (
         select ${optionColumns} from poll_option o where o.poll_id = t.poll_id and o.option <= ${pollLimits.optionsMost} and o.user_no is null
         union
         select ${optionColumns} from poll_option o where o.poll_id = t.poll_id and o.picked_at is not null
         union
         (select ${optionColumns} from poll_option o where o.poll_id = t.poll_id and o.user_no is not null and o.removed_at is null
          order by o.votes desc, o.option limit ${pollLimits.shownMost})
         union
         (select ${optionColumns} from poll_option o where o.poll_id = t.poll_id and o.user_no is not null and o.removed_at is null
          order by o.option desc limit ${pollLimits.shownMost})
       ) as o`,
      `o.poll_id, o.picked and o.user_no is not null desc, case when o.user_no is null then 0 else o.votes end desc, o.option`,
    ),
    [pollIds],
  )
  for (const row of rows) shown.set(row.poll_id, [...(shown.get(row.poll_id) ?? []), row])
  return shown
}

/** One page of what stands in a call: the most backed first, or the newest. @param before [votes, option] of the last of the page before */
export function listOptions(
  on: Queryable,
  pollId: string,
  page: {
    readonly sort: 'votes' | 'new'
    readonly before: readonly [number, number] | null
    readonly limit: number
  },
): Promise<OptionRow[]> {
  const [votes, option] = page.before ?? [null, null]
  return page.sort === 'votes'
    ? on.query<OptionRow>(
        withNames(
          `select ${optionColumns} from poll_option o where o.poll_id = $1::uuid and o.user_no is not null and o.removed_at is null
             and ($2::int8 is null or o.votes < $2::int8 or (o.votes = $2::int8 and o.option > $3::int8))
           order by o.votes desc, o.option limit $4::int4`,
          'o.votes desc, o.option',
        ),
        [pollId, votes, option, page.limit],
      )
    : on.query<OptionRow>(
        withNames(
          `select ${optionColumns} from poll_option o where o.poll_id = $1::uuid and o.user_no is not null and o.removed_at is null
             and ($2::int8 is null or o.option < $2::int8) order by o.option desc limit $3::int4`,
          'o.option desc',
        ),
        [pollId, option, page.limit],
      )
}

/** Votes by level, options and voters (option 0). */
export function readLevels(on: Queryable, pollId: string): Promise<{ option: number; level: number; votes: number }[]> {
  return on.query(
    'select option, level, votes from poll_level where poll_id = $1::uuid and votes > 0 order by option, level',
    [pollId],
  )
}

/** Closes a held poll, now or at the instant it was to end. */
export async function closePoll(tx: Queryable, pollId: string, at: number): Promise<void> {
  await tx.query('update poll set closed_at = $2::timestamptz where poll_id = $1::uuid and closed_at is null', [
    pollId,
    toInstant(at),
  ])
}

/** Notes when polls were told of, and of which more is to be told a second later. */
export async function saveTold(
  tx: Queryable,
  told: readonly { readonly pollId: string; readonly at: number | null; readonly due: boolean }[],
): Promise<void> {
  if (told.length === 0) return
  await tx.query(
    `update poll p set told_at = coalesce(t.at, p.told_at), tell_due = t.due
     from unnest($1::uuid[], $2::timestamptz[], $3::bool[]) as t(poll_id, at, due) where p.poll_id = t.poll_id`,
    [
      told.map(({ pollId }) => pollId),
      told.map(({ at }) => (at === null ? null : toInstant(at))),
      told.map(({ due }) => due),
    ],
  )
}

/** Puts the telling of polls among what falls due. */
export async function scheduleTelling(
  tx: Queryable,
  telling: readonly { readonly pollId: string; readonly at: number }[],
): Promise<void> {
  if (telling.length === 0) return
  await tx.query(
    `insert into due (at, kind, payload) select at, 'poll.tell', jsonb_build_object('pollId', poll_id)
     from unnest($1::timestamptz[], $2::text[]) as t(at, poll_id)`,
    [telling.map(({ at }) => toInstant(at)), telling.map(({ pollId }) => pollId)],
  )
}
