import { beforeAll, describe, expect, it } from 'vitest'
import { findPostgres } from '../../scripts/lib/postgres.mjs'
import { runCampaign, type Field } from './campaign.ts'
import { startCluster } from './cluster.ts'
import { createSmallDisk, noSmallDisk, type SmallDisk } from './disk.ts'
import { sharedProgram, type Environment, type Program } from './program.ts'

/** A disk that is full (reliability.md F18): refused as long as it is, never acknowledged without being kept, and on its own again after. */

const SLOW_MS = 300_000
const BOUND_MS = 60_000
const DISK_MEBIBYTES = 220
const REFUSALS = 30
/** No call is given up before it has an answer, however busy the machine. */
const PATIENCE_MS = 30_000

let program: Program
beforeAll(async () => {
  program = await sharedProgram()
})

async function expectRefusedWhileFull(disk: SmallDisk, env: Environment): Promise<void> {
  const report = await runCampaign({
    program,
    place: { name: 'small disk', env, remove: () => Promise.resolve() },
    seed: 'full disk',
    boundMs: BOUND_MS,
    patienceMs: PATIENCE_MS,
    async faults(field: Field) {
      for (let time = 0; time < 2; time += 1) {
        await field.after(200)
        disk.fill()
        await field.load.refused(REFUSALS, BOUND_MS)
        disk.empty()
        await field.recovers()
      }
    },
  })
  expect(report.findings).toEqual([])
  // every call was answered: by 200 or by 503, as an answer of another kind is a finding
  expect(report.unknown).toBe(0)
}

const noMount = noSmallDisk()
describe(noMount === null ? 'TASK-10: the disk is full' : `TASK-10: the disk is full [skipped: ${noMount}]`, () => {
  it.skipIf(noMount !== null)(
    'under the embedded store: 503 while it is, everything that was acknowledged is there, and it goes on by itself',
    async () => {
      const disk = createSmallDisk(DISK_MEBIBYTES)
      try {
        await expectRefusedWhileFull(disk, { TIEFEN_DATA: `${disk.folder}/data` })
      } finally {
        disk.remove()
      }
    },
    SLOW_MS,
  )

  const { folder: programs, reason } = noMount === null ? findPostgres() : { reason: noMount }
  it.skipIf(programs === undefined)(
    `under PostgreSQL: the same${programs === undefined ? ` [skipped: ${reason}]` : ''}`,
    async () => {
      const disk = createSmallDisk(DISK_MEBIBYTES)
      try {
        const cluster = await startCluster({
          programs: programs ?? '',
          data: `${disk.folder}/postgres`,
          // its shared memory is no part of the disk
          settings: ['shared_buffers=32MB'],
        })
        try {
          await expectRefusedWhileFull(disk, { TIEFEN_DATA: `${disk.folder}/data`, DATABASE_URL: cluster.url })
        } finally {
          await cluster.stop()
        }
      } finally {
        disk.remove()
      }
    },
    SLOW_MS,
  )
})
