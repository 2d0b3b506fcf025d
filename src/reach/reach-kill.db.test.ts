import { expect, it } from 'vitest'
import { postgresPlace } from '../../test/faults/place.ts'
import { mustAsk, sharedProgram, startServer, type Environment } from '../../test/faults/program.ts'
import { openPushService } from '../../test/support/push-service.ts'
import { createDatabase, describePostgres, silentLog } from '../../test/support/store.ts'
import { openPostgres } from '../infra/pg.ts'

const USERS = ['ann', 'bob', 'cai', 'dai', 'eve']

async function start(env: Environment) {
  const server = await startServer(await sharedProgram(), env)
  const send = (method: string, path: string, body?: unknown) => mustAsk(server.url, method, path, body)
  return { server, send }
}

describePostgres('GRP-7: kill -9 of a node while it pushes, beside another', () => {
  it.each([
    ['push.walked', 0],
    ['push.claimed', 0],
    ['push.sent', USERS.length],
  ])(
    'at %s: the other node tells everybody, nobody twice but by the piece that was sent already',
    async (point, doubledMost) => {
      const database = await createDatabase()
      const place = await postgresPlace(database)
      const service = await openPushService()
      const env = { ...place.env, TIEFEN_SANDBOX: '1' }
      const db = await openPostgres({ connectionString: database.url, max: 1, log: silentLog })
      try {
        const first = await start({ ...env, TIEFEN_CRASH_AT: `${point}:1` })
        await first.send('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
        for (const user of USERS) {
          await first.send('PUT', `/v1/clubs/luo/members/${user}`, { scene: 'group' })
          await first.send('PUT', `/v1/users/${user}/push-subscriptions`, service.browser(user).subscription)
        }
        const data = { ownerId: 'luo', sessionId: 's1' }
        const event = { specversion: '1.0', source: 'test', id: 'e1', type: 'live.started', data }
        const events = [{ ...event, time: new Date().toISOString() }]
        // it may die before it answers; what is asked again is the same event
        await first.send('POST', '/v1/events', events).catch(() => undefined)
        expect(await first.server.gone).toBe('SIGKILL')
        const before = service.seen.length
        expect(before).toBeLessThanOrEqual(doubledMost)
        // what time does by itself: the lease of the dead runs out
        await db.query('update push_piece set leased_until = now() where leased_until is not null')
        const second = await start(env)
        await second.send('POST', '/v1/events', events)
        const told = (): number => new Set(service.seen.map(({ browser }) => browser)).size
        await expect.poll(told, { timeout: 60_000 }).toBe(USERS.length)
        const open = () =>
          db.query(
            'select 1 from push_message where walked_at is null union all select 1 from push_piece where done_at is null',
          )
        await expect.poll(async () => (await open()).length, { timeout: 60_000 }).toBe(0)
        expect(service.seen.length).toBe(before + USERS.length)
        await second.server.stop()
      } finally {
        await db.close()
        await service.close()
        await place.remove()
      }
    },
    400_000,
  )
})
