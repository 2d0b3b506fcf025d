import type { Topic } from '../contract/topics.ts'
import type { Mode } from '../contract/words.ts'
import { outward, type OutwardRule } from '../ports/outward.ts'

/** Club facts as they are told outside. */

type Body = Readonly<Record<string, unknown>>
const modeOf = (value: unknown): Mode => (value === 'live' ? 'live' : 'shopping')

const changeOf = (topic: Topic, body: Body) =>
  topic.kind === 'club'
    ? {
        ownerId: topic.ownerId,
        modeChangeId: String(body['id']),
        from: modeOf(body['from']),
        to: modeOf(body['to']),
        effectiveAt: String(body['effectiveAt']),
      }
    : null

export const clubOutward: readonly OutwardRule[] = [
  outward<'mode.announced'>({ type: 'mode.announced', topic: 'club', kind: 'mode.announced', data: changeOf }),
  outward<'mode.changed'>({ type: 'mode.changed', topic: 'club', kind: 'mode.changed', data: changeOf }),
  outward<'mode.withdrawn'>({
    type: 'mode.withdrawn',
    topic: 'club',
    kind: 'mode.withdrawn',
    data: (topic, body) =>
      topic.kind === 'club' ? { ownerId: topic.ownerId, modeChangeId: String(body['id']) } : null,
  }),
  // what changed differs from case to case, and a badge name in review is no one's yet (BADGE-3): the club is to be fetched anew
  outward<'club.changed'>({
    type: 'club.changed',
    topic: 'club',
    kind: 'club.changed',
    data: (topic) => (topic.kind === 'club' ? { ownerId: topic.ownerId } : null),
  }),
]
