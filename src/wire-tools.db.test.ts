import { expect, test } from 'vitest'
import { createDatabase, describePostgres, silentLog } from '../test/support/store.ts'
import { readConfig } from './config.ts'
import { moveClock } from './flow/clock.ts'
import { writeDemoMark } from './infra/demo-mark.ts'
import { openPostgres } from './infra/pg.ts'
import { seedStore } from './wire.ts'
import { openConsumeStore, openImportStore } from './wire-tools.ts'

const EVENING = Date.UTC(2031, 4, 1, 12)

describePostgres('tools on a store that has a clock of its own', () => {
  test.each([
    ['made by the demo', true, {}, 'applied'],
    ['made by the demo, which is not asked for', true, { TIEFEN_DEMO: '0' }, 'rejected'],
    ['that is no demo’s', false, {}, 'rejected'],
    ['of a sandbox', false, { TIEFEN_SANDBOX: '1' }, 'applied'],
  ])('PLT-5: import and consume decide by it as the server does: a store %s', async (_, marked, more, status) => {
    const { url, drop } = await createDatabase()
    const db = await openPostgres({ connectionString: url, max: 2, log: silentLog })
    try {
      await seedStore(db)
      await moveClock(db, EVENING, 0, Date.now)
      if (marked) await writeDemoMark(db, { seed: 's', showStart: EVENING, stage: 'show' })
      const reading = readConfig({ DATABASE_URL: url, TIEFEN_SECRET_KEY: 'key-of-the-tests-of-tools', ...more })
      if (reading.kind === 'problems') throw new Error(reading.problems.join())
      for (const open of [openImportStore, openConsumeStore]) {
        const { app, close } = await open(reading.config, silentLog)
        try {
          const time = new Date(EVENING).toISOString()
          const profiled = {
            specversion: '1.0',
            id: open.name,
            source: 'shop',
            type: 'user.profiled',
            subject: 'ann',
            time,
          }
          expect(await app.ingest([{ ...profiled, data: {} }])).toMatchObject({ results: [{ status }] })
        } finally {
          await close()
        }
      }
    } finally {
      await db.close()
      await drop()
    }
  })
})
