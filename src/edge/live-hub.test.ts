import { afterEach, expect, test, vi } from 'vitest'
import { memoryOutbox } from '../../test/support/edge.ts'
import type { OutboxEntry } from '../ports/outbox.ts'
import { createLiveHub, type LiveHub, type Sink } from './live-hub.ts'
import { edgeLimits } from './settings.ts'

const say = (fields: object, message: string): void => expect.fail(`${message} ${JSON.stringify(fields)}`)
const log = { debug: say, info: say, warn: say, error: say }
const READERS = 10_000
const TOPICS = 500
const MISSED = 2_000

afterEach(() => void vi.useRealTimers())
/** So that what is asked of the store is counted without the looks of every second, of which a slow machine has more. */
const stopPolling = (): void => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })

/** A reader of one topic that takes everything at once: the numbers and events it heard. */
function listen(hub: LiveHub, topic: string, from: string | null) {
  const heard: string[] = []
  const sink: Sink = {
    write: (text) => void heard.push(/"n":(\d+)/.exec(text)?.[1] ?? /^event: (.*)$/m.exec(text)?.[1] ?? text),
    pending: () => 0,
    drained: () => Promise.resolve(),
    end: (text) => void heard.push(text),
    cut: () => undefined,
  }
  const hearings = [{ topic, kinds: null }]
  const stream = hub.open({ hearings, sink, from, stillAllowed: () => Promise.resolve(true) })
  return { heard, stream }
}

test(
  'GRP-10: ten thousand that come back at once hear what they missed, once and in order, and the store is asked no more for it',
  { timeout: 60_000 },
  async () => {
    stopPolling()
    const outbox = memoryOutbox()
    const asked = { after: 0, holds: 0 }
    const hub = createLiveHub(
      {
        ...outbox,
        after: (position, limit) => ((asked.after += 1), outbox.after(position, limit)),
        holds: (position) => ((asked.holds += 1), outbox.holds(position)),
      },
      log,
    )
    const first = listen(hub, 'session:stays', null)
    await first.stream.caughtUp
    const from = outbox.add('session:0', 'k', { n: 0 })
    let written = 0
    for (let n = 1; n <= MISSED; n += 1)
      outbox.add(`session:${n % TOPICS}`, 'k', { n: { toJSON: () => ((written += 1), n) } })
    // it has read all of it before they come
    const last = listen(hub, 'session:last', null)
    await last.stream.caughtUp
    Object.assign(asked, { after: 0, holds: 0 })
    const back = Array.from({ length: READERS }, (_, reader) => listen(hub, `session:${reader % TOPICS}`, from))
    await Promise.all(back.map(({ stream }) => stream.caughtUp))
    for (const [reader, { heard }] of back.entries()) {
      const own = reader % TOPICS === 0 ? TOPICS : reader % TOPICS
      expect(heard).toEqual([...Array.from({ length: MISSED / TOPICS }, (_, n) => String(own + n * TOPICS)), 'ready'])
    }
    expect(asked.holds).toBe(0)
    // the pump's own looks
    expect(asked.after).toBeLessThan(10)
    // nobody's words are written for who does not hear them
    expect(written).toBe(READERS * (MISSED / TOPICS))
    hub.close()
  },
)

test('GRP-10: who comes back to a node that has just started hears what he missed, however much was said to others', async () => {
  stopPolling()
  const outbox = memoryOutbox()
  const asked = { after: 0, upTo: 0 }
  const hub = createLiveHub(
    {
      ...outbox,
      after: (...args) => ((asked.after += 1), outbox.after(...args)),
      upTo: (...args) => ((asked.upTo += 1), outbox.upTo(...args)),
    },
    log,
  )
  const say = (others: number): string => {
    for (let n = 0; n < others; n += 1) outbox.add('session:others', 'k')
    return outbox.add('session:own', 'k', { n: others })
  }
  const long = outbox.add('session:own', 'k')
  say(edgeLimits.streamReplayEntries)
  const recent = say(7)
  say(8)
  const back = [long, ...Array.from({ length: 1_000 }, () => recent)].map((from) => listen(hub, 'session:own', from))
  await Promise.all(back.map(({ stream }) => stream.caughtUp))
  expect(back[0]?.heard).toEqual([String(edgeLimits.streamReplayEntries), '7', '8', 'ready'])
  for (const { heard } of back.slice(1)) expect(heard).toEqual(['8', 'ready'])
  // once for all of them, some pages
  expect(asked.upTo).toBeLessThanOrEqual(1 + Math.ceil(edgeLimits.streamRingEntries / edgeLimits.streamFillEntries))
  // the first few read by themselves
  expect(asked.after).toBeLessThan(40)
  hub.close()
})

