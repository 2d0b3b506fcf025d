import type { FastifyInstance } from 'fastify'
import { isRejection } from '../contract/rejections.ts'
import { parseJson } from './json.ts'
import { ProblemError } from './problem.ts'

/** Reads JSON bodies of these media types in a scope, and no other kind. */
export function readJsonBodies(scope: FastifyInstance, mediaTypes: readonly string[], bytes: number): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser(
    [...mediaTypes],
    { parseAs: 'buffer', bodyLimit: bytes },
    (request, body: Buffer, done: (error: Error | null, value?: unknown) => void) => {
      // Kept only for comparing a repeated request with the first one.
      if (request.headers['idempotency-key'] !== undefined) request.rawBody = body
      const parsed = parseJson(body)
      if (isRejection(parsed)) done(new ProblemError(parsed))
      else done(null, parsed.value)
    },
  )
}
