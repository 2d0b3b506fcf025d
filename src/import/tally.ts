import { z } from 'zod'
import { eventStatuses, type EventResult } from '../contract/events.ts'
import type { OutEvent } from './out-event.ts'
import { lineWords, type LineCode } from './words.ts'

/** What happened to lines of a file. JSON, because the answers' half is kept in the store with the position. */
export const tallyForm = z.object({
  lines: z.record(z.enum(eventStatuses), z.int()),
  /** lines by code, of those ignored and rejected */
  byCode: z.record(z.string(), z.int()),
  /** the first lines of each code: their number and how they begin */
  examples: z.record(z.string(), z.array(z.object({ line: z.int(), text: z.string() }))),
  orders: z.int(),
  refunds: z.int(),
  /** minor units that applied orders and refunds moved */
  paid: z.int(),
  refunded: z.int(),
})
export type Tally = z.infer<typeof tallyForm>

const EXAMPLES_MOST = 5
const EXAMPLE_CHARACTERS = 120

/** Nothing happened yet. */
export const emptyTally = (): Tally => ({
  lines: { applied: 0, duplicate: 0, ignored: 0, rejected: 0, waiting: 0 },
  byCode: {},
  examples: {},
  orders: 0,
  refunds: 0,
  paid: 0,
  refunded: 0,
})

const noteCode = (tally: Tally, code: string, lines: number, example: { line: number; text: string }): void => {
  tally.byCode[code] = (tally.byCode[code] ?? 0) + lines
  const known = (tally.examples[code] ??= [])
  if (known.length < EXAMPLES_MOST) known.push({ line: example.line, text: example.text.slice(0, EXAMPLE_CHARACTERS) })
}

/** A line that makes no event, or none by itself. */
export function noteLine(tally: Tally, line: number, code: LineCode, text: string): void {
  tally.lines[lineWords[code].status] += 1
  noteCode(tally, code, 1, { line, text })
}

/** What the engine said of events: each speaks for the lines that made it. */
export function noteResults(tally: Tally, events: readonly OutEvent[], results: readonly EventResult[]): void {
  results.forEach((result, index) => {
    const event = events[index]
    if (event === undefined) return
    tally.lines[result.status] += event.lines
    if (result.status === 'ignored' || result.status === 'rejected')
      noteCode(tally, result.code ?? 'unknown', event.lines, { line: event.firstLine, text: event.label })
    if (result.status !== 'applied') return
    if (event.kind === 'order') {
      tally.orders += 1
      tally.paid += event.amount
    } else if (event.kind === 'refund') {
      tally.refunds += 1
      tally.refunded += event.amount
    }
  })
}

/** A tally that can go on while this one is kept. */
export const copyTally = (tally: Tally): Tally => structuredClone(tally)

/** Both halves of an import: what the file said and what the engine said. */
export function addTallies(a: Tally, b: Tally): Tally {
  const sum = copyTally(a)
  for (const status of eventStatuses) sum.lines[status] += b.lines[status]
  for (const [code, lines] of Object.entries(b.byCode)) sum.byCode[code] = (sum.byCode[code] ?? 0) + lines
  for (const [code, examples] of Object.entries(b.examples))
    sum.examples[code] = [...(sum.examples[code] ?? []), ...examples].slice(0, EXAMPLES_MOST)
  sum.orders += b.orders
  sum.refunds += b.refunds
  sum.paid += b.paid
  sum.refunded += b.refunded
  return sum
}

/** Lines whose fate is known. */
export const linesOf = (tally: Tally): number => eventStatuses.reduce((sum, status) => sum + tally.lines[status], 0)
