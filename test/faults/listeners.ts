import { openStream } from '../../sdk/stream.ts'
import { ownerIdOf } from '../race/workload.ts'
import type { Field } from './campaign.ts'
import type { Load } from './load.ts'
import { SECRET_KEY } from './program.ts'
import { until } from './wait.ts'

/**
 * Fans connected to a node while nodes, brokers and stores die: whatever was committed, at whichever node, each of them hears once, in order. They
 * resume after the last message taken, wherever their node listens now.
 */
export interface Listeners {
  /** Waits until they have heard of everything that was told to the load's senders, or `boundMs` have passed. @returns what is wrong, in words */
  missed(load: Load, boundMs: number): Promise<readonly string[]>
  stop(): Promise<void>
}

/** Users whose own news are listened to; a stream takes 20 topics. */
const USERS = 3

interface Ear {
  readonly node: number
  readonly heard: Set<string>
  readonly ids: string[]
  readonly problems: string[]
  readonly ended: Promise<void>
}

/** What names a message among those that are looked at; null: it is passed over. */
function nameOf(kind: string, body: Readonly<Record<string, unknown>>, topic: string): string | null {
  const user = topic.split(':')[2] ?? ''
  if (kind === 'packet.opened') return `packet ${String(body['packetId'])}`
  if (kind === 'campaign.drawn') return `draw ${String(body['campaignId'])}`
  return kind === 'benefit.claimed' ? `claim ${user} ${String(body['benefitId'])}` : null
}

/** What each ear must have heard. */
function expectedOf({ wishes: { told } }: Load, users: readonly string[]): string[] {
  return [
    ...told.packets.map(({ packetId }) => `packet ${packetId}`),
    ...told.draws.map(({ campaignId }) => `draw ${campaignId}`),
    ...[...told.held.keys()].filter((key) => users.includes(key.split(' ')[0] ?? '')).map((key) => `claim ${key}`),
  ]
}

/** One ear at each node. */
export function listen(field: Field, nodes: number): Listeners {
  const stop = new AbortController()
  const users = field.load.users.map(([first]) => first ?? '').slice(0, USERS)
  const clubs = Array.from({ length: field.load.clubs }, (_, club) => ownerIdOf(club))
  const topics = [
    ...clubs.map((club) => `club:${club}`),
    ...clubs.flatMap((club) => users.map((user) => `member:${club}:${user}`)),
  ]

  function earOf(node: number): Ear {
    const [heard, ids, problems] = [new Set<string>(), [] as string[], [] as string[]]
    const read = async (): Promise<void> => {
      const baseUrl = 'http://node'
      const here: typeof fetch = (input, init) =>
        fetch(String(input).replace(baseUrl, field.servers[node]?.url ?? baseUrl), init)
      const updates = openStream({ baseUrl, token: SECRET_KEY, topics, signal: stop.signal, fetch: here })
      for await (const update of updates) {
        if (update.kind === 'reset') problems.push(`the stream at node ${node} lost its place`)
        if (update.kind !== 'message') continue
        const { topic, kind, body } = update.message
        const name = nameOf(kind, body, topic)
        if (name === null) continue
        if (heard.has(name)) problems.push(`node ${node}: ${name} was told twice`)
        heard.add(name)
        ids.push(name)
      }
    }
    const ended = read().catch((error: unknown) => void problems.push(`the stream at node ${node}: ${String(error)}`))
    return { node, heard, ids, problems, ended }
  }

  const ears = Array.from({ length: nodes }, (_, node) => earOf(node))
  return {
    async missed(load, boundMs) {
      const expected = expectedOf(load, users)
      const missingAt = ({ heard }: Ear): string[] => expected.filter((name) => !heard.has(name))
      await until(() => ears.every((ear) => missingAt(ear).length === 0), boundMs, 'heard').catch(() => undefined)
      const findings = ears.flatMap((ear) => [
        ...ear.problems,
        ...missingAt(ear).map((name) => `node ${ear.node}: nobody was told of ${name}`),
      ])
      // the order of each topic is one; across nodes all topics are read from one log
      const common = new Set(expected)
      const [first, ...others] = ears.map(({ ids }) => ids.filter((name) => common.has(name)).join('\n'))
      if (others.some((each) => each !== first)) findings.push('the nodes told the same in different orders')
      return findings
    },
    async stop() {
      stop.abort()
      await Promise.all(ears.map(({ ended }) => ended))
    },
  }
}
