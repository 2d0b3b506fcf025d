import { useSyncExternalStore } from 'react'

const key = 'tiefen.effects'
const listeners = new Set<() => void>()

/** Whether the fan wants to see others' honours move (BEN-1); he does unless he switched it off. */
export function useEffects(): boolean {
  return useSyncExternalStore(
    (notify) => {
      listeners.add(notify)
      return () => listeners.delete(notify)
    },
    () => localStorage.getItem(key) !== 'off',
  )
}

/** Keeps the choice. */
export function setEffects(on: boolean): void {
  if (on) localStorage.removeItem(key)
  else localStorage.setItem(key, 'off')
  for (const notify of listeners) notify()
}
