import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { reject } from '../contract/rejections.ts'
import type { Rejection } from '../contract/rejections.ts'
import { Fault } from '../ports/db.ts'
import { ProblemError, problemOf, sendProblem } from './problem.ts'
import { edgeLimits } from './settings.ts'

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

/** Node has one bound of time for all requests, that of uploads: a body of another kind that is not there in time ends as it would by Node's own. */
export function cutSlowBodies(server: FastifyInstance): void {
  server.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    const { 'content-length': length = '0', 'transfer-encoding': encoding } = raw.headers
    if (length === '0' && encoding === undefined) return
    if (routeOptions.config.takesUpload === true) {
      // while it is decoded nothing is said, and the socket is not idle
      reply.raw.setTimeout(edgeLimits.uploadSeconds * 1_000, () => void raw.destroy())
      return
    }
    const late = Object.assign(new Error('late body'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' })
    const timer = setTimeout(() => answerClientError(late, raw.socket), edgeLimits.requestSeconds * 1_000)
    timer.unref()
    const stop = (): void => clearTimeout(timer)
    raw.once('end', stop)
    raw.once('close', stop)
    // what was refused without its body being read has been answered
    reply.raw.once('finish', stop)
  })
}
