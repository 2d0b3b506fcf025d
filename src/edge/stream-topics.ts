import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { clubTopicPermission, memberTopic, parseTopic, publicClubKinds, topicText } from '../contract/topics.ts'
import type { Topic } from '../contract/topics.ts'
import { holdsClub, isPlatform } from './access.ts'
import { malformed } from './json.ts'
import type { EdgeServices } from './services.ts'
import { edgeLimits } from './settings.ts'

type People = Pick<EdgeServices, 'sameUser' | 'canonicalUser'>
type Allowed = readonly [topic: string, kinds: ReadonlySet<string> | null]

async function allow(topic: Topic, subject: Subject, people: People): Promise<Allowed | null> {
  switch (topic.kind) {
    case 'club': {
      const whole = isPlatform(subject) || holdsClub(subject, topic.ownerId, clubTopicPermission)
      return [topicText(topic), whole ? null : publicClubKinds]
    }
    case 'member': {
      const mine = subject.role === 'fan' && (await people.sameUser(subject.id, topic.userId))
      if (!mine && !isPlatform(subject) && !holdsClub(subject, topic.ownerId, 'members')) return null
      return [memberTopic(topic.ownerId, await people.canonicalUser(topic.userId)), null]
    }
    case 'session':
      return [topicText(topic), null]
    case 'reviews':
      return isPlatform(subject) || subject.role === 'reviewer' ? [topicText(topic), null] : null
  }
}

/**
 * What a subject may hear of the topics asked for (comma separated): topic → kinds, null for all. Everyone who is signed in hears a club's public
 * kinds and a session; the rest belongs to the member, the owner and his staff, the reviewers. Codes: malformed, forbidden.
 */
export async function allowTopics(
  text: string,
  subject: Subject,
  people: People,
): Promise<ReadonlyMap<string, ReadonlySet<string> | null> | Rejection> {
  const names = [...new Set(text.split(',').map((name) => name.trim()))]
  if (names.length > edgeLimits.streamTopics)
    return malformed([{ path: 'query/topics', message: `At most ${edgeLimits.streamTopics} topics` }])
  const allowed: Allowed[] = []
  for (const name of names) {
    const topic = parseTopic(name)
    if (topic === null) return malformed([{ path: 'query/topics', message: `No topic: ${name.slice(0, 100)}` }])
    const one = await allow(topic, subject, people)
    if (one === null) return reject('forbidden')
    allowed.push(one)
  }
  return new Map(allowed)
}
