import { mkdtemp, rm } from 'node:fs/promises'
import { chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Client } from 'pg'
import { beforeAll, expect, it } from 'vitest'
import { findPostgres } from '../../scripts/lib/postgres.mjs'
import { createRandom } from '../../src/lib/prng.ts'
import { createDatabase, describePostgres } from '../support/store.ts'
import { runCampaign } from './campaign.ts'
import { startCluster } from './cluster.ts'
import { postgresPlace } from './place.ts'
import { sharedProgram, type Program } from './program.ts'

/** What PostgreSQL can do to a node (reliability.md F4, F12, F13): die, end a session, cancel a statement, choose a victim of a deadlock. */

const SLOW_MS = 300_000
const BOUND_MS = 60_000

let program: Program
beforeAll(async () => {
  program = await sharedProgram()
})

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const isDeadlock = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '40P01'

const { folder: programs, reason } = findPostgres()

describePostgres('TASK-10: PostgreSQL fails', () => {
  it.skipIf(programs === undefined)(
    `kill -9 of its postmaster under load, twice: nothing acknowledged is lost, nothing counts twice${programs === undefined ? ` [skipped: ${reason}]` : ''}`,
    async () => {
      const folder = await mkdtemp(`${tmpdir()}/tiefen-cluster-`)
      chmodSync(folder, 0o711)
      const cluster = await startCluster({ programs: programs ?? '', data: `${folder}/data` })
      const random = createRandom('postmaster')
      try {
        const report = await runCampaign({
          program,
          place: await postgresPlace({ url: cluster.url, drop: () => Promise.resolve() }),
          seed: 'postmaster',
          boundMs: BOUND_MS,
          async faults(field) {
            for (let kill = 0; kill < 2; kill += 1) {
              await field.after(random.between(50, 800))
              await cluster.killPostmaster()
              const recovered = field.recovers()
              await cluster.start()
              await recovered
            }
          },
        })
        expect(report.findings).toEqual([])
        expect(Math.max(...report.recoveries)).toBeLessThan(BOUND_MS)
      } finally {
        await cluster.stop()
        await rm(folder, { recursive: true, force: true })
      }
    },
    SLOW_MS,
  )

  it(
    'sessions ended, statements cancelled, deadlocks: nothing acknowledged is lost, nothing counts twice',
    async () => {
      const { url, drop } = await createDatabase()
      const random = createRandom('sessions')
      const [killer, rival] = [await connected(url), await connected(url)]
      const counts = { ended: 0, cancelled: 0, deadlocks: 0 }
      /** On sessions of the server that are in the middle of a transaction; true when there was one. */
      const hit = async (what: 'pg_terminate_backend' | 'pg_cancel_backend'): Promise<boolean> => {
        const { rows } = await killer.query(
          `select ${what}(pid) from pg_stat_activity where datname = current_database() and application_name = 'tiefen'
           and xact_start is not null and pid <> pg_backend_pid() order by xact_start limit 1`,
        )
        return rows.length > 0
      }
      /** Locks two members against the order in which batches do. */
      const cross = async (): Promise<boolean> => {
        const { rows } = await rival.query<{ user_no: string }>('select user_no from fan order by random() limit 12')
        const downwards = rows.map((row) => Number(row.user_no)).sort((a, b) => b - a)
        try {
          await rival.query('begin')
          for (const user of downwards) await rival.query('select 1 from fan where user_no = $1 for update', [user])
          await rival.query('commit')
          return false
        } catch (error) {
          await rival.query('rollback')
          if (!isDeadlock(error)) throw error
          return true
        }
      }
      try {
        const report = await runCampaign({
          program,
          place: await postgresPlace({ url, drop: () => Promise.resolve() }),
          seed: 'sessions',
          boundMs: BOUND_MS,
          async faults(field) {
            // on until each has met somebody: an answer comes when nothing is under way, or when much is
            const isMet = (): boolean => counts.ended > 0 && counts.cancelled > 0
            for (let round = 0; round < 60 || (round < 300 && !isMet()); round += 1) {
              await field.after(random.between(1, 60))
              const fault = random.below(3)
              if (fault === 0) counts.ended += Number(await hit('pg_terminate_backend'))
              else if (fault === 1) counts.cancelled += Number(await hit('pg_cancel_backend'))
              else counts.deadlocks += Number(await cross())
            }
            await field.recovers()
          },
        })
        expect(report.findings).toEqual([])
        expect(counts.ended).toBeGreaterThan(0)
        expect(counts.cancelled).toBeGreaterThan(0)
      } finally {
        await Promise.all([killer.end(), rival.end()])
        await drop()
      }
    },
    SLOW_MS,
  )
})
