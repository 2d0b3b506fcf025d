import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { MemberGroup, MessageView } from '../../../src/contract/messages.ts'
import { useApi } from '../../shared/connection.tsx'
import type { Mentionable } from '../chat/mentions.ts'
import type { ChatPerson } from '../chat/person.ts'
import { useFan } from '../data/fan.tsx'
import { groupMembersQuery } from './data.ts'

/** Who speaks in a sub-group: its members with badge and tier, the owner, and by name those who left. Somebody new is asked for when he speaks. */
export function usePeople(group: MemberGroup, messages: readonly MessageView[]) {
  const { userId } = useFan()
  const members = useQuery(groupMembersQuery(useApi(), group.groupId))
  const { data, refetch } = members
  const asked = useRef(new Set<string>())
  const people = useMemo(() => {
    const all = new Map<string, ChatPerson>()
    all.set(group.ownerId, { name: group.ownerName, level: null, tier: null, badge: null })
    for (const { userId: id, name, imitates, level, tier, badge } of data?.items ?? [])
      all.set(id, { name, imitates, level, tier, badge })
    return all
  }, [data, group.ownerId, group.ownerName])
  const last = messages.at(-1)
  const stranger = last !== undefined && last.sender.name === null && !people.has(last.from) ? last.from : null
  useEffect(() => {
    if (stranger === null || asked.current.has(stranger)) return
    asked.current.add(stranger)
    void refetch()
  }, [stranger, refetch])
  const mentionable = useMemo<readonly Mentionable[]>(
    () =>
      [...people].flatMap(([id, { name }]) =>
        name === null || id === userId || id === group.ownerId ? [] : [{ userId: id, name }],
      ),
    [people, userId, group.ownerId],
  )
  return { people, mentionable, count: data?.items.length ?? null }
}
