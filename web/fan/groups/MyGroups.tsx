import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MemberGroup } from '../../../src/contract/messages.ts'
import { dayIn, formatDay, formatNumber, formatTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useServerDay } from '../data/clock.ts'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './MyGroups.module.css'
import { isNewNotice } from './notices.ts'

/** More than so many unread messages are told as «99+». */
const unreadShownMost = 99

interface MyGroupsProps {
  readonly groups: readonly MemberGroup[]
  /** whose group it is, where groups of several owners stand together */
  readonly withOwner?: boolean
}

/** Groups the fan sits in: who spoke last and what, when, how much he has not read (GRP-7). */
export function MyGroups({ groups, withOwner = false }: MyGroupsProps) {
  const today = useServerDay()
  return (
    <ul className={styles.list}>
      {groups.map((group) => (
        <li key={group.groupId} className={styles.item}>
          <Row group={group} today={today} withOwner={withOwner} />
        </li>
      ))}
    </ul>
  )
}

function Row({
  group,
  today,
  withOwner,
}: {
  readonly group: MemberGroup
  readonly today: string
  readonly withOwner: boolean
}) {
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const { groupId, name, ownerId, ownerName, unread, last, muted } = group
  const notice =
    (group.notice !== null && isNewNotice(groupId, group.noticeAt)) || (last?.kind === 'notice' && unread > 0)
  return (
    <Link to={`/groups/${groupId}`} className={styles.row}>
      <Avatar id={groupId} name={name} size={3} />
      <span className={styles.words}>
        <span className={styles.head}>
          <span className={styles.name}>
            <MiddleEllipsis text={name} />
          </span>
          {last !== null && <time className={styles.at}>{whenWords(last.at, today, t, i18n.language)}</time>}
        </span>
        {withOwner && (
          <span className={styles.owner} data-owner={ownerId}>
            <MiddleEllipsis text={ownerName} />
          </span>
        )}
        <span className={styles.foot}>
          <span className={styles.last}>
            {notice && <b className={styles.notice}>{t('groups.noticeMark')}</b>}
            {last === null ? t('groups.quiet') : lastWords(last, { userId, marked: notice, t })}
          </span>
          {group.silent && (
            <span className={styles.muted} role="img" aria-label={t('groups.silentMark')}>
              <Icon name="bellOff" size={1} />
            </span>
          )}
          {muted && (
            <span className={styles.muted} role="img" aria-label={t('groups.mutedMark')}>
              <Icon name="hush" size={1} />
            </span>
          )}
          {unread > 0 && (
            <span className={group.silent ? `${styles.unread} ${styles.calm}` : styles.unread}>
              <span aria-hidden="true">{unread > unreadShownMost ? `${unreadShownMost}+` : unread}</span>
              <span className="tf-hidden">
                {t('groups.unread', { count: unread, n: formatNumber(unread, i18n.language) })}
              </span>
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}

/** What was said last, in one line: who said it, and what. @param marked that it is a notice stands before it already */
export function lastWords(
  last: NonNullable<MemberGroup['last']>,
  { userId, marked, t }: { readonly userId: string; readonly marked: boolean; readonly t: TFunction },
): string {
  const { kind, text, from, sender } = last
  if (kind === 'deleted') return t(from === userId ? 'chat.deletedMine' : 'chat.deleted')
  const words =
    kind === 'text' || kind === 'autoReply' || (kind === 'notice' && marked)
      ? (text ?? '')
      : [t('groups.kind', { kind: t(`message.${kind}`) }), text ?? ''].join(' ').trim()
  if (from === userId || kind === 'autoReply' || (sender.kind === 'fan' && sender.name === null)) return words
  return t('groups.said', { name: sender.kind === 'owner' ? t('chat.owner') : sender.name, words })
}

function whenWords(at: string, today: string, t: TFunction, language: string): string {
  const day = dayIn(at)
  if (day === today) return formatTime(at, language)
  const yesterday = dayIn(Date.parse(`${today}T12:00:00Z`) - 86_400_000)
  return day === yesterday ? t('explain.yesterday') : formatDay(day, language)
}
