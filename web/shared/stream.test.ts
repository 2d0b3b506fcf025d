import { expect, test } from 'vitest'
import { readEvents, type ServerEvent } from './stream.ts'

function bodyOf(...chunks: string[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
}

async function read(...chunks: string[]): Promise<{ events: ServerEvent[]; heard: number }> {
  const events: ServerEvent[] = []
  let heard = 0
  await readEvents(
    bodyOf(...chunks),
    () => (heard += 1),
    (event) => events.push(event),
  )
  return { events, heard }
}

test('LIVE-5: server-sent events are read whatever the cut of the chunks', async () => {
  const text = 'id: 7\ndata: {"a":1}\n\n: beat\n\nid: 8\r\nevent: reset\r\ndata: {"b":\r\ndata: 2}\r\n\r\n'
  const whole = await read(text)
  expect(whole.events).toEqual([
    { id: '7', event: 'message', data: '{"a":1}' },
    { id: '8', event: 'reset', data: '{"b":\n2}' },
  ])
  expect((await read(...text)).events).toEqual(whole.events)
})

test('LIVE-5: a comment is a sign of life, and may carry the position to resume from', async () => {
  expect(await read(': beat\n\n')).toEqual({ events: [], heard: 1 })
  expect((await read(':\nid: 12\n\n')).events).toEqual([{ id: '12', event: 'message', data: null }])
})
