import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { silentLog } from '../../test/support/store.ts'
import { openPglite } from './pglite.ts'

// stores that are loaded, some twice: a minute is short on a machine that is busy
vi.setConfig({ testTimeout: 180_000 })
let folder = ''
let snapshot: Uint8Array
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/tiefen-pglite-`)
  snapshot = await readFile(inject('stores').snapshotFile)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('on a folder every commit reaches the disk: fsync is on, and is called', async () => {
  const db = await openPglite({ dataDir: `${folder}/store`, snapshot, log: silentLog })
  expect(await db.query('show fsync')).toEqual([{ fsync: 'on' }])
  expect(await db.query('show wal_sync_method')).toEqual([{ wal_sync_method: 'fsync' }])
  await db.exec('create table thing (a int)')
  const before = await db.fsyncs()
  for (let n = 0; n < 20; n += 1) await db.transaction((tx) => tx.query('insert into thing values ($1)', [n]))
  expect((await db.fsyncs()) - before).toBeGreaterThanOrEqual(20)
  await db.close()

  const again = await openPglite({ dataDir: `${folder}/store`, log: silentLog })
  expect(await again.query('select count(*) as rows from thing')).toEqual([{ rows: 20 }])
  await again.close()
})

test('a bit that the disk changed is noticed', async () => {
  const dataDir = `${folder}/changed`
  const db = await openPglite({ dataDir, snapshot, log: silentLog })
  await db.exec('create table thing as select n from generate_series(1, 1000) as n; checkpoint')
  const [row] = await db.query<{ path: string }>(`select pg_relation_filepath('thing') as path`)
  await db.close()
  const file = `${dataDir}/${row?.path ?? ''}`
  const bytes = await readFile(file)
  bytes[5_000] = (bytes[5_000] ?? 0) ^ 1
  await writeFile(file, bytes)
  const again = await openPglite({ dataDir, log: silentLog })
  await expect(again.query('select sum(n) from thing')).rejects.toThrow(/invalid page/)
  await again.close()
})

test('a heavy query does not block this thread', async () => {
  const db = await openPglite({ dataDir: 'memory', snapshot, log: silentLog })
  let turns = 0
  const timer = setInterval(() => (turns += 1), 5)
  await db.query('select count(*) from generate_series(1, 3000000) a(n) where n % 7 = 0')
  clearInterval(timer)
  expect(turns).toBeGreaterThan(5)
  await db.close()
})

test('a dump made while it runs opens elsewhere with everything in it', async () => {
  const db = await openPglite({ dataDir: 'memory', snapshot, log: silentLog })
  await db.exec('create table kept (a int); insert into kept values (4)')
  const copy = await openPglite({ dataDir: 'memory', snapshot: await db.dump(), log: silentLog })
  expect(await copy.query('select a from kept')).toEqual([{ a: 4 }])
  expect(await db.query('select a from kept')).toEqual([{ a: 4 }])
  await Promise.all([db.close(), copy.close()])
})

test('a folder that is no store is refused in few words', async () => {
  const opening = openPglite({ dataDir: 'memory', snapshot: new Uint8Array([1, 2, 3]), log: silentLog })
  const problem = await opening.catch((error: unknown) => error as Error)
  expect(problem).toMatchObject({ name: 'Fault' })
  expect((problem as Error).message.length).toBeLessThan(700)
})
