import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Problem } from '../contract/forms.ts'
import { rejections } from '../contract/rejections.ts'
import type { Rejection, RejectionCode } from '../contract/rejections.ts'

declare module 'fastify' {
  interface FastifyReply {
    /** The code this request was refused with, for the metrics. */
    problemCode: RejectionCode | null
  }
}

export type Language = 'zh' | 'en'

/** PLT-7: Chinese unless the caller likes English better. */
export function languageOf(accept: string | undefined): Language {
  const weight = { zh: 0, en: 0 }
  for (const part of (accept ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = range.split('-')[0]
    if (language !== 'zh' && language !== 'en') continue
    const quality = parameters.map((text) => /^\s*q=([\d.]+)$/.exec(text)?.[1]).find((text) => text !== undefined)
    weight[language] = Math.max(weight[language], quality === undefined ? 1 : Number(quality) || 0)
  }
  return weight.en > weight.zh ? 'en' : 'zh'
}

/** Seconds for Retry-After where the rejection says none. */
const RETRY_AFTER_DEFAULT: Readonly<Record<number, number>> = { 429: 1, 503: 1 }

/** RFC 9457. */
export function problemOf(rejection: Rejection, language: Language): Problem {
  const entry = rejections[rejection.rejected]
  return {
    ...rejection.extra,
    type: `urn:tiefen:problem:${rejection.rejected}`,
    title: entry[language],
    status: entry.status,
    code: rejection.rejected,
    ...(rejection.detail === undefined ? {} : { detail: rejection.detail }),
  }
}

/** Seconds to wait before the same call may pass, or null. */
export function retryAfterOf(rejection: Rejection): number | null {
  const said = rejection.extra?.['retryAfterSeconds']
  if (typeof said === 'number') return Math.max(1, Math.ceil(said))
  return RETRY_AFTER_DEFAULT[rejections[rejection.rejected].status] ?? null
}

/** Answers with a problem document in the caller's language. */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, rejection: Rejection): FastifyReply {
  reply.problemCode = rejection.rejected
  const problem = problemOf(rejection, languageOf(request.headers['accept-language']))
  const retryAfter = retryAfterOf(rejection)
  if (retryAfter !== null) void reply.header('retry-after', String(retryAfter))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  return (
    reply
      .code(problem.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      // As bytes: a text would get a charset, which JSON has none of (RFC 8259).
      .send(Buffer.from(JSON.stringify(problem)))
  )
}

/** Carries a rejection through a framework hook that can only throw. */
export class ProblemError extends Error {
  readonly rejection: Rejection
  constructor(rejection: Rejection) {
    super(rejection.rejected)
    this.name = 'ProblemError'
    this.rejection = rejection
  }
}
