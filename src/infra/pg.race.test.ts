import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, describePostgres, silentLog } from '../../test/support/store.ts'
import type { Db } from '../ports/db.ts'
import { openPostgres } from './pg.ts'

describePostgres('many sessions', (store) => {
  let db: Db
  beforeAll(async () => {
    db = await store.open()
    await db.exec('create table pot (id int primary key, value int not null); insert into pot values (1, 0), (2, 0)')
  })
  afterAll(() => db.close())

  test('a deadlock is resolved by trying again', async () => {
    // Both hold their first row before they ask for the second: the meeting makes the deadlock certain, on the first attempt only.
    let arrived = 0
    let open: () => void = () => undefined
    const both = new Promise<void>((resolve) => (open = resolve))
    const move = (first: number, second: number) =>
      db.transaction(async (tx) => {
        await tx.query('update pot set value = value + 1 where id = $1', [first])
        arrived += 1
        if (arrived === 2) open()
        await both
        await tx.query('update pot set value = value + 1 where id = $1', [second])
      })
    await Promise.all([move(1, 2), move(2, 1)])
    expect(arrived).toBe(3)
    expect(await db.query('select value from pot order by id')).toEqual([{ value: 2 }, { value: 2 }])
  })

  test('two hundred increments at once are all there', async () => {
    await Promise.all(
      Array.from({ length: 200 }, () =>
        db.transaction((tx) => tx.query('update pot set value = value + 1 where id = 1')),
      ),
    )
    expect(await db.query('select value from pot where id = 1')).toEqual([{ value: 202 }])
  })

  test('a session ended by the server is a retryable fault, and the pool goes on', async () => {
    const killed = db.transaction(async (tx) => {
      const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await db.query('select pg_terminate_backend($1)', [me?.pid ?? 0])
      await tx.query('select 1')
    })
    await expect(killed).rejects.toMatchObject({ name: 'Fault', retryable: true })
    expect(await db.query('select 1 as still')).toEqual([{ still: 1 }])
  })
})

/** A proxy that cuts the line when the client's bytes hold `message`: before or after the server got them. */
async function cuttingProxy(server: URL, message: string, forward: boolean) {
  const sockets = new Set<Socket>()
  const proxy = createServer((client) => {
    const upstream = connect(Number(server.port), server.hostname)
    sockets.add(client).add(upstream)
    client.on('error', () => undefined)
    upstream.on('error', () => undefined)
    client.on('data', (bytes) => {
      if (!bytes.includes(message)) return void upstream.write(bytes)
      if (forward) upstream.end(bytes)
      client.destroy()
    })
    upstream.on('data', (bytes) => client.destroyed || client.write(bytes))
    client.on('close', () => upstream.end())
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  const url = new URL(server)
  url.port = String((proxy.address() as AddressInfo).port)
  const close = async () => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
    await once(proxy, 'close')
  }
  return { url: url.href, close }
}

describePostgres('a lost line', () => {
  for (const forward of [true, false]) {
    test(`during commit is a fault that is never tried again (${forward ? 'committed' : 'not committed'})`, async () => {
      const { url, drop } = await createDatabase()
      const direct = await openPostgres({ connectionString: url, max: 1, log: silentLog })
      await direct.exec('create table line (number int)')
      const proxy = await cuttingProxy(new URL(url), 'Q\0\0\0\vcommit\0', forward)
      const db = await openPostgres({ connectionString: proxy.url, max: 1, log: silentLog })
      try {
        let attempts = 0
        const work = db.transaction(async (tx) => {
          attempts += 1
          await tx.query('insert into line values (1)')
        })
        await expect(work).rejects.toMatchObject({ name: 'Fault', retryable: false, message: /outcome is unknown/ })
        expect(attempts).toBe(1)
        if (forward) await expect.poll(() => direct.query('select number from line')).toEqual([{ number: 1 }])
        else expect(await direct.query('select number from line')).toEqual([])
      } finally {
        await db.close()
        await proxy.close()
        await direct.close()
        await drop()
      }
    })
  }

  test('no server at all is said plainly', async () => {
    const opening = openPostgres({
      connectionString: 'postgres://postgres@127.0.0.1:1/postgres',
      max: 1,
      log: silentLog,
    })
    await expect(opening).rejects.toMatchObject({ name: 'Fault', retryable: true, message: /not available/ })
  })
})
