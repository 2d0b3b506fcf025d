import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReportReason } from '../../../src/contract/reports.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import acts from '../chat/ActSheet.module.css'
import { useFan } from '../data/fan.tsx'
import { Sheet } from '../parts/Sheet.tsx'
import { toast, toastProblem } from '../parts/toast.ts'

const reasons: readonly ReportReason[] = ['spam', 'fraud', 'abuse', 'sexual', 'illegal', 'privacy', 'other']

interface ReportSheetProps {
  readonly groupId: string
  /** null: nothing is being reported */
  readonly messageId: string | null
  readonly onClose: () => void
}

/** Why a message is reported: one touch, and the reviewers see it (GRP-9). */
export function ReportSheet({ groupId, messageId, onClose }: ReportSheetProps) {
  const { t } = useTranslation()
  const api = useApi()
  const { userId } = useFan()
  const report = useMutation({
    mutationFn: ({ id, reason }: { readonly id: string; readonly reason: ReportReason }) =>
      answerOf(
        api.PUT('/v1/groups/{groupId}/messages/{messageId}/reports/{userId}', {
          params: { path: { groupId, messageId: id, userId } },
          body: { reason },
        }),
      ),
    onSuccess: () => toast(t('groups.reported')),
    onError: (error) => toastProblem(error, t),
  })
  return (
    <Sheet open={messageId !== null} title={t('groups.reportWhy')} onClose={onClose}>
      <ul className={acts.acts}>
        {reasons.map((reason) => (
          <li key={reason}>
            <button
              type="button"
              onClick={() => {
                if (messageId !== null) report.mutate({ id: messageId, reason })
                onClose()
              }}
            >
              {t(`groups.reasons.${reason}`)}
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
