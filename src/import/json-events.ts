import type { EventReader, LineListener } from './csv-events.ts'
import type { TextLine } from './lines.ts'
import type { OutEvent } from './out-event.ts'

/**
 * Reads NDJSON, one CloudEvent a line (api.md "Events in"), in the order of the file. Events of another owner are refused here: an import is for
 * one owner.
 */
export function jsonEvents(ownerId: string, listener: LineListener): EventReader {
  let read = 0
  const eventOf = (line: TextLine): OutEvent | null => {
    read += 1
    if (line.text === null) {
      listener.left(line.number, line.reason ?? 'line_malformed', '')
      return null
    }
    let event: unknown
    try {
      event = JSON.parse(line.text)
    } catch {
      listener.left(line.number, 'line_malformed', line.text)
      return null
    }
    const { type, data } = isRecord(event) ? event : {}
    if (isRecord(data) && typeof data['ownerId'] === 'string' && data['ownerId'] !== ownerId) {
      listener.left(line.number, 'other_owner', line.text)
      return null
    }
    const kind = type === 'order.paid' ? 'order' : type === 'order.refunded' ? 'refund' : 'other'
    const amount = kind === 'other' ? 0 : amountOf(data)
    return { event, kind, lines: 1, firstLine: line.number, label: line.text, amount, weight: line.text.length }
  }
  return {
    read: () => read,
    backwards: () => 0,
    take: (lines) =>
      lines.flatMap((line) => (line.text !== null && line.text.trim() === '' ? [] : (eventOf(line) ?? []))),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function amountOf(data: unknown): number {
  const amount = isRecord(data) ? data['amount'] : null
  const value = isRecord(amount) ? amount['value'] : 0
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : 0
}
