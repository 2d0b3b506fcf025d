import type { Topic } from '../contract/topics.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'

/** Facts of broadcasts and videos as they are told outside, taken from the club's topic. */

type Body = Readonly<Record<string, unknown>>
const titleOf = (body: Body): string | null => (typeof body['title'] === 'string' ? body['title'] : null)

const sessionOf = (topic: Topic, body: Body) =>
  topic.kind === 'club' ? { ownerId: topic.ownerId, sessionId: String(body['sessionId']), title: titleOf(body) } : null

export const liveOutward: readonly OutwardRule[] = [
  outward<'session.started'>({ type: 'session.started', topic: 'club', kind: 'session.started', data: sessionOf }),
  outward<'session.ended'>({ type: 'session.ended', topic: 'club', kind: 'session.ended', data: sessionOf }),
  outward<'video.published'>({
    type: 'video.published',
    topic: 'club',
    kind: 'video.published',
    data: (topic, body) =>
      topic.kind === 'club' ? { ownerId: topic.ownerId, videoId: String(body['videoId']), title: titleOf(body) } : null,
  }),
]
