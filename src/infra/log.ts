import pino from 'pino'
import type { Logger } from 'pino'
import { framesOf, toldError } from '../lib/told-error.ts'

/** Levels of TIEFEN_LOG_LEVEL, quietest last. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]

// What must never be written, wherever it turns up (PLT-8: no personal data in logs). Ids, counts and codes are what lines are made of.
const secretKeys = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'secret',
  'secretKey',
  'clientSecret',
  'token',
  'accessToken',
  'refreshToken',
  'idToken',
  'ticket',
  'signature',
  'connectionString',
  'idempotency-key',
  'phone',
  'nickname',
  'text',
  'name',
  'title',
]
const bracketed = (key: string) => (/^\w+$/.test(key) ? key : `["${key}"]`)
const under = (parent: string, key: string) => (/^\w+$/.test(key) ? `${parent}.${key}` : `${parent}["${key}"]`)
const redact = secretKeys.flatMap((key) => [bracketed(key), under('*', key), under('*.*', key)])

/** Errors keep their kind, code, constraint and frames; values that their messages quote stay out (lib/told-error.ts), and so does PostgreSQL's `detail`. */
function plainError(error: unknown): object {
  const { type, code, message } = toldError(error)
  if (!(error instanceof Error)) return { type, message }
  const { constraint } = error as Error & { constraint?: unknown }
  return {
    type,
    message,
    ...(code === null ? {} : { code }),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: plainError(error.cause) }),
  }
}

/** JSON lines, to standard error unless told: standard output belongs to what commands print. Fits `Log` and Fastify. */
export function createLog(
  level: LogLevel,
  out: { write(line: string): unknown } = pino.destination({ dest: 2, sync: true }),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redact, censor: '[redacted]' },
      serializers: { err: plainError, error: plainError },
    },
    out as { write(line: string): void },
  )
}
