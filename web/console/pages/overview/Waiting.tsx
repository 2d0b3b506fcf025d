import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { overview } from '../../../../src/contract/views.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { may } from '../../data/me.ts'
import { useWebhooks } from '../../data/webhooks.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import styles from './Waiting.module.css'

/** What waits for the owner: a badge name in review, an announced change, refunds without an order, webhooks that were switched off. */
export function Waiting({ overview: { waiting } }: { readonly overview: z.infer<typeof overview> }) {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const webhooks = useWebhooks(ownerId, may(useSignedIn(), ownerId, 'webhooks'))
  const settings = `/clubs/${encodeURIComponent(ownerId)}/settings`
  const items: { to: string; words: ReactNode }[] = []
  if (club.pendingModeChange !== undefined) {
    items.push({
      to: `${settings}/mode`,
      words: say('overview.waitingMode', { at: formatDateTime(club.pendingModeChange.effectiveAt, language) }),
    })
  }
  if (waiting.badgeReview) {
    const name = club.badge.pending
    items.push({
      to: `${settings}/badge`,
      words: name === undefined ? say('overview.waitingBadgeUnknown') : say('overview.waitingBadge', { name }),
    })
  }
  if (waiting.unmatchedRefunds > 0) {
    items.push({
      to: `${settings}/refunds`,
      words: say('overview.waitingRefunds', { n: formatNumber(waiting.unmatchedRefunds, language) }),
    })
  }
  // by hand is by choice; what we switched off waits for him
  const stopped = (webhooks.data ?? []).filter(({ off }) => off !== null && off.reason !== 'manual')
  if (stopped.length > 0) {
    items.push({
      to: `${settings}/webhooks`,
      words: say('overview.waitingWebhooks', { n: formatNumber(stopped.length, language) }),
    })
  }
  return (
    <Panel title={say('overview.waiting')}>
      {items.length === 0 ? (
        <p className={styles.none}>
          <Icon name="check" /> {say('overview.waitingNone')}
        </p>
      ) : (
        <ul className={styles.list}>
          {items.map(({ to, words }) => (
            <li key={to}>
              <Link to={to} className={styles.item}>
                <span>{words}</span>
                <Icon name="chevron" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
