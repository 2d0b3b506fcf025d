import { Button } from 'antd'
import { useState } from 'react'
import type { WebhookDelivery, WebhookView } from '../../../../src/contract/webhooks.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { useCommand } from '../../data/use-command.ts'
import { webhookCalls, webhooksKey, type WebhookScope } from '../../data/webhooks.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Payload } from '../../parts/Payload.tsx'
import { Row } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import styles from './DeliveryRow.module.css'
import { textOf } from './event-types.ts'

/** One delivery: what, what became of it, the next try, and inside what was sent and what came back. */
export function DeliveryRow({
  scope,
  webhook,
  delivery,
}: {
  readonly scope: WebhookScope
  readonly webhook: WebhookView
  readonly delivery: WebhookDelivery
}) {
  const { say, language } = useText()
  const [open, setOpen] = useState(false)
  const { deliveryId, type, status, last, nextAttemptAt, attempts } = delivery
  const replay = useCommand({
    run: (api) => webhookCalls(api, scope).replayOne(webhook.webhookId, deliveryId),
    changes: [webhooksKey(scope, webhook.webhookId)],
    done: () => say('webhooks.replayedOne'),
  })
  const at = (instant: string) => formatDateTime(instant, language)
  const words = [
    ...subjectOf(delivery, scope),
    at(delivery.at),
    ...(attempts > 0 ? [say('webhooks.attempts', { n: attempts })] : []),
    ...(last === null ? [] : [outcomeWords(last)]),
    ...(nextAttemptAt === null || webhook.status === 'off' || last === null
      ? []
      : [say('webhooks.nextTry', { at: at(nextAttemptAt) })]),
  ]
  return (
    <Row
      title={
        <>
          {say(textOf(type))} <StatusMark delivery={delivery} />
        </>
      }
      hint={words.join(' · ')}
      end={
        <>
          <Button onClick={() => setOpen(!open)} aria-expanded={open}>
            {say('webhooks.details')}
          </Button>
          {webhook.status === 'on' && (
            <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
              {say(status === 'waiting' ? 'webhooks.tryNow' : 'webhooks.sendAgain')}
            </Button>
          )}
        </>
      }
    >
      {open && <Details delivery={delivery} />}
    </Row>
  )

  function outcomeWords({ status: answered, error, milliseconds }: NonNullable<WebhookDelivery['last']>): string {
    if (error === null) return say('webhooks.answered', { status: answered ?? 0, ms: milliseconds })
    return say(`webhooks.error.${error}`, { status: answered ?? 0 })
  }
}

/** Whom or what it is about, as far as the message names one; on the platform's page also whose club. */
function subjectOf({ body, ownerId }: WebhookDelivery, scope: WebhookScope): string[] {
  const { data } = JSON.parse(body) as { readonly data: Readonly<Record<string, unknown>> }
  const named = ['userId', 'sessionId', 'videoId'].map((key) => data[key]).filter((id) => typeof id === 'string')
  return scope === null ? [ownerId, ...named] : named
}

function StatusMark({ delivery: { status, attempts } }: { readonly delivery: WebhookDelivery }) {
  const { say } = useText()
  if (status === 'delivered') return <Mark tone="good">{say('webhooks.filter.delivered')}</Mark>
  if (status === 'failed') return <Mark tone="bad">{say('webhooks.filter.failed')}</Mark>
  return attempts === 0 ? <Mark>{say('webhooks.queued')}</Mark> : <Mark tone="warn">{say('webhooks.willRetry')}</Mark>
}

function Details({ delivery: { deliveryId, body, last } }: { readonly delivery: WebhookDelivery }) {
  const { say } = useText()
  return (
    <div className={styles.details}>
      <div>
        <div className={styles.label}>{say('webhooks.sent')}</div>
        <Payload>{`webhook-id: ${deliveryId}\n\n${JSON.stringify(JSON.parse(body), null, 2)}`}</Payload>
      </div>
      {last !== null && (
        <div>
          <div className={styles.label}>{say('webhooks.response')}</div>
          <Payload>
            {last.status !== null && `HTTP ${last.status}\n\n`}
            {last.response === '' ? say('webhooks.noResponse') : last.response}
          </Payload>
        </div>
      )}
    </div>
  )
}
