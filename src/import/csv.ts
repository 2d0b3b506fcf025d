import { parse } from 'csv-parse/sync'
import type { TextLine } from './lines.ts'
import type { LineCode } from './words.ts'

/** A record of a CSV file: the number of its first line and its fields, or what is wrong with it. */
export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly refused: LineCode; readonly text: string }

/** A quoted field may hold this many line ends; beyond, the quote was never meant to open. */
const RECORD_LINES_MOST = 50

interface Draft {
  readonly line: number
  readonly text: string
}

export interface CsvReader {
  /** Records of a block; lines that may belong to an unfinished record wait for the next one, unless this is the last. */
  read(lines: readonly TextLine[], last: boolean): CsvRecord[]
}

/**
 * Turns lines into records. A quoted field may span lines; a quote that never closes costs its own line and no other: the lines after it are
 * read anew. The grammar is csv-parse's, asked once per block and, where a block has a fault, once per record.
 */
export function createCsvReader(delimiter: string): CsvReader {
  let columns: number | null = null
  let held: readonly TextLine[] = []

  const parseText = (text: string, strict = false): string[][] =>
    parse(text, { delimiter, relax_column_count: true, relax_quotes: !strict, record_delimiter: '\n' })

  /** The first record is the header: it says how many columns there are. */
  const recordOf = (draft: Draft, fields: readonly string[]): CsvRecord => {
    columns ??= fields.length
    return fields.length === columns
      ? { line: draft.line, fields }
      : { line: draft.line, refused: 'line_columns', text: draft.text }
  }

  const parseOne = (draft: Draft, strict = false): CsvRecord => {
    try {
      const rows = parseText(draft.text, strict)
      if (rows.length === 1) return recordOf(draft, rows[0] ?? [])
    } catch {
      // told below
    }
    return { line: draft.line, refused: 'line_malformed', text: draft.text }
  }

  const parseBlock = (drafts: readonly Draft[]): CsvRecord[] => {
    try {
      const rows = parseText(drafts.map((draft) => draft.text).join('\n'))
      if (rows.length === drafts.length) return drafts.map((draft, index) => recordOf(draft, rows[index] ?? []))
    } catch {
      // one of them is broken: found below
    }
    return drafts.map((draft) => parseOne(draft))
  }

  /** A record that begins on a line with an odd number of quotes: that line alone, or with the lines after it, or broken. */
  const span = (
    queue: readonly TextLine[],
    at: number,
    last: boolean,
  ): { record: CsvRecord; lines: number } | 'wait' => {
    const line = queue[at]?.number ?? 0
    let text = queue[at]?.text ?? ''
    const alone = parseOne({ line, text })
    if ('fields' in alone) return { record: alone, lines: 1 }
    for (let count = 2; count <= RECORD_LINES_MOST; count += 1) {
      const next = queue[at + count - 1]
      if (next === undefined && !last) return 'wait'
      if (next === undefined || next.text === null) break
      text += `\n${next.text}`
      if (hasOpenQuote(text)) continue
      // two stray quotes on two lines make no field: over lines, quotes must stand where quotes stand
      const whole = parseOne({ line, text }, true)
      if ('fields' in whole) return { record: whole, lines: count }
      break
    }
    return { record: alone, lines: 1 }
  }

  return {
    read(lines, last) {
      const queue = held.length === 0 ? lines : [...held, ...lines]
      held = []
      const records: CsvRecord[] = []
      let drafts: Draft[] = []
      const settle = (): void => {
        if (drafts.length > 0) records.push(...parseBlock(drafts))
        drafts = []
      }
      for (let at = 0; at < queue.length; at += 1) {
        const line = queue[at]
        if (line === undefined || line.text === '') continue
        if (line.text === null) {
          settle()
          records.push({ line: line.number, refused: line.reason ?? 'line_malformed', text: '' })
        } else if (!hasOpenQuote(line.text)) drafts.push({ line: line.number, text: line.text })
        else {
          settle()
          const spanning = span(queue, at, last)
          if (spanning === 'wait') {
            held = queue.slice(at)
            return records
          }
          records.push(spanning.record)
          at += spanning.lines - 1
        }
      }
      settle()
      return records
    },
  }
}

/** An odd number of quotes: a quoted field is still open at the end. */
function hasOpenQuote(text: string): boolean {
  let open = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) open = !open
  return open
}
