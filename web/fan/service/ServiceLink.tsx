import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FanThread } from '../../../src/contract/service.ts'
import { useApi, useStream } from '../../shared/connection.tsx'
import { formatNumber } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { threadTopic } from '../../shared/topics.ts'
import { useFan } from '../data/fan.tsx'
import { setUnread, threadsQuery } from './data.ts'
import styles from './ServiceLink.module.css'
import './words.ts'

/** Threads heard at once: the newest. The others are fresh again when the page is looked at. */
const heardMost = 8

/** Keeps threads fresh while they are shown. */
export function useThreadsLive(threads: readonly FanThread[] | undefined): void {
  const queries = useQueryClient()
  const { userId } = useFan()
  const topics = (threads ?? []).slice(0, heardMost).map(({ ownerId }) => threadTopic(ownerId, userId))
  useStream(topics, ({ kind, body }) => {
    if (kind !== 'service.said' && kind !== 'service.read') return
    setUnread(queries, String(body['ownerId']), userId, Number(body['unread']))
    if (kind === 'service.said') void refreshQueries(queries, ['service', 'threads', userId])
  })
}

interface ServiceLinkProps {
  /** one owner's desk; null: all his threads */
  readonly ownerId: string | null
  readonly className: string | undefined
}

/** The way to the service desk, with how much of its answers he has not read. */
export function ServiceLink({ ownerId, className }: ServiceLinkProps) {
  const { t, i18n } = useTranslation()
  const { userId } = useFan()
  const threads = useQuery(threadsQuery(useApi(), userId)).data
  useThreadsLive(threads)
  const unread = (threads ?? [])
    .filter((thread) => ownerId === null || thread.ownerId === ownerId)
    .reduce((sum, thread) => sum + thread.unread, 0)
  return (
    <Link to={ownerId === null ? '/service' : `/${ownerId}/service`} className={className}>
      <Icon name="comment" />
      <span className={styles.words}>
        <b className={styles.title}>{t(ownerId === null ? 'service.threads' : 'service.ask')}</b>
        <span className={styles.small}>{t(ownerId === null ? 'service.threadsHint' : 'service.askHint')}</span>
      </span>
      {unread > 0 && (
        <span className={styles.unread}>
          <span aria-hidden="true">{unread > 99 ? '99+' : unread}</span>
          <span className="tf-hidden">
            {t('service.unread', { count: unread, n: formatNumber(unread, i18n.language) })}
          </span>
        </span>
      )}
      <Icon name="next" size={1} />
    </Link>
  )
}
