import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FanThread } from '../../../src/contract/service.ts'
import { useApi } from '../../shared/connection.tsx'
import { dayIn, formatDay, formatNumber, formatTime } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../shared/states.tsx'
import { useServerDay } from '../data/clock.ts'
import { useFan } from '../data/fan.tsx'
import rows from '../groups/MyGroups.module.css'
import { Avatar } from '../parts/Avatar.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { threadsQuery } from './data.ts'
import { useThreadsLive } from './ServiceLink.tsx'
import './words.ts'

/** `/fan/service`: his private messages with owners' desks, the one that last spoke first. */
export function ThreadsPage() {
  const { t } = useTranslation()
  const { userId } = useFan()
  const threads = useQuery(threadsQuery(useApi(), userId))
  useThreadsLive(threads.data)
  return (
    <Frame>
      <Page title={t('service.threads')} back="/">
        {threads.data === undefined && (
          <Waiting of={[threads]}>
            <Skeleton lines={4} tall />
          </Waiting>
        )}
        {threads.data?.length === 0 && <Empty title={t('service.empty')} hint={t('service.emptyHint')} />}
        {threads.data !== undefined && threads.data.length > 0 && (
          <ul className={rows.list}>
            {threads.data.map((thread) => (
              <li key={thread.ownerId} className={rows.item}>
                <Row thread={thread} />
              </li>
            ))}
          </ul>
        )}
      </Page>
    </Frame>
  )
}

function Row({ thread }: { readonly thread: FanThread }) {
  const { t, i18n } = useTranslation()
  const today = useServerDay()
  const { ownerId, ownerName, lastAt, last, unread } = thread
  const said = last === null ? '' : (last.text ?? '')
  const kind = last?.kind === 'order' ? t('service.order') : last?.kind === 'product' ? t('service.product') : null
  return (
    <Link to={`/${ownerId}/service`} className={rows.row}>
      <Avatar id={ownerId} name={ownerName} size={3} />
      <span className={rows.words}>
        <span className={rows.head}>
          <span className={rows.name}>
            <MiddleEllipsis text={ownerName} />
          </span>
          {lastAt !== null && (
            <time className={rows.at} dateTime={lastAt}>
              {dayIn(lastAt) === today ? formatTime(lastAt, i18n.language) : formatDay(dayIn(lastAt), i18n.language)}
            </time>
          )}
        </span>
        <span className={rows.foot}>
          <span className={rows.last}>
            {last?.side === 'fan' && <>{t('service.me')} </>}
            {kind === null ? said : `[${kind}] ${said}`}
          </span>
          {unread > 0 && (
            <span className={rows.unread}>
              <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
              <span className="tf-hidden">
                {t('service.unread', { count: unread, n: formatNumber(unread, i18n.language) })}
              </span>
            </span>
          )}
        </span>
      </span>
    </Link>
  )
}
