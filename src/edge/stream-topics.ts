import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import {
  clubTopicPermission,
  deskTopic,
  groupTopic,
  linksTopic,
  memberTopic,
  parseTopic,
  publicClubKinds,
  scopeTopic,
  seatsTopic,
  threadTopic,
  topicText,
} from '../contract/topics.ts'
import type { Topic } from '../contract/topics.ts'
import { findHearing, findHearings } from '../group/listing/store.ts'
import { mayHearLink } from '../linking/rights.ts'
import type { Queryable } from '../ports/db.ts'
import { holdsClub, isPlatform } from './access.ts'
import { malformed } from './json.ts'
import type { Hearing } from './live-hub.ts'
import type { EdgeServices } from './services.ts'
import { edgeLimits } from './settings.ts'

type People = Pick<EdgeServices, 'sameUser' | 'canonicalUser'> & { readonly db: Queryable }

const all = (topic: string): readonly Hearing[] => [{ topic, kinds: null }]

/**
 * What a seat hears: its own topic, and the three scopes whose messages it reads, under its name (ADR 0012). Without a user: the owner's side hears
 * the whole group.
 */
async function allowGroup(
  topic: Extract<Topic, { kind: 'group' }>,
  subject: Subject,
  people: People,
): Promise<readonly Hearing[] | null> {
  const { groupId } = topic
  const userId = topic.userId === null ? null : await people.canonicalUser(topic.userId)
  const place = await findHearing(people.db, groupId, userId)
  if (place === null) return null
  const runs = isPlatform(subject) || holdsClub(subject, place.owner_id, 'groups')
  const { owner_id: ownerId } = place
  const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const scopes = (own: readonly number[]): string[] => [
    scopeTopic({ ownerId, groupId: null, number: null }),
    scopeTopic({ ownerId, groupId, number: null }),
    ...own.map((number) => scopeTopic({ ownerId, groupId, number })),
  ]
  if (userId === null) {
    if (!runs) return null
    const seat = { as: topicText(topic), since: 0, epoch: null }
    return scopes(numbers(1, place.sub_groups_most)).map((scope) => ({ topic: scope, kinds: null, seat }))
  }
  const mine = subject.role === 'fan' && (await people.sameUser(subject.id, userId))
  if ((!mine && !isPlatform(subject)) || place.number === null) return null
  const as = groupTopic(groupId, userId)
  const seat = { as, since: place.joined_seq ?? 0, epoch: place.epoch }
  return [...all(as), ...scopes([place.number]).map((scope) => ({ topic: scope, kinds: null, seat }))]
}

/** All seats of a user at once, each under its own name, and that he took another: then he opens his stream anew. */
async function allowGroups(userId: string, subject: Subject, people: People): Promise<readonly Hearing[] | null> {
  const mine = subject.role === 'fan' && (await people.sameUser(subject.id, userId))
  if (!mine && !isPlatform(subject)) return null
  const known = await people.canonicalUser(userId)
  const seats = await findHearings(people.db, known)
  return [
    ...all(seatsTopic(known)),
    ...seats.flatMap((place) => {
      const { owner_id: ownerId, group_id: groupId, number } = place
      const as = groupTopic(groupId, known)
      const seat = { as, since: place.joined_seq, epoch: place.epoch }
      const scopes = [
        { ownerId, groupId: null, number: null },
        { ownerId, groupId, number: null },
        { ownerId, groupId, number },
      ]
      return [...all(as), ...scopes.map((scope) => ({ topic: scopeTopic(scope), kinds: null, seat }))]
    }),
  ]
}

async function allow(topic: Topic, subject: Subject, people: People): Promise<readonly Hearing[] | null> {
  switch (topic.kind) {
    case 'club': {
      const whole = isPlatform(subject) || holdsClub(subject, topic.ownerId, clubTopicPermission)
      return [{ topic: topicText(topic), kinds: whole ? null : publicClubKinds }]
    }
    case 'member': {
      const mine = subject.role === 'fan' && (await people.sameUser(subject.id, topic.userId))
      if (!mine && !isPlatform(subject) && !holdsClub(subject, topic.ownerId, 'members')) return null
      return all(memberTopic(topic.ownerId, await people.canonicalUser(topic.userId)))
    }
    case 'session':
      return all(topicText(topic))
    case 'group':
      return allowGroup(topic, subject, people)
    case 'groups':
      return allowGroups(topic.userId, subject, people)
    case 'said':
      return null
    case 'links': {
      const mine = subject.role === 'fan' && (await people.sameUser(subject.id, topic.userId))
      return mine || isPlatform(subject) ? all(linksTopic(await people.canonicalUser(topic.userId))) : null
    }
    case 'link':
      return (await mayHearLink(people.db, subject, topic)) ? all(topicText(topic)) : null
    case 'service': {
      const runs = isPlatform(subject) || holdsClub(subject, topic.ownerId, 'service')
      if (topic.userId === null) return runs ? all(deskTopic(topic.ownerId)) : null
      const mine = subject.role === 'fan' && (await people.sameUser(subject.id, topic.userId))
      return mine || runs ? all(threadTopic(topic.ownerId, await people.canonicalUser(topic.userId))) : null
    }
    case 'reviews':
      return isPlatform(subject) || subject.role === 'reviewer' ? all(topicText(topic)) : null
    case 'platform':
      return isPlatform(subject) ? all(topicText(topic)) : null
  }
}

/**
 * What a subject may hear of the topics asked for (comma separated). Everyone who is signed in hears a club's public
 * kinds and a session; the rest belongs to the member, the owner and his staff, the reviewers. Codes: malformed, forbidden.
 */
export async function allowTopics(
  text: string,
  subject: Subject,
  people: People,
): Promise<readonly Hearing[] | Rejection> {
  const names = [...new Set(text.split(',').map((name) => name.trim()))]
  if (names.length > edgeLimits.streamTopics)
    return malformed([{ path: 'query/topics', message: `At most ${edgeLimits.streamTopics} topics` }])
  const allowed: Hearing[] = []
  for (const name of names) {
    const topic = parseTopic(name)
    if (topic === null) return malformed([{ path: 'query/topics', message: `No topic: ${name.slice(0, 100)}` }])
    const one = await allow(topic, subject, people)
    if (one === null) return reject('forbidden')
    allowed.push(...one)
  }
  return allowed
}
