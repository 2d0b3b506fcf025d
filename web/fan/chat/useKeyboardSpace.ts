import { useEffect, type RefObject } from 'react'

/**
 * Keeps a page above the phone's keyboard: where the keyboard lies over the page (iOS) instead of shrinking it, `--keyboard` of the element is what
 * it covers, and the page is not left scrolled away.
 */
export function useKeyboardSpace(page: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const seen = window.visualViewport
    if (seen === null) return
    const fit = () => {
      const element = page.current
      // pinched in, the visible part says nothing of a keyboard
      if (element === null || seen.scale > 1.01) return
      const covered = Math.max(0, element.getBoundingClientRect().bottom - seen.offsetTop - seen.height)
      const before = Number.parseFloat(element.style.getPropertyValue('--keyboard')) || 0
      const space = Math.round(covered)
      if (space === before) return
      element.style.setProperty('--keyboard', `${space}px`)
      if (space > 0) window.scrollTo(0, 0)
    }
    seen.addEventListener('resize', fit)
    seen.addEventListener('scroll', fit)
    return () => {
      seen.removeEventListener('resize', fit)
      seen.removeEventListener('scroll', fit)
    }
  }, [page])
}
