import { useSyncExternalStore } from 'react'
import type { Desk, DeskGroup } from '../../data/groups.ts'

/**
 * What this browser has not looked at yet: the server counts what was said, the page remembers how much of it was there when a sub-group was last
 * open. Nobody waits for an answer to it, so it is not kept for the account.
 */
type Seen = Readonly<Record<string, number>>

const keyOf = (ownerId: string) => `tiefen.groups.seen.${ownerId}`
const listeners = new Set<() => void>()
let cached: { readonly key: string; readonly text: string | null; readonly seen: Seen | null } | null = null

function read(ownerId: string): Seen | null {
  const key = keyOf(ownerId)
  const text = localStorage.getItem(key)
  if (cached?.key !== key || cached.text !== text) cached = { key, text, seen: parse(text) }
  return cached.seen
}

function parse(text: string | null): Seen | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Seen) : null
  } catch {
    return null
  }
}

function write(ownerId: string, seen: Seen): void {
  localStorage.setItem(keyOf(ownerId), JSON.stringify(seen))
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How much was looked at, by sub-group; null: this browser sees the club for the first time. */
export const useSeen = (ownerId: string): Seen | null => useSyncExternalStore(subscribe, () => read(ownerId))

/** A browser that sees a club for the first time has seen what is there: only what comes from now on is new. */
export function beginSeen(ownerId: string, desk: Desk): void {
  if (read(ownerId) !== null) return
  write(
    ownerId,
    Object.fromEntries(desk.items.flatMap(({ subGroups }) => subGroups.map((sub) => [sub.subGroupId, sub.messages]))),
  )
}

/** A sub-group was looked at when it held so many messages. */
export function markSeen(ownerId: string, subGroupId: string, messages: number): void {
  const seen = read(ownerId) ?? {}
  if (seen[subGroupId] !== messages) write(ownerId, { ...seen, [subGroupId]: messages })
}

/** What was said in a sub-group since. */
export const unseenIn = (seen: Seen | null, sub: DeskGroup['subGroups'][number]): number =>
  seen === null ? 0 : Math.max(0, sub.messages - (seen[sub.subGroupId] ?? 0))

/** What was said in a group's sub-groups since. */
export const unseenOf = (seen: Seen | null, group: DeskGroup): number =>
  group.subGroups.reduce((sum, sub) => sum + unseenIn(seen, sub), 0)
