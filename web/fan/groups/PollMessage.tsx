import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answerOf } from '../../shared/api.ts'
import { useApi, useStream } from '../../shared/connection.tsx'
import { isBeingAsked, refreshQueries } from '../../shared/refresh.ts'
import { MessageBody } from '../../shared/message/MessageBody.tsx'
import { withPollNews } from '../../shared/message/poll-news.ts'
import { seatsTopic } from '../../shared/topics.ts'
import { useFan } from '../data/fan.tsx'
import { toastProblem } from '../parts/toast.ts'
import type { GroupMessage } from './source.ts'
import { useSeldom } from './useSeldom.ts'

type Poll = NonNullable<GroupMessage['poll']>

/** A poll or a call in a group: it moves while others vote, one touch votes (GRP-8, GRP-15). */
export function PollMessage({ message, own }: { readonly message: GroupMessage; readonly own: boolean }) {
  const { poll } = message
  if (poll === undefined) return <MessageBody message={message} own={own} />
  return <Known message={message} own={own} poll={poll} />
}

interface KnownProps {
  readonly message: GroupMessage
  readonly own: boolean
  readonly poll: Poll
}

function Known({ message, own, poll }: KnownProps) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const { pollId } = poll
  const queryKey = ['poll', pollId]
  const params = { path: { pollId } }
  const now = useQuery({
    queryKey,
    queryFn: () => answerOf(api.GET('/v1/polls/{pollId}', { params: { ...params, query: { userId } } })),
    initialData: poll,
    // what the stream brought does not know what he chose
    ...(poll.mine === null ? { initialDataUpdatedAt: 0 } : {}),
  })
  const askSoon = useSeldom(() => void refreshQueries(queries, queryKey))
  useStream([seatsTopic(userId)], ({ kind, body }) => {
    if (kind !== 'group.poll' || body['pollId'] !== pollId) return
    const { poll: moved, isShort } = withPollNews(queries.getQueryData<Poll>(queryKey) ?? poll, body)
    queries.setQueryData(queryKey, moved)
    // what is being asked already may be answered as it was before
    if (isShort || isBeingAsked(queries, queryKey)) askSoon()
  })
  const onError = (error: unknown) => toastProblem(error, t)
  const vote = useMutation({
    mutationFn: (options: readonly number[]) =>
      answerOf(
        api.PUT('/v1/polls/{pollId}/votes/{userId}', {
          params: { path: { pollId, userId } },
          body: { options: [...options] },
        }),
      ),
    onSuccess: (fresh) => queries.setQueryData(queryKey, fresh),
    onError,
  })
  const suggest = useMutation({
    mutationFn: (text: string) =>
      answerOf(api.POST('/v1/polls/{pollId}/suggestions', { params, body: { userId, text } })),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
    onError,
  })
  const shown = now.data
  const maySuggest = shown.each > 0 && (shown.mine?.suggestions.length ?? 0) < shown.each
  return (
    <MessageBody
      message={{ ...message, poll: shown }}
      own={own}
      poll={{
        busy: vote.isPending || suggest.isPending,
        onVote: vote.mutate,
        onSuggest: maySuggest ? suggest.mutate : null,
      }}
    />
  )
}
