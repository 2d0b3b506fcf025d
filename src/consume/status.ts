import { toInstant } from '../lib/time.ts'
import type { Queryable } from '../ports/db.ts'
import { readConsumers, readIncidents, type Consumer, type KeptIncident } from './store.ts'

const INCIDENTS_SHOWN = 20

function consumerLines(consumer: Consumer): string[] {
  const { durable, stream, subject, position, epoch, pending, movedAt, seenAt } = consumer
  const { messages, events, applied, duplicates, ignored, rejected, waiting, badMessages, holes } = consumer
  return [
    `${durable}: ${stream} ${subject === '' ? '>' : subject}`,
    `  position ${position}, ${pending} pending when last looked at, epoch ${epoch}`,
    `  last commit ${toInstant(movedAt)}, last sign of life ${toInstant(seenAt)}`,
    `  ${messages} messages, ${badMessages} bad; holes in the stream: ${holes}`,
    `  ${events} events: ${applied} applied, ${duplicates} duplicates, ${ignored} ignored, ${rejected} rejected, ${waiting} waiting`,
  ]
}

/** An incident in one line. */
export function incidentLine({ number, at, kind, first, last, code, eventId, words, settled }: KeptIncident): string {
  const range = first === last ? `${first}` : `${first}–${last}`
  const what = [code, eventId].filter((part) => part !== null).join(' ')
  const state = settled === null ? '' : ` (${settled})`
  return `  #${number} ${toInstant(at)} ${kind} ${range}${what === '' ? '' : ` ${what}`}: ${words}${state}`
}

/** How far the consumers of a store came and what was found wrong, in words. */
export async function statusText(on: Queryable, durable: string | null): Promise<string> {
  const consumers = await readConsumers(on, durable)
  if (consumers.length === 0) return 'no stream has been read\n'
  const lines: string[] = []
  for (const consumer of consumers) {
    const incidents = await readIncidents(on, consumer.durable, INCIDENTS_SHOWN)
    lines.push(...consumerLines(consumer), ...incidents.map(incidentLine))
  }
  return `${lines.join('\n')}\n`
}
