import { inParallel } from './measure.ts'
import { openWire, requestBytes, type Wire } from './wire.ts'

/** A process of its own that sends prepared bodies over real sockets, so that the client's work is not counted as the server's. */

/** One order to it: what to send, how many connections. It answers `ready`, and to `go` with each call's ms and status, and how long all took. */
export interface Sending {
  readonly url: string
  readonly key: string
  readonly bodies: readonly string[]
  /** open before the clock starts */
  readonly connections: number
  /** one behind `url` for each body, and then the bodies are plain JSON */
  readonly paths?: readonly string[]
  /** default: POST */
  readonly method?: 'POST' | 'PUT'
  /** answers that are no failure; default 200 */
  readonly statuses?: readonly number[]
}

/** By host: thousands opened anew for every turn would use up the ports of the machine. */
const standing = new Map<string, Wire[]>()

/** So many connections that stand, kept from the turn before where the server did not end them. */
async function connectionsTo(host: string, port: number, count: number): Promise<Wire[]> {
  const name = `${host}:${port}`
  const kept = (standing.get(name) ?? []).filter((wire) => !wire.ended())
  const missing = Math.max(0, count - kept.length)
  const made = await Promise.all(Array.from({ length: missing }, () => openWire(host, port)))
  const all = [...kept, ...made]
  standing.set(name, all)
  return all.slice(0, count)
}

interface Told {
  readonly latencies: number[]
  readonly statuses: number[]
  readonly seconds: number
}

/** Everything but the sending: the returned function is what the clock runs for. */
async function prepare(order: Sending): Promise<() => Promise<Told>> {
  const { hostname, port, host, pathname } = new URL(order.url)
  const { key, paths, method = 'POST', statuses: fine = [200] } = order
  const type = paths === undefined ? 'application/cloudevents-batch+json' : 'application/json'
  const requests = order.bodies.map((body, turn) =>
    requestBytes(paths?.[turn] ?? pathname, { method, host, key, contentType: body === '' ? null : type, body }),
  )
  const free = await connectionsTo(hostname, Number(port), order.connections)
  return async () => {
    const statuses: number[] = []
    const started = performance.now()
    const latencies = await inParallel(requests.length, order.connections, async (turn) => {
      const wire = free.pop()
      const request = requests[turn]
      if (wire === undefined || request === undefined) throw new Error('a connection for every call')
      const status = await wire.send(request)
      if (!fine.includes(status)) throw new Error(`answered ${status}`)
      statuses[turn] = status
      free.push(wire)
    })
    return { latencies, statuses, seconds: (performance.now() - started) / 1_000 }
  }
}

let prepared: (() => Promise<Told>) | null = null

async function hear(message: Sending | 'go'): Promise<Told | 'ready'> {
  if (message !== 'go') {
    prepared = await prepare(message)
    return 'ready'
  }
  if (prepared === null) throw new Error('nothing to send')
  return prepared()
}

process.on('message', (message: Sending | 'go') => {
  hear(message).then(
    (answer) => process.send?.(answer),
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
