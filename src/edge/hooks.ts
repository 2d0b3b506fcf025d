import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance } from 'fastify'
import { reject, type RejectionCode } from '../contract/rejections.ts'
import { ProblemError, sendProblem } from './problem.ts'
import { edgeLimits } from './settings.ts'
import { createThrottle, refusalOf } from './throttle.ts'

/** A platform's push, as it came. Header names are lower case. */
export interface HookDelivery {
  readonly platform: string
  readonly connectionId: string
  readonly headers: Readonly<Record<string, string>>
  readonly rawBody: Uint8Array
}

export type ReceiveHook = (
  delivery: HookDelivery,
) => Promise<{ readonly status: number; readonly body: unknown; readonly rejected?: RejectionCode }>

const HOOK_BODY_BYTES = 1024 * 1024
/** Douyin pushes up to 100 times a second for one room; three times that, by address and connection. */
const HOOKS_PER_MINUTE = 18_000

/** Mounts `POST /hooks/{platform}/{connectionId}`: the body is kept as bytes, because signatures cover bytes (PLT-2). */
export function mountHooks(server: FastifyInstance, receive: ReceiveHook, realNow: () => number): void {
  // who invents connections has a limit of his own for each: these are counted by address alone
  const strangers = createThrottle({
    limit: edgeLimits.addressRequestsPerMinute,
    windowMs: 60_000,
    maxKeys: edgeLimits.throttleKeys,
  })
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
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: HOOK_BODY_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    scope.post<{ Params: { platform: string; connectionId: string } }>(
      '/hooks/:platform/:connectionId',
      { bodyLimit: HOOK_BODY_BYTES },
      async (request, reply) => {
        const headers: Record<string, string> = {}
        for (const [name, value] of Object.entries(request.headers))
          if (typeof value === 'string') headers[name] = value
        const rawBody = request.body instanceof Uint8Array ? request.body : new Uint8Array()
        const answer = await receive({ ...request.params, headers, rawBody })
        if (answer.rejected === 'room_unknown') strangers.count(request.ip, realNow())
        if (answer.rejected !== undefined) return sendProblem(request, reply, reject(answer.rejected))
        return reply.code(answer.status).send(answer.body)
      },
    )
  })
}
