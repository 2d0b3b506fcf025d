import { describe, expect, it } from 'vitest'
import { createCsvReader } from './csv.ts'
import type { TextLine } from './lines.ts'

const linesOf = (text: string): TextLine[] =>
  text.split('\n').map((line, index) => ({ number: index + 1, text: line, reason: null }))

/** `line: field|field`, or `line: code`, of the records after the header. */
function read(text: string, blockLines = 1_000): string[] {
  const reader = createCsvReader(',')
  const lines = linesOf(text)
  const records = []
  for (let at = 0; at < lines.length; at += blockLines)
    records.push(...reader.read(lines.slice(at, at + blockLines), false))
  records.push(...reader.read([], true))
  return records.slice(1).map((one) => `${one.line}: ${'fields' in one ? one.fields.join('|') : one.refused}`)
}

describe('records of a CSV', () => {
  it.each([
    ['plain', 'a,b\n1,2\n3,4', ['2: 1|2', '3: 3|4']],
    ['quotes, commas and doubled quotes', 'a,b\n"x, y","say ""hi"""\n3,4', ['2: x, y|say "hi"', '3: 3|4']],
    ['a field over lines', 'a,b\n"x\ny",2\n3,4', ['2: x\ny|2', '4: 3|4']],
    ['a quote in the middle is a character', 'a,b\n5" nail,2\n6" nail,3', ['2: 5" nail|2', '3: 6" nail|3']],
    ['a quote that never closes costs its own line', 'a,b\n1,"x\n3,4\n5,6', ['2: line_malformed', '3: 3|4', '4: 5|6']],
    ['two of them', 'a,b\n1,"x\n3,4\n5,"y\n7,8', ['2: line_malformed', '3: 3|4', '4: line_malformed', '5: 7|8']],
    ['too few and too many columns', 'a,b\n1\n1,2,3\n5,6', ['2: line_columns', '3: line_columns', '4: 5|6']],
    ['empty lines', 'a,b\n\n1,2\n\n', ['3: 1|2']],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected)
    // wherever the blocks are cut
    for (const size of [1, 2, 3]) expect(read(text, size)).toEqual(expected)
  })

  it('a line that cannot be decoded is told and the rest read', () => {
    const reader = createCsvReader(',')
    const records = reader.read(
      [
        ...linesOf('a,b\n1,2'),
        { number: 3, text: null, reason: 'line_malformed' },
        { number: 4, text: '5,6', reason: null },
      ],
      true,
    )
    expect(records.map((one) => ('fields' in one ? one.fields[0] : one.refused))).toEqual([
      'a',
      '1',
      'line_malformed',
      '5',
    ])
  })
})
