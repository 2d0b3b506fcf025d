import { App, Button, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { WebhookView } from '../../../../src/contract/webhooks.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useCommand } from '../../data/use-command.ts'
import { webhookCalls, webhooksKey, type WebhookScope } from '../../data/webhooks.ts'
import { useText } from '../../text.ts'
import styles from './OneWebhook.module.css'
import { ReplayDialog } from './ReplayDialog.tsx'
import { SecretOnce, WebhookDialog } from './WebhookDialog.tsx'

interface Props {
  readonly scope: WebhookScope
  readonly webhook: WebhookView
}

/** Trial, change, replay, new secret, on and off, removal. */
export function WebhookActions({ scope, webhook, back }: Props & { readonly back: string }) {
  const { say } = useText()
  const [open, setOpen] = useState<'edit' | 'replay' | null>(null)
  const close = () => setOpen(null)
  return (
    <div className={styles.actions}>
      <TestButton scope={scope} webhook={webhook} />
      {webhook.status === 'on' && <Button onClick={() => setOpen('replay')}>{say('webhooks.replay')}</Button>}
      <Button onClick={() => setOpen('edit')}>{say('webhooks.edit')}</Button>
      <RotateButton scope={scope} webhook={webhook} />
      {webhook.status === 'on' && <TurnOffButton scope={scope} webhook={webhook} />}
      <RemoveButton scope={scope} webhook={webhook} back={back} />
      <WebhookDialog scope={scope} open={open === 'edit'} onClose={close} webhook={webhook} />
      <ReplayDialog scope={scope} webhook={webhook} open={open === 'replay'} onClose={close} />
    </div>
  )
}

function TestButton({ scope, webhook: { webhookId } }: Props) {
  const { say } = useText()
  const { message } = App.useApp()
  const test = useCommand({
    run: (api) => webhookCalls(api, scope).test(webhookId),
    changes: [],
    then: ({ delivered, status, error, milliseconds }) => {
      if (delivered) void message.success(say('webhooks.testDone', { status: status ?? 0, ms: milliseconds }))
      else void message.warning(say(`webhooks.error.${error ?? 'broken'}`, { status: status ?? 0 }))
    },
  })
  return (
    <Button loading={test.isPending} onClick={() => test.mutate(undefined)}>
      {say('webhooks.test')}
    </Button>
  )
}

function RotateButton({ scope, webhook: { webhookId } }: Props) {
  const { say } = useText()
  const { modal } = App.useApp()
  const [secret, setSecret] = useState<string | null>(null)
  const once = useOnce()
  const rotate = useCommand({
    // a second one would end the secret that still signs beside the first
    run: (api) => once(webhookId, webhookCalls(api, scope).rotate),
    changes: [webhooksKey(scope)],
    then: (answer) => setSecret(answer.secret),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('webhooks.rotateTitle'),
      content: say('webhooks.rotateBody'),
      okText: say('webhooks.rotate'),
      cancelText: say('word.cancel'),
      onOk: () => rotate.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <>
      <Button onClick={ask}>{say('webhooks.rotate')}</Button>
      <Modal
        open={secret !== null}
        title={say('webhooks.once')}
        onCancel={() => setSecret(null)}
        onOk={() => setSecret(null)}
        okText={say('rooms.saved')}
        cancelButtonProps={{ style: { display: 'none' } }}
        mask={{ closable: false }}
      >
        {secret !== null && <SecretOnce secret={secret} />}
      </Modal>
    </>
  )
}

function TurnOffButton({ scope, webhook: { webhookId } }: Props) {
  const { say } = useText()
  const turn = useCommand({
    run: (api) => webhookCalls(api, scope).change(webhookId, { status: 'off' }),
    changes: [webhooksKey(scope)],
  })
  return (
    <Button loading={turn.isPending} onClick={() => turn.mutate(undefined)}>
      {say('webhooks.turnOff')}
    </Button>
  )
}

function RemoveButton({ scope, webhook, back }: Props & { readonly back: string }) {
  const { say } = useText()
  const { modal } = App.useApp()
  const navigate = useNavigate()
  const remove = useCommand({
    run: (api) => webhookCalls(api, scope).remove(webhook.webhookId),
    changes: [webhooksKey(scope, 'list')],
    done: () => say('webhooks.removed'),
    then: () => void navigate(back),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('webhooks.removeTitle'),
      content: <span style={{ overflowWrap: 'anywhere' }}>{say('webhooks.removeBody', { url: webhook.url })}</span>,
      okText: say('webhooks.remove'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => remove.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <Button danger onClick={ask}>
      {say('webhooks.remove')}
    </Button>
  )
}
