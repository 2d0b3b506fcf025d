import { useSyncExternalStore } from 'react'

/** Results a fan has looked at, so that a reload does not tell them again; the newest so many. */
const keptMost = 100
const key = 'tiefen.seenResults'
const listeners = new Set<() => void>()
let known: { readonly text: string | null; readonly seen: ReadonlySet<string> } = { text: '', seen: new Set() }

function seenNow(): ReadonlySet<string> {
  const text = localStorage.getItem(key)
  if (known.text !== text) known = { text, seen: new Set(text === null ? [] : text.split(' ')) }
  return known.seen
}

/** What the fan has looked at. */
export function useSeen(): ReadonlySet<string> {
  return useSyncExternalStore((notify) => {
    listeners.add(notify)
    return () => listeners.delete(notify)
  }, seenNow)
}

/** He has looked at this result. */
export function markSeen(id: string): void {
  const seen = seenNow()
  if (seen.has(id)) return
  localStorage.setItem(key, [...seen, id].slice(-keptMost).join(' '))
  for (const notify of listeners) notify()
}
