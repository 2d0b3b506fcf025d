import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { WebhookView } from '../../../../src/contract/webhooks.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { useWebhooks, type WebhookScope } from '../../data/webhooks.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { WebhookDialog } from './WebhookDialog.tsx'
import styles from './WebhookList.module.css'

/** The endpoints of a scope, each with how it fares; the way to a new one. */
export function WebhookList({ scope }: { readonly scope: WebhookScope }) {
  const { say } = useText()
  const webhooks = useWebhooks(scope)
  const [making, setMaking] = useState(false)
  return (
    <Panel
      flush
      title={say('webhooks.endpoints')}
      hint={say(scope === null ? 'webhooks.ledePlatform' : 'webhooks.lede')}
      actions={
        <Button type="primary" onClick={() => setMaking(true)}>
          {say('webhooks.create')}
        </Button>
      }
    >
      <Loaded query={webhooks}>
        {(items) => (
          <Rows empty={say('webhooks.empty')} hint={say('webhooks.emptyHint')}>
            {items.map((webhook) => (
              <WebhookRow key={webhook.webhookId} webhook={webhook} />
            ))}
          </Rows>
        )}
      </Loaded>
      <WebhookDialog scope={scope} open={making} onClose={() => setMaking(false)} />
    </Panel>
  )
}

function WebhookRow({ webhook }: { readonly webhook: WebhookView }) {
  const { say, language } = useText()
  const { webhookId, description, url, lastDeliveredAt } = webhook
  const seen =
    lastDeliveredAt === null
      ? say('webhooks.neverDelivered')
      : say('webhooks.lastDelivered', { at: formatDateTime(lastDeliveredAt, language) })
  return (
    <Row
      title={
        <>
          <Link to={webhookId} style={{ minWidth: 0, maxWidth: '100%' }}>
            <MiddleEllipsis text={description === '' ? url : description} />
          </Link>
          <StateMark webhook={webhook} />
        </>
      }
      hint={
        <>
          {description !== '' && (
            <span className={styles.url}>
              <MiddleEllipsis text={url} />
            </span>
          )}
          {`${seen} · ${say('webhooks.typesCount', { n: webhook.types.length })}`}
        </>
      }
      end={
        <>
          {webhook.waiting > 0 && (
            <Mark tone="warn">{say('webhooks.waitingCount', { n: countWords(webhook.waiting, language) })}</Mark>
          )}
          {webhook.failed > 0 && (
            <Mark tone="bad">{say('webhooks.failedCount', { n: countWords(webhook.failed, language) })}</Mark>
          )}
          <Link to={webhookId}>{say('webhooks.open')}</Link>
        </>
      }
    />
  )
}

const countMost = 1_000

/** The server counts up to a thousand. */
export const countWords = (count: number, language: string): string =>
  `${formatNumber(count, language)}${count >= countMost ? '+' : ''}`

/** On, off by hand, off by us, failing. */
export function StateMark({ webhook: { status, off, failing } }: { readonly webhook: WebhookView }) {
  const { say } = useText()
  if (status === 'off')
    return <Mark tone={off?.reason === 'manual' ? 'quiet' : 'bad'}>{say('webhooks.state.off')}</Mark>
  if (failing !== null) return <Mark tone="warn">{say('webhooks.state.failing')}</Mark>
  return <Mark tone="good">{say('webhooks.state.on')}</Mark>
}
