import { expect, test } from 'vitest'
import { createDatabase, describePostgres, describeStores, openBare, silentLog } from '../../test/support/store.ts'
import {
  checkMigrated,
  EXIT_STORE_IS_NEWER,
  migrate,
  migrationsFolder,
  parseMigration,
  readMigrations,
} from './migrate.ts'
import { openPostgres } from './pg.ts'

const step = (number: number, body: string, breaking = 'no') =>
  parseMigration(`000${number}_make_thing.sql`, `-- why: a test\n-- breaking: ${breaking}\n-- locks: none\n${body}`)
const one = step(1, 'create table first_thing (a int); insert into first_thing values (1)')
const two = step(2, 'alter table first_thing add column b int not null default 7;')
const three = step(3, 'create table third_thing (c int)', 'yes')

describeStores('migrations', (store) => {
  test('run in order, once each, and are recorded; edited, failed and newer ones are told apart', async () => {
    const db = await openBare(store.name)
    try {
      await expect(checkMigrated(db, [one], silentLog)).rejects.toThrow(/has not run migration 0001_make_thing/)
      expect(await migrate(db, [one], silentLog)).toBe(1)
      await checkMigrated(db, [one], silentLog)
      await expect(checkMigrated(db, [one, two], silentLog)).rejects.toThrow(/has not run migration 0002_make_thing/)
      expect(await migrate(db, [one, two, three], silentLog)).toBe(2)
      expect(await migrate(db, [one, two, three], silentLog)).toBe(0)
      expect(await db.query('select a, b from first_thing')).toEqual([{ a: 1, b: 7 }])
      expect(await db.query('select number, name, breaking from schema_migration order by number')).toEqual([
        { number: 1, name: '0001_make_thing', breaking: false },
        { number: 2, name: '0002_make_thing', breaking: false },
        { number: 3, name: '0003_make_thing', breaking: true },
      ])

      const edited = step(2, 'alter table first_thing add column b text')
      await expect(migrate(db, [one, edited, three], silentLog)).rejects.toThrow(/never edited/)
      await expect(checkMigrated(db, [one, edited, three], silentLog)).rejects.toThrow(/never edited/)
      await expect(migrate(db, [one, two], silentLog)).rejects.toMatchObject({
        exitCode: EXIT_STORE_IS_NEWER,
        message: /newer version/,
      })
      await db.exec('update schema_migration set breaking = false where number = 3')
      expect(await migrate(db, [one, two], silentLog)).toBe(0)

      const wrong = step(4, 'create table fourth_thing (d int); select nonsense')
      await expect(migrate(db, [one, two, three, wrong], silentLog)).rejects.toThrow(/0004_make_thing.sql: .*nonsense/)
      expect(await db.query(`select to_regclass('fourth_thing') as made`)).toEqual([{ made: null }])
      expect(await db.query('select count(*) as rows from schema_migration')).toEqual([{ rows: 3 }])
    } finally {
      await db.close()
    }
    // most of it is an embedded store that is loaded: a quarter of a minute on a busy machine, and more on a busier one
  }, 180_000)
})

describePostgres('migrations, many runners', () => {
  test('twenty runners at once apply each migration once', async () => {
    const migrations = await readMigrations(migrationsFolder())
    const { url, drop } = await createDatabase('template0')
    const dbs = await Promise.all(
      Array.from({ length: 20 }, () => openPostgres({ connectionString: url, max: 1, log: silentLog })),
    )
    try {
      const ran = await Promise.all(dbs.map((db) => migrate(db, migrations, silentLog)))
      expect(ran.reduce((sum, count) => sum + count, 0)).toBe(migrations.length)
      expect(await dbs[0]?.query('select count(*) as rows from schema_migration')).toEqual([
        { rows: migrations.length },
      ])
    } finally {
      await Promise.all(dbs.map((db) => db.close()))
      await drop()
    }
  })
})
