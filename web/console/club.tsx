import { useQueryClient } from '@tanstack/react-query'
import { createContext, use, useEffect, useMemo, type ReactNode } from 'react'
import { Outlet, useParams } from 'react-router'
import type { ClubView } from '../../src/contract/views.ts'
import { useStream } from '../shared/connection.tsx'
import { refreshQueries } from '../shared/refresh.ts'
import { Skeleton } from '../shared/states.tsx'
import { clubTopic, sessionTopic } from '../shared/topics.ts'
import { useClubView } from './data/club.ts'
import { madeOld } from './data/news.ts'
import { Loaded } from './parts/Loaded.tsx'

interface ClubContextValue {
  readonly ownerId: string
  readonly club: ClubView
}
const ClubContext = createContext<ClubContextValue | null>(null)

/** The club whose pages are shown. */
export function useClub(): ClubContextValue {
  const value = use(ClubContext)
  if (value === null) throw new Error('useClub outside a club page')
  return value
}

/** Pages of one club: loads it, keeps it live. */
export function Component() {
  const { ownerId = '' } = useParams()
  const query = useClubView(ownerId)
  return (
    <Loaded query={query} skeleton={<Skeleton lines={4} tall />}>
      {(club) => (
        <ClubPages club={club}>
          <Outlet />
        </ClubPages>
      )}
    </Loaded>
  )
}

function ClubPages({ club, children }: { readonly club: ClubView; readonly children: ReactNode }) {
  const { ownerId } = club
  const value = useMemo(() => ({ ownerId, club }), [ownerId, club])
  useLiveClub(ownerId, club.live?.sessionId)
  return <ClubContext value={value}>{children}</ClubContext>
}

const gatherMilliseconds = 1_000

/** What a stream message makes old. Members' long lists are only marked: they are fetched anew when looked at again. */
function useLiveClub(ownerId: string, sessionId: string | undefined): void {
  const queries = useQueryClient()
  const old = useMemo(
    () => createGatherer((keys) => keys.forEach((parts) => void refreshQueries(queries, parts))),
    [queries],
  )
  useEffect(() => () => old.stop(), [old])
  const topics = [clubTopic(ownerId), ...(sessionId === undefined ? [] : [sessionTopic(sessionId)])]
  useStream(topics, (message) => {
    for (const key of madeOld(message, ownerId, sessionId)) {
      if (key[2] === 'members') void queries.invalidateQueries({ queryKey: key, refetchType: 'none' })
      else old.add(key)
    }
  })
}

/** Gathers query keys for a second, so that a thousand events cost one refetch. */
function createGatherer(run: (keys: readonly (readonly unknown[])[]) => void) {
  const waiting = new Map<string, readonly unknown[]>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    run([...waiting.values()])
    waiting.clear()
  }
  return {
    add(parts: readonly unknown[]) {
      waiting.set(JSON.stringify(parts), parts)
      timer ??= setTimeout(flush, gatherMilliseconds)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
