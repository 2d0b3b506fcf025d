import { readConfig } from '../../src/config.ts'
import { edgeLimits } from '../../src/edge/settings.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { createNode, seedStore, type Node } from '../../src/wire.ts'
import { createDatabase, silentLog } from '../support/store.ts'

/** What a node answered. */
export interface Answer {
  readonly status: number
  // deno-like: tests look into answers of many routes
  readonly body: Record<string, unknown>
}

/** One node of the product, listening, with a pool of its own. */
export interface TestNode {
  readonly node: Node
  readonly db: Db
  /** http://127.0.0.1:port */
  readonly address: string
  /** Calls it over a socket with the platform's key; never throws for a status. */
  call(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Answer>
}

export interface TestNodes {
  readonly nodes: readonly TestNode[]
  readonly url: string
  close(): Promise<void>
}

export const KEY = 'test-platform-key-0123456789abcdef'

/** A clock for all nodes that stands until it is moved. */
export interface HandClock {
  now(): number
  move(milliseconds: number): void
}

export function handClock(at = Date.UTC(2026, 2, 1, 4)): HandClock {
  let now = at
  return { now: () => now, move: (milliseconds) => void (now += milliseconds) }
}

async function openNode(db: Db, clock: HandClock, env: Readonly<Record<string, string>>): Promise<TestNode> {
  const reading = readConfig({ TIEFEN_SECRET_KEY: KEY, TIEFEN_DEMO: '0', ...env })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const node = await createNode({
    config: reading.config,
    db,
    log: silentLog,
    sandbox: false,
    secretKey: KEY,
    webRoot: '/nowhere',
    realNow: clock.now,
  })
  const address = await node.server.listen({ port: 0, host: '127.0.0.1', backlog: edgeLimits.connectionsWaiting })
  return {
    node,
    db,
    address,
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${KEY}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) }
    },
  }
}

/** Nodes on one fresh PostgreSQL database, one pool each. @param env more settings (NATS_URL) */
export async function openNodes(
  count: number,
  clock: HandClock,
  env: Readonly<Record<string, string>> = {},
): Promise<TestNodes> {
  const { url, drop } = await createDatabase()
  const dbs = await Promise.all(
    Array.from({ length: count }, () => openPostgres({ connectionString: url, max: 12, log: silentLog })),
  )
  const first = dbs[0]
  if (first === undefined) throw new Error('no node wanted')
  await seedStore(first)
  const nodes = await Promise.all(dbs.map((db) => openNode(db, clock, env)))
  return {
    nodes,
    url,
    async close() {
      await Promise.all(nodes.map(({ node }) => node.stop()))
      await Promise.all(dbs.map((db) => db.close()))
      await drop()
    },
  }
}
