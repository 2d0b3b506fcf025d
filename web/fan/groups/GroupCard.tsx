import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { GateMissing, GroupView } from '../../../src/contract/groups.ts'
import type { ClubView } from '../../../src/contract/views.ts'
import { formatDateTime, formatNumber } from '../../shared/format.ts'
import { gateWords } from '../../shared/gate-words.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { toastProblem } from '../parts/toast.ts'
import { useJoinGroup } from './data.ts'
import styles from './GroupCard.module.css'

interface GroupCardProps {
  readonly group: GroupView
  readonly club: ClubView
  /** the pass-phrase that led here */
  readonly phrase: string | null
  readonly onJoined: (joined: { readonly number: number; readonly autoReply: string | null }) => void
}

/** A group before one is in: whose it is, who may join, how many seats are free, and the way in or what is missing for it (GRP-4, GRP-5, GRP-12). */
export function GroupCard({ group, club, phrase, onJoined }: GroupCardProps) {
  const { t, i18n } = useTranslation()
  const number = (value: number) => formatNumber(value, i18n.language)
  return (
    <section className={styles.card}>
      <div className={styles.head}>
        <Avatar id={group.groupId} name={group.name} size={4} />
        <h2 className={styles.name}>
          <MiddleEllipsis text={group.name} />
        </h2>
        <Link to={`/${group.ownerId}`} className={styles.owner}>
          <Avatar id={club.ownerId} name={club.name} size={1.25} />
          <MiddleEllipsis text={club.name} />
          <Icon name="next" size={0.875} />
        </Link>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('groups.gate')}</dt>
          <dd>{gateWords(group.gate, club.mode, t)}</dd>
        </div>
        <div>
          <dt>{t('groups.membersCount')}</dt>
          <dd>{number(group.members)}</dd>
        </div>
        <div>
          <dt>{t('groups.freeSeats')}</dt>
          <dd>{number(group.freeSeats)}</dd>
        </div>
      </dl>
      <Way group={group} phrase={phrase} onJoined={onJoined} />
    </section>
  )
}

function Way({ group, phrase, onJoined }: Omit<GroupCardProps, 'club'>) {
  const { t } = useTranslation()
  const join = useJoinGroup(group.groupId, phrase)
  const { mine, missing, status, freeSeats, groupId } = group
  if (mine !== null)
    return (
      <Link to={`/groups/${groupId}`} className={styles.enter}>
        {t('groups.enter')}
      </Link>
    )
  if (status === 'closed') return <p className={styles.no}>{t('groups.ended.closed')}</p>
  if (missing !== null && missing.length > 0)
    return (
      <ul className={styles.missing}>
        {missing.map((one) => (
          <li key={one.kind}>
            <Missing missing={one} group={group} />
          </li>
        ))}
      </ul>
    )
  if (freeSeats === 0) return <p className={styles.no}>{t('groups.full')}</p>
  const press = () => join.mutate(undefined, { onSuccess: onJoined, onError: (error) => toastProblem(error, t) })
  return (
    <Button look="now" wide busy={join.isPending} onClick={press}>
      {t('groups.join')}
    </Button>
  )
}

/** What is missing for a seat, and the way to it. */
function Missing({ missing, group }: { readonly missing: GateMissing; readonly group: GroupView }) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const leadsToClub = missing.kind === 'membership' || missing.kind === 'level'
  return (
    <>
      <p className={styles.lack}>
        <Icon name="lock" size={1.125} />
        {missingWords(missing, t, i18n.language)}
      </p>
      {leadsToClub ? (
        <Link to={`/${group.ownerId}/club?from=group`} className={styles.enter}>
          {t(missing.kind === 'membership' ? 'groups.toClub' : 'groups.toTasks')}
        </Link>
      ) : (
        missing.kind === 'follow' && (
          <p className={styles.small}>{t(demo === null ? 'groups.followHow' : 'groups.followDemo')}</p>
        )
      )}
    </>
  )
}

/** What stands between a fan and a seat, as a sentence. */
export function missingWords(missing: GateMissing, t: TFunction, language: string): string {
  switch (missing.kind) {
    case 'membership':
      return t('groups.missing.membership')
    case 'level':
      return t('groups.missing.level', { wanted: missing.wanted, has: missing.has })
    case 'follow':
      return t('groups.missing.follow')
    case 'followDays':
      return t('groups.missing.followDays', {
        wanted: missing.wanted,
        has: missing.has,
        at: formatDateTime(missing.from, language),
      })
  }
}
