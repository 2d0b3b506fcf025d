import { describe, expect, test } from 'vitest'
import type { StreamFacts } from '../ports/event-stream.ts'
import { adviceOn } from './advice.ts'
import { partsOf, sumUp, type Read } from './batch.ts'
import { decodeMessage } from './decode.ts'
import { judgeStream, leftOut, takesAll, type Place } from './judge.ts'
import { wishOf } from './options.ts'

const facts: StreamFacts = {
  name: 'orders',
  created: '2026-01-01T00:00:00.000000001Z',
  subjects: ['orders.>'],
  firstSeq: 1,
  lastSeq: 10,
  retention: 'limits',
  discard: 'new',
  storage: 'file',
  maxAgeMs: 0,
  maxMessages: 0,
  maxBytes: 0,
  maxMessagesPerSubject: 0,
  persistMode: null,
  brokerVersion: '2.12.7',
}
const place: Place = { streamCreated: facts.created, position: 10, positionHash: 'h' }

describe('consume: whether a stream is the one that was read', () => {
  const verdict = (of: Partial<Place>, is: Partial<StreamFacts>, hash: string | null = 'h') => {
    const found = judgeStream({ ...place, ...of }, { ...facts, ...is }, hash)
    return found.kind === 'same' ? found.hole : found.kind
  }

  test.each([
    ['all read', {}, {}, 'h', null],
    ['more has come', {}, { lastSeq: 11 }, 'h', null],
    ['the message at our place aged away', {}, { firstSeq: 11 }, null, null],
    ['one behind our place is gone', {}, { firstSeq: 12, lastSeq: 20 }, null, { first: 11, last: 11 }],
    [
      'what was never read is gone since the name was taken',
      { position: 0 },
      { firstSeq: 5 },
      null,
      { first: 1, last: 4 },
    ],
    ['an empty stream', { position: 0 }, { firstSeq: 0, lastSeq: 0 }, null, null],
    ['a nanosecond later', {}, { created: '2026-01-01T00:00:00.000000002Z' }, 'h', 'recreated'],
    ['it ends one before our place', {}, { lastSeq: 9 }, null, 'lost_tail'],
    ['purged, with its numbers kept', {}, { firstSeq: 11, lastSeq: 10 }, null, null],
    ['another message at our place', {}, {}, 'other', 'rewritten'],
    ['a place passed over has no message to compare', { positionHash: null }, {}, 'other', null],
  ] as const)('%s', (_, of, is, hash, expected) => expect(verdict(of, is, hash)).toEqual(expected))

  test('numbers left out', () => {
    expect(leftOut(3, [4, 5, 6])).toEqual([])
    expect(leftOut(3, [])).toEqual([])
    expect(leftOut(3, [5, 6, 9])).toEqual([
      { first: 4, last: 4 },
      { first: 7, last: 8 },
    ])
  })

  test('a filter that takes everything', () => {
    const all = (subject: string, ...subjects: string[]) => takesAll(subject, { subjects })
    expect([all('', 'a', 'b'), all('>', 'a', 'b'), all('a.>', 'a.>')]).toEqual([true, true, true])
    expect([all('a.b', 'a.>'), all('a', 'a', 'b'), all('a')]).toEqual([false, false, false])
  })
})

