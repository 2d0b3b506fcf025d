import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { unprivileged } from '../../scripts/lib/postgres.mjs'
import { createRandom } from '../../src/lib/prng.ts'
import { standardLoad, storeFindings } from './campaign.ts'
import { findForgotten, findWrong } from './check.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { createDisk, noDisk, type Disk } from './disk.ts'
import { amendProgram, bundleProgram, startServer, type Environment, type Program, type Server } from './program.ts'

export interface PowerCutOptions {
  readonly program: Program
  readonly store: 'embedded' | 'postgres'
  readonly seed: string
  readonly cuts: number
  /** PostgreSQL's programs; not needed by the embedded store */
  readonly programs: string
  /** of PostgreSQL, for the control that must lose */
  readonly settings?: readonly string[]
  /** ends at the first cut that loses something: what comes after has no meaning */
  readonly boundMs: number
}

export interface PowerCutReport {
  readonly cuts: number
  /** events with an answer when the power went, over all cuts */
  readonly acknowledged: number
  /** of those, how many the store no longer knows */
  readonly lost: number
  /** the store did not open after a cut: in words */
  readonly unopenable: string | null
  /** milliseconds from the start after the cut until the server listens */
  readonly recoveries: readonly number[]
  readonly findings: readonly string[]
}

const DISK_MEBIBYTES = 768

/** What lies on the disk, and how it is started on it. */
interface Machine {
  readonly env: Environment
  /** Everything that writes to the disk stands still. */
  freeze(server: Server): void
  kill(server: Server): Promise<void>
  /** Before the server starts again. */
  recover(): Promise<void>
  stop(): Promise<void>
}

function embeddedMachine({ folder }: Disk): Machine {
  return {
    env: { TIEFEN_DATA: `${folder}/data` },
    freeze: (server) => server.signal('SIGSTOP'),
    kill: (server) => server.kill(),
    recover: () => Promise.resolve(),
    stop: () => Promise.resolve(),
  }
}

async function postgresMachine({ folder }: Disk, { programs, settings = [] }: PowerCutOptions): Promise<Machine> {
  const user = unprivileged()
  if (user !== null) chownSync(folder, user.uid, user.gid)
  const elsewhere = mkdtempSync(`${tmpdir()}/tiefen-powercut-`)
  mkdirSync(`${folder}/postgres`)
  const cluster: Cluster = await startCluster({ programs, data: `${folder}/postgres`, settings })
  return {
    env: { TIEFEN_DATA: elsewhere, DATABASE_URL: cluster.url },
    freeze(server) {
      server.signal('SIGSTOP')
      cluster.freeze()
    },
    async kill(server) {
      await server.kill()
      await cluster.killAll()
    },
    recover: () => cluster.start(),
    async stop() {
      await cluster.stop()
      rmSync(elsewhere, { recursive: true, force: true })
    },
  }
}

/** Cuts the power under load again and again, each time on what the last cut left, and asks for everything that was acknowledged. */
export async function runPowerCuts(options: PowerCutOptions): Promise<PowerCutReport> {
  const { program, boundMs } = options
  const random = createRandom(options.seed)
  const disk = createDisk(DISK_MEBIBYTES)
  let machine: Machine | null = null
  let server: Server | null = null
  let targets: readonly string[] = []
  const load = standardLoad(options.seed, () => targets)
  const recoveries: number[] = []
  let [cuts, acknowledged, lost] = [0, 0, 0]
  const report = (unopenable: string | null, findings: readonly string[]): PowerCutReport => ({
    cuts,
    acknowledged,
    lost,
    unopenable,
    recoveries,
    findings,
  })
  try {
    machine = await (options.store === 'embedded' ? embeddedMachine(disk) : postgresMachine(disk, options))
    server = await startServer(program, machine.env)
    targets = [server.url]
    await load.prepare()
    load.begin()
    for (; cuts < options.cuts;) {
      const [at, running] = [machine, server]
      await load.reach(load.acknowledged() + random.between(50, 800), boundMs)
      targets = []
      at.freeze(running)
      await disk.cut(() => at.kill(running))
      cuts += 1
      const begun = performance.now()
      try {
        await at.recover()
        server = await startServer(program, at.env)
      } catch (error) {
        return report(`cut ${cuts}: ${(error as Error).message.slice(0, 300)}`, [])
      }
      recoveries.push(performance.now() - begun)
      acknowledged = load.acknowledged()
      const forgotten = await findForgotten(server.url, load)
      lost += forgotten.length
      if (forgotten.length > 0) return report(null, forgotten.slice(0, 5))
      targets = [server.url]
    }
    await load.end(boundMs)
    const findings = [...(await findWrong(server.url, load))]
    await server.stop()
    return report(null, [...findings, ...(await storeFindings(program, machine.env))])
  } finally {
    targets = []
    await server?.kill()
    await machine?.stop()
    disk.remove()
  }
}

