import type { Draft } from './source.ts'

/** Something said on this phone that the server has not confirmed. */
export interface Pending {
  /** chosen here: however often it is sent, it is said once */
  readonly sendId: string
  readonly draft: Draft
  /** RFC 3339, by this phone */
  readonly at: string
  readonly state: 'waiting' | 'sending' | 'failed'
  /** attempts without an answer */
  readonly tries: number
  /** how much of a file went out, 0 to 1; null: nothing is known */
  readonly progress: number | null
  /** why the server refused it */
  readonly error: unknown
}

/** So many attempts at a server that answers, but with an error of its own; then a person decides. */
const triesMost = 5
const backoffMilliseconds = [1_000, 2_000, 4_000, 8_000, 15_000] as const

/** What becomes of a message whose sending did not work: it waits for the line or the server to come back, or it failed. */
export function afterFailure(pending: Pending, problem: { readonly status: number; readonly error: unknown }): Pending {
  const tries = pending.tries + 1
  const lost = problem.status === 0 || problem.status >= 500
  const state = lost && (problem.status === 0 || tries < triesMost) ? 'waiting' : 'failed'
  return { ...pending, state, tries, progress: null, error: state === 'failed' ? problem.error : null }
}

/** How long to wait before the next attempt. */
export const waitBefore = (tries: number): number =>
  backoffMilliseconds[Math.min(Math.max(tries, 1), backoffMilliseconds.length) - 1] ?? 0

const key = (id: string): string => `tiefen.outbox.${id}`
/** A phone keeps so many unsent messages of a conversation over a reload. */
const keptMost = 50

/** Words that were not sent when the page was left, to be sent again under their own ids. Files are not kept. */
export function keptOutbox(id: string): readonly Pending[] {
  try {
    const kept = JSON.parse(localStorage.getItem(key(id)) ?? '[]') as readonly Pick<
      Pending,
      'sendId' | 'draft' | 'at'
    >[]
    return kept.map(({ sendId, draft, at }) => ({
      sendId,
      draft: { text: draft.text, mentions: draft.mentions },
      at,
      state: 'waiting' as const,
      tries: 0,
      progress: null,
      error: null,
    }))
  } catch {
    return []
  }
}

/** Keeps what is not sent. What was refused is not kept: it was shown. */
export function keepOutbox(id: string, outbox: readonly Pending[]): void {
  const kept = outbox
    .filter(({ state, draft }) => state !== 'failed' && draft.file === undefined)
    .slice(-keptMost)
    .map(({ sendId, draft, at }) => ({ sendId, draft, at }))
  if (kept.length === 0) localStorage.removeItem(key(id))
  else localStorage.setItem(key(id), JSON.stringify(kept))
}
