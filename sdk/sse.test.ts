import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSseReader } from './sse.ts'

const stream =
  'retry: 1000\n: comment\nid: 1\ndata: {"a":1}\n\n:\nid: 2\n\nevent: ready\ndata: x\ndata:y\n\nid: 3\ndata: é\n\n'
const expected = [
  { id: '1', event: 'message', data: '{"a":1}' },
  { id: '2', event: 'ready', data: 'x\ny' },
  { id: '3', event: 'message', data: 'é' },
]

test('API: a stream reads the same wherever it is cut and whatever its line ends are', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), fc.constantFrom('\n', '\r\n'), (cuts, newline) => {
      const text = stream.replaceAll('\n', newline)
      const places = [0, ...cuts.sort((a, b) => a - b), text.length]
      const read = createSseReader(null)
      const events = places.slice(1).flatMap((place, index) => read(text.slice(places[index], place)).events)
      expect(events).toEqual(expected)
    }),
  )
})

test('API: an id without data is remembered', () => {
  const read = createSseReader('0')
  expect(read(':\nid: 7\n\n')).toEqual({ events: [], lastEventId: '7', retryMs: null })
})
