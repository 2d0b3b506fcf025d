import { createRandom, type Random } from '../../src/lib/prng.ts'
import { runCampaign, type CampaignReport, type Field } from './campaign.ts'
import type { Cluster } from './cluster.ts'
import type { Place } from './place.ts'
import type { Program } from './program.ts'
import { startProxy, type Proxy } from './proxy.ts'
import { pause } from './wait.ts'
import { listen, type Listeners } from './listeners.ts'
import { noNats, startNats, type TestNats } from '../support/nats-server.ts'

export interface MixedOptions {
  /** the server on which the place's database lies; it dies too */
  readonly cluster: Cluster
  readonly program: Program
  readonly place: Place
  readonly seed: string
  readonly boundMs: number
}

export interface MixedReport extends CampaignReport {
  /** faults by name */
  readonly counts: Readonly<Record<string, number>>
}

const FAULTS_OF_ROUND = 16
const NODES = 2
const PATIENCE_MS = 1_500

interface Scene {
  readonly field: Field
  readonly cluster: Cluster
  readonly proxy: Proxy
  /** the bus between the nodes; null: no nats-server here */
  readonly nats: TestNats | null
  readonly random: Random
}
type Fault = (scene: Scene) => Promise<void>

/** Each ends when every client has had an answer again. */
const faults: Readonly<Record<string, Fault>> = {
  async 'kill -9 of a node'({ field, random }) {
    const node = random.below(NODES)
    await field.servers[node]?.kill()
    const recovered = field.recovers()
    await Promise.all([recovered, field.restart(node)])
  },
  async 'frozen node'({ field, random }) {
    const server = field.servers[random.below(NODES)]
    server?.signal('SIGSTOP')
    await field.recovers()
    await field.after(random.between(1, 300))
    server?.signal('SIGCONT')
  },
  async 'kill -9 of PostgreSQL'({ field, cluster }) {
    await cluster.killPostmaster()
    const recovered = field.recovers()
    await Promise.all([recovered, cluster.start()])
  },
  async 'cut in mid-commit'({ field, proxy, random }) {
    await proxy.cutNextCommit(random.chance(0.5) ? 'before' : 'after')
    await field.recovers()
  },
  async 'kill -9 of NATS'({ field, nats, random }) {
    await nats?.kill()
    await field.after(random.between(1, 200))
    await nats?.start()
    await field.recovers()
  },
  async 'connections reset'({ field, proxy }) {
    proxy.reset()
    await field.recovers()
  },
  async 'silent network'({ field, proxy, random }) {
    proxy.set('blackhole')
    await pause(random.between(50, 2_000))
    proxy.set('pass')
    await field.recovers()
  },
}

/** Two nodes behind a network, and one fault after the other, a quarter of the time none, so that recovery is seen too. */
export async function runMixed({ cluster, place, ...options }: MixedOptions): Promise<MixedReport> {
  const random = createRandom(options.seed)
  const counts: Record<string, number> = {}
  const nats = noNats === null ? await startNats() : null
  const heard: Listeners[] = []
  const names = Object.keys(faults).filter((name) => nats !== null || !name.endsWith('NATS'))
  const proxy = await startProxy(cluster.port)
  const url = new URL(place.env['DATABASE_URL'] ?? '')
  url.port = String(proxy.port)
  try {
    const report = await runCampaign({
      ...options,
      place: {
        ...place,
        env: { ...place.env, DATABASE_URL: url.href, ...(nats === null ? {} : { NATS_URL: nats.url }) },
      },
      nodes: NODES,
      patienceMs: PATIENCE_MS,
      async faults(field) {
        heard.push(listen(field, NODES))
        for (let turn = 0; turn < FAULTS_OF_ROUND; turn += 1) {
          await field.after(random.between(1, 300))
          if (random.chance(0.25)) continue
          const name = random.pick(names)
          await faults[name]?.({ field, cluster, proxy, nats, random })
          counts[name] = (counts[name] ?? 0) + 1
        }
      },
      also: async ({ load }) => (await heard[0]?.missed(load, options.boundMs)) ?? [],
    })
    return { ...report, counts }
  } finally {
    await heard[0]?.stop()
    await nats?.close()
    await proxy.close()
  }
}
