import type { ScreenLine } from '../../../src/contract/views.ts'

/** How many lines of the public screen a phone keeps. */
const linesKept = 60
/** As many as the server answers (src/live/read.ts): where there are fewer, that is all that was said. */
const linesAnswered = 50

/** What the stream told. */
export interface HeardLine {
  readonly line: ScreenLine
  /** monotonic milliseconds */
  readonly heardAt: number
}
/** A line with a key of its own: the server's lines have none. */
export interface KeyedLine extends HeardLine {
  readonly key: number
}
/** What was said before, as the server answered. */
export interface ScreenAnswer {
  readonly items: readonly ScreenLine[]
  /** monotonic milliseconds: what was heard after may be missing in it */
  readonly askedAt: number
}
/** The public screen of a session, newest last. */
export interface Shown {
  readonly sessionId: string | null
  /** the answer that it follows */
  readonly answer: ScreenAnswer | null
  readonly lines: readonly KeyedLine[]
  readonly keysGiven: number
}

/** Nothing is known yet. */
export const emptyScreen = (sessionId: string | null): Shown => ({ sessionId, answer: null, lines: [], keysGiven: 0 })

/** The screen after a new answer or a change of the session; the same object where there is neither. */
export function follow(shown: Shown, sessionId: string | null, answer: ScreenAnswer | undefined): Shown {
  const here = shown.sessionId === sessionId ? shown : { ...emptyScreen(sessionId), keysGiven: shown.keysGiven }
  return answer === undefined || answer === here.answer ? here : replaced(here, answer)
}

/** An answer takes the place of what was shown; what was heard since it was asked for comes after it. Lines that were there keep their keys. */
function replaced(shown: Shown, answer: ScreenAnswer): Shown {
  const keys = new Map(shown.lines.map(({ line, key }) => [nameOf(line), key]))
  let { keysGiven } = shown
  const lines = answer.items.map((line) => {
    const name = nameOf(line)
    const key = keys.get(name) ?? (keysGiven += 1)
    keys.delete(name)
    return { line, heardAt: answer.askedAt, key }
  })
  const since = shown.lines.filter(({ heardAt }) => heardAt > answer.askedAt)
  return withHeard({ ...shown, answer, lines, keysGiven }, since)
}

/**
 * The screen with what the stream told. It begins a little before the answer, and after a loss with all that was missed: what is there already, or
 * stood further up than the answer reaches, is left out.
 */
export function withHeard(shown: Shown, heard: readonly HeardLine[]): Shown {
  const known = new Set(shown.lines.map(({ line }) => nameOf(line)))
  const begin = shown.lines.length < linesAnswered ? '' : (shown.lines[0]?.line.at ?? '')
  const fresh = heard
    .filter(({ line }) => !known.has(nameOf(line)) && line.at >= begin)
    .map(({ line, heardAt }, index) => ({ line, heardAt, key: shown.keysGiven + index + 1 }))
  return {
    ...shown,
    lines: [...shown.lines, ...fresh].slice(-linesKept),
    keysGiven: shown.keysGiven + fresh.length,
  }
}

/** By which a line that comes again is known. */
const nameOf = ({ at, kind, userId, text, count }: ScreenLine): string => [at, kind, userId, count, text].join(' ')
