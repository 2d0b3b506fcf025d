import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { newSecret, secretHash } from '../account/secret.ts'
import { ticketView } from '../contract/accounts.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import { toInstant } from '../lib/time.ts'
import { endText } from './live-hub.ts'
import type { Sink } from './live-hub.ts'
import { edgeRoute } from './mount.ts'
import type { EdgeRoute, Exchange } from './mount.ts'
import type { Principal } from './principal.ts'
import { edgeLimits } from './settings.ts'
import { putTicket } from './store.ts'
import { allowTopics } from './stream-topics.ts'

const makeTicket = edgeRoute({
  name: 'makeStreamTicket',
  method: 'POST',
  path: '/v1/stream-tickets',
  tag: 'stream',
  summary: 'A one-use ticket of 30 seconds that opens the stream from a browser: no token in an address',
  clauses: ['PLT-1'],
  access: { kind: 'any' },
  answer: ticketView,
  async handle(app, { realNow }, { principal }) {
    if (principal === null) return reject('unauthenticated')
    const ticket = newSecret()
    const expiresAt = realNow + edgeLimits.ticketSeconds * 1_000
    await putTicket(app.db, secretHash(ticket), principal, expiresAt)
    return { ticket, expiresAt: toInstant(expiresAt) }
  },
})

/** A response as the hub's sink. */
function sinkOf(response: ServerResponse): Sink {
  return {
    write: (text) => void response.write(text),
    pending: () => response.writableLength,
    async drained() {
      if (response.destroyed || !response.writableNeedDrain) return
      const stop = new AbortController()
      const options = { signal: stop.signal }
      await Promise.race([once(response, 'drain', options), once(response, 'close', options)]).catch(() => undefined)
      stop.abort()
    },
    end: (text) => void response.end(text),
    cut: () => void response.destroy(),
  }
}

function startResponse(reply: FastifyReply): ServerResponse {
  reply.hijack()
  const response = reply.raw
  response.writeHead(200, {
    ...(reply.getHeaders() as Record<string, string>),
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // nginx and its like would hold the lines back
    'x-accel-buffering': 'no',
    // The socket ends with the stream, so that a stopping server has nothing to wait for.
    connection: 'close',
  })
  response.flushHeaders()
  return response
}

/** Cuts the stream at the moment its credential runs out. */
function endAt(expiresAt: number | null, now: number, end: () => void): () => void {
  if (expiresAt === null) return () => undefined
  const timer = setTimeout(end, Math.min(Math.max(0, expiresAt - now), 2 ** 31 - 1))
  timer.unref()
  return () => clearTimeout(timer)
}

function serve(
  exchange: Exchange,
  principal: Principal,
  topics: ReadonlyMap<string, ReadonlySet<string> | null>,
  from: string | null,
): void {
  const { reply, services } = exchange
  const release = services.streams.enter(principal)
  const response = startResponse(reply)
  const sink = sinkOf(response)
  const stream = services.hub.open({
    topics,
    sink,
    from,
    stillAllowed: async () => (await services.auth.freshen(principal)) !== null,
  })
  const stopTimer = endAt(principal.expiresAt, services.realNow(), () => {
    sink.end(endText('token_expired'))
    stream.close()
  })
  response.on('error', () => undefined)
  response.on('close', () => {
    stopTimer()
    stream.close()
    release()
  })
}

const openStream = edgeRoute({
  name: 'openStream',
  method: 'GET',
  path: '/v1/stream',
  tag: 'stream',
  summary: 'Server-sent events; Last-Event-ID resumes without loss, `event: reset` says to fetch anew',
  clauses: ['PLT-1'],
  access: { kind: 'any' },
  query: z.object({
    topics: z.string().min(1).max(8_000),
    ticket: z.string().max(200).optional(),
    /** for readers that cannot send the Last-Event-ID header */
    lastEventId: z.string().max(64).optional(),
  }),
  answer: z.string(),
  answersAs: 'text/event-stream',
  async handle(_app, { query, subject }, exchange) {
    const { principal, services, request } = exchange
    if (principal === null) return reject('unauthenticated')
    const topics = await allowTopics(query.topics, subject, services)
    if (isRejection(topics)) return topics
    const refused = services.streams.refusal(principal)
    if (refused !== null) return refused
    const header = request.headers['last-event-id']
    serve(exchange, principal, topics, (typeof header === 'string' ? header : undefined) ?? query.lastEventId ?? null)
    return undefined
  },
})

export const streamRoutes: readonly EdgeRoute[] = [makeTicket, openStream]
