import type { KeyboardEvent } from 'react'

/**
 * Keys of a chat: the list is one stop of Tab. Enter goes to the last message in sight, the arrows from message to message, Escape back to the list, whose
 * own keys scroll it.
 */
export function onRowKey(event: KeyboardEvent<HTMLElement>): void {
  const list = event.currentTarget
  const at = event.target
  const acts = [...list.querySelectorAll<HTMLElement>('[data-acts]')]
  if (at === list && event.key === 'Enter') {
    const { bottom } = list.getBoundingClientRect()
    const last = acts.findLast((one) => one.getBoundingClientRect().bottom <= bottom)
    event.preventDefault()
    last?.focus()
    return
  }
  const index = at instanceof HTMLElement ? acts.indexOf(at) : -1
  if (index < 0) return
  if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
    event.preventDefault()
    acts[index + (event.key === 'ArrowUp' ? -1 : 1)]?.focus()
  } else if (event.key === 'Escape') {
    event.stopPropagation()
    list.focus()
  }
}
