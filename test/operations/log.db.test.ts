import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { eventTypes } from '../../src/contract/words.ts'
import { openApiDocument } from '../../src/edge/openapi.ts'
import { edgeRoutes } from '../../src/edge/routes.ts'
import { createLog } from '../../src/infra/log.ts'
import type { Db } from '../../src/ports/db.ts'
import type { RoomParts } from '../../src/room/parts.ts'
import type { WebhookParts } from '../../src/webhook/parts.ts'
import { allRoutes } from '../../src/slices.ts'
import { createNode, seedStore, type Node } from '../../src/wire.ts'
import { sample, type Schema } from '../support/sample.ts'
import { describeAnyStore } from '../support/store.ts'

/** PLT-8: whatever a client sends, and however the server fails at it, none of it stands in the log. */
const CANARY = 'canary'
const key = 'canary-platform-key-of-the-tests'
const routes = [...allRoutes({} as RoomParts, {} as WebhookParts), ...edgeRoutes]
const document = openApiDocument(routes, 'test')
const components = document.components.schemas as Readonly<Record<string, Schema>>

/** The same value with the canary in every text. */
function poisoned(value: unknown): unknown {
  if (typeof value === 'string') return `${CANARY}-${value}`.slice(0, 100)
  if (Array.isArray(value)) return value.map(poisoned)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, poisoned(member)]))
}

const known = { ownerId: CANARY, userId: CANARY, sessionId: CANARY, uuid: '01900000-0000-7000-8000-000000000000' }
const headers = {
  'content-type': 'application/json',
  cookie: `session=${CANARY}`,
  'user-agent': CANARY,
  'x-request-id': CANARY,
  'x-forwarded-for': CANARY,
  'x-tiefen-request': '1',
  'last-event-id': CANARY,
  'accept-language': CANARY,
  referer: `http://${CANARY}`,
}

const events = eventTypes.map((type, index) => ({
  specversion: '1.0',
  id: `${CANARY}-${index}`,
  source: CANARY,
  type,
  ...(['live.started', 'live.ended', 'video.published'].includes(type) ? {} : { subject: CANARY }),
  time: new Date().toISOString(),
  data: {
    ...{
      ownerId: CANARY,
      sessionId: CANARY,
      title: CANARY,
      text: CANARY,
      name: CANARY,
      groupId: CANARY,
      videoId: CANARY,
    },
    ...{
      orderId: CANARY,
      refundId: CANARY,
      lineId: CANARY,
      productId: CANARY,
      seconds: 60,
      count: 1,
      coins: 1,
      lines: [],
    },
    amount: { value: 100, currency: 'CNY' },
  },
}))

describeAnyStore('log', (store) => {
  let db: Db
  let node: Node
  const lines: string[] = []
  let sent = 0

  beforeAll(async () => {
    db = await store.open()
    await seedStore(db)
    const reading = readConfig({ TIEFEN_SECRET_KEY: key, TIEFEN_SANDBOX: '1' })
    if (reading.kind === 'problems') throw new Error(reading.problems.join())
    const log = createLog('trace', { write: (line) => void lines.push(line) })
    const parts = { config: reading.config, db, log, logger: log, sandbox: true, secretKey: key, webRoot: '/nowhere' }
    node = await createNode({ ...parts, passwordCost: 4 })
    await node.server.ready()
  })
  afterAll(async () => {
    await node.stop()
    await db.close()
  })

  const send = (method: string, url: string, payload?: string, bearer: string | null = key) =>
    node.server.inject({
      method: method as 'GET',
      url,
      headers: {
        ...headers,
        'idempotency-key': `${CANARY}-${(sent += 1)}`,
        ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(payload === undefined ? {} : { payload }),
    })

  /** Every route with the canary in its path, query and body: well-formed, garbled, and broken JSON; with a key, a false key and none. */
  async function everywhere(): Promise<number[]> {
    const statuses: number[] = []
    for (const route of routes.filter(({ path }) => path !== '/v1/stream')) {
      const operation = document.paths[route.path]?.[route.method.toLowerCase()] as Record<string, unknown>
      const content = (operation['requestBody'] as { content?: Record<string, { schema: Schema }> } | undefined)
        ?.content
      const schema = content?.['application/json']?.schema
      const value = schema === undefined ? undefined : sample(schema, components, known)
      const path = `${route.path.replaceAll(/\{\w+\}/g, CANARY)}?q=${CANARY}&cursor=${CANARY}`
      const bodies =
        value === undefined
          ? [undefined]
          : [JSON.stringify(value), JSON.stringify(poisoned(value)), `{"${CANARY}": ${CANARY}`]
      for (const body of bodies)
        for (const bearer of [key, `${CANARY}-false`, null])
          statuses.push((await send(route.method, path, body, bearer)).statusCode)
    }
    return statuses
  }

  test('PLT-8: nothing that a client sends stands in the log, refused, taken or failed', async () => {
    await send('PUT', `/v1/owners/${CANARY}`, JSON.stringify({ kind: 'creator', name: CANARY, mode: 'shopping' }))
    await send('PUT', `/v1/clubs/${CANARY}/members/${CANARY}`, JSON.stringify({ scene: 'liveRoom' }))
    await everywhere()
    const taken = await send('POST', '/v1/events', JSON.stringify(events))
    expect((taken.json() as { applied: number }).applied).toBeGreaterThan(5)
    await send('POST', '/v1/events', JSON.stringify(poisoned(events)))
    await send('POST', `/hooks/${CANARY}/${CANARY}`, JSON.stringify({ msg: CANARY }), null)
    // the store fails, and says at what: a poison event, and tables that are not there
    await db.exec(`
      create function tell_canary() returns trigger language plpgsql as $$
        begin raise exception 'row "%" of %', new.event_id, 1 using detail = 'canary', hint = 'canary'; end $$;
      create trigger tell before insert on event_seen for each row execute function tell_canary();`)
    await send('POST', '/v1/events', JSON.stringify(events.map((event) => ({ ...event, id: `${event.id}-again` }))))
    // each alone: together they would hold one table while they wait for another, as what the node's timers ask may do the other way round
    for (const change of [
      'drop trigger tell on event_seen',
      'alter table club rename to club_away',
      'alter table person rename to person_away',
    ])
      await db.exec(change)
    const failed = await everywhere()
    expect(failed.filter((status) => status === 500).length).toBeGreaterThan(10)
    expect(lines.filter((line) => line.includes('"level":"error"')).length).toBeGreaterThan(10)
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([])
    // every route many times over, one request after another
  }, 300_000)
})
