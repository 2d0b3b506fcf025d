import { beforeAll, expect, test } from 'vitest'
import { checkMoney } from '../../src/flow/doctor/money.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import { seedStore } from '../../src/wire.ts'
import { sharedProgram, SECRET_KEY, startServer, type Program } from '../faults/program.ts'
import { createDatabase, describePostgres, silentLog } from '../support/store.ts'

/** kill -9 of a server in the middle of claims of a red packet, at `packet.taken` and at `packet.paid`: nobody gets a share twice, no fen is lost. */

const SHARES = 40

describePostgres('a server killed while a red packet is claimed', () => {
  let program: Program
  beforeAll(async () => void (program = await sharedProgram()))

  test('BEN-8 I18 I21: killed within claims again and again, tapped again: every share once, the books whole', async () => {
    const { url, drop } = await createDatabase()
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    try {
      await seedStore(db)
      let server = await startServer(program, { DATABASE_URL: url })
      const call = async (method: string, path: string, body: unknown) => {
        const response = await fetch(`${server.url}${path}`, {
          method,
          headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        return { status: response.status, body: (await response.json()) as Record<string, unknown> }
      }
      const amount = { value: 4_000, currency: 'CNY' }
      await call('PUT', '/v1/owners/luo', { kind: 'creator', name: 'luo' })
      await call('POST', '/v1/owners/luo/budget', { amount })
      const opened = await call('POST', '/v1/red-packets', {
        ownerId: 'luo',
        split: 'lucky',
        total: amount,
        count: SHARES,
      })
      const path = `/v1/red-packets/${String(opened.body['packetId'])}/claim`
      /** what each was told he has; undefined: no answer came */
      const told = new Map<string, number>()
      const tap = async (user: string): Promise<void> => {
        const answer = await call('POST', path, { userId: user }).catch(() => null)
        if (answer === null || !(answer.status === 200 || answer.body['code'] === 'already_claimed')) return
        const { value } = answer.body['amount'] as { value: number }
        // an amount that was told once stays
        expect(told.get(user) ?? value, user).toBe(value)
        told.set(user, value)
      }
      await server.stop()
      for (const [round, at] of ['packet.taken:1', 'packet.paid:1', 'packet.taken:2', 'packet.paid:2'].entries()) {
        server = await startServer(program, { DATABASE_URL: url, TIEFEN_CRASH_AT: at })
        const users = Array.from({ length: 10 }, (_, turn) => `fan-${round * 10 + turn}`)
        // one after another, so that a second transaction comes where the second is to die
        for (const user of users) await tap(user)
        await server.gone
        expect(await checkMoney(db)).toEqual([])
        const [half] = await db.query<{ sum: number }>('select claimed + remaining + returned as sum from red_packet')
        expect(half?.sum).toBe(4_000)
      }
      // what died left nothing: only those were served who came before the second
      expect(told.size).toBe(2)
      server = await startServer(program, { DATABASE_URL: url })
      await Promise.all(Array.from({ length: SHARES * 2 }, (_, user) => tap(`fan-${user}`)))
      await server.stop()
      expect(told.size).toBe(SHARES)
      expect([...told.values()].reduce((sum, value) => sum + value, 0)).toBe(4_000)
      const balances = await db.query<{ balance: number }>('select balance from user_book order by balance')
      expect(balances.map(({ balance }) => balance)).toEqual([...told.values()].toSorted((a, b) => a - b))
      expect(await checkMoney(db)).toEqual([])
    } finally {
      await db.close()
      await drop()
    }
  }, 300_000)
})
