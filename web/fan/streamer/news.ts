import type { StreamMessage } from '../../shared/stream.ts'

/** Query keys of the streamer's page whose answers a message of the club's topic makes old. */
export function madeOld({ kind }: Pick<StreamMessage, 'kind'>, ownerId: string): readonly (readonly unknown[])[] {
  const keys: (readonly unknown[])[] = [['club', ownerId]]
  // which session was the last one
  if (kind.startsWith('session.')) keys.push(['sessions', ownerId])
  // that a name was refused is told as a change of the club (BADGE-3)
  if (kind === 'club.changed' || kind.startsWith('badge.')) keys.push(['badge-names', ownerId])
  return keys
}
