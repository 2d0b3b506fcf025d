import { rmSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startScript } from '../../test/support/process.ts'
import { silentLog } from '../../test/support/store.ts'
import { lockDataFolder } from './data-lock.ts'
import { EMBEDDED_POSTGRES_MAJOR, openEmbedded } from './embedded.ts'
import { keptSecretKey } from './secret-key.ts'

const holder = new URL('../../test/support/hold-data-folder.ts', import.meta.url)
// processes of their own, and a store that is made anew: a minute is short on a machine that is busy
vi.setConfig({ testTimeout: 180_000 })
let scratch = ''
beforeAll(async () => {
  scratch = await mkdtemp(`${tmpdir()}/tiefen-data-`)
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

test('a second process, and a second opener in the same one, are refused in plain words; a release frees the folder', async () => {
  const folder = `${scratch}/release`
  const lock = await lockDataFolder(folder)
  await expect(lockDataFolder(folder)).rejects.toThrow(/in use by another process/)
  const second = startScript(holder, ['lock', folder])
  expect(await second.line('refused')).toMatch(/正被另一个进程.*TIEFEN_DATA/)
  await lock.release()
  await (await lockDataFolder(folder)).release()
  expect(await readdir(`${folder}/lock`)).toEqual([])
})

test('a lock whose process was killed is taken over', async () => {
  const folder = `${scratch}/killed`
  const first = startScript(holder, ['lock', folder])
  await first.line('held')
  await expect(lockDataFolder(folder)).rejects.toThrow(/in use/)
  await first.kill('SIGKILL')
  await (await lockDataFolder(folder)).release()
})

test('a lock with the number of a later process, or of an earlier boot, is dead', async () => {
  const folder = `${scratch}/reused`
  await mkdir(`${folder}/lock`, { recursive: true })
  const lock = await lockDataFolder(folder)
  const [name = ''] = await readdir(`${folder}/lock`)
  await lock.release()
  const self = { pid: process.pid, bootId: null, pidSpace: null, startedAt: '1', host: 'elsewhere' }
  await writeFile(`${folder}/lock/${name}`, JSON.stringify(self))
  await writeFile(`${folder}/lock/broken.lock`, '{')
  await (await lockDataFolder(folder)).release()
})

test('of many that start at once at most one holds the folder, and one does', async () => {
  const folder = `${scratch}/many`
  const processes = Array.from({ length: 4 }, () => startScript(holder, ['lock', folder]))
  const outcomes = await Promise.all(processes.map((one) => Promise.race([one.line('held'), one.line('refused')])))
  expect(outcomes.filter((line) => line === 'held')).toHaveLength(1)
  await Promise.all(processes.filter((one) => one.child.exitCode === null).map((one) => one.kill()))
})

test('others that only try are waited out: whoever tries longest holds the folder, and not nobody', async () => {
  const folder = `${scratch}/contended`
  const lock = await lockDataFolder(folder)
  const [name = ''] = await readdir(`${folder}/lock`)
  const living = await readFile(`${folder}/lock/${name}`)
  await lock.release()
  // one after another writes its file and steps back, so that there is always one
  let [others, tried] = [`${folder}/lock/none`, 0]
  const turn = (): void => {
    const next = `${folder}/lock/other-${(tried += 1)}.lock`
    writeFileSync(next, living)
    rmSync(others, { force: true })
    others = next
  }
  turn()
  const turns = setInterval(turn, 50)
  const end = (): void => {
    clearInterval(turns)
    rmSync(others, { force: true })
  }
  const ending = setTimeout(end, 4_000)
  try {
    await (await lockDataFolder(folder)).release()
  } finally {
    clearTimeout(ending)
    end()
  }
})

test('an embedded store loses no acknowledged commit when its process is killed, and refuses other versions', async () => {
  const folder = `${scratch}/store`
  let acked = 0
  for (let round = 0; round < 2; round += 1) {
    const writer = startScript(holder, ['store', folder])
    await writer.line(`acked ${acked + 20}`)
    await writer.kill('SIGKILL')
    await writer.ended
    acked = Number(writer.lines.at(-1)?.split(' ')[1])
  }
  const { db, isNew } = await openEmbedded(folder, silentLog)
  expect(isNew).toBe(false)
  const [row] = await db.query<{ rows: number; last: number; version: string }>(
    `select count(*) as rows, max(n) as last, current_setting('server_version_num')::int / 10000 as version from acked`,
  )
  // One more may have reached the disk before its acknowledgement was printed.
  expect(row?.rows).toBe(row?.last)
  expect(row?.last).toBeGreaterThanOrEqual(acked)
  expect(row?.last).toBeLessThanOrEqual(acked + 1)
  expect(row?.version).toBe(EMBEDDED_POSTGRES_MAJOR)
  await expect(openEmbedded(folder, silentLog)).rejects.toThrow(/in use/)
  await db.close()

  await writeFile(`${folder}/tiefen-store.json`, JSON.stringify({ format: 1, store: 'pglite', postgresMajor: 17 }))
  await expect(openEmbedded(folder, silentLog)).rejects.toThrow(/made by another version \(pglite 17/)
  await rm(`${folder}/tiefen-store.json`)
  await writeFile(`${folder}/store/PG_VERSION`, '17\n')
  await expect(openEmbedded(folder, silentLog)).rejects.toThrow(/made by another version \(PostgreSQL 17\)/)
})

test('the secret key is made once, for this user alone', async () => {
  const folder = `${scratch}/key`
  const made = await Promise.all([keptSecretKey(folder), keptSecretKey(folder), keptSecretKey(folder)])
  expect(new Set(made.map((one) => one.key)).size).toBe(1)
  expect(made[0]?.key).toMatch(/^tfk_[\w-]{43}$/)
  expect(await keptSecretKey(folder)).toMatchObject({ key: made[0]?.key, isNew: false })
  expect((await stat(`${folder}/secret-key`)).mode & 0o777).toBe(0o600)
  expect(await readdir(folder)).toEqual(['secret-key'])
})