describe('consume: what a stream’s configuration means', () => {
  const kinds = (is: Partial<StreamFacts>) => adviceOn({ ...facts, ...is }).map(({ kind }) => kind)
  const hour = 3_600_000

  test.each([
    ['as it should be', {}, []],
    ['work queue', { retention: 'workqueue' }, ['refuse']],
    ['interest', { retention: 'interest' }, ['refuse']],
    ['memory', { storage: 'memory' }, ['warn']],
    ['72 h', { maxAgeMs: 72 * hour }, []],
    ['less than 72 h', { maxAgeMs: 72 * hour - 1 }, ['warn']],
    ['drops the oldest', { discard: 'old', maxBytes: 1 }, ['warn']],
    ['drops nothing', { discard: 'old' }, []],
    ['tells publishers', { discard: 'new', maxBytes: 1 }, []],
    ['acknowledges first', { persistMode: 'async' }, ['warn']],
    ['a version too old', { brokerVersion: '2.12.6' }, ['warn']],
    ['a later one', { brokerVersion: '2.14.0-RC.1' }, []],
  ] as const)('%s', (_, is, expected) => expect(kinds(is)).toEqual(expected))

  test('before 2.10 the pause before syncing cannot be set', () => {
    expect(adviceOn({ ...facts, brokerVersion: '2.9.25' })[0]?.words).toMatch(/cannot be changed before 2\.10/)
    expect(adviceOn({ ...facts, brokerVersion: '2.10.0' })[0]?.words).toMatch(/Set `sync_interval: always`/)
  })
})

test('consume: parts have at most so many events, a message is never cut, none is left out', () => {
  const of = (count: number): Read => ({
    message: { seq: 1, subject: '', data: new Uint8Array(), pending: 0, header: () => null },
    decoded: { events: Array.from({ length: count }, () => null) },
  })
  const sizes = (...counts: number[]) =>
    partsOf(counts.map(of), 10).map((part) =>
      part.map(({ decoded }) => ('events' in decoded ? decoded.events.length : 0)),
    )
  expect(sizes(4, 6, 1)).toEqual([[4, 6], [1]])
  expect(sizes(25, 1)).toEqual([[25], [1]])
  expect(sizes(0, 0, 10, 0, 1)).toEqual([[0, 0, 10, 0], [1]])
  expect(sizes()).toEqual([])
})

test('TASK-10: what is nested too deep to be written again is refused alone, and kept where it came alone', () => {
  const deep = `{"id":"e","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const keep = (text: string) => {
    const message = { seq: 1, subject: '', data: Buffer.from(text), pending: 0, header: () => null }
    const decoded = decodeMessage(message, [])
    const results = ('events' in decoded ? decoded.events : []).map(
      () => ({ id: 'e', status: 'rejected', code: 'malformed' }) as const,
    )
    return sumUp([{ message, decoded }], results, []).incidents.map(({ kind, body }) => [
      kind,
      body && Buffer.from(body).toString(),
    ])
  }
  expect(keep(deep)).toEqual([['refused_event', deep]])
  expect(keep(`[{ "id": "e" }, ${deep}]`)).toEqual([
    ['refused_event', '{"id":"e"}'],
    ['refused_event', undefined],
  ])
})

describe('consume: the words of the command line', () => {
  test('what they ask for', () => {
    expect(wishOf(['--stream', 'orders', '--subject', '>', '--batch', '5000'])).toMatchObject({
      stream: 'orders',
      subject: '',
      durable: 'orders',
      batchEvents: 5_000,
      strict: false,
    })
    expect(wishOf(['--stream', 's', '--subject', 'a.*.b.>', '--durable', 'd'])).toMatchObject({
      subject: 'a.*.b.>',
      durable: 'd',
    })
    expect(wishOf(['--status'])).toEqual({ kind: 'status', durable: null })
  })

  test.each([
    [[]],
    [['--stream', 'orders']],
    [['--stream', 'a.b', '--subject', '>']],
    [['--stream', 'a', '--subject', 'a..b']],
    [['--stream', 'a', '--subject', 'a.>.b']],
    [['--stream', 'a', '--subject', 'a b']],
    [['--stream', 'a', '--subject', 'a', '--batch', '0']],
    [['--stream', 'a', '--subject', 'a', '--batch', '5001']],
    [['--stream', 'a', '--subject', 'a', '--durable', 'x y']],
    [['--stream', 'a', '--subject', 'a', '--nonsense']],
  ])('%j is refused', (argv) => expect(() => wishOf(argv)).toThrow())
})
