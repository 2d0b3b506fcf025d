import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { openEmbedded } from '../../src/infra/embedded.ts'
import { openPostgres } from '../../src/infra/pg.ts'
import type { Db } from '../../src/ports/db.ts'
import { startScript } from '../support/process.ts'
import { createDatabase, noPostgres, silentLog } from '../support/store.ts'
import { header, shopLines, shopMap } from './sample-shop.ts'
import { stateOf } from './support.ts'

const ORDERS = 1_500
const SLOW_MS = 180_000
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly error: string
}

/** Runs the command in a process of its own; with `killAt`, kill -9 once its progress shows that many lines. */
async function command(
  env: Readonly<Record<string, string>>,
  argv: readonly string[],
  killAt: number | null = null,
): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', main, 'import', ...argv], {
    env: { ...process.env, TIEFEN_LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    error += text
    const lines = Number(/(\d[\d,]*) lines {2}/.exec(text)?.[1]?.replaceAll(',', '') ?? 0)
    if (killAt !== null && lines >= killAt) child.kill('SIGKILL')
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, out, error }
}

let folder: string
let argv: string[]
beforeAll(async () => {
  folder = await mkdtemp(`${tmpdir()}/tiefen-kill-`)
  await writeFile(`${folder}/shop.csv`, [header, ...shopLines(ORDERS)].join('\n'))
  await writeFile(`${folder}/map.json`, JSON.stringify(shopMap))
  argv = ['--owner', 'shop', '--create-owner', 'Shop', '--map', `${folder}/map.json`, `${folder}/shop.csv`]
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function killedIsAsWhole(
  killed: Readonly<Record<string, string>>,
  whole: Readonly<Record<string, string>>,
  open: (env: Readonly<Record<string, string>>) => Promise<Db>,
): Promise<void> {
  const read = async (env: Readonly<Record<string, string>>) => {
    const db = await open(env)
    try {
      return await stateOf(db)
    } finally {
      await db.close()
    }
  }
  const once = await command(whole, argv)
  expect(once.code).toBe(0)
  // small batches, so that there is a middle to be killed in
  const small = ['--batch', '3', ...argv]
  const cut = await command(killed, small, 50)
  expect(cut).toMatchObject({ code: null, out: '' })
  const [partly] = (await read(killed))['seen'] as { events: number }[]
  const state = await read(whole)
  const [all] = state['seen'] as { events: number }[]
  expect(partly?.events).toBeGreaterThan(0)
  expect(partly?.events).toBeLessThan(all?.events ?? 0)
  const resumed = await command(killed, ['--batch', '1000', ...argv])
  expect(resumed.code).toBe(0)
  expect(JSON.parse(resumed.out)).toEqual(JSON.parse(once.out))
  expect(await read(killed)).toEqual(state)
}

describe('TASK-10: killed in the middle and run again is the same as run once', () => {
  it(
    'embedded [pglite]',
    () =>
      killedIsAsWhole({ TIEFEN_DATA: `${folder}/killed` }, { TIEFEN_DATA: `${folder}/whole` }, async (env) => {
        return (await openEmbedded(env['TIEFEN_DATA'] ?? '', silentLog)).db
      }),
    SLOW_MS,
  )

  const postgres = inject('stores').postgresUrl === null ? it.skip : it
  postgres(
    inject('stores').postgresUrl === null ? `[postgres, ${noPostgres}]` : '[postgres]',
    async () => {
      const [killed, whole] = await Promise.all([createDatabase(), createDatabase()])
      try {
        await killedIsAsWhole({ DATABASE_URL: killed.url }, { DATABASE_URL: whole.url }, (env) =>
          openPostgres({ connectionString: env['DATABASE_URL'] ?? '', max: 2, log: silentLog }),
        )
      } finally {
        await Promise.all([killed.drop(), whole.drop()])
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
