import type { StreamFacts } from '../ports/event-stream.ts'

/** What a stream's configuration means for its reader. `refuse`: it cannot be read safely at all. */
export interface Advice {
  readonly kind: 'refuse' | 'warn'
  readonly words: string
}

const HOUR_MS = 3_600_000
/** A consumer may be away for a long week-end. */
const KEEP_HOURS_LEAST = 72
/** The first with fixes of what research/reliability.md lists (GHSA-fhg8-qxh5-7q3w and later, lost streams after kill -9). */
const VERSION_ADVISED = [2, 12, 7] as const
/** The first whose pause between writing and syncing can be set. */
const VERSION_WITH_SYNC = [2, 10, 0] as const

function isBelow(version: string, floor: readonly [number, number, number]): boolean {
  const parts = version.split(/[.-]/).slice(0, 3).map(Number)
  for (const [index, least] of floor.entries()) {
    const part = parts[index] ?? 0
    if (part !== least) return part < least
  }
  return false
}

/** What is wrong or risky with a stream and its broker, in words (pure). Retention other than by limits is refused. */
export function adviceOn(facts: StreamFacts): readonly Advice[] {
  const advice: Advice[] = []
  const warn = (words: string): void => void advice.push({ kind: 'warn', words })
  if (facts.retention !== 'limits')
    advice.push({
      kind: 'refuse',
      words:
        `消息流的保留策略须为 limits · the stream's retention is ${facts.retention}: the broker would delete what was acknowledged or has no ` +
        'reader, so nothing could be read again. Make it limits',
    })
  if (facts.storage === 'memory') warn('the stream is kept in memory: a restart of the broker loses it')
  if (facts.maxAgeMs > 0 && facts.maxAgeMs < KEEP_HOURS_LEAST * HOUR_MS)
    warn(
      `the stream drops messages older than ${(facts.maxAgeMs / HOUR_MS).toFixed(1)} h, read or not: a consumer that is away longer loses ` +
        `them. Keep ${KEEP_HOURS_LEAST} h or more (max_age)`,
    )
  if (facts.discard === 'old' && (facts.maxMessages > 0 || facts.maxBytes > 0 || facts.maxMessagesPerSubject > 0))
    warn(
      'a full stream drops its oldest messages, read or not (discard: old): with `discard: new` publishers are told instead',
    )
  if (facts.persistMode === 'async')
    warn('persist_mode is async: the broker acknowledges before it writes. Use the default')
  if (isBelow(facts.brokerVersion, VERSION_WITH_SYNC))
    warn(
      `the broker is ${facts.brokerVersion}: it acknowledges messages up to a minute before they are safe on disk, and that cannot be changed ` +
        'before 2.10. A power cut may lose the stream; run 2.12.7 or newer with `sync_interval: always`',
    )
  else if (isBelow(facts.brokerVersion, VERSION_ADVISED))
    warn(
      `the broker is ${facts.brokerVersion}: 2.12.7 or newer has fixes for lost messages and for security. Set \`sync_interval: always\``,
    )
  return advice
}
