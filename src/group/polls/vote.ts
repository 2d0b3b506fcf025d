import type { PollView } from '../../contract/polls.ts'
import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import { crashPoint } from '../../lib/crash-point.ts'
import type { CommandContext, Desk } from '../../ports/app.ts'
import { countsOf, judgeVote, type VoteChange } from './apply.ts'
import { answererOf, holdGround, type Answerer, type AnswerWish } from './ground.ts'
import { viewPolls } from './reading.ts'
import { addCounts, findOptions, lockPolls, pollKey, readVotes, saveVotes, stateOf, type PollRow } from './store.ts'
import { tellCounted } from './telling.ts'

/** All that a member chooses of a poll, instead of what he chose before; nothing: he takes his vote back. */
export interface VoteWish extends AnswerWish {
  readonly options: readonly number[]
}

interface Choice {
  readonly userNo: number
  readonly pollId: string
  readonly options: readonly number[]
  readonly level: number
}

/**
 * Where votes are counted together, in the order in which they came: a fixed number of statements whatever their number. One member has one vote,
 * however many groups he sits in; while the poll is open he may change it. Checks, in this order: `not_found`, `not_in_group`, then as
 * `judgeVote`. Locks clubs, people, seats, then the polls.
 * @rule GRP-8 GRP-10
 */
export const voteDesk: Desk<VoteWish, PollView> = {
  name: 'poll.vote',
  wishesMost: 1_000,
  async decide(context, wishes) {
    const { tx } = context
    const ground = await holdGround(context, wishes)
    const locked = await lockPolls(tx, [...ground.polls.keys()])
    const there = new Map<string, Set<number>>()
    const asked = wishes.flatMap(({ pollId, options }) => options.map((option) => ({ pollId, option })))
    if (asked.length > 0)
      for (const row of await findOptions(tx, asked))
        there.set(row.poll_id, (there.get(row.poll_id) ?? new Set()).add(row.option))
    const judged = wishes.map((wish): (Answerer & { readonly wish: VoteWish }) | Rejection => {
      const answerer = answererOf(ground, wish)
      if (isRejection(answerer)) return answerer
      const poll = locked.get(wish.pollId)
      if (poll === undefined) return reject('not_found')
      const refusal = judgeVote(stateOf(poll), wish.options, there.get(wish.pollId) ?? new Set(), context.now)
      return refusal ?? { ...answerer, poll, wish }
    })
    const accepted = judged.flatMap((one) => (isRejection(one) ? [] : [one]))
    await count(context, accepted, locked)
    const keys = accepted.map(({ person, poll }) => ({ userNo: person.userNo, pollId: poll.poll_id }))
    const views = await viewPolls(context, keys)
    return judged.map((one) =>
      isRejection(one)
        ? one
        : (views.get(pollKey({ userNo: one.person.userNo, pollId: one.poll.poll_id })) ?? reject('not_found')),
    )
  },
}

/** Writes what they chose last, and what that changes in the counts. */
async function count(
  context: CommandContext,
  accepted: readonly (Answerer & { readonly wish: VoteWish })[],
  locked: ReadonlyMap<string, PollRow>,
): Promise<void> {
  if (accepted.length === 0) return
  const { tx, now } = context
  const chosen = new Map<string, Choice>()
  for (const { person, poll, level, wish } of accepted) {
    const choice = { userNo: person.userNo, pollId: poll.poll_id, options: sorted(wish.options), level }
    chosen.set(pollKey(choice), choice)
  }
  const before = new Map(
    (await readVotes(tx, [...chosen.values()])).map((row) => [
      pollKey({ userNo: row.user_no, pollId: row.poll_id }),
      row,
    ]),
  )
  const changed = [...chosen].flatMap(([key, choice]) => {
    const had = before.get(key)
    return String(had?.options ?? '') === String(choice.options) ? [] : [{ choice, had }]
  })
  if (changed.length === 0) return
  await saveVotes(
    tx,
    changed.map(({ choice }) => choice),
    now,
  )
  const changes = changed.flatMap(({ choice, had }): VoteChange[] => [
    ...(had === undefined ? [] : [{ pollId: choice.pollId, options: had.options, level: had.level, by: -1 as const }]),
    { ...choice, by: 1 },
  ])
  await addCounts(tx, countsOf(changes))
  const moved = new Set(changed.map(({ choice }) => choice.pollId))
  await tellCounted(
    context,
    [...locked.values()].filter((row) => moved.has(row.poll_id)),
  )
  crashPoint('group.voted')
}

const sorted = (options: readonly number[]): number[] => [...options].sort((a, b) => a - b)
