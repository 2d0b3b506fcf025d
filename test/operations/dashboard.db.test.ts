import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/infra/log.ts'
import { createMemoryBus } from '../../src/infra/memory-bus.ts'
import type { Db } from '../../src/ports/db.ts'
import { createNode, seedStore, type Node } from '../../src/wire.ts'
import { stores } from '../support/store.ts'
import type { TestStore } from '../support/store.ts'

const key = 'platform-key-of-the-tests'
const embedded = stores[0] as TestStore
let db: Db
let node: Node
let names: ReadonlySet<string>
let histograms: ReadonlySet<string>

beforeAll(async () => {
  db = await embedded.open()
  await seedStore(db)
  const reading = readConfig({ TIEFEN_SECRET_KEY: key })
  if (reading.kind === 'problems') throw new Error(reading.problems.join())
  const log = createLog('silent')
  // a bus that is there, so that its metrics are too
  const memory = createMemoryBus()()
  const bus = { ...memory, figures: () => ({ ...memory.figures(), link: 'connected' as const }) }
  const parts = {
    config: reading.config,
    db,
    log,
    logger: log,
    sandbox: false,
    secretKey: key,
    webRoot: '/nowhere',
    bus,
  }
  node = await createNode(parts)
  await node.server.ready()
  const { body } = await node.server.inject({ url: '/metrics', headers: { authorization: `Bearer ${key}` } })
  names = new Set(Array.from(body.matchAll(/^# TYPE (\S+) (\S+)$/gm), (match) => match[1] ?? ''))
  histograms = new Set(Array.from(body.matchAll(/^# TYPE (\S+) histogram$/gm), (match) => match[1] ?? ''))
})
afterAll(async () => {
  await node.stop()
  await db.close()
})

const isExported = (name: string): boolean =>
  names.has(name) || histograms.has(name.replace(/_(bucket|sum|count)$/, ''))

const read = (name: string) => readFile(new URL(`../../docs/operate/${name}`, import.meta.url), 'utf8')
const metricsIn = (text: string): readonly string[] => text.match(/\b(?:tiefen|process|nodejs)_[a-z0-9_]+\b/g) ?? []

/** Metrics that the dashboard asks for, in panels and in its variables. */
async function onBoard(): Promise<ReadonlySet<string>> {
  const board = JSON.parse(await read('grafana-dashboard.json')) as {
    panels: { title: string; targets: { expr: string }[] }[]
    templating: { list: { query: string | { query: string } }[] }
  }
  const queries = [
    ...board.panels.flatMap((panel) => panel.targets.map((target) => target.expr)),
    ...board.templating.list.map(({ query }) => (typeof query === 'string' ? query : query.query)),
  ]
  return new Set(queries.flatMap(metricsIn))
}

test('PLT-3: every metric that the Grafana dashboard and the handbook name is exported by the server', async () => {
  const queried = new Set([...(await onBoard()), ...metricsIn(await read('observe.md'))])
  expect(queried.size).toBeGreaterThan(30)
  expect([...queried].filter((name) => !isExported(name))).toEqual([])
})

test('PLT-3: every metric of ours is told in the handbook and shown on the dashboard', async () => {
  const handbook = await read('observe.md')
  const board = new Set([...(await onBoard())].map((name) => name.replace(/_(bucket|sum|count)$/, '')))
  const own = [...names].filter((name) => name.startsWith('tiefen_'))
  expect(own.length).toBeGreaterThan(25)
  expect(own.filter((name) => !handbook.includes(`\`${name}\``))).toEqual([])
  expect(own.filter((name) => !board.has(name))).toEqual([])
})