interface SoakOptions {
  readonly program: Program
  readonly programs: string
  readonly seed: string
  readonly boundMs: number
  over(): boolean
}

const CUTS_OF_ROUND = 10
/** A server that promises less loses something within so many cuts, or the cuts prove nothing. */
const CONTROL_CUTS_MOST = 4

/** A control: this must lose something that it acknowledged, or not open any more. */
async function expectLoss(what: string, options: PowerCutOptions): Promise<{ done: string; findings: string[] }> {
  const report = await runPowerCuts(options)
  const done = `${what}: ${report.unopenable === null ? `${report.lost} of ${report.acknowledged} lost` : 'does not open'} after ${report.cuts} cuts`
  return { done, findings: report.lost > 0 || report.unopenable !== null ? [] : [`control: ${what} lost nothing`] }
}

/** The controls, and then both stores in turns until time is over, at least one round each. */
export async function soakPowerCuts({ over, ...rest }: SoakOptions): Promise<{ done: string; findings: string[] }> {
  const refused = noDisk()
  if (refused !== null) return { done: 'nothing', findings: [refused] }
  const unsafe = await bundleProgram()
  try {
    // the bundle as it would be if PGlite's own start parameters were left alone
    await amendProgram(unsafe, '"fsync=on"', '"fsync=off"')
    const controls = [
      await expectLoss('control postgres with synchronous_commit=off', {
        ...rest,
        store: 'postgres',
        cuts: CONTROL_CUTS_MOST,
        settings: ['synchronous_commit=off'],
      }),
      await expectLoss('control embedded without fsync', {
        ...rest,
        program: unsafe,
        store: 'embedded',
        cuts: CONTROL_CUTS_MOST,
      }),
    ]
    const findings = controls.flatMap((control) => control.findings)
    const tally = { postgres: { cuts: 0, acknowledged: 0, lost: 0 }, embedded: { cuts: 0, acknowledged: 0, lost: 0 } }
    for (let round = 0; findings.length === 0 && (round < 2 || !over()); round += 1) {
      const store = round % 2 === 0 ? 'postgres' : 'embedded'
      const report = await runPowerCuts({ ...rest, seed: `${rest.seed}/${round}`, store, cuts: CUTS_OF_ROUND })
      tally[store].cuts += report.cuts
      tally[store].acknowledged += report.acknowledged
      tally[store].lost += report.lost
      if (report.unopenable !== null) findings.push(`${store} does not open: ${report.unopenable}`)
      findings.push(...report.findings.map((words) => `${store}: ${words}`))
      console.log(`powercut: ${store} ${report.cuts}, slowest start ${Math.round(Math.max(...report.recoveries))} ms`)
    }
    const words = Object.entries(tally).map(
      ([store, { cuts, acknowledged, lost }]) => `${store} ${cuts} cuts, ${lost} of ${acknowledged} acknowledged lost`,
    )
    return { done: [...words, ...controls.map((control) => control.done)].join('; '), findings }
  } finally {
    await unsafe.remove()
  }
}
