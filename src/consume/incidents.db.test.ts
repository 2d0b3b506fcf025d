import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { event } from '../../test/race/events.ts'
import { openEngine } from '../../test/race/engine.ts'
import { ownerIdOf } from '../../test/race/workload.ts'
import { describeStores, emptyTables, silentLog } from '../../test/support/store.ts'
import { putOwner } from '../club/store.ts'
import type { Engine } from '../flow/engine.ts'
import type { Db } from '../ports/db.ts'
import { consumeCommand } from './command.ts'
import { claimConsumer, incidentsKeptMost, keepIncidents, type Consumer } from './store.ts'

const AT = Date.UTC(2026, 2, 1)
const ownerId = ownerIdOf(0)

describeStores('consume: what was found wrong is seen until it is dealt with', (store) => {
  let db: Db
  let engine: Engine
  let consumer: Consumer
  beforeAll(async () => void (db = await store.open()))
  afterAll(() => db.close())
  beforeEach(async () => {
    await emptyTables(db)
    engine = await openEngine(db, { now: () => AT })
    const range = { first: 1, last: 9 }
    const stream = { durable: 'orders', stream: 'orders', subject: '', streamCreated: 't', startBehind: 0 }
    consumer = await claimConsumer(db, { ...stream, ...range, anew: false })
  })

  const run = async (...argv: string[]): Promise<{ code: number; text: string }> => {
    let text = ''
    const write = (words: string) => void (text += words)
    const code = await consumeCommand(argv, {
      openStore: () => Promise.resolve({ app: engine.app, close: () => engine.ingestor.drain() }),
      openStream: () => Promise.resolve(null),
      log: silentLog,
      out: write,
      say: write,
      signal: new AbortController().signal,
    })
    return { code, text }
  }
  const followed = (subject: string) => event('user.followed', { subject, at: AT - 1_000, data: { ownerId } })
  const keep = async (...bodies: readonly Uint8Array[]): Promise<number[]> => {
    const at = { first: 3, last: 3, words: 'refused' }
    await keepIncidents(
      db,
      consumer,
      bodies.map((body) => ({ ...at, kind: 'refused_event', code: 'unknown_owner', body })),
    )
    const rows = await db.query<{ number: number }>('select incident_no as number from consumer_incident order by 1')
    return rows.map(({ number }) => number)
  }
  const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))

  test('TASK-10: sent again, it counts once; what is refused again stays open', async () => {
    const [first, second] = await keep(bytes(followed('ann')), bytes([followed('bob'), followed('cat')]))
    expect(await run('--incidents')).toMatchObject({
      code: 0,
      text: expect.stringMatching(`#${first} .*\\n.*#${second} `),
    })
    expect(await run('--resend', 'all')).toMatchObject({ code: 1, text: expect.stringMatching(/→ unknown_owner/) })
    const owner = { ownerId, kind: 'creator', name: '主播', mode: 'live', currency: 'CNY' } as const
    await engine.app.command({ role: 'platform', id: 'test' }, ({ tx, now }) =>
      putOwner(tx, owner, { phase: 2, share: 1 }, now).then(() => null),
    )
    expect(await run('--resend', String(first))).toMatchObject({ code: 0, text: expect.stringMatching(/→ resent/) })
    expect((await run('--incidents')).text).not.toContain(`#${first} `)
    expect(await run('--resend', 'all')).toMatchObject({ code: 0 })
    expect(await run('--resend', String(second))).toMatchObject({
      code: 1,
      text: expect.stringMatching(/no open incident/),
    })
    expect(await run('--resend', 'all')).toEqual({ code: 0, text: 'no open incidents\n' })
    expect(await db.query('select count(*)::int4 as count from event_seen')).toEqual([{ count: 3 }])
    expect((await run('--status')).text).toMatch(/unknown_owner: refused \(resent\)/)
  })

  test('a hole is acknowledged; what cannot be read or was cut stays until somebody says so', async () => {
    const [broken, cut] = await keep(Buffer.from('{"half":'), Buffer.alloc(70_000, ' '))
    await keepIncidents(db, consumer, [{ kind: 'hole', first: 5, last: 7, words: 'messages are missing' }])
    const tried = await run('--resend', 'all', '--durable', 'orders')
    expect(tried.code).toBe(1)
    expect(tried.text).toMatch(/malformed_json[\s\S]*only its beginning[\s\S]*kept nothing/)
    expect(await run('--acknowledge', `${broken},${cut}`, '--durable', 'other')).toMatchObject({ code: 1 })
    expect(await run('--acknowledge', `${broken},${cut}`)).toMatchObject({ code: 0 })
    expect((await run('--incidents')).text).toMatch(/^ {2}#\d+ \S+ hole 5–7: messages are missing\n$/)
    expect(await run('--acknowledge', 'all')).toMatchObject({ code: 0 })
    expect(await run('--incidents')).toEqual({ code: 0, text: 'no open incidents\n' })
  })

  test('what is settled makes room for what is open', async () => {
    const found = { kind: 'bad_message', first: 1, last: 1, words: 'bad' } as const
    const many = Array.from({ length: incidentsKeptMost }, () => found)
    await keepIncidents(db, consumer, [{ ...found, words: 'open' }])
    await keepIncidents(db, consumer, many.slice(1))
    await db.query(`update consumer_incident set settled_at = now(), settled_as = 'resent' where words = 'bad'`)
    await keepIncidents(db, consumer, [found])
    const open = () => db.query(`select words from consumer_incident where settled_at is null order by incident_no`)
    expect(await open()).toEqual([{ words: 'open' }, { words: 'bad' }])
    await keepIncidents(db, consumer, many)
    expect(await open()).toEqual(many.map(() => ({ words: 'bad' })))
    expect(await db.query('select count(*)::int4 as kept from consumer_incident')).toEqual([
      { kept: incidentsKeptMost },
    ])
  })

  test.each([[['--resend', 'x']], [['--resend', '1', '--acknowledge', '1']], [['--incidents', '--resend', 'all']]])(
    '%j is wrong use',
    async (argv) => expect(await run(...argv)).toMatchObject({ code: 2 }),
  )
})
