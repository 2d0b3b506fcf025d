import { orderLinesMost } from '../contract/events.ts'
import { toInstant } from '../lib/time.ts'
import { createCsvReader } from './csv.ts'
import { createGrouper, type ShopDocument } from './documents.ts'
import type { TextLine } from './lines.ts'
import type { ImportMap } from './map.ts'
import { createMatcher, type MatchedLine } from './match-returns.ts'
import type { OutEvent } from './out-event.ts'
import { lineReader, missingColumns, type LeftLine, type LineReader, type ShopLine } from './shop-line.ts'
import type { LineCode } from './words.ts'

/** Where events of every import come from: the same order twice, even from two files, is one event. */
export const IMPORT_SOURCE = 'tiefen-import'

/** A header that the map does not fit: nothing can be imported. */
export class HeaderProblem extends Error {}

/** Hears of lines that make no event. */
export interface LineListener {
  left(line: number, code: LineCode, text: string): void
  /** a return, or the part of one, that gives nothing back; minor units */
  returnLeft(code: LineCode, amount: number): void
  /** a return that gave back less than it said, because less was paid */
  overpaid(amount: number): void
  /** a line that another of the same order repeats exactly; it counts all the same */
  repeated(amount: number): void
}

/** Turns blocks of lines into events, oldest first. */
export interface EventReader {
  /** Records seen, the header not counted. */
  read(): number
  take(lines: readonly TextLine[], last: boolean): OutEvent[]
  /** Orders that came too late in a file said to be in time order. */
  backwards(): number
}

/** Reads a shop's CSV by its map: lines, orders and returns, events. @rule TASK-7 TASK-8 */
export function csvEvents(map: ImportMap, ownerId: string, listener: LineListener): EventReader {
  const csv = createCsvReader(map.delimiter)
  const grouper = createGrouper({ inTimeOrder: map.inTimeOrder, dropRepeated: map.leaveOut.repeatedLines })
  const matcher = createMatcher()
  let readLine: LineReader | null = null
  let read = 0

  const takeRecord = (line: number, fields: readonly string[]): void => {
    if (readLine === null) {
      const header = fields.map((name) => name.trim())
      const missing = missingColumns(map, header)
      if (missing.length > 0)
        throw new HeaderProblem(
          `the file has no column ${missing.map((name) => JSON.stringify(name)).join(', ')}; it has ${header.join(', ')}`,
        )
      readLine = lineReader(map, header)
      return
    }
    read += 1
    const understood = readLine(line, fields)
    if ('code' in understood) leave(understood, fields)
    else {
      const code = grouper.add(understood)
      if (code !== null)
        leave({ line, code, isReturn: understood.kind === 'return', amount: understood.amount }, fields)
    }
  }
  const leave = (left: LeftLine, fields: readonly string[]): void => {
    listener.left(left.line, left.code, fields.join(' | '))
    if (left.isReturn) listener.returnLeft(left.code, left.amount)
  }

  return {
    read: () => read,
    backwards: grouper.backwards,
    take(lines, last) {
      let lastLine = 0
      for (const record of csv.read(lines, last)) {
        lastLine = record.line
        if ('fields' in record) takeRecord(record.line, record.fields)
        else {
          if (readLine === null) throw new HeaderProblem('the first line is no header of a CSV file')
          read += 1
          listener.left(record.line, record.refused, record.text)
        }
      }
      const ready = grouper.ready(lastLine)
      if (last) ready.push(...grouper.rest())
      return ready.flatMap((document) => eventsOf(document, map, ownerId, matcher, listener))
    },
  }
}

function eventsOf(
  document: ShopDocument,
  map: ImportMap,
  ownerId: string,
  matcher: ReturnType<typeof createMatcher>,
  listener: LineListener,
): OutEvent[] {
  noteRepeated(document.lines, listener)
  if (document.kind === 'return') return refundsOf(document, matcher.returned(document), map, ownerId, listener)
  if (document.lines.length > orderLinesMost) {
    for (const line of document.lines) listener.left(line.line, 'order_too_long', document.id)
    return []
  }
  matcher.bought(document)
  return [orderOf(document, map, ownerId)]
}

function orderOf(document: ShopDocument, map: ImportMap, ownerId: string): OutEvent {
  const amount = document.lines.reduce((sum, line) => sum + line.amount, 0)
  const money = (value: number) => ({ value, currency: map.currency })
  return {
    event: {
      specversion: '1.0',
      id: `order:${document.id}`,
      source: IMPORT_SOURCE,
      type: 'order.paid',
      subject: document.userId,
      time: toInstant(document.at),
      data: {
        ownerId,
        orderId: document.id,
        amount: money(amount),
        lines: document.lines.map((line, index) => ({
          lineId: line.lineId ?? String(index + 1),
          productId: line.productId,
          quantity: line.quantity,
          amount: money(line.amount),
        })),
      },
    },
    kind: 'order',
    lines: document.lines.length,
    firstLine: document.firstLine,
    label: document.id,
    amount,
    weight: 300 + document.lines.length * 130,
  }
}

/** One refund for each order a return touches. */
function refundsOf(
  document: ShopDocument,
  matched: readonly MatchedLine[],
  map: ImportMap,
  ownerId: string,
  listener: LineListener,
): OutEvent[] {
  const byOrder = new Map<string, { amount: number; lines: number; firstLine: number }>()
  for (const { line, refunds, unmatched, overpaid } of matched) {
    if (overpaid > 0) listener.overpaid(overpaid)
    if (unmatched !== null) listener.returnLeft(unmatched.code, unmatched.amount)
    refunds.forEach((refund, index) => {
      const known = byOrder.get(refund.orderId) ?? { amount: 0, lines: 0, firstLine: line.line }
      known.amount += refund.amount
      // a line goes with the first order it gives back to
      if (index === 0) known.lines += 1
      byOrder.set(refund.orderId, known)
    })
    if (refunds.length === 0) {
      const code: LineCode = unmatched?.code ?? (line.amount === 0 ? 'amount_zero' : 'return_nothing_left')
      listener.left(line.line, code, `${document.id} ${line.productId} × ${line.quantity}`)
    }
  }
  return [...byOrder].map(([orderId, { amount, lines, firstLine }]) => ({
    event: {
      specversion: '1.0',
      id: `refund:${document.id}:${orderId}`,
      source: IMPORT_SOURCE,
      type: 'order.refunded',
      subject: document.userId,
      time: toInstant(document.at),
      data: { ownerId, orderId, refundId: document.id, amount: { value: amount, currency: map.currency } },
    },
    kind: 'refund',
    lines,
    firstLine,
    label: `${document.id} → ${orderId}`,
    amount,
    weight: 350,
  }))
}

/** Lines that repeat another of their order in every column that counts: no line id tells a real second line from a repeat, so they count. */
function noteRepeated(lines: readonly ShopLine[], listener: LineListener): void {
  const seen = new Set<string>()
  for (const line of lines) {
    const key = `${line.productId}|${line.quantity}|${line.amount}|${line.at}|${line.lineId ?? ''}`
    if (seen.has(key)) listener.repeated(line.amount)
    seen.add(key)
  }
}
