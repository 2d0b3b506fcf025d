import { expect, test } from 'vitest'
import { readEvents } from './stream.ts'

function bodyOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
}

async function read(...chunks: string[]): Promise<{ events: [string | null, string][]; heard: number }> {
  const events: [string | null, string][] = []
  let heard = 0
  await readEvents(
    bodyOf(...chunks),
    () => (heard += 1),
    (id, data) => events.push([id, data]),
  )
  return { events, heard }
}

test('LIVE-5: server-sent events are read whatever the cut of the chunks', async () => {
  const text = 'id: 7\ndata: {"a":1}\n\n: beat\n\nid: 8\r\ndata: {"b":\r\ndata: 2}\r\n\r\n'
  const whole = await read(text)
  expect(whole.events).toEqual([
    ['7', '{"a":1}'],
    ['8', '{"b":\n2}'],
  ])
  expect((await read(...text)).events).toEqual(whole.events)
})

test('LIVE-5: a comment is a sign of life and no event', async () => {
  expect(await read(': beat\n\n')).toEqual({ events: [], heard: 1 })
})
