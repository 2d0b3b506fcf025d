import type { MessageView } from '../../contract/messages.ts'
import type { PollView } from '../../contract/polls.ts'
import type { Queryable } from '../../ports/db.ts'
import type { LinkMedia } from '../../ports/media.ts'
import { linkMedia } from '../media/attach.ts'
import { viewPollsFor } from '../polls/reading.ts'

type Body = Readonly<Record<string, unknown>>

/** What of a message stands elsewhere than in its row: what its poll asks, where its picture or video is read. */
export type Shown = Pick<MessageView, 'media'> & { readonly asked?: string }

/** Where that is read. @param now UTC ms */
export interface ReadingShown {
  readonly on: Queryable
  readonly links: () => Promise<LinkMedia>
  readonly now: number
}

/** A question and what can be answered, a line each. */
const wordsOfPoll = ({ question, options }: PollView): string =>
  [question, ...options.flatMap(({ text }) => (text === null ? [] : [`· ${text}`]))].join('\n')

/**
 * What those who decide must see beside the words of messages, in their order; nothing is asked where no message has any.
 * @rule GRP-9
 */
export async function readShown({ on, links, now }: ReadingShown, bodies: readonly (Body | null)[]): Promise<Shown[]> {
  const pollIds = bodies.map((body) => (typeof body?.['pollId'] === 'string' ? body['pollId'] : null))
  const asked = [...new Set(pollIds.filter((pollId) => pollId !== null))]
  const polls = await viewPollsFor(on, asked, { userNo: null, runs: true }, now)
  const linked = await linkMedia(
    bodies.map((body) => body ?? {}),
    links,
  )
  return pollIds.map((pollId, index) => {
    const poll = pollId === null ? undefined : polls.get(pollId)
    return { ...(poll === undefined ? {} : { asked: wordsOfPoll(poll) }), ...linked[index] }
  })
}
