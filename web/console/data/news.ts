import type { StreamMessage } from '../../shared/stream.ts'

type News = Pick<StreamMessage, 'topic' | 'kind'>
type Key = readonly unknown[]

/** Query keys of a club's pages whose answers a message of its topic, or of its running session's, makes old. */
export function madeOld({ topic, kind }: News, ownerId: string, sessionId: string | undefined): readonly Key[] {
  const club = (part: string): Key => ['club', ownerId, part]
  const session = (part: string): Key => ['session', sessionId, part]
  if (topic.startsWith('session:')) {
    if (kind === 'screen.lines') return [session('screen')]
    if (kind.startsWith('packet.')) return [club('money')]
    if (kind.startsWith('campaign.')) return [club('campaigns')]
    return [session('totals'), session('tasks')]
  }
  if (kind === 'groups.changed') return [club('groups')]
  if (kind.startsWith('benefit')) return [club('benefits')]
  if (kind.startsWith('campaign.')) return [club('campaigns')]
  const parts = ['view', 'overview', 'levels', 'members']
  if (kind.startsWith('session.')) parts.push('sessions')
  if (kind.startsWith('mode.')) parts.push('modeChanges')
  if (kind === 'webhook.stopped') parts.push('webhooks')
  // that a name was handed in or refused is told as a change of the club: which, is not for every fan to hear (BADGE-3)
  if (kind === 'club.changed' || kind.startsWith('badge.')) parts.push('badgeNames')
  return parts.map(club)
}
