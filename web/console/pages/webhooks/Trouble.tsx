import { Button } from 'antd'
import { useState } from 'react'
import type { WebhookView } from '../../../../src/contract/webhooks.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { useCommand } from '../../data/use-command.ts'
import { webhookCalls, webhooksKey, type WebhookScope } from '../../data/webhooks.ts'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { queueMissed, type Missed } from './missed.ts'
import styles from './OneWebhook.module.css'
import { countWords } from './WebhookList.tsx'

/** That an endpoint is off, and why, with the way back; that not all it missed is queued; or that it is failing. */
export function Trouble({ scope, webhook }: { readonly scope: WebhookScope; readonly webhook: WebhookView }) {
  const { say, language } = useText()
  const { off, failing, waiting } = webhook
  const { turn, missed } = useTurnOn(scope, webhook)
  const press = () => turn.mutate(undefined)
  if (off !== null) {
    return (
      <div className={styles.trouble} role={off.reason === 'manual' ? 'note' : 'alert'}>
        <div>
          <strong>{say(`webhooks.offBecause.${off.reason}`)}</strong>
          <p>
            {say('webhooks.offSince', { at: formatDateTime(off.at, language) })}
            {waiting > 0 && ` ${say('webhooks.offWaiting', { n: countWords(waiting, language) })}`}
          </p>
        </div>
        <Button type="primary" loading={turn.isPending} onClick={press}>
          {say('webhooks.turnOn')}
        </Button>
      </div>
    )
  }
  if (missed !== null) {
    return (
      <div className={styles.trouble} role="status">
        <div>
          <strong>{say('webhooks.missedLeft')}</strong>
          <p>{say('webhooks.missedSince', { at: formatDateTime(missed.since, language) })}</p>
        </div>
        <Button loading={turn.isPending} onClick={press}>
          {say('webhooks.sendMissed')}
        </Button>
      </div>
    )
  }
  if (failing === null) return null
  return (
    <Note title={say('webhooks.failingSince', { at: formatDateTime(failing.since, language) })}>
      {say('webhooks.failingHint', { n: failing.days })}
    </Note>
  )
}

/** On again, with what came while it was off. What of that is not queued yet is kept here, since once it is on nothing else tells of it. */
function useTurnOn(scope: WebhookScope, { webhookId, off }: WebhookView) {
  const { say } = useText()
  const [missed, setMissed] = useState<Missed | null>(null)
  const turn = useCommand({
    run: async (api) => {
      const calls = webhookCalls(api, scope)
      const left = missed ?? (off === null ? null : { since: off.at })
      // before it is on: the answer to that may be lost
      setMissed(left)
      if (off !== null) await calls.change(webhookId, { status: 'on' })
      return left === null ? 0 : queueMissed((wish) => calls.replay(webhookId, wish), left, setMissed)
    },
    changes: [webhooksKey(scope)],
    done: (queued) => (queued === 0 ? say('webhooks.turnedOn') : say('webhooks.turnedOnMissed', { n: queued })),
  })
  return { turn, missed }
}
