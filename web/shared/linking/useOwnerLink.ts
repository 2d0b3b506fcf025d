import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LinkKind, LinkSeat, LinkView, RequestView } from '../../../src/contract/linking.ts'
import { answerOf } from '../api.ts'
import { useApi, useStream } from '../connection.tsx'
import { clubTopic } from '../topics.ts'
import { ownerLinkQuery } from './queries.ts'

/** What the owner's side is in: as it was when this page came to it. */
export interface Talking {
  readonly link: LinkView
  /** null: joined from here, where it began on another device */
  readonly seat: LinkSeat | null
}

/** Everything the owner's side does with links, on the phone and in the console. @param onProblem tells a refusal */
export function useOwnerLink(ownerId: string, onProblem: (error: unknown) => void) {
  const api = useApi()
  const state = useQuery(ownerLinkQuery(api, ownerId))
  const [talking, setTalking] = useState<Talking | null>(null)
  const refetch = () => void state.refetch()
  useStream([clubTopic(ownerId)], ({ kind }) => {
    if (kind.startsWith('link.')) refetch()
  })
  const after = { onSettled: refetch, onError: onProblem }
  /** Calls members; one more where a link runs. */
  const call = useMutation({
    mutationFn: async ({ groupId, userId, kind }: { groupId: string; userId: string; kind: LinkKind }) => {
      const running = state.data?.link ?? null
      if (running !== null && talking !== null) {
        const params = { path: { linkId: running.linkId } }
        await answerOf(api.POST('/v1/links/{linkId}/invitations', { params, body: { userId } }))
        return
      }
      const params = { path: { groupId } }
      const body = { kind, userIds: [userId] }
      const seat = (await answerOf(api.POST('/v1/groups/{groupId}/links', { params, body }))) as LinkSeat
      setTalking({ link: seat.link, seat })
    },
    ...after,
  })
  const pass = useMutation({
    mutationFn: ({ groupId, userId }: RequestView) =>
      answerOf(api.DELETE('/v1/groups/{groupId}/link-requests/{userId}', { params: { path: { groupId, userId } } })),
    ...after,
  })
  const sendOut = useMutation({
    mutationFn: ({ linkId, party }: { linkId: string; party: number }) =>
      answerOf(api.DELETE('/v1/links/{linkId}/parties/{party}', { params: { path: { linkId, party } } })),
    ...after,
  })
  return {
    state,
    talking,
    call,
    pass,
    sendOut,
    /** Goes on here with what began on another device, or before the page was loaded again. */
    goOn: (link: LinkView) => setTalking({ link, seat: null }),
    close: () => {
      setTalking(null)
      refetch()
    },
  }
}
export type OwnerLink = ReturnType<typeof useOwnerLink>
