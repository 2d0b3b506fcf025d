import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import { ProblemError, problemOf, sendProblem } from './problem.ts'

const ofFramework: Readonly<Record<string, Rejection>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: reject('body_too_large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: reject('unsupported_media_type'),
  FST_ERR_NOT_FOUND: reject('not_found'),
}

/** What a thrown value means to the caller; null when it is our own bug. */
function rejectionOf(error: FastifyError): Rejection | null {
  if (error instanceof ProblemError) return error.rejection
  if (error instanceof Fault) return reject('unavailable')
  const known = ofFramework[error.code]
  if (known !== undefined) return known
  const { statusCode } = error
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? reject('malformed') : null
}

/** Every error leaves as a problem document; what it was stays in the log, under the request's id. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const rejection = rejectionOf(error)
  if (rejection === null) request.log.error({ err: error, requestId: request.id }, 'request failed')
  else if (error instanceof Fault) request.log.warn({ err: error, requestId: request.id }, 'store not available')
  return sendProblem(request, reply, rejection ?? reject('internal'))
}

const httpErrors: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

/** Answers bytes that are not HTTP. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const line = httpErrors[error.code ?? ''] ?? '400 Bad Request'
  const body = JSON.stringify({ ...problemOf(reject('malformed'), 'zh'), status: Number(line.slice(0, 3)) })
  socket.end(
    `HTTP/1.1 ${line}\r\nconnection: close\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}
