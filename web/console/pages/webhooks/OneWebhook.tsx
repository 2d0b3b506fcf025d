import { Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { WebhookDeliveryState, WebhookView } from '../../../../src/contract/webhooks.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { useWebhook, useWebhookDeliveries, type WebhookScope } from '../../data/webhooks.ts'
import { actorWords } from '../../parts/actor.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Copyable } from '../../parts/Copyable.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { DeliveryRow } from './DeliveryRow.tsx'
import { textOf } from './event-types.ts'
import styles from './OneWebhook.module.css'
import { Trouble } from './Trouble.tsx'
import { WebhookActions } from './WebhookActions.tsx'
import { StateMark } from './WebhookList.tsx'

/** One endpoint: how it fares, what it hears, its last deliveries. */
export function OneWebhook({
  scope,
  webhookId,
  back,
}: {
  readonly scope: WebhookScope
  readonly webhookId: string
  /** the list's address */
  readonly back: string
}) {
  const { say } = useText()
  const webhook = useWebhook(scope, webhookId)
  return (
    <>
      <Link to={back}>{`‹ ${say('webhooks.back')}`}</Link>
      <Loaded query={webhook}>
        {(known) => (
          <>
            <WebhookPanel scope={scope} webhook={known} back={back} />
            <Deliveries scope={scope} webhook={known} />
          </>
        )}
      </Loaded>
    </>
  )
}

function WebhookPanel({
  scope,
  webhook,
  back,
}: {
  readonly scope: WebhookScope
  readonly webhook: WebhookView
  readonly back: string
}) {
  const { say, language } = useText()
  const { description, url, lastDeliveredAt, previousSecretUntil, createdBy } = webhook
  const made = say('webhooks.made', { at: formatDateTime(webhook.createdAt, language), by: actorWords(createdBy, say) })
  return (
    <Panel
      title={
        <span className={styles.title}>
          {description === '' ? say('webhooks.endpoint') : description}
          <StateMark webhook={webhook} />
        </span>
      }
      hint={made}
      actions={<WebhookActions scope={scope} webhook={webhook} back={back} />}
    >
      <div className={styles.body}>
        <Trouble scope={scope} webhook={webhook} />
        <Copyable label={say('webhooks.url')} value={url} />
        <div>
          <div className={styles.label}>{say('webhooks.types')}</div>
          <div className={styles.types}>
            {webhook.types.map((type) => (
              <Mark key={type}>{say(textOf(type))}</Mark>
            ))}
          </div>
        </div>
        <p className={styles.label}>
          {lastDeliveredAt === null
            ? say('webhooks.neverDelivered')
            : say('webhooks.lastDelivered', { at: formatDateTime(lastDeliveredAt, language) })}
          {previousSecretUntil !== null &&
            ` · ${say('webhooks.previousUntil', { at: formatDateTime(previousSecretUntil, language) })}`}
        </p>
      </div>
    </Panel>
  )
}

type Filter = WebhookDeliveryState | 'all'
const filters: readonly Filter[] = ['all', 'waiting', 'delivered', 'failed']

function Deliveries({ scope, webhook }: { readonly scope: WebhookScope; readonly webhook: WebhookView }) {
  const { say, language } = useText()
  const [filter, setFilter] = useState<Filter>('all')
  const query = useWebhookDeliveries(scope, webhook.webhookId, filter === 'all' ? null : filter)
  return (
    <Panel
      flush
      title={say('webhooks.deliveries')}
      hint={say('webhooks.deliveriesHint')}
      actions={
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={filters.map((value) => ({ value, label: say(`webhooks.filter.${value}`) }))}
          aria-label={say('webhooks.filterLabel')}
        />
      }
    >
      <Loaded query={query}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0 && filter !== 'all') return <Rows empty={say('webhooks.deliveriesNone')}>{[]}</Rows>
          return (
            <>
              <Rows empty={say('webhooks.deliveriesEmpty')} hint={say('webhooks.deliveriesEmptyHint')}>
                {items.map((delivery) => (
                  <DeliveryRow key={delivery.deliveryId} scope={scope} webhook={webhook} delivery={delivery} />
                ))}
              </Rows>
              {items.length > 0 && (
                <MoreButton query={query} end={say('state.end', { n: formatNumber(items.length, language) })} />
              )}
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}
