import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as it came in. */
export interface Received {
  readonly id: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface Reply {
  readonly status: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Somebody's server that webhooks are sent to. */
export interface Receiver {
  readonly url: string
  readonly requests: readonly Received[]
  /** What it answers from now on; `never` leaves the sender waiting. */
  answer(reply: Reply | 'never' | ((request: Received) => Reply | 'never' | Promise<Reply>)): void
  /** Waits until so many requests have come in. */
  received(count: number): Promise<readonly Received[]>
  /** Ends the connections that are open. */
  hangUp(): void
  forget(): void
  close(): Promise<void>
}

/** Listens on loopback. */
export async function openReceiver(): Promise<Receiver> {
  let requests: Received[] = []
  let reply: (request: Received) => Reply | 'never' | Promise<Reply> = () => ({ status: 204 })
  let waiting: { count: number; done: () => void }[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('utf8')
      const { type = '', data = {} } = JSON.parse(body) as { type?: string; data?: Record<string, unknown> }
      const headers = request.headers as Record<string, string>
      const one = { id: headers['webhook-id'] ?? '', headers, body, type, data }
      requests.push(one)
      for (const { count, done } of waiting) if (requests.length >= count) done()
      void Promise.resolve(reply(one)).then((answer) => {
        if (answer !== 'never') response.writeHead(answer.status, { ...answer.headers }).end(answer.body ?? '')
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    get requests() {
      return requests
    },
    answer: (next) => void (reply = typeof next === 'function' ? next : () => next),
    received: (count) =>
      new Promise((resolve) => {
        const done = (): void => resolve(requests)
        if (requests.length >= count) done()
        else waiting.push({ count, done })
      }),
    hangUp: () => server.closeAllConnections(),
    forget() {
      requests = []
      waiting = []
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Verification as the specification describes it, written apart from the sender's code. */
export function verifies(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const content = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const wanted = createHmac('sha256', key).update(content).digest('base64')
  return (headers['webhook-signature'] ?? '').split(' ').includes(`v1,${wanted}`)
}
