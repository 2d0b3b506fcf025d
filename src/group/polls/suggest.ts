import { isRejection, reject, type Rejection } from '../../contract/rejections.ts'
import type { Desk } from '../../ports/app.ts'
import { foldSuggestion, judgeSuggestion } from './apply.ts'
import { answererOf, holdGround, type AnswerWish } from './ground.ts'
import {
  addOptions,
  findSame,
  lockPolls,
  pollKey,
  readSuggestions,
  saveOptionCounts,
  stateOf,
  type NewOption,
  type SameRow,
} from './store.ts'
import { tellCounted } from './telling.ts'

/** A member's answer to a call. */
export interface SuggestWish extends AnswerWish {
  readonly text: string
}

export interface Suggested {
  readonly pollId: string
  readonly option: number
  readonly text: string
}

/**
 * Where suggestions are taken together, in the order in which they came: a fixed number of statements whatever their number. Checks, in this order:
 * `not_found`, `not_in_group`, `malformed` (nothing to read), then as `judgeSuggestion`, then what its words are refused for; his own, said again, is answered as the first time. Locks clubs, people, seats, then the calls.
 * @rule GRP-8
 */
export const suggestDesk: Desk<SuggestWish, Suggested> = {
  name: 'poll.suggest',
  wishesMost: 500,
  async decide(context, wishes) {
    const { tx, now } = context
    const ground = await holdGround(context, wishes)
    const locked = await lockPolls(tx, [...ground.polls.keys()])
    const states = new Map([...locked].map(([pollId, row]) => [pollId, stateOf(row)]))
    const asked = wishes.flatMap((wish) => {
      const answerer = answererOf(ground, wish)
      const folded = foldSuggestion(wish.text)
      return isRejection(answerer) ? [] : [{ pollId: wish.pollId, folded, userNo: answerer.person.userNo }]
    })
    const worded = await context.words.judge(
      wishes.map(({ pollId, text }) => ({
        clubNo: ground.polls.get(pollId)?.club_no ?? 0,
        side: 'fan' as const,
        body: { text },
      })),
    )
    const same = new Map<string, Pick<SameRow, 'option' | 'user_no' | 'text'>>()
    const his = new Map<string, number>()
    if (asked.length > 0) {
      for (const row of await findSame(tx, asked)) same.set(`${row.poll_id}:${row.folded}`, row)
      for (const row of await readSuggestions(tx, asked)) {
        const key = pollKey({ userNo: row.user_no, pollId: row.poll_id })
        his.set(key, (his.get(key) ?? 0) + 1)
      }
    }
    const added: NewOption[] = []
    const answers = wishes.map((wish, index): Suggested | Rejection => {
      const answerer = answererOf(ground, wish)
      if (isRejection(answerer)) return answerer
      const poll = states.get(wish.pollId)
      if (poll === undefined) return reject('not_found')
      const folded = foldSuggestion(wish.text)
      if (folded === '')
        return reject('malformed', undefined, { errors: [{ path: 'body/text', message: 'Something to read' }] })
      const { pollId } = wish
      const { userNo } = answerer.person
      const [sameKey, hisKey] = [`${pollId}:${folded}`, pollKey({ userNo, pollId })]
      const before = same.get(sameKey)
      // his own, sent again after a lost answer
      if (before?.user_no === userNo) return { pollId, option: before.option, text: before.text }
      const known = { muted: answerer.muted, same: before?.option ?? null, his: his.get(hisKey) ?? 0 }
      const refusal = judgeSuggestion(poll, known, now)
      if (refusal !== null) return refusal
      const said = worded[index]
      if (said?.refused != null) return reject(said.refused)
      poll.options += 1
      const text = (said?.body.text ?? wish.text).trim()
      same.set(sameKey, { option: poll.options, user_no: userNo, text })
      his.set(hisKey, known.his + 1)
      added.push({ pollId, option: poll.options, text, folded, product: null, userNo })
      return { pollId, option: poll.options, text }
    })
    if (added.length === 0) return answers
    await addOptions(tx, added, now)
    const moved = new Set(added.map(({ pollId }) => pollId))
    await saveOptionCounts(
      tx,
      [...states.values()].filter(({ pollId }) => moved.has(pollId)),
    )
    await tellCounted(
      context,
      [...locked.values()].filter((row) => moved.has(row.poll_id)),
    )
    return answers
  },
}
