import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monotonicMicros } from './measure.ts'

/**
 * A push service in a process of its own: takes what comes, as cheaply as Node can, and tells by the machine's monotonic clock when the first came
 * and when so many different devices had been reached.
 */
export type PushOrder = { readonly kind: 'await'; readonly devices: number }

/** `micros`: of each hundredth device on the way, and the last; `requests`: all that came, a device twice counts twice. */
export interface PushAnswer {
  readonly first: number
  readonly last: number
  readonly requests: number
}

const reached = new Set<string>()
let requests = 0
let first = 0
let waiting: number | null = null

const server = createServer((request, response) => {
  requests += 1
  if (first === 0) first = monotonicMicros()
  request.resume()
  reached.add(request.url ?? '')
  response.writeHead(201, { 'content-length': 0 }).end()
  if (waiting === null || reached.size < waiting) return
  waiting = null
  process.send?.({ first, last: monotonicMicros(), requests } satisfies PushAnswer)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))

process.on('message', ({ devices }: PushOrder) => {
  reached.clear()
  requests = 0
  first = 0
  waiting = devices
})
