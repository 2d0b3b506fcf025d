import type { Auth } from './api.ts'

/** Who is signed in on this browser: a fan (phone pages) and, apart from him, someone at a desk (console, reviewer, streamer page). */
export type Desk = 'fan' | 'desk'

export interface Session {
  readonly token: string
  /** the fan's user id, or the account's id */
  readonly id: string
  readonly role: 'fan' | 'owner' | 'staff' | 'reviewer' | 'admin'
  readonly name?: string
  /** the club of an owner or his staff */
  readonly ownerId?: string
  /** a demo guest's secret, with which he gets his next token */
  readonly secret?: string
  /** made by the demo's doors: they can be walked through again */
  readonly demo?: boolean
}

const key = (desk: Desk) => `tiefen.session.${desk}`
const listeners = new Set<() => void>()
/** What was read last, of each: a page may show both, and either must stay the same object. */
const parsed = new Map<Desk, { readonly text: string; readonly session: Session }>()

/** The saved session, or null. The same object until it changes. */
export function savedSession(desk: Desk): Session | null {
  const text = localStorage.getItem(key(desk))
  if (text === null) return null
  const found = parsed.get(desk)
  if (found?.text === text) return found.session
  try {
    const session = JSON.parse(text) as Session
    if (typeof session.token !== 'string' || typeof session.id !== 'string') return null
    parsed.set(desk, { text, session })
    return session
  } catch {
    return null
  }
}

/** Keeps a session (null signs out). */
export function saveSession(desk: Desk, session: Session | null): void {
  if (session === null) localStorage.removeItem(key(desk))
  else localStorage.setItem(key(desk), JSON.stringify(session))
  for (const notify of listeners) notify()
}

/** For useSyncExternalStore: told on every change, also one made in another tab. */
export function onSessionChange(notify: () => void): () => void {
  listeners.add(notify)
  window.addEventListener('storage', notify)
  return () => {
    listeners.delete(notify)
    window.removeEventListener('storage', notify)
  }
}

/** The calls' identity from the saved session. `renew` gets a fresh one after a 401; concurrent calls share one attempt. */
export function sessionAuth(desk: Desk, renew: (old: Session) => Promise<Session | null>): Auth {
  let running: Promise<string | null> | null = null
  const run = async () => {
    const old = savedSession(desk)
    const fresh = old === null ? null : await renew(old)
    saveSession(desk, fresh)
    return fresh?.token ?? null
  }
  return {
    token: () => savedSession(desk)?.token ?? null,
    renew: () => (running ??= run().finally(() => (running = null))),
  }
}

/** A token handed over by the app that opens the page, in the address's fragment (`#token=…&user=…`): never sent to a server, taken out at once. */
export function takeHandedToken(): { readonly token: string; readonly userId: string } | null {
  const values = new URLSearchParams(window.location.hash.slice(1))
  const token = values.get('token')
  const userId = values.get('user')
  if (token === null || userId === null) return null
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  return { token, userId }
}
