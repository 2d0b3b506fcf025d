import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Upload } from '../contract/upload.ts'
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
      request.bodyBytes = body.length
      // Kept only for comparing a repeated request with the first one.
      if (request.headers['idempotency-key'] !== undefined) request.rawBody = body
      const parsed = parseJson(body)
      if (isRejection(parsed)) done(new ProblemError(parsed))
      else done(null, parsed.value)
    },
  )
}

/** Hands bodies of these media types on as they come, and no other kind; whoever reads them bounds them. */
export function readUploads(scope: FastifyInstance, mediaTypes: readonly string[]): void {
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser([...mediaTypes], (_request, payload, done) => done(null, payload))
}

const nothing: Upload['bytes'] = {
  [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }),
}

/** The body of a request as a route's upload. */
export function uploadOf(request: FastifyRequest): Upload {
  const body = request.body as Readable | null | undefined
  const length = Number(request.headers['content-length'] ?? Number.NaN)
  return {
    mediaType: (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '',
    length: Number.isSafeInteger(length) ? length : null,
    // reading less than all must not cut the connection: the caller waits for an answer on it
    bytes: body?.iterator({ destroyOnReturn: false }) ?? nothing,
  }
}
