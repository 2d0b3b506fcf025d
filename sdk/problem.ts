import type { Problem } from '../src/contract/forms.ts'
import type { RejectionCode } from '../src/contract/rejections.ts'

/** A refused call (RFC 9457). `code` is one of the closed list in docs/api/errors.md. */
export class TiefenProblem extends Error {
  readonly status: number
  readonly code: RejectionCode
  readonly problem: Problem
  /** Seconds the server asks to wait, where it does. */
  readonly retryAfterSeconds: number | null

  constructor(status: number, problem: Problem, retryAfterSeconds: number | null) {
    super(`${problem.code}: ${problem.detail ?? problem.title}`)
    this.name = 'TiefenProblem'
    this.status = status
    this.code = problem.code as RejectionCode
    this.problem = problem
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string'

/** The problem of a refused response; what did not come from the server itself (a proxy's page) reads as `unavailable` or `internal`. */
export function problemOf(response: Response, body: unknown): TiefenProblem {
  const after = Number(response.headers.get('retry-after') ?? Number.NaN)
  const seconds = Number.isFinite(after) ? after : null
  if (isProblem(body)) return new TiefenProblem(response.status, body, seconds)
  const code =
    response.status === 502 || response.status === 503 || response.status === 504 ? 'unavailable' : 'internal'
  const problem = { type: 'about:blank', title: response.statusText, status: response.status, code }
  return new TiefenProblem(response.status, problem, seconds)
}
