import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { formatDateTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import styles from './Closed.module.css'

/** Why somebody cannot write. `how` he lost his seat, as the stream told it; null: not known. */
export type Ended =
  { readonly kind: 'left'; readonly how: string | null } | { readonly kind: 'muted'; readonly until: string | null }

const hows: ReadonlySet<string> = new Set(['removed', 'closed', 'leftClub', 'left'])

/** Stands where one would write: said plainly, with the way on. */
export function Closed({ ended, group }: { readonly ended: Ended; readonly group: MemberGroup }) {
  const { t, i18n } = useTranslation()
  if (ended.kind === 'muted')
    return (
      <p className={styles.line}>
        <Icon name="hush" size={1.125} />
        {ended.until === null
          ? t('groups.muted')
          : t('groups.mutedUntil', { at: formatDateTime(ended.until, i18n.language) })}
      </p>
    )
  const how = ended.how !== null && hows.has(ended.how) ? ended.how : 'left'
  return (
    <>
      <p>{t(`groups.ended.${how}`)}</p>
      {how !== 'closed' && (
        <Link to={`/groups/${group.groupId}/about`} className={styles.way}>
          {t('groups.about')}
        </Link>
      )}
    </>
  )
}
