import pino from 'pino'
import type { Logger } from 'pino'

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

/** Errors keep name, message, code, constraint and stack; PostgreSQL's `detail` and bound values quote rows, so they stay out. */
function plainError(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 500) }
  const { code, constraint } = error as Error & { code?: unknown; constraint?: unknown }
  return {
    type: error.name,
    message: error.message.slice(0, 1000),
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    stack: error.stack?.split('\n').slice(1, 12).join('\n'),
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
