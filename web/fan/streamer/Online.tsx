import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Mode } from '../../../src/contract/words.ts'
import { Badge } from '../../shared/Badge.tsx'
import { useApi } from '../../shared/connection.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { TierName } from '../../shared/TierName.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import { Button } from '../parts/Button.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { sessionMembersQuery } from './queries.ts'
import styles from './Streamer.module.css'

interface OnlineProps {
  readonly sessionId: string | null
  readonly mode: Mode
  readonly live: boolean
}

/** Members in the room and their levels, who is online first (CLUB-10). */
export function Online({ sessionId, mode, live }: OnlineProps) {
  const { t } = useTranslation()
  const api = useApi()
  const members = useInfiniteQuery({ ...sessionMembersQuery(api, sessionId ?? ''), enabled: sessionId !== null })
  const rows = members.data?.pages.flatMap((page) => page.items) ?? []
  const sorted = [...rows.filter(({ online }) => online), ...rows.filter(({ online }) => !online)]
  return (
    <section className={styles.card} aria-labelledby="online">
      <h2 id="online" className={styles.title}>
        {t(live ? 'online.title' : 'online.lastTitle')}
      </h2>
      {sessionId !== null && members.data === undefined && (
        <Waiting of={[members]}>
          <Skeleton lines={3} tall />
        </Waiting>
      )}
      {(sessionId === null || members.data !== undefined) && rows.length === 0 && (
        <Empty title={t('online.empty')} hint={t('online.emptyHint')} />
      )}
      <ul>
        {sorted.map((row) => (
          <li key={row.userId} className={styles.person}>
            <Avatar id={row.userId} name={row.name ?? '?'} />
            <span className={styles.words}>
              <span className={styles.name}>
                <MiddleEllipsis text={row.name ?? t('screen.somebody')} />
              </span>
              <span className={styles.small}>
                <TierName level={row.level} title={row.title} /> · {t('online.done', { count: row.completed.length })}
              </span>
            </span>
            <Badge {...row.badge} level={row.level} title={row.title} mode={mode} />
            <span className={row.online ? styles.on : styles.off}>{t(row.online ? 'online.on' : 'online.off')}</span>
          </li>
        ))}
      </ul>
      {members.hasNextPage && (
        <Button look="plain" wide busy={members.isFetchingNextPage} onClick={() => void members.fetchNextPage()}>
          {t('ledger.more')}
        </Button>
      )}
    </section>
  )
}
