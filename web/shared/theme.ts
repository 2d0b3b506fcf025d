import { useSyncExternalStore } from 'react'
import { useMediaQuery } from './motion.ts'

/** `system` follows prefers-color-scheme. `public/boot.js` applies the saved choice before the first paint. */
export type Theme = 'system' | 'light' | 'dark'
const key = 'tiefen.theme'
const listeners = new Set<() => void>()

/** The saved choice. */
export function savedTheme(): Theme {
  const saved = localStorage.getItem(key)
  return saved === 'light' || saved === 'dark' ? saved : 'system'
}

/** Applies and keeps a choice. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    localStorage.removeItem(key)
    delete document.documentElement.dataset.theme
  } else {
    localStorage.setItem(key, theme)
    document.documentElement.dataset.theme = theme
  }
  for (const notify of listeners) notify()
}

/** The choice, and whether the page is dark because of it. */
export function useTheme(): { readonly theme: Theme; readonly dark: boolean } {
  const theme = useSyncExternalStore((notify) => {
    listeners.add(notify)
    return () => listeners.delete(notify)
  }, savedTheme)
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)')
  return { theme, dark: theme === 'dark' || (theme === 'system' && systemDark) }
}
