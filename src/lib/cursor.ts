/** A page's cursor is opaque to callers: the last row's sort key, JSON in base64url. A cursor that was not ours reads as null. */
export const writeCursor = (key: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

type Part = 'text' | 'integer' | 'instant' | 'uuid'

/** Exactly as `toInstant` writes it: Date.parse takes 30 February and the year 0, which the store refuses. */
const isWritten = (instant: string): boolean => {
  const at = Date.parse(instant)
  return Number.isFinite(at) && new Date(at).toISOString() === instant && !instant.startsWith('0000')
}

const isPart: Readonly<Record<Part, (part: unknown) => boolean>> = {
  text: (part) => typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000'),
  integer: (part) => Number.isSafeInteger(part),
  instant: (part) =>
    typeof part === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(part) && isWritten(part),
  uuid: (part) => typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
}

/** The key a cursor holds, if its parts are of the expected forms; anything else reads as no cursor. */
export function readCursor(cursor: string | undefined, ...parts: readonly Part[]): (string | number)[] | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (!Array.isArray(key) || key.length !== parts.length) return null
    return parts.every((part, index) => isPart[part](key[index])) ? (key as (string | number)[]) : null
  } catch {
    return null
  }
}

/** Cuts `limit + 1` rows to a page. */
export function pageOf<R, T>(
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => readonly (string | number)[],
  view: (row: R) => T,
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(view),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(keyOf(last)) : null,
  }
}

/** A stretch of numbered messages: beyond `after`, oldest first, or below `before`, newest first; neither: the newest. */
export interface Stretch {
  readonly after: number | null
  readonly before: number | null
  /** one more than the page shows, which tells whether there is a next */
  readonly limit: number
}

/** The stretch a query asks for. A cursor alone says which way: the one its page went. What rises ends at `before` also then. */
export function stretchOf(query: {
  readonly after?: number | undefined
  readonly before?: number | undefined
  readonly cursor?: string | undefined
  readonly limit: number
}): Stretch {
  const [way, seq] = readCursor(query.cursor, 'text', 'integer') ?? []
  const limit = query.limit + 1
  if (way === 'after') return { after: Number(seq), before: query.before ?? null, limit }
  if (way === 'before') return { after: null, before: Number(seq), limit }
  return { after: query.after ?? null, before: query.before ?? null, limit }
}

/** Cuts a stretch, in the order it was read, to a page with the oldest first. */
export function pageOfStretch<T extends { readonly seq: number }>(
  messages: readonly T[],
  { after, limit }: Stretch,
): { items: T[]; nextCursor: string | null } {
  const falls = after === null
  const keyOf = ({ seq }: T) => [falls ? 'before' : 'after', seq]
  const { items, nextCursor } = pageOf(messages, limit - 1, keyOf, (message) => message)
  return { items: falls ? items.reverse() : items, nextCursor }
}
