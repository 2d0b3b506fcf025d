import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { TiefenProblem } from '../sdk/problem.ts'
import type { Problem } from '../src/contract/forms.ts'
import { rejections, type RejectionCode } from '../src/contract/rejections.ts'
import { isTame } from '../src/lib/tame.ts'

const BODY_BYTES = 16 * 1024

/** A refusal of the shop itself, in the product's own form; thrown, and answered by `answerRefusals`. */
export function refusal(
  code: RejectionCode,
  more: { errors?: Problem['errors']; retryAfterSeconds?: number } = {},
): TiefenProblem {
  const { status, zh } = rejections[code]
  const problem = {
    type: `urn:tiefen:problem:${code}`,
    title: zh,
    status,
    code,
    ...(more.errors && { errors: more.errors }),
  }
  return new TiefenProblem(status, problem, more.retryAfterSeconds ?? null)
}

/** Chinese unless the caller asks for English. */
const likesEnglish = (request: FastifyRequest): boolean => /^\s*en\b/i.test(request.headers['accept-language'] ?? '')

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, problem, retryAfterSeconds }: TiefenProblem,
): FastifyReply {
  const entry = problem.code in rejections ? rejections[problem.code as RejectionCode] : null
  const title = entry === null ? problem.title : likesEnglish(request) ? entry.en : entry.zh
  if (retryAfterSeconds !== null) void reply.header('retry-after', String(retryAfterSeconds))
  if (status === 401) void reply.header('www-authenticate', 'Bearer')
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, title }))
}

/** Reads JSON only, and answers what was refused, here or by the product, as a problem document. What else fails is the server's to answer. */
export function answerRefusals(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_BYTES },
    (_request, body, done) => {
      try {
        const value: unknown = body === '' ? undefined : JSON.parse(String(body))
        if (!isTame(value)) throw new SyntaxError('not tame')
        done(null, value)
      } catch {
        done(refusal('malformed_json'))
      }
    },
  )
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof TiefenProblem) return send(request, reply, error)
    // the product did not answer (it is stopping, or overrun)
    if (error instanceof TypeError && error.message === 'fetch failed')
      return send(request, reply, refusal('unavailable'))
    throw error
  })
}
