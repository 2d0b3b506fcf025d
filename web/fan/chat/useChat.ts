import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { useStream } from '../../shared/connection.tsx'
import { createConversation, type Conversation, type Shown } from './conversation.ts'
import type { ChatSource } from './source.ts'
import type { ChatMessage } from './timeline.ts'

/** A conversation and what of it is shown. */
export interface ChatHandle<M extends ChatMessage> extends Shown<M> {
  readonly conversation: Conversation<M>
  readonly self: string
  /** null: it could be loaded; what is shown stays shown when a later fetch fails */
  readonly error: unknown
  readonly retryLoading: () => void
}

/**
 * A conversation that stays fresh while it is shown: loaded at first, told by the stream, and after a lost line or a return to the page brought up to
 * date with what was missed. It is kept after the page is left, with what waits to be sent. Another `source` is another conversation.
 */
export function useChat<M extends ChatMessage>(source: ChatSource<M>): ChatHandle<M> {
  const queries = useQueryClient()
  const conversation = useMemo(() => kept(queries, source), [queries, source])
  const shown = useSyncExternalStore(conversation.subscribe, conversation.shown)
  const loading = useQuery({
    queryKey: ['chat', source.id],
    queryFn: () => conversation.refresh().then(() => true),
    staleTime: 0,
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  })
  useStream(source.topics, (message) => conversation.hear(message))
  return {
    ...shown,
    conversation,
    self: source.self,
    error: shown.timeline.sureUpTo === null ? loading.error : null,
    retryLoading: () => void loading.refetch(),
  }
}

function kept<M extends ChatMessage>(queries: QueryClient, source: ChatSource<M>): Conversation<M> {
  const queryKey = ['conversation', source.id]
  const before = queries.getQueryData<Conversation<M>>(queryKey)
  if (before !== undefined) return before
  const made = createConversation(source)
  // what waits to be sent is not given up while nobody looks
  queries.setQueryDefaults(queryKey, { gcTime: Infinity })
  queries.setQueryData(queryKey, made)
  return made
}