test(
  'GRP-10: a thousand that come back and take nothing leave no more unread than all may',
  { timeout: 60_000 },
  async () => {
    const outbox = memoryOutbox()
    const hub = createLiveHub(outbox, log)
    listen(hub, 'session:stays', null)
    const from = outbox.add('session:hot', 'k')
    for (let n = 0; n < 300; n += 1) outbox.add('session:hot', 'k', { filler: 'x'.repeat(1_000) })
    const readers = 1_000
    let [unread, waiting] = [0, 0]
    for (let reader = 0; reader < readers; reader += 1) {
      let pending = 0
      const sink: Sink = {
        write(text) {
          pending += text.length
          unread += text.length
        },
        pending: () => pending,
        drained: () => ((waiting += 1), new Promise(() => undefined)),
        end: () => undefined,
        cut: () => undefined,
      }
      hub.open({
        hearings: [{ topic: 'session:hot', kinds: null }],
        sink,
        from,
        stillAllowed: () => Promise.resolve(true),
      })
    }
    await vi.waitUntil(() => waiting === readers, { timeout: 20_000 })
    expect(unread).toBeGreaterThan(edgeLimits.streamBufferBytesAll / 4)
    expect(unread).toBeLessThan(edgeLimits.streamBufferBytesAll)
    hub.close()
  },
)

test('GRP-10: what stands behind a transaction under way is told soon after that ended, whatever was read meanwhile', async () => {
  const outbox = memoryOutbox()
  let hidden = false
  const hub = createLiveHub(
    {
      ...outbox,
      after: async (...args) => (await outbox.after(...args)).filter(({ kind }) => !hidden || kind !== 'late'),
    },
    log,
  )
  const { heard, stream } = listen(hub, 'session:own', null)
  await stream.caughtUp
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  hidden = true
  outbox.add('session:own', 'k', { n: 1 })
  outbox.add('session:own', 'late', { n: 2 })
  await vi.advanceTimersByTimeAsync(100)
  expect(heard).toEqual(['ready', '1'])
  hidden = false
  await vi.advanceTimersByTimeAsync(100)
  expect(heard).toEqual(['ready', '1', '2'])
  hub.close()
})

test('GRP-10: what is kept in memory is bounded by its bytes too; who left before that reads from the store and misses nothing', async () => {
  stopPolling()
  const outbox = memoryOutbox()
  let asked = 0
  const hub = createLiveHub({ ...outbox, holds: (position) => ((asked += 1), outbox.holds(position)) }, log)
  const first = listen(hub, 'session:stays', null)
  await first.stream.caughtUp
  const big = edgeLimits.streamRingBytes / 100
  const early = outbox.add('session:own', 'k', { n: 0 }, big)
  let late = ''
  for (let n = 1; n <= 120; n += 1) late = outbox.add('session:own', 'k', { n }, big)
  outbox.add('session:own', 'k', { n: 121 }, big)
  await listen(hub, 'session:last', null).stream.caughtUp
  const near = listen(hub, 'session:own', late)
  await near.stream.caughtUp
  expect([near.heard, asked]).toEqual([['121', 'ready'], 0])
  const far = listen(hub, 'session:own', early)
  await far.stream.caughtUp
  expect([far.heard.slice(0, 2), far.heard.length, asked]).toEqual([['1', '2'], 122, 1])
  hub.close()
})

test('GRP-10: before those who come back to a node that has just started, no more bytes are brought to memory than it may hold', async () => {
  stopPolling()
  const outbox = memoryOutbox()
  let brought = 0
  const bytesMost = edgeLimits.streamPageBytes
  // as the store's reader bounds a page
  const within = (entries: readonly OutboxEntry[]): readonly OutboxEntry[] => {
    let ahead = 0
    return entries.filter(({ bytes }) => (ahead += bytes) - bytes < bytesMost)
  }
  const hub = createLiveHub(
    {
      ...outbox,
      after: async (...args) => within(await outbox.after(...args)),
      async upTo(...args) {
        const page = within((await outbox.upTo(...args)).toReversed()).toReversed()
        for (const { bytes } of page) brought += bytes
        return page
      },
    },
    log,
  )
  const big = edgeLimits.streamPageBytes / 2
  const positions = Array.from({ length: 100 }, (_, n) => outbox.add('session:own', 'k', { n }, big))
  const [far = '', near = ''] = [positions[0], positions[90]]
  const back = [far, ...Array.from({ length: 20 }, () => near)].map((from) => listen(hub, 'session:own', from))
  await Promise.all(back.map(({ stream }) => stream.caughtUp))
  expect(back[0]?.heard).toEqual([...Array.from({ length: 99 }, (_, n) => String(n + 1)), 'ready'])
  expect(back[1]?.heard).toEqual(['91', '92', '93', '94', '95', '96', '97', '98', '99', 'ready'])
  expect(brought).toBeGreaterThan(0)
  expect(brought).toBeLessThanOrEqual(edgeLimits.streamRingBytes)
  hub.close()
})
