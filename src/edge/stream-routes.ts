import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { newSecret, secretHash } from '../account/secret.ts'
import { ticketView } from '../contract/accounts.ts'
import { isRejection, reject } from '../contract/rejections.ts'
import type { Subject } from '../contract/route.ts'
import { toInstant } from '../lib/time.ts'
import { endText } from './live-hub.ts'
import type { Hearing, Sink } from './live-hub.ts'
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

/**
 * A response as the hub's sink. Once the head is sent the body goes to the socket itself: a response would cork and uncork it for every
 * message. A response that waits for its turn on its connection has no socket yet, and keeps what is written.
 */
function sinkOf(response: ServerResponse, socket: Socket): Sink {
  const out = (): Socket | ServerResponse =>
    response.socket === socket && socket.writable && !response.writableEnded ? socket : response
  return {
    write: (text) => void out().write(text),
    pending: () => out().writableLength,
    async drained() {
      const writable = out()
      if (writable.destroyed || writable.writableLength === 0) return
      const stop = new AbortController()
      // a write of nothing comes back when all before it was taken: what is pending may be too little for a 'drain'
      const taken = new Promise<void>((resolve) => void writable.write('', () => resolve()))
      await Promise.race([taken, once(writable, 'close', { signal: stop.signal })]).catch(() => undefined)
      stop.abort()
    },
    end: (text) => void response.end(text),
    cut: () => void response.destroy(),
  }
}

function startResponse(reply: FastifyReply): ServerResponse {
  reply.hijack()
  const response = reply.raw
  // It ends with its socket, so it needs no chunks; with them a broadcast took a quarter longer (npm run bench -- --groups)
  response.useChunkedEncodingByDefault = false
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

/** Whether a credential still stands for what its stream hears: a sub-account that lost a permission hears no more of what it opened. */
async function stillAllowedNow(
  { services }: Exchange,
  principal: Principal,
  hears: (now: Subject) => Promise<boolean>,
): Promise<boolean> {
  const now = await services.auth.freshen(principal)
  if (now === null) return false
  const held = new Set(now.subject.permissions)
  const lost = (principal.subject.permissions ?? []).some((permission) => !held.has(permission))
  return !lost || hears(now.subject)
}

function serve(
  exchange: Exchange,
  principal: Principal,
  hearings: readonly Hearing[],
  from: string | null,
  hears: (now: Subject) => Promise<boolean>,
): void {
  const { reply, services } = exchange
  // who left while it was asked what he may hear: his response has told of its end already, and would tell nobody again
  if (reply.raw.destroyed) return void reply.hijack()
  const release = services.streams.enter(principal)
  const response = startResponse(reply)
  const sink = sinkOf(response, reply.raw.req.socket)
  const stream = services.hub.open({
    hearings,
    sink,
    from,
    stillAllowed: () => stillAllowedNow(exchange, principal, hears),
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
  async handle(app, { query, subject }, exchange) {
    const { principal, services, request } = exchange
    if (principal === null) return reject('unauthenticated')
    const { sameUser, canonicalUser } = services
    const people = { sameUser, canonicalUser, db: app.db }
    const hearings = await allowTopics(query.topics, subject, people)
    if (isRejection(hearings)) return hearings
    const refused = services.streams.refusal(principal)
    if (refused !== null) return refused
    const header = request.headers['last-event-id']
    const from = (typeof header === 'string' ? header : undefined) ?? query.lastEventId ?? null
    const hears = async (now: Subject) => !isRejection(await allowTopics(query.topics, now, people))
    serve(exchange, principal, hearings, from, hears)
    return undefined
  },
})

export const streamRoutes: readonly EdgeRoute[] = [makeTicket, openStream]
