import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { codeOf } from '../../shared/problem.ts'
import { Empty, Skeleton } from '../../shared/states.tsx'
import '../chat/words.ts'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { groupMembersQuery } from './data.ts'
import styles from './MembersPage.module.css'

/** `/fan/groups/{groupId}/members`: who sits in the fan's sub-group, with badge and tier (GRP-11, BADGE-7). A hundred rows: no list that draws as it scrolls. */
export function MembersPage() {
  const { groupId = '' } = useParams()
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const members = useQuery(groupMembersQuery(useApi(), groupId))
  const items = members.data?.items ?? []
  return (
    <Frame>
      <Page title={t('groups.members')} back={`/groups/${groupId}`}>
        {codeOf(members.error) === 'not_in_group' ? (
          <Empty title={t('groups.ended.left')} />
        ) : members.data === undefined ? (
          <Waiting of={[members]}>
            <Skeleton lines={8} tall />
          </Waiting>
        ) : (
          <>
            <p className={styles.count}>
              {t('groups.inSub', { count: items.length, n: formatNumber(items.length, i18n.language) })}
            </p>
            <ul className={styles.list}>
              {items.map(({ userId: id, name, imitates, level, tier, badge }) => (
                <li key={id} className={styles.item}>
                  <Avatar id={id} name={name ?? '?'} />
                  <span className={styles.words}>
                    <span className={styles.name}>
                      <MiddleEllipsis text={name ?? t('chat.somebody')} />
                      {imitates === true && <span className={styles.notOfficial}>{t('chat.notOfficial')}</span>}
                      {id === userId && <b className={styles.me}>{t('chat.me')}</b>}
                    </span>
                    <span className={styles.level}>
                      {level === null ? t('groups.noMember') : `Lv${level}${tier ?? ''}`}
                    </span>
                  </span>
                  {badge !== null && level !== null && (
                    <Badge {...badge} level={level} title={`Lv${level}${tier ?? ''}`} explains={false} />
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Page>
    </Frame>
  )
}
