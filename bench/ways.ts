import { isRejection } from '../src/contract/rejections.ts'
import type { App } from '../src/ports/app.ts'
import type { Load } from '../sim/load.ts'
import type { HttpClient } from './client.ts'
import { inParallel, type Meter, type Way } from './measure.ts'
import type { OnePerEvent } from './one-per-event.ts'
import { applyRaw, type Rival } from './rival.ts'

/** The ways of writing that are compared, each cut from a load before the clock starts. */

/** Batches of one size. */
function cut(load: Load, events: number, size: number): unknown[][] {
  const batches: unknown[][] = []
  for (let left = events; left > 0; left -= size) {
    const batch = load.next(Math.min(size, left))
    if (batch.length === 0) throw new Error('the load has run out')
    batches.push(batch)
  }
  return batches
}

/** (a) One transaction an event, `atOnce` of them. */
export const oneByOne = (writer: OnePerEvent, load: Load, atOnce: number, events: number, meter?: Meter): Way => ({
  kind: 'a',
  name: `one transaction per event, ${atOnce} at once`,
  events,
  ...(meter === undefined ? {} : { meter }),
  prepare(count) {
    const list = cut(load, count, 1)
    return Promise.resolve(() =>
      inParallel(list.length, atOnce, (turn) => writer.write(list[turn]?.[0]).then(() => undefined)),
    )
  },
})

/** (b), (c) One call of a rival an event, `atOnce` under way. @param begin runs before each round, outside the clock */
export const calls = (
  { kind, name }: Pick<Way, 'kind' | 'name'>,
  rival: Rival,
  load: Load,
  { atOnce, events, meter, begin }: { atOnce: number; events: number; meter: Meter; begin?: () => Promise<void> },
): Way => ({
  kind,
  name,
  events,
  meter,
  async prepare(count) {
    const list = load.next(count)
    await begin?.()
    return () =>
      inParallel(list.length, atOnce, async (turn) => {
        await applyRaw(rival, list[turn])
      })
  },
})

/** (e) The engine below HTTP: `app.ingest`. */
export const below = (app: App, load: Load, size: number, atOnce: number, events: number): Way => ({
  kind: size === 1 ? 'eOne' : 'e',
  name: `engine, batches of ${size}, ${atOnce} at once`,
  events,
  prepare(count) {
    const list = cut(load, count, size)
    return Promise.resolve(() =>
      inParallel(list.length, atOnce, async (turn) => {
        const answer = await app.ingest(list[turn] ?? [])
        if (isRejection(answer)) throw new Error(answer.rejected)
      }),
    )
  },
})

/** (f) The same over HTTP, with clients in a process of their own. */
export const over = (
  { kind, name }: Pick<Way, 'kind' | 'name'>,
  client: HttpClient,
  target: { url: string; key: string },
  load: Load,
  { size, connections, events, meter }: { size: number; connections: number; events: number; meter?: Meter },
): Way => ({
  kind,
  name,
  events,
  ...(meter === undefined ? {} : { meter }),
  async prepare(count) {
    const bodies = cut(load, count, size).map((batch) => JSON.stringify(batch))
    const go = await client.prepare({ ...target, bodies, connections })
    return async () => (await go()).latencies
  },
})
