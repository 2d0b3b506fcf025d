import type { MediaFacts } from '../../contract/media.ts'
import type { MessageInput, MessageView } from '../../contract/messages.ts'
import { reject, type Rejection } from '../../contract/rejections.ts'
import type { CommandContext } from '../../ports/app.ts'
import type { HeldMedium, LinkMedia } from '../../ports/media.ts'

/** Pictures and videos of messages: a message's row keeps what is known of its medium, its view says where that is read (ADR 0013). */

type Body = Readonly<Record<string, unknown>>

const mediumOf = (message: MessageInput): string[] => ('mediaId' in message ? [message.mediaId] : [])

/** Media that messages name, held until the commit; no statement where none does. */
export const holdMedia = (
  { media }: CommandContext,
  messages: readonly MessageInput[],
): Promise<ReadonlyMap<string, HeldMedium>> => media.hold(messages.flatMap(mediumOf))

/**
 * Whether a message may hold the medium it names: of its kind and its sender; a fan's of this group, one of the owner's side of any of his groups.
 * Code: `not_found`.
 * @param sender `userNo` null: the owner's side
 * @rule GRP-8
 */
export function judgeMedium(
  message: MessageInput,
  sender: { readonly clubNo: number; readonly groupNo: number; readonly userNo: number | null },
  media: ReadonlyMap<string, HeldMedium>,
): Rejection | null {
  for (const mediaId of mediumOf(message)) {
    const held = media.get(mediaId)
    const fits =
      held?.facts.kind === message.kind &&
      held.userNo === sender.userNo &&
      held.clubNo === sender.clubNo &&
      (sender.userNo === null || held.groupNo === sender.groupNo)
    if (!fits) return reject('not_found', 'No such medium')
  }
  return null
}

/** What a message's row keeps, with what is known of its medium in the place of its id. */
export function keepMedium(body: Body, media: ReadonlyMap<string, HeldMedium>): Body {
  const { mediaId, ...kept } = body
  const held = typeof mediaId === 'string' ? media.get(mediaId) : undefined
  return held === undefined ? body : { ...kept, media: held.facts }
}

const factsOf = (body: Body | null): MediaFacts[] =>
  body?.['media'] === undefined ? [] : [body['media'] as MediaFacts]

/** These bodies are said: their media are used once more each. */
export const useMedia = ({ media }: CommandContext, bodies: readonly Body[]): Promise<void> =>
  media.use(bodies.flatMap(factsOf).map(({ mediaId }) => mediaId))

/** A message says nothing any more: its medium goes, unless another holds it. */
export const releaseMedium = ({ media }: CommandContext, body: Body | null): Promise<void> =>
  media.release(factsOf(body).map(({ mediaId }) => mediaId))

/** Where the medium of each message is read, in their order; nothing is asked where there are none. @param links asked once at most */
export async function linkMedia(
  bodies: readonly Body[],
  links: () => Promise<LinkMedia>,
): Promise<Pick<MessageView, 'media'>[]> {
  const facts = bodies.map(factsOf)
  const link = facts.some((each) => each.length > 0) ? await links() : null
  return facts.map(([one]) => (link === null || one === undefined ? {} : { media: link(one) }))
}
