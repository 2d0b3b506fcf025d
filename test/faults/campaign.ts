import { findWrong } from './check.ts'
import { createLoad, type Load } from './load.ts'
import type { Place } from './place.ts'
import { runCommand, startServer, type Environment, type Program, type Server } from './program.ts'

/** A store under load, and what is done to it. */
export interface Field {
  readonly load: Load
  /** by node */
  readonly servers: readonly Server[]
  /** Starts the node's server again (the last one must be gone). */
  restart(node: number, env?: Environment): Promise<Server>
  /** Goes on once so many more events have an answer: somewhere in the middle of the next. */
  after(events: number): Promise<void>
  /** Notes the time until every client has an answer to a call that it made after now; nothing, when `again` (the next fault) comes first. */
  recovers(again?: Promise<void>): Promise<void>
}

export interface CampaignOptions {
  readonly program: Program
  readonly place: Place
  readonly seed: string
  readonly nodes?: number
  /** of every wait */
  readonly boundMs: number
  /** see LoadOptions */
  readonly patienceMs?: number
  /** The faults, one after the other; the load runs all the while. */
  readonly faults: (field: Field) => Promise<void>
  /** Called before the check, with servers that run, by tests of the test. */
  readonly plant?: () => Promise<void>
  /** More to look at before the check, with servers that run. @returns what is wrong, in words */
  readonly also?: (field: Field) => Promise<readonly string[]>
}

export interface CampaignReport {
  /** events with an answer */
  readonly events: number
  /** claims, coupons, packets, draws and money asked for beside them */
  readonly wishes: number
  /** calls whose outcome the client never learned */
  readonly unknown: number
  /** milliseconds */
  readonly recoveries: readonly number[]
  /** empty: nothing acknowledged is lost, nothing counts twice, the ledger says the same */
  readonly findings: readonly string[]
}

const CLIENTS = 4
const PEOPLE = 12
const CLUBS = 4
const BATCH = 40

/** What `replay` says of a store that no server holds: nothing, when the state is what the ledger says. */
export async function replayFindings(program: Program, env: Environment): Promise<readonly string[]> {
  const { code, lines } = await runCommand(program, ['replay'], env)
  return code === 0 ? [] : [`tiefen replay ended with ${code}: ${lines.slice(0, 10).join(' | ')}`]
}

/** What these tests bring about themselves: messages and work that wait for a server, and what depends on the machine. */
const doctorPasses: ReadonlySet<string> = new Set([
  'fsync_off',
  'checksums_off',
  'disk_unknown',
  'disk_low',
  'never_analyzed',
  'commit_async',
  'due_overdue',
])

/** What `replay` and `doctor` say of a store that no server holds. */
export async function storeFindings(program: Program, env: Environment): Promise<readonly string[]> {
  const { lines } = await runCommand(program, ['doctor', '--json'], env)
  const text = lines.join('\n')
  const report = JSON.parse(text) as {
    readonly findings: readonly { readonly code: string; readonly examples: readonly string[] }[]
  }
  const doctor = report.findings
    .filter(({ code }) => !doctorPasses.has(code))
    .map(({ code, examples }) => `tiefen doctor: ${code}: ${examples.slice(0, 3).join(' | ')}`)
  return [...(await replayFindings(program, env)), ...doctor]
}

/** The load of every campaign: few people in few clubs, so that calls meet. */
export const standardLoad = (seed: string, targets: () => readonly string[], patienceMs?: number): Load =>
  createLoad({
    seed,
    clients: CLIENTS,
    people: PEOPLE,
    clubs: CLUBS,
    batch: BATCH,
    targets,
    ...(patienceMs === undefined ? {} : { patienceMs }),
  })

/** Runs servers on a store under load, lets `faults` have their way, and checks what is left. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignReport> {
  const { program, place, boundMs } = options
  const servers: Server[] = []
  const recoveries: number[] = []
  const load = standardLoad(options.seed, () => servers.map(({ url }) => url), options.patienceMs)
  const field: Field = {
    load,
    servers,
    async restart(node, env = {}) {
      return (servers[node] = await startServer(program, { ...place.env, ...env }))
    },
    after: (events) => load.reach(load.acknowledged() + events, boundMs),
    async recovers(again) {
      const recovered = load.recovered(boundMs)
      // when nobody waits for it any more, its bound is nobody's business
      recovered.catch(() => undefined)
      const time = await (again === undefined ? recovered : Promise.race([recovered, again.then(() => null)]))
      if (time !== null) recoveries.push(time)
    },
  }
  try {
    for (let node = 0; node < (options.nodes ?? 1); node += 1) await field.restart(node)
    await load.prepare()
    load.begin()
    await options.faults(field)
    await load.end(boundMs)
    await options.plant?.()
    const findings = [...(await findWrong(servers[0]?.url ?? '', load)), ...((await options.also?.(field)) ?? [])]
    await Promise.all(servers.map((server) => server.stop()))
    findings.push(...(await storeFindings(program, place.env)))
    return {
      events: load.acknowledged(),
      wishes: load.wishes.told.wishes,
      unknown: load.unknown(),
      recoveries,
      findings,
    }
  } finally {
    for (const server of servers) server.signal('SIGCONT')
    await Promise.all(servers.map((server) => server.kill()))
    await load.end(boundMs).catch(() => undefined)
    await place.remove()
  }
}
