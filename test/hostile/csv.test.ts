import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { csvEvents } from '../../src/import/csv-events.ts'
import { jsonEvents } from '../../src/import/json-events.ts'
import { readMap } from '../../src/import/map.ts'
import { parseEvent } from '../../src/flow/parse.ts'
import { createRandom } from '../../src/lib/prng.ts'
import { brokenBytes, hostileJson } from './mutators.ts'

const LINES = 12_000
/** some are half a megabyte of brackets */
const JSON_LINES = 3_000

const read = readMap(readFileSync(new URL('../../docs/examples/online-retail-uk.map.json', import.meta.url), 'utf8'))
if ('problems' in read) throw new Error(read.problems.join())
const { map } = read
const listener = {
  left: () => undefined,
  returnLeft: () => undefined,
  overpaid: () => undefined,
  repeated: () => undefined,
}
const good = ['536365', '85123A', 'WHITE HANGER', '6', '2010-12-01 08:26:00', '2.55', '17850.0', 'United Kingdom']
const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country'

test(`PLT-2: ${LINES} spoilt lines of a shop's file: each is left or makes an event that can be judged; none ends the import`, () => {
  const random = createRandom('hostile-csv')
  const junk = () =>
    random.pick([
      '',
      '-6',
      '1e9',
      '9007199254740993',
      '2,55',
      '"',
      '"a""b"',
      '2010-02-30 00:00:00',
      '2010-03-28 01:30:00',
      'C536365',
      '\u0000',
      '\ud800',
      '=cmd()',
      'x'.repeat(5_000),
      hostileJson(random),
    ])
  const lines = Array.from({ length: LINES }, () => {
    const fields = [...good]
    for (let times = random.between(1, 3); times > 0; times -= 1) fields[random.below(fields.length)] = junk()
    const line = fields.slice(0, random.chance(0.9) ? 8 : random.below(10)).join(random.chance(0.97) ? ',' : ';')
    return random.chance(0.1) ? brokenBytes(line, random).toString('latin1') : line
  })
  const reader = csvEvents(map, 'luo', listener)
  const texts = [header, ...lines].map((text, index) => ({ number: index + 1, text, reason: null }))
  const events = [...reader.take(texts, false), ...reader.take([], true)]
  expect(reader.read()).toBeGreaterThan(LINES / 4)
  for (const { event } of events) expect(parseEvent(event)).toBeTypeOf('object')
})

test(`PLT-2: ${JSON_LINES} spoilt lines of NDJSON: none ends the import`, { timeout: 60_000 }, () => {
  const random = createRandom('hostile-ndjson')
  const one = JSON.stringify({ specversion: '1.0', id: 'e', source: 's', type: 'order.paid', subject: 'ann', data: {} })
  const reader = jsonEvents('luo', listener)
  const texts = Array.from({ length: JSON_LINES }, (_, index) => {
    const text = random.chance(0.5) ? brokenBytes(one, random).toString('utf8') : hostileJson(random)
    return { number: index + 1, text, reason: null }
  })
  for (const { event } of reader.take(texts, true)) expect(parseEvent(event)).toBeTypeOf('object')
  expect(reader.read()).toBe(texts.filter(({ text }) => text.trim() !== '').length)
})
