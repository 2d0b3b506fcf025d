import { useSyncExternalStore } from 'react'

const query = '(prefers-reduced-motion: reduce)'

/** True while the person asks for less motion. */
export function useReducedMotion(): boolean {
  return useMediaQuery(query)
}

/** Follows a media query. */
export function useMediaQuery(media: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const list = window.matchMedia(media)
      list.addEventListener('change', notify)
      return () => list.removeEventListener('change', notify)
    },
    () => window.matchMedia(media).matches,
  )
}
