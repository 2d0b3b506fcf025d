import { clubTopic, linksTopic, linkTopic } from '../contract/topics.ts'
import type { OutboxMessage } from '../ports/app.ts'
import { linkIdOf } from './apply.ts'
import type { LinkRow, PartyRow } from './rows.ts'

/** A link began, changed or ended: to the owner's side, to each fan concerned wherever he is, and to the devices that take part. */
export function linkChanged(
  link: Pick<LinkRow, 'club_no' | 'link_no' | 'owner_id' | 'group_id'>,
  status: LinkRow['status'],
  concerned: readonly Pick<PartyRow, 'party' | 'user_id'>[],
): OutboxMessage[] {
  const linkId = linkIdOf(link.club_no, link.link_no)
  const told = { kind: 'link.changed', body: { linkId, groupId: link.group_id, status } }
  const topics = concerned.flatMap(({ party, user_id: userId }) => [
    linkTopic(linkId, party),
    ...(userId === null ? [] : [linksTopic(userId)]),
  ])
  return [clubTopic(link.owner_id), ...topics].map((topic) => ({ topic, ...told }))
}

/** There is something to read for a party. What it is stands in no outbox: it holds addresses (PLT-6). */
export const signalled = (linkId: string, party: number, upTo: number): OutboxMessage => ({
  topic: linkTopic(linkId, party),
  kind: 'link.signalled',
  body: { linkId, upTo },
})

/** Somebody asks to be called, or asks no more. */
export const asked = (ownerId: string, groupId: string): OutboxMessage => ({
  topic: clubTopic(ownerId),
  kind: 'link.asked',
  body: { groupId },
})
