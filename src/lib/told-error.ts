/** An error in the form in which it may be kept and shown: what kind it was and where, never what it was about. */
export interface ToldError {
  /** `TypeError`, `DatabaseError` … */
  readonly type: string
  /** SQLSTATE or Node's code */
  readonly code: string | null
  readonly message: string
}

const CHARACTERS_MOST = 300

/** What stands in quotes in a message is a value; a bare apostrophe is not. */
const quoted = /"[^"]*"?|`[^`]*`?|“[^”]*”?|(?<![\p{L}\p{N}])'[^']*'/gu

/**
 * Names an error without the data that met it (PLT-8): what messages quote is left out, and so is every text of `values` (at least 2 characters),
 * wherever it stands. PostgreSQL's `detail` and bound values quote rows, so they are never read; constraint and table are names of ours.
 */
export function toldError(error: unknown, values: Iterable<string> = []): ToldError {
  if (!(error instanceof Error)) return { type: typeof error, code: null, message: 'not an error' }
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown }
  const names = [
    ...(typeof table === 'string' ? [`table ${table}`] : []),
    ...(typeof constraint === 'string' ? [`constraint ${constraint}`] : []),
  ]
  const message = withoutValues(messageOf(error), values)
  return {
    type: /^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(error.name) ? error.name : 'Error',
    code: typeof code === 'string' && /^[A-Za-z0-9_]{1,60}$/.test(code) ? code : null,
    message: `${message}${names.length === 0 ? '' : ` (${names.join(', ')})`}`.slice(0, CHARACTERS_MOST),
  }
}

/** The frames of a stack; a message of several lines stays out. */
export const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 11)
    .join('\n')

/** V8 puts what it could not read into the message of these two without quotes. */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError) return 'syntax error'
  const [line = ''] = error.message.split('\n')
  return error instanceof RangeError ? (line.split(':')[0] ?? '') : line
}

function withoutValues(message: string, values: Iterable<string>): string {
  let told = message.replace(quoted, '…')
  const longestFirst = [...new Set(values)].filter((value) => value.length >= 2).sort((a, b) => b.length - a.length)
  for (const value of longestFirst) told = told.replaceAll(value, '…')
  return told
}

/** Every text inside a JSON value, for `toldError`; keys are left out, they are words of the contract. */
export function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* textsOf(member)
}
