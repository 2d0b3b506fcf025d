import { useParams } from 'react-router'
import { useClub } from '../../club.tsx'
import { OneWebhook } from '../webhooks/OneWebhook.tsx'
import { WebhookList } from '../webhooks/WebhookList.tsx'

/** An owner's webhooks: the list, or one of them (PLT-4). */
export function Component() {
  const { webhookId } = useParams()
  const { ownerId } = useClub()
  if (webhookId === undefined) return <WebhookList scope={ownerId} />
  const back = `/clubs/${encodeURIComponent(ownerId)}/settings/webhooks`
  return <OneWebhook key={webhookId} scope={ownerId} webhookId={webhookId} back={back} />
}
