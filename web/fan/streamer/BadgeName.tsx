import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClubView } from '../../../src/contract/views.ts'
import { answerOf } from '../../shared/api.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { problemWords } from '../../shared/problem.ts'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import { toast } from '../parts/toast.ts'
import { badgeNamesQuery } from './queries.ts'
import styles from './Streamer.module.css'

/** The badge name, the form filled with the present one; what waits and why the last was refused (BADGE-2…4, CLUB-10). */
export function BadgeName({ club }: { readonly club: ClubView }) {
  const { t } = useTranslation()
  const id = useId()
  const api = useApi()
  const queries = useQueryClient()
  const { ownerId, badge } = club
  const names = useQuery(badgeNamesQuery(api, ownerId))
  const [typed, setTyped] = useState<string | null>(null)
  const name = typed ?? badge.name
  const submit = useMutation({
    mutationFn: () =>
      answerOf(
        api.POST('/v1/clubs/{ownerId}/badge-names', { params: { path: { ownerId } }, body: { name: name.trim() } }),
      ),
    onSuccess: () => {
      setTyped(null)
      toast(t('badgeName.sent'))
      void queries.invalidateQueries({ queryKey: ['club', ownerId] })
      void queries.invalidateQueries({ queryKey: ['badge-names', ownerId] })
    },
  })
  const refused = names.data?.items[0]?.status === 'refused' ? names.data.items[0] : null
  const changed = name.trim() !== '' && name.trim() !== badge.name
  return (
    <section className={styles.card} aria-labelledby="badge-name">
      <div className={styles.line}>
        <h2 id="badge-name" className={styles.title}>
          {t('badgeName.title')}
        </h2>
        <Badge level={8} name={name.trim() === '' ? badge.name : name.trim()} lit title="Lv8铁粉" />
      </div>
      {badge.pending !== undefined && <p className={styles.warn}>{t('badgeName.pending', { name: badge.pending })}</p>}
      {badge.pending === undefined && refused !== null && (
        <p className={styles.warn}>{t('badgeName.refused', { name: refused.name, reason: refused.reason ?? '' })}</p>
      )}
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (changed) submit.mutate()
        }}
      >
        <label htmlFor={id} className={styles.small}>
          {t('badgeName.label')}
        </label>
        <div className={styles.line}>
          <TextInput
            id={id}
            value={name}
            maxLength={12}
            aria-invalid={submit.isError}
            aria-describedby={`${id}-problem`}
            onChange={(event) => {
              setTyped(event.target.value)
              submit.reset()
            }}
          />
          <Button type="submit" look={changed ? 'now' : 'quiet'} disabled={!changed} busy={submit.isPending}>
            {t('badgeName.submit')}
          </Button>
        </div>
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {submit.isError ? problemWords(submit.error, t).title : ''}
        </p>
      </form>
    </section>
  )
}
