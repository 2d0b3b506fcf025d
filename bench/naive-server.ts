import type { EventResult, EventStatus } from '../src/contract/events.ts'
import { createServer } from '../src/edge/http.ts'
import { createGate } from '../src/lib/gate.ts'
import { createOutboxReader } from '../src/infra/outbox.ts'
import type { Node } from '../src/wire.ts'
import { benchConfig, loadEnd, platformKey } from './bed.ts'
import type { OnePerEvent } from './one-per-event.ts'

/** Way (a) behind HTTP: the product's own server (routing, rights, body, answer), only `POST /v1/events` writes one transaction an event. */
export interface NaiveServer {
  /** of `POST /v1/events` */
  readonly url: string
  stop(): Promise<void>
}

/** @param atOnce transactions under way at most: more connections than that wait, which is faster than letting them fight for the disk */
export async function startNaiveServer(node: Node, writer: OnePerEvent, atOnce: number): Promise<NaiveServer> {
  const { app } = node.engine
  const gate = createGate(atOnce, Number.MAX_SAFE_INTEGER)
  const write = async (raw: unknown): Promise<EventResult> => {
    const status = (await gate.run(() => writer.write(raw))) as EventStatus
    return { id: idOf(raw), status }
  }
  const server = createServer({
    app: {
      ...app,
      async ingest(events) {
        const results = await Promise.all(events.map(write))
        const count = (status: EventStatus): number => results.filter((result) => result.status === status).length
        return {
          applied: count('applied'),
          duplicates: count('duplicate'),
          ignored: count('ignored'),
          rejected: count('rejected'),
          waiting: count('waiting'),
          results,
        }
      },
    },
    routes: [],
    config: { ...benchConfig().edge, secretKey: platformKey, webRoot: '/nowhere' },
    realNow: () => loadEnd,
    outbox: createOutboxReader(app.db, node.engine.onWake),
  })
  const address = await server.listen({ port: 0, host: '127.0.0.1' })
  return { url: `${address}/v1/events`, stop: () => server.close() }
}

const idOf = (raw: unknown): string | null =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id : null
