import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { isRejection } from '../src/contract/rejections.ts'
import type { App } from '../src/ports/app.ts'
import type { Load } from '../sim/load.ts'
import type { Sending } from './http-client.ts'
import { inParallel, type Way } from './measure.ts'
import type { OnePerEvent } from './one-per-event.ts'

/** Batches of one size, from one load, each batch cut before the clock starts. */
function cut(load: Load, events: number, size: number): unknown[][] {
  const batches: unknown[][] = []
  for (let left = events; left > 0; left -= size) {
    const batch = load.next(Math.min(size, left))
    if (batch.length === 0) throw new Error('the load has run out')
    batches.push(batch)
  }
  return batches
}

/** One transaction an event, `atOnce` of them. */
export const oneByOne = (writer: OnePerEvent, load: Load, atOnce: number, events: number): Way => ({
  name: `one transaction per event, ${atOnce} at once`,
  events,
  prepare(count) {
    const list = cut(load, count, 1)
    return Promise.resolve(() =>
      inParallel(list.length, atOnce, (turn) => writer.write(list[turn]?.[0]).then(() => undefined)),
    )
  },
})

/** The engine below HTTP: `app.ingest`. */
export const below = (app: App, load: Load, size: number, atOnce: number, events: number): Way => ({
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

/** The engine over HTTP, with clients in a process of their own. */
export const over = (
  client: HttpClient,
  target: { url: string; key: string },
  load: Load,
  size: number,
  connections: number,
  events: number,
): Way => ({
  name: `HTTP, batches of ${size}, ${connections} connections`,
  events,
  prepare(count) {
    const bodies = cut(load, count, size).map((batch) => JSON.stringify(batch))
    return Promise.resolve(() => client.send({ ...target, bodies, connections }))
  },
})

export interface HttpClient {
  send(order: Sending): Promise<number[]>
  stop(): void
}

/** Starts the clients' process. */
export function startClient(): HttpClient {
  const child: ChildProcess = fork(fileURLToPath(new URL('./http-client.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  return {
    async send(order) {
      child.send(order)
      const [answer] = (await once(child, 'message')) as [{ latencies?: number[]; failed?: string }]
      if (answer.latencies === undefined) throw new Error(answer.failed ?? 'the client failed')
      return answer.latencies
    },
    stop: () => void child.kill(),
  }
}
