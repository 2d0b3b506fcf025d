import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openEmbedded } from '../../src/infra/embedded.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { sharedProgram, type Program } from '../faults/program.ts'
import { copyEmptyStore } from '../support/empty-store.ts'
import { startScript } from '../support/process.ts'
import { createDatabase, noPostgres, silentLog, stores, type TestStore } from '../support/store.ts'
import { header, shopLines, shopMap } from './sample-shop.ts'
import { runCommand, seed, stateOf } from './support.ts'

const ORDERS = 1_500
/** starting a store and a program from source, on a machine that is busy with other tests */
const SLOW_MS = 300_000

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs the command in a process of its own. */
async function command(env: Readonly<Record<string, string>>, argv: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, [program.main, 'import', ...argv], {
    env: { ...process.env, TIEFEN_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (error += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, error }
}

let program: Program
let folder: string
let argv: string[]
/** what a run that nobody stopped leaves and prints */
let whole: { readonly state: Awaited<ReturnType<typeof stateOf>>; readonly out: string }
beforeAll(async () => {
  program = await sharedProgram()
  folder = await mkdtemp(`${tmpdir()}/tiefen-kill-`)
  await writeFile(`${folder}/shop.csv`, [header, ...shopLines(ORDERS)].join('\n'))
  await writeFile(`${folder}/map.json`, JSON.stringify(shopMap))
  argv = ['--owner', 'shop', '--create-owner', 'Shop', '--map', `${folder}/map.json`, `${folder}/shop.csv`]
  const db = await (stores[0] as TestStore).open()
  try {
    await seed(db)
    const { out } = await runCommand(db, argv)
    whole = { out, state: await stateOf(db) }
  } finally {
    await db.close()
  }
}, SLOW_MS)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function killedIsAsWhole(env: Readonly<Record<string, string>>, open: () => Promise<Db>): Promise<void> {
  const read = async () => {
    const db = await open()
    try {
      return await stateOf(db)
    } finally {
      await db.close()
    }
  }
  const eventsOf = (state: Awaited<ReturnType<typeof stateOf>>): number =>
    (state['seen'] as { events: number }[])[0]?.events ?? 0
  // small batches, so that there is a middle to be killed in; after a count of commits, since a fast machine is at the end before it says anything
  const cut = await command({ ...env, TIEFEN_CRASH_AT: 'batch.committed:100' }, ['--batch', '3', ...argv])
  expect(cut).toMatchObject({ code: null, out: '' })
  const partly = eventsOf(await read())
  expect(partly).toBeGreaterThan(0)
  expect(partly).toBeLessThan(eventsOf(whole.state))
  const resumed = await command(env, ['--batch', '1000', ...argv])
  expect(resumed.code).toBe(0)
  expect(JSON.parse(resumed.out)).toEqual(JSON.parse(whole.out))
  expect(await read()).toEqual(whole.state)
}

describe('TASK-10: killed in the middle and run again is the same as run once', () => {
  it(
    'embedded [pglite]',
    async () => {
      const data = `${folder}/killed`
      await copyEmptyStore(data)
      await killedIsAsWhole({ TIEFEN_DATA: data }, async () => (await openEmbedded(data, silentLog)).db)
    },
    SLOW_MS,
  )

  const postgres = inject('stores').postgresUrl === null ? it.skip : it
  postgres(
    inject('stores').postgresUrl === null ? `[postgres, ${noPostgres}]` : '[postgres]',
    async () => {
      const { url, drop } = await createDatabase()
      try {
        await killedIsAsWhole({ DATABASE_URL: url }, () =>
          openPostgres({ connectionString: url, max: 2, log: silentLog }),
        )
      } finally {
        await drop()
      }
    },
    SLOW_MS,
  )

  it(
    'while a server holds the data folder it says so and touches nothing',
    async () => {
      const data = `${folder}/held`
      const holder = startScript(new URL('../support/hold-data-folder.ts', import.meta.url), ['lock', data])
      try {
        await holder.line('held')
        const refused = await command({ TIEFEN_DATA: data }, argv)
        expect(refused).toMatchObject({ code: 1, out: '' })
        expect(refused.error).toContain('is in use by another process')
      } finally {
        await holder.kill()
      }
    },
    SLOW_MS,
  )
})
