import type { Readable } from 'node:stream'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reject, type RejectionCode } from '../contract/rejections.ts'
import { createBodyRoom, readHeld, type BodyHold } from './body-room.ts'
import { ProblemError, sendProblem } from './problem.ts'
import { edgeLimits } from './settings.ts'
import { createThrottle, refusalOf } from './throttle.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for a push to a connection that there is. */
    hook: { readonly receive: ReceiveHook; readonly hold: BodyHold } | null
  }
}

/** A platform's push, as it came. Header names are lower case. */
export interface HookDelivery {
  readonly headers: Readonly<Record<string, string>>
  readonly rawBody: Uint8Array
}

export type ReceiveHook = (
  delivery: HookDelivery,
) => Promise<{ readonly status: number; readonly body: unknown; readonly rejected?: RejectionCode }>

/** Where a push goes, asked before any of it is read; null: there is no such connection. */
export type OpenHook = (address: HookAddress) => Promise<ReceiveHook | null>

export interface HookAddress {
  readonly platform: string
  readonly connectionId: string
}

const HOOK_BODY_BYTES = 1024 * 1024
/** Douyin pushes up to 100 times a second for one room; three times that, by address and connection. */
const HOOKS_PER_MINUTE = 18_000

/**
 * Mounts `POST /hooks/{platform}/{connectionId}`: the body is kept as bytes, because signatures cover bytes (PLT-2). It shows only in its body whether
 * it is the platform's own, so all that are read have a bounded room in memory together.
 */
export function mountHooks(server: FastifyInstance, open: OpenHook, realNow: () => number): void {
  // who invents connections has a limit of his own for each: these are counted by address alone
  const strangers = createThrottle({
    limit: edgeLimits.addressRequestsPerMinute,
    windowMs: 60_000,
    maxKeys: edgeLimits.throttleKeys,
  })
  const room = createBodyRoom(edgeLimits.hookBytesAll, edgeLimits.hookBytesEach)
  /** Before the body: the connection, and its place in the room until the answer is gone. */
  const admit = async (request: FastifyRequest<{ Params: HookAddress }>, reply: FastifyReply): Promise<unknown> => {
    const receive = await open(request.params)
    if (receive === null) {
      strangers.count(request.ip, realNow())
      return sendProblem(request, reply, reject('room_unknown'))
    }
    const hold = room.open(request.params.connectionId)
    reply.raw.once('close', hold.release)
    request.hook = { receive, hold }
    return undefined
  }
  server.decorateRequest('hook', null)
  server.register(async (scope) => {
    scope.addHook('onRequest', async (request) => {
      const refused = refusalOf(strangers, request.ip, realNow())
      if (refused !== null) throw new ProblemError(refused)
    })
    await scope.register(rateLimit, {
      timeWindow: 60_000,
      max: HOOKS_PER_MINUTE,
      // the path without what follows it, which anybody may vary
      keyGenerator: (request) => `${request.ip}:${request.url.split('?', 1)[0]}`,
      errorResponseBuilder: (_request, context) =>
        new ProblemError(reject('too_many_requests', undefined, { retryAfterSeconds: Math.ceil(context.ttl / 1_000) })),
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', async ({ hook }: FastifyRequest, payload: Readable) =>
      hook === null ? undefined : readHeld(payload, HOOK_BODY_BYTES, hook.hold),
    )
    scope.post<{ Params: HookAddress }>(
      '/hooks/:platform/:connectionId',
      { preParsing: admit as never },
      async (request, reply) => {
        const { hook } = request
        if (hook === null) return sendProblem(request, reply, reject('room_unknown'))
        const headers: Record<string, string> = {}
        for (const [name, value] of Object.entries(request.headers))
          if (typeof value === 'string') headers[name] = value
        const rawBody = request.body instanceof Uint8Array ? request.body : new Uint8Array()
        const answer = await hook.receive({ headers, rawBody })
        if (answer.rejected !== undefined) return sendProblem(request, reply, reject(answer.rejected))
        return reply.code(answer.status).send(answer.body)
      },
    )
  })
}
