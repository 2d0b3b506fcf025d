import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { answerOf } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { useFan } from '../data/fan.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { toastProblem } from '../parts/toast.ts'
import styles from './GroupPage.module.css'

/** The member's own mute of a group: no reminders but for notices (GRP-7). */
export function Silence({ group }: { readonly group: MemberGroup }) {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const { userId } = useFan()
  const { groupId } = group
  const set = useMutation({
    mutationFn: (silent: boolean) =>
      answerOf(
        api.PUT('/v1/users/{userId}/groups/{groupId}/silence', {
          params: { path: { userId, groupId } },
          body: { silent },
        }),
      ),
    onError: (error) => toastProblem(error, t),
    onSettled: () => refreshQueries(queries, ['my-groups', userId]),
  })
  const silent = set.isPending ? set.variables : group.silent
  return (
    <section className={styles.setting}>
      <span>
        {t('groups.silence')}
        <small className={styles.small}>{t('groups.silenceHint')}</small>
      </span>
      <Tabs
        label={t('groups.silence')}
        value={silent ? 'on' : 'off'}
        onChange={(value) => set.mutate(value === 'on')}
        items={(['on', 'off'] as const).map((value) => ({ value, text: t(`me.switch.${value}`) }))}
      />
    </section>
  )
}
