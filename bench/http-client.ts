import { Agent, request } from 'node:http'
import { inParallel } from './measure.ts'

/** A process of its own that sends prepared bodies over real sockets, so that the client's work is not counted as the server's. */

/** One order to it: what to send, how many connections; it answers with each call's ms. */
export interface Sending {
  readonly url: string
  readonly key: string
  readonly bodies: readonly string[]
  readonly connections: number
}

function send(agent: Agent, { url, key }: Sending, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      {
        method: 'POST',
        agent,
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/cloudevents-batch+json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume()
        response.once('end', () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode ?? 0}`)),
        )
      },
    )
    call.once('error', reject)
    call.end(body)
  })
}

process.on('message', (order: Sending) => {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  inParallel(order.bodies.length, order.connections, (turn) => send(agent, order, order.bodies[turn] ?? '')).then(
    (latencies) => {
      agent.destroy()
      process.send?.({ latencies })
    },
    (error: unknown) => process.send?.({ failed: String(error) }),
  )
})
