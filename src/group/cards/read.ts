import type { MessageView } from '../../contract/messages.ts'
import type { CardReader } from '../../ports/cards.ts'
import type { Queryable } from '../../ports/db.ts'
import { viewPollsFor } from '../polls/reading.ts'
import { viewReviewCalls } from '../reviews/views.ts'

/** What a message names that stands on its card. */
type Naming = Readonly<Partial<Record<'pollId' | 'reviewCallId' | 'packetId' | 'benefitId', unknown>>>
/** A message's cards. */
export type Cards = Pick<MessageView, 'poll' | 'reviewCall' | 'packet' | 'benefit'>

const idsOf = (messages: readonly Naming[], key: keyof Naming): string[] => [
  ...new Set(messages.flatMap((message) => (typeof message[key] === 'string' ? [message[key]] : []))),
]

/**
 * The cards of messages as one reader sees them: a fixed number of statements, none for what no message names.
 * @param reader `userNo` null: nobody in particular, or the owner's side; `runs`: he sees counts before members do
 * @returns one for each message, in their order
 */
export async function readCards(
  on: Queryable,
  cards: CardReader,
  messages: readonly Naming[],
  reader: { readonly userNo: number | null; readonly runs: boolean; readonly now: number },
): Promise<Cards[]> {
  const { userNo, now } = reader
  const polls = await viewPollsFor(on, idsOf(messages, 'pollId'), reader, now)
  const calls = await viewReviewCalls(on, cards, idsOf(messages, 'reviewCallId'), { userNo, now })
  const packets = await cards.packets(on, idsOf(messages, 'packetId'), userNo)
  const benefits = await cards.benefits(on, idsOf(messages, 'benefitId'), userNo)
  return messages.map(({ pollId, reviewCallId, packetId, benefitId }) => {
    const [poll, reviewCall] = [polls.get(String(pollId)), calls.get(String(reviewCallId))]
    const [packet, benefit] = [packets.get(String(packetId)), benefits.get(String(benefitId))?.card]
    return {
      ...(poll === undefined ? {} : { poll }),
      ...(reviewCall === undefined ? {} : { reviewCall }),
      ...(packet === undefined ? {} : { packet }),
      ...(benefit === undefined ? {} : { benefit }),
    }
  })
}
