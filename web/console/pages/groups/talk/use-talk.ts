import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { MessageView } from '../../../../../src/contract/messages.ts'
import { useApi, useStream } from '../../../../shared/connection.tsx'
import { refreshQueries } from '../../../../shared/refresh.ts'
import { wholeGroupTopic } from '../../../../shared/topics.ts'
import { groupsKey, oneGroupCalls } from '../../../data/groups.ts'
import { join, pageMost, withHistory } from './newest-page.ts'

/** What is said in one sub-group of a group (null: what went to the whole group), as it comes. */
export function useTalk(ownerId: string, groupId: string, subGroupId: string | null) {
  const api = useApi()
  const queries = useQueryClient()
  const queryKey = useMemo(() => groupsKey(ownerId, groupId, 'talk', subGroupId), [ownerId, groupId, subGroupId])
  const where = useMemo(() => (subGroupId === null ? {} : { subGroupId }), [subGroupId])
  const calls = useMemo(() => oneGroupCalls(api, groupId), [api, groupId])
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const newest = await calls.messages(where)
      // read after it: what was heard while the page was under way is known by now
      return withHistory(queries.getQueryData<MessageView[]>(queryKey) ?? [], newest)
    },
    staleTime: Infinity,
  })
  const [loading, setLoading] = useState(false)
  /** of the very first message, once it is known which that is */
  const [firstSeq, setFirstSeq] = useState<number | null>(null)

  const follower = useMemo(
    () =>
      createFollower(async () => {
        const last = queries.getQueryData<MessageView[]>(queryKey)?.at(-1)?.seq
        const more = await calls.messages({ ...where, ...(last === undefined ? {} : { after: last }) })
        queries.setQueryData<MessageView[]>(queryKey, (known = []) => join(known, more))
        return more.length >= pageMost
      }),
    [calls, queries, queryKey, where],
  )
  useEffect(() => () => follower.stop(), [follower])

  useStream([wholeGroupTopic(groupId)], (message) => {
    if (message.kind === 'group.said') follower.go()
    else if (message.kind === 'group.deleted') {
      const { seq } = message.body as { seq: number }
      queries.setQueryData<MessageView[]>(queryKey, (known) =>
        known?.map((one) => (one.seq === seq ? silenced(one) : one)),
      )
    } else if (message.kind === 'group.poll' || message.kind === 'group.restored') {
      // how a poll stands, and what a message said before it was hidden, is read with it
      void refreshQueries(queries, queryKey)
    }
  })

  /** Reads the page that a message begins once more: its links may have run out. */
  async function again(seq: number): Promise<void> {
    const page = await calls.messages({ ...where, after: seq - 1 }).catch(() => [])
    const anew = new Map(page.map((one) => [one.seq, one]))
    // what was deleted meanwhile stays so
    queries.setQueryData<MessageView[]>(queryKey, (known) =>
      known?.map((one) => (one.kind === 'deleted' ? one : (anew.get(one.seq) ?? one))),
    )
  }

  async function loadOlder(): Promise<void> {
    const before = query.data?.[0]?.seq
    if (before === undefined || loading) return
    setLoading(true)
    try {
      const page = await calls.messages({ ...where, before })
      queries.setQueryData<MessageView[]>(queryKey, (known = []) => join(page, known))
      if (page.length < pageMost) setFirstSeq(page[0]?.seq ?? before)
    } catch {
      // the button stays, and asks again
    } finally {
      setLoading(false)
    }
  }
  // a first page that is not full is all there is; later ones say so themselves
  const isWhole = (query.data?.length ?? 0) < pageMost || query.data?.[0]?.seq === firstSeq
  return { query, loadOlder, isLoadingOlder: loading, hasOlder: !isWhole, follow: follower.go, again }
}

const silenced = ({ messageId, seq, at, from, sender, scope }: MessageView): MessageView => ({
  messageId,
  seq,
  at,
  from,
  sender,
  scope,
  kind: 'deleted',
})

/** Asks for what is new, one call at a time; news that come meanwhile are asked for after it. */
function createFollower(step: () => Promise<boolean>) {
  let running = false
  let again = false
  let stopped = false
  async function run(): Promise<void> {
    running = true
    try {
      do {
        again = false
        again = (await step()) || again
      } while (again && !stopped)
    } catch {
      // the next message, or the stream's recovery, asks again
    } finally {
      running = false
    }
  }
  return {
    go(): void {
      if (stopped) return
      if (running) again = true
      else void run()
    },
    stop(): void {
      stopped = true
    },
  }
}
