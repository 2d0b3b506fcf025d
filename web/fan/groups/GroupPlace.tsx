import { createContext, use } from 'react'
import type { ChatPerson } from '../chat/person.ts'

/** Where a message stands: its cards need the owner and who is who. */
export interface GroupPlaceValue {
  readonly groupId: string
  readonly ownerId: string
  readonly people: ReadonlyMap<string, ChatPerson>
  /** reads a message again */
  readonly again: (seq: number) => void
}

/** Put around a group's chat. */
export const GroupPlace = createContext<GroupPlaceValue | null>(null)

/** Where this message stands. */
export function useGroupPlace(): GroupPlaceValue {
  const place = use(GroupPlace)
  if (place === null) throw new Error('GroupPlace is missing')
  return place
}
