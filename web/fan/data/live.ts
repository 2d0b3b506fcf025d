import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { MemberView, ScreenLine } from '../../../src/contract/views.ts'
import { useConnection, useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { clubTopic, memberTopic, sessionTopic } from '../../shared/topics.ts'
import { refreshBenefits } from './benefits.ts'
import { screenQuery } from './queries.ts'

/** How many lines of the public screen a phone keeps. */
const linesKept = 60
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
    if (kind === 'member.moved') refresh('member', 'ledger', 'benefits')
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

/** The public screen of a session: what was said before, then what comes, newest last. */
export function useScreen(sessionId: string | null): { readonly lines: readonly KeyedLine[]; readonly failed: boolean } {
  const { api } = useConnection()
  const queries = useQueryClient()
  const [lines, setLines] = useState<readonly KeyedLine[]>([])
  const [failed, setFailed] = useState(false)
  const waiting = useRef<ScreenLine[]>([])
  const counter = useRef(0)

  const add = useEffectEvent((fresh: readonly ScreenLine[], replace: boolean) => {
    const keyed = fresh.slice(-linesKept).map((line) => ({ line, key: (counter.current += 1) }))
    setLines((old) => {
      if (replace) return keyed
      // the stream begins a little before the answer that brought the first lines
      const shown = new Set(old.map(({ line }) => nameOf(line)))
      return [...old, ...keyed.filter(({ line }) => !shown.has(nameOf(line)))].slice(-linesKept)
    })
  })
  useEffect(() => {
    if (sessionId === null) return
    let gone = false
    queries.fetchQuery(screenQuery(api, sessionId)).then(
      ({ items }) => {
        if (gone) return
        setFailed(false)
        add(items, true)
      },
      () => {
        if (!gone) setFailed(true)
      },
    )
    const timer = setInterval(() => {
      if (waiting.current.length > 0) add(waiting.current.splice(0), false)
    }, flushMilliseconds)
    return () => {
      gone = true
      clearInterval(timer)
    }
  }, [api, queries, sessionId])
  useStream(sessionId === null ? [] : [sessionTopic(sessionId)], (message) => {
    if (message.kind !== 'screen.lines') return
    const fresh = message.body['lines']
    if (Array.isArray(fresh)) waiting.current.push(...(fresh as ScreenLine[]).slice(-linesKept))
  })
  return { lines: sessionId === null ? [] : lines, failed }
}

/** By which a line that comes again is known. */
const nameOf = ({ at, kind, userId, text, count }: ScreenLine): string => [at, kind, userId, count, text].join(' ')

/** A line with a key of its own: the server's lines have none. */
export interface KeyedLine {
  readonly line: ScreenLine
  readonly key: number
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
