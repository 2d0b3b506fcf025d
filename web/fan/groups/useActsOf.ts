import { useMutation } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import type { MessageAct } from '../chat/ActSheet.tsx'
import { useFan } from '../data/fan.tsx'
import { toastProblem } from '../parts/toast.ts'
import type { GroupMessage } from './source.ts'

/** What a fan can do with a message of his group: take back his own, report another's. */
export function useActsOf(
  groupId: string,
  onReport: (messageId: string) => void,
): (message: GroupMessage) => readonly MessageAct[] {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const { mutate: takeBack } = useMutation({
    mutationFn: (messageId: string) =>
      answerOf(api.DELETE('/v1/groups/{groupId}/messages/{messageId}', { params: { path: { groupId, messageId } } })),
    onError: (error) => toastProblem(error, t),
  })
  return useCallback(
    ({ from, messageId, kind }) => {
      if (from === userId)
        return [{ key: 'takeBack', label: t('groups.takeBack'), danger: true, run: () => takeBack(messageId) }]
      // the auto-reply is no message of the group
      if (kind === 'autoReply') return []
      return [{ key: 'report', label: t('groups.report'), danger: true, run: () => onReport(messageId) }]
    },
    [t, userId, takeBack, onReport],
  )
}
