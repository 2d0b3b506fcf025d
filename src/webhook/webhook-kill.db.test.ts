import { expect, it } from 'vitest'
import { embeddedPlace, postgresPlace, type Place } from '../../test/faults/place.ts'
import { mustAsk, sharedProgram, startServer, type Environment } from '../../test/faults/program.ts'
import { openReceiver } from '../../test/support/receiver.ts'
import { createDatabase, describeStores, silentLog, type TestStore } from '../../test/support/store.ts'
import { openPostgres } from '../infra/pg.ts'

const USERS = ['ann', 'bob', 'cai', 'dai', 'eve']

const placeOf = async (store: TestStore): Promise<Place> =>
  store.name === 'pglite' ? embeddedPlace() : postgresPlace(await createDatabase())

/** What time does by itself: leases of the dead run out. One process holds an embedded store, so its leases end with it. */
async function passTime({ env }: Place): Promise<void> {
  const url = env['DATABASE_URL']
  if (url === undefined) return
  const db = await openPostgres({ connectionString: url, max: 1, log: silentLog })
  await db.query(`update webhook_delivery set leased_until = now() where leased_until is not null`)
  await db.close()
}

async function start(env: Environment) {
  const server = await startServer(await sharedProgram(), env)
  const send = (method: string, path: string, body?: unknown) => mustAsk(server.url, method, path, body)
  return { server, send }
}

describeStores('PLT-4: kill -9 of the server while it sends webhooks', (store) => {
  it.each([
    ['webhook.claimed', 0],
    ['webhook.answered', 1],
  ])(
    'at %s: every message arrives, what was asked twice has the same id',
    async (point, answeredMost) => {
      const place = await placeOf(store)
      const receiver = await openReceiver()
      try {
        const first = await start({ ...place.env, TIEFEN_SANDBOX: '1', TIEFEN_CRASH_AT: `${point}:1` })
        await first.send('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo', mode: 'shopping' })
        await first.send('POST', '/v1/clubs/luo/webhooks', { url: receiver.url, types: ['member.joined'] })
        const answered: string[] = []
        for (const user of USERS) {
          const done = await first
            .send('PUT', `/v1/clubs/luo/members/${user}`, { scene: 'group' })
            .then(() => true)
            .catch(() => false)
          if (done) answered.push(user)
        }
        expect(await first.server.gone).toBe('SIGKILL')
        const before = receiver.requests.map(({ id }) => id)
        expect(before.length).toBeGreaterThanOrEqual(answeredMost)
        await passTime(place)
        const second = await start({ ...place.env, TIEFEN_SANDBOX: '1' })
        // it may have died before it answered the first: what was committed is told, answered or not
        const { items } = (await second.send('GET', '/v1/clubs/luo/members')) as { items: { userId: string }[] }
        const joined = items.map(({ userId }) => userId)
        expect(joined).toEqual(expect.arrayContaining(answered.length > 0 ? answered : USERS.slice(0, 1)))
        const heard = (): Set<unknown> => new Set(receiver.requests.map(({ data }) => data['userId']))
        await expect.poll(() => joined.filter((user) => !heard().has(user)), { timeout: 60_000 }).toEqual([])
        // nobody wrote down the answers from before the end: those are asked again, with their ids
        const after = (): string[] => receiver.requests.slice(before.length).map(({ id }) => id)
        await expect.poll(() => before.filter((id) => !after().includes(id)), { timeout: 60_000 }).toEqual([])
        expect(new Set(receiver.requests.map(({ id }) => id)).size).toBe(heard().size)
        await second.server.stop()
      } finally {
        await receiver.close()
        await place.remove()
      }
    },
    400_000,
  )
})
