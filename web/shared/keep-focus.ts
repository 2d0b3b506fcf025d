import { useEffect, type KeyboardEvent, type RefObject } from 'react'

const focusable =
  'button:not(:disabled),a[href],input:not(:disabled),textarea,select,video[controls],[tabindex]:not([tabindex="-1"])'

/**
 * Where Tab leads in a modal dialog when it would lead out of it; null: it stays inside by itself. @param all what can be focused, in order
 * @param at what has the focus @param dialog the dialog itself, focused when it opened @param back with Shift
 */
export function ringed<T>(all: readonly T[], at: T | null, dialog: T, back: boolean): T | null {
  const first = all[0]
  const last = all[all.length - 1]
  if (first === undefined || last === undefined) return dialog
  if (back && (at === first || at === dialog)) return last
  return !back && at === last ? first : null
}

/** For a modal dialog's `onKeyDown`: Tab goes round inside it. */
export function keepFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'Tab') return
  const dialog = event.currentTarget
  const all = [...dialog.querySelectorAll<HTMLElement>(focusable)].filter((one) => one.offsetParent !== null)
  const at = document.activeElement
  const to = ringed(all, at instanceof HTMLElement ? at : null, dialog, event.shiftKey)
  if (to === null) return
  event.preventDefault()
  to.focus()
}

/**
 * For as long as a modal dialog is open: it takes the focus, does not lose it with a button that goes, and gives it back.
 * @param first what in it takes the focus; else the dialog itself, which therefore has a `tabIndex`
 */
export function useModalFocus(
  dialog: RefObject<HTMLElement | null>,
  open = true,
  first: RefObject<HTMLElement | null> = dialog,
): void {
  useEffect(() => {
    if (!open) return
    const before = document.activeElement
    first.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [open, first])
  // what had the focus may go with what it did (a button that is done): the dialog then keeps it, so that its keys still work
  useEffect(() => {
    const shown = dialog.current
    if (!open || shown === null) return
    const keep = new MutationObserver(() => {
      if (document.activeElement === document.body) shown.focus({ preventScroll: true })
    })
    keep.observe(shown, { childList: true, subtree: true })
    return () => keep.disconnect()
  }, [open, dialog])
}
