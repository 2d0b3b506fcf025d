import type { RuleSet } from '../contract/rule-set.ts'
import { clubTopic, memberTopic, sessionTopic } from '../contract/topics.ts'
import { badgeOf, runningMembership } from './post.ts'
import type { Batch } from './state.ts'

/** What open pages are told once the batch is committed: each moved member once, each session's new lines. LIVE-5 */
export function messagesOf(batch: Batch, rules: RuleSet): void {
  const { writes } = batch
  const clubsMoved = new Set<string>()
  for (const [fan, { delta, levelUp }] of writes.moved) {
    const membership = runningMembership(fan)
    clubsMoved.add(fan.club.ownerId)
    if (membership === null) continue
    writes.messages.push({
      topic: memberTopic(fan.club.ownerId, fan.person.userId),
      kind: 'member.moved',
      body: {
        intimacy: membership.intimacy,
        level: membership.level,
        delta,
        levelUp,
        badge: badgeOf(fan, membership, rules, batch.now),
      },
    })
  }
  for (const [sessionId, lines] of writes.lines)
    writes.messages.push({ topic: sessionTopic(sessionId), kind: 'screen.lines', body: { lines } })
  const sessionsMoved = new Set([...writes.sessionTotals.values()].map((total) => total.session.sessionId))
  for (const sessionId of sessionsMoved)
    writes.messages.push({ topic: sessionTopic(sessionId), kind: 'session.moved', body: { sessionId } })
  for (const ownerId of clubsMoved) writes.messages.push({ topic: clubTopic(ownerId), kind: 'day.moved', body: {} })
}
