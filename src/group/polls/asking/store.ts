import { columns } from '../../../lib/columns.ts'
import { toInstant } from '../../../lib/time.ts'
import type { MessageInput } from '../../../contract/messages.ts'
import { pollKinds, type PollKind } from '../../../contract/polls.ts'
import type { Queryable } from '../../../ports/db.ts'
import type { Scope } from '../../messages/apply.ts'
import { addOptions, type NewOption } from '../store.ts'

type AskInput = Extract<MessageInput, { kind: PollKind }>
const kinds: ReadonlySet<string> = new Set(pollKinds)

/** Whether a message asks something. */
export const isAsking = (message: MessageInput): message is AskInput => kinds.has(message.kind)

/** A question with the message that puts it. */
export interface NewPoll {
  readonly pollId: string
  readonly scope: Scope
  readonly seq: number
  readonly message: AskInput
}

/** Options that are given with the question. */
const givenOf = ({ pollId, message }: NewPoll): NewOption[] => {
  const given = { pollId, folded: null, userNo: null }
  if (message.kind === 'poll')
    return message.options.map((text, index) => ({ ...given, option: index + 1, text, product: null }))
  if (message.kind === 'productVote')
    return message.products.map((product, index) => ({
      ...given,
      option: index + 1,
      text: product.name ?? product.productId,
      product,
    }))
  return []
}

/** Writes questions with the options they give, and when they end; a fixed number of statements. */
export async function addPolls(
  tx: Queryable,
  polls: readonly NewPoll[],
  now: number,
  choicesOfCall: number,
): Promise<void> {
  if (polls.length === 0) return
  const options = polls.flatMap(givenOf)
  const given = new Map<string, number>()
  for (const { pollId } of options) given.set(pollId, (given.get(pollId) ?? 0) + 1)
  await tx.query(
    `insert into poll (poll_id, club_no, group_no, number, seq, kind, question, choices_most, each, results, closes_at, options, opened_at)
     select *, $13::timestamptz from unnest($1::uuid[], $2::int4[], $3::int4[], $4::int2[], $5::int8[], $6::text[], $7::text[], $8::int2[], $9::int2[],
       $10::text[], $11::timestamptz[], $12::int4[])`,
    [
      ...columns(
        polls,
        ({ pollId }) => pollId,
        ({ scope }) => scope.clubNo,
        ({ scope }) => scope.groupNo,
        ({ scope }) => scope.number,
        ({ seq }) => seq,
        ({ message }) => message.kind,
        ({ message }) => message.question,
        ({ message, pollId }) =>
          'choicesMost' in message ? Math.min(message.choicesMost, given.get(pollId) ?? 1) : choicesOfCall,
        ({ message }) => ('each' in message ? message.each : 0),
        ({ message }) => message.results,
        ({ message }) => (message.closesAt === undefined ? null : toInstant(Date.parse(message.closesAt))),
        ({ pollId }) => given.get(pollId) ?? 0,
      ),
      toInstant(now),
    ],
  )
  await addOptions(tx, options, now)
  const ending = polls.filter(({ message }) => message.closesAt !== undefined)
  if (ending.length === 0) return
  await tx.query(
    `insert into due (at, kind, payload) select at, 'poll.close', jsonb_build_object('pollId', poll_id)
     from unnest($1::timestamptz[], $2::text[]) as t(at, poll_id)`,
    columns(
      ending,
      ({ message }) => toInstant(Date.parse(message.closesAt ?? '')),
      ({ pollId }) => pollId,
    ),
  )
}

/** Polls and calls of clubs that are open. */
export async function countOpen(
  on: Queryable,
  clubNos: readonly number[],
  now: number,
): Promise<ReadonlyMap<number, number>> {
  const rows = await on.query<{ club_no: number; polls: number }>(
    `select club_no, count(*)::int4 as polls from poll where club_no = any($1::int4[]) and closed_at is null
       and (closes_at is null or closes_at > $2::timestamptz) group by club_no`,
    [[...new Set(clubNos)], toInstant(now)],
  )
  return new Map(rows.map((row) => [row.club_no, row.polls]))
}
