import { Form, Radio } from 'antd'
import type { WebhookView } from '../../../../src/contract/webhooks.ts'
import { useCommand } from '../../data/use-command.ts'
import { webhookCalls, webhooksKey, type WebhookScope } from '../../data/webhooks.ts'
import { useNow } from '../../now.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useText } from '../../text.ts'

const hour = 3_600_000
const spans = { hour, day: 24 * hour, threeDays: 72 * hour, week: 168 * hour } as const
type Span = keyof typeof spans

interface Wish {
  readonly span: Span
  readonly include: 'undelivered' | 'all'
}

/** Sends the messages of a span again: those that did not arrive, or all. */
export function ReplayDialog({
  scope,
  webhook: { webhookId },
  open,
  onClose,
}: {
  readonly scope: WebhookScope
  readonly webhook: WebhookView
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { say } = useText()
  const now = useNow()
  const replay = useCommand({
    run: async (api, { span, include }: Wish) => {
      const since = new Date(now - spans[span]).toISOString()
      let queued = 0
      for (let cursor: string | null | undefined; cursor !== null;) {
        const wish = { since, include }
        const part = await webhookCalls(api, scope).replay(webhookId, cursor === undefined ? wish : { ...wish, cursor })
        queued += part.queued
        cursor = part.nextCursor
      }
      return queued
    },
    changes: [webhooksKey(scope)],
    done: (queued) => (queued === 0 ? say('webhooks.replayedNone') : say('webhooks.replayed', { n: queued })),
    then: onClose,
  })
  return (
    <FormDialog
      form="replay"
      open={open}
      onClose={onClose}
      title={say('webhooks.replayTitle')}
      ok={say('webhooks.replayStart')}
      command={replay}
      lede={say('webhooks.replayLede')}
    >
      <Form<Wish>
        id="replay"
        layout="vertical"
        initialValues={{ span: 'day', include: 'undelivered' }}
        onFinish={(wish) => replay.mutate(wish)}
      >
        <Form.Item name="span" label={say('webhooks.span')}>
          <Radio.Group
            options={(Object.keys(spans) as Span[]).map((value) => ({ value, label: say(`webhooks.spans.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="include" label={say('webhooks.include')}>
          <Radio.Group
            vertical
            options={(['undelivered', 'all'] as const).map((value) => ({
              value,
              label: say(`webhooks.includes.${value}`),
            }))}
          />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}
