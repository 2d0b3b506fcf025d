import type { OperationsView } from '../../../../src/contract/operations.ts'
import type { Say } from '../../text.ts'

/** From here on somebody should look; milliseconds. Due work runs every second, a long transaction ends within seconds. */
const lateFrom = { outbox: 5_000, due: 10_000, unread: 30_000, webhooks: 300_000 } as const

/** What is behind: how many, since when (milliseconds; null: that tells nothing), and whether that is too long. */
export function lagRows(lag: OperationsView['lag']) {
  const unread = Math.max(lag.webhooksUnread, lag.pushesUnread)
  return [
    { key: 'outbox', count: null, late: lag.outbox, bad: lag.outbox >= lateFrom.outbox },
    { key: 'due', count: lag.dueOverdue, late: lag.dueLate, bad: lag.dueLate >= lateFrom.due },
    { key: 'failed', count: lag.dueFailed, late: null, bad: lag.dueFailed > 0 },
    { key: 'unread', count: null, late: unread, bad: unread >= lateFrom.unread },
    { key: 'webhooks', count: lag.webhooksWaiting, late: lag.webhooksLate, bad: lag.webhooksLate >= lateFrom.webhooks },
  ] as const
}

/** Whether anything is behind for too long. */
export const isBehind = (lag: OperationsView['lag']): boolean => lagRows(lag).some((row) => row.bad)

/** A short time in words: 12 毫秒, 3.4 秒, 5 分钟, 2 小时. Milliseconds. */
export function shortTime(milliseconds: number, say: Say): string {
  const length = Math.max(0, milliseconds)
  if (length < 1_000) return say('operations.unit.ms', { n: Math.round(length) })
  if (length < 60_000) return say('operations.unit.s', { n: Math.round(length / 100) / 10 })
  if (length < 3_600_000) return say('operations.unit.min', { n: Math.floor(length / 60_000) })
  if (length < 86_400_000) return say('operations.unit.h', { n: Math.floor(length / 3_600_000) })
  return say('operations.unit.d', { n: Math.floor(length / 86_400_000) })
}
