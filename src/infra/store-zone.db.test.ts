import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { expect, test } from 'vitest'
import { createDatabase, describeAnyStore, describePostgres, openBare, silentLog } from '../../test/support/store.ts'
import { readConfig, type Config } from '../config.ts'
import { openDoctor, openImportStore } from '../wire-tools.ts'
import { openStore } from '../wire.ts'
import { checkTimeZone, keepTimeZone, ZoneProblem } from './store-zone.ts'

describeAnyStore('the time zone of a store', (store) => {
  test('TASK-10: the first start decides; the same zone by another name is the same', async () => {
    const db = await store.open()
    try {
      await checkTimeZone(db, 'Europe/Berlin')
      await keepTimeZone(db, 'Asia/Shanghai')
      for (const same of ['Asia/Shanghai', 'Asia/Chongqing', 'PRC']) {
        await keepTimeZone(db, same)
        await checkTimeZone(db, same)
      }
      const refused = /^TIEFEN_TIME_ZONE: .*Asia\/Shanghai.*Europe\/Berlin.* · .*Asia\/Shanghai, not of Europe\/Berlin$/
      await expect(keepTimeZone(db, 'Europe/Berlin')).rejects.toThrow(refused)
      await expect(checkTimeZone(db, 'Europe/Berlin')).rejects.toThrow(refused)
      // a name that this program knows nothing of is no name of any zone it knows
      await db.query(`update setting set value = '"CST"' where key = 'timeZone'`)
      await expect(keepTimeZone(db, 'America/Chicago')).rejects.toThrow(ZoneProblem)
    } finally {
      await db.close()
    }
  })

  test('TASK-10: a store without tables is nobody’s', async () => {
    const db = await openBare(store.name)
    try {
      await checkTimeZone(db, 'Europe/Berlin')
    } finally {
      await db.close()
    }
  })
})

describePostgres('the time zone of a store in use', () => {
  test('TASK-10: no server and no tool works on it in another zone, and each ends with the code of a bad setting', async () => {
    const database = await createDatabase()
    const folder = await mkdtemp(`${tmpdir()}/tiefen-zone-`)
    const configOf = (timeZone: string): Config => {
      const reading = readConfig({ DATABASE_URL: database.url, TIEFEN_DATA: folder, TIEFEN_TIME_ZONE: timeZone })
      if (reading.kind === 'problems') throw new Error(reading.problems.join())
      return reading.config
    }
    try {
      await (await openStore(configOf('Asia/Shanghai'), silentLog)).db.close()
      await (await openStore(configOf('PRC'), silentLog)).db.close()
      const other = configOf('America/Chicago')
      for (const open of [openStore, openImportStore, openDoctor])
        await expect(open(other, silentLog)).rejects.toMatchObject({ name: 'ZoneProblem', exitCode: 2 })
      await (await openDoctor(configOf('Asia/Shanghai'), silentLog)).db.close()
    } finally {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
