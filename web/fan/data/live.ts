import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { MemberView, ScreenLine } from '../../../src/contract/views.ts'
import { useConnection, useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { clubTopic, memberTopic, sessionTopic } from '../../shared/topics.ts'
import { failedOf } from '../parts/failed-of.ts'
import { refreshBenefits } from './benefits.ts'
import { screenQuery } from './queries.ts'
import { emptyScreen, follow, withHeard, type HeardLine, type KeyedLine } from './screen-lines.ts'

/** Lines that arrive together appear together, this often. */
const flushMilliseconds = 250

/** Keeps a club and the fan's membership in it fresh while a page shows them. */
export function useClubLive(ownerId: string, userId: string): void {
  const queries = useQueryClient()
  useStream([clubTopic(ownerId), memberTopic(ownerId, userId)], (message) => {
    const refresh = (...keys: readonly string[]) => {
      for (const key of keys) void refreshQueries(queries, [key, ownerId])
    }
    const { kind } = message
    if (kind === 'member.moved') refresh('member', 'ledger', 'benefits', 'points')
    else if (kind === 'mode.changed' || kind === 'day.moved') refresh('club', 'member', 'levels', 'ledger', 'benefits')
    else if (/^(benefit|benefits|coupon|packet)\./.test(kind)) refreshBenefits(queries, ownerId)
    else if (kind.startsWith('campaign.')) {
      refresh('campaigns', 'points')
      refreshBenefits(queries, ownerId)
    } else if (kind.startsWith('group')) {
      refresh('groups')
      for (const key of ['my-groups', 'group']) void refreshQueries(queries, [key])
    } else refresh('club', 'member')
  })
}

/** The public screen of a session: what was said before, then what comes, newest last; asked for anew on coming back and after a loss. */
export function useScreen(sessionId: string | null): { readonly lines: readonly KeyedLine[]; readonly failed: boolean } {
  const { api } = useConnection()
  const before = useQuery({ ...screenQuery(api, sessionId ?? ''), enabled: sessionId !== null })
  const [shown, setShown] = useState(() => emptyScreen(sessionId))
  const followed = follow(shown, sessionId, before.data)
  if (followed !== shown) setShown(followed)
  const waiting = useRef<HeardLine[]>([])

  useEffect(() => {
    if (sessionId === null) return
    const timer = setInterval(() => {
      const heard = waiting.current.splice(0)
      if (heard.length > 0) setShown((old) => withHeard(old, heard))
    }, flushMilliseconds)
    return () => {
      clearInterval(timer)
      waiting.current = []
    }
  }, [sessionId])
  useStream(sessionId === null ? [] : [sessionTopic(sessionId)], (message) => {
    if (message.kind !== 'screen.lines') return
    const fresh = message.body['lines']
    if (!Array.isArray(fresh)) return
    const heardAt = performance.now()
    waiting.current.push(...(fresh as ScreenLine[]).map((line) => ({ line, heardAt })))
  })
  return { lines: followed.lines, failed: failedOf([before]) !== null }
}

/** The new standing when the fan went up while he looked; going down is silent (LVL-3). */
export function useLevelUp(member: MemberView | null | undefined): {
  readonly reached: MemberView | null
  readonly done: () => void
} {
  const [seen, setSeen] = useState<{ readonly key: string; readonly level: number } | null>(null)
  const [reached, setReached] = useState<MemberView | null>(null)
  if (member != null) {
    const key = `${member.ownerId} ${member.mode} ${member.joinedAt}`
    if (seen === null || seen.key !== key || seen.level !== member.level) {
      setSeen({ key, level: member.level })
      if (seen !== null && seen.key === key && member.level > seen.level) setReached(member)
    }
  }
  return { reached, done: () => setReached(null) }
}
