import { useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { useStream } from '../../shared/connection.tsx'
import { refreshQueries } from '../../shared/refresh.ts'
import { webhooksKey } from '../data/webhooks.ts'
import { Page } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import { OneWebhook } from './webhooks/OneWebhook.tsx'
import { WebhookList } from './webhooks/WebhookList.tsx'

/** The platform's webhooks, told of all owners (PLT-4). */
export function Component() {
  const { say } = useText()
  const { webhookId } = useParams()
  const queries = useQueryClient()
  useStream(['platform'], () => void refreshQueries(queries, webhooksKey(null)))
  return (
    <Page title={say('webhooks.title')}>
      {webhookId === undefined ? (
        <WebhookList scope={null} />
      ) : (
        <OneWebhook key={webhookId} scope={null} webhookId={webhookId} back="/webhooks" />
      )}
    </Page>
  )
}
