import { Button, Checkbox, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import type { WebhookType, WebhookView } from '../../../../src/contract/webhooks.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useOnce } from '../../../shared/use-once.ts'
import { useCommand } from '../../data/use-command.ts'
import { webhookCalls, webhooksKey, type WebhookScope } from '../../data/webhooks.ts'
import { Copyable } from '../../parts/Copyable.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { eventGroups, eventTypes, textOf, typesOf } from './event-types.ts'
import styles from './WebhookDialog.module.css'

interface Fields {
  readonly url: string
  readonly description?: string
  readonly types: WebhookType[]
}

interface DialogProps {
  readonly scope: WebhookScope
  readonly open: boolean
  readonly onClose: () => void
  /** changes this one; a new one unless given */
  readonly webhook?: WebhookView
}

/** Where to, what about; a new endpoint's secret is shown this once. */
export function WebhookDialog({ scope, open, onClose, webhook }: DialogProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const once = useOnce()
  const save = useCommand({
    run: async (api, { url, description = '', types }: Fields) => {
      const body = { url: url.trim(), description: description.trim(), types }
      const calls = webhookCalls(api, scope)
      if (webhook === undefined) return (await once(body, calls.create)).secret
      await calls.change(webhook.webhookId, body)
      return null
    },
    changes: [webhooksKey(scope)],
    done: (secret) => (secret === null ? say('webhooks.saved') : null),
    then: (secret) => secret === null && onClose(),
    quiet: true,
  })
  const secret = save.data ?? null
  const title = say(webhook === undefined ? 'webhooks.create' : 'webhooks.edit')
  return (
    <Modal
      open={open}
      onCancel={onClose}
      width={640}
      title={secret === null ? title : say('webhooks.once')}
      {...(secret === null
        ? {
            okText: webhook === undefined ? say('webhooks.create') : say('word.save'),
            okButtonProps: { htmlType: 'submit' as const, form: 'webhook', loading: save.isPending },
          }
        : { okText: say('rooms.saved'), onOk: onClose, cancelButtonProps: { style: { display: 'none' } } })}
      cancelText={say('word.cancel')}
      mask={{ closable: secret === null }}
      destroyOnHidden
      afterClose={() => save.reset()}
    >
      {secret === null ? (
        <>
          {save.isError && <Wrong>{problemWords(save.error, t).title}</Wrong>}
          <WebhookFields webhook={webhook} onFinish={(fields) => save.mutate(fields)} />
        </>
      ) : (
        <SecretOnce secret={secret} />
      )}
    </Modal>
  )
}

/** A secret that was just made. */
export function SecretOnce({ secret }: { readonly secret: string }) {
  const { say } = useText()
  return (
    <div className={styles.once}>
      <Copyable label={say('webhooks.secret')} value={secret} />
      <Note title={say('webhooks.onceHint')} />
    </div>
  )
}

function WebhookFields({
  webhook,
  onFinish,
}: {
  readonly webhook: WebhookView | undefined
  readonly onFinish: (fields: Fields) => void
}) {
  const { say } = useText()
  const initial: Fields =
    webhook === undefined
      ? { url: '', types: [] }
      : { url: webhook.url, description: webhook.description, types: webhook.types }
  return (
    <Form<Fields> id="webhook" layout="vertical" initialValues={initial} onFinish={onFinish}>
      <Form.Item
        name="url"
        label={say('webhooks.url')}
        extra={say('webhooks.urlHint')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input
          autoFocus
          maxLength={2_048}
          placeholder="https://example.com/webhooks"
          autoComplete="off"
          inputMode="url"
        />
      </Form.Item>
      <Form.Item name="description" label={say('webhooks.description')}>
        <Input maxLength={200} placeholder={say('webhooks.descriptionPlaceholder')} />
      </Form.Item>
      <Form.Item
        name="types"
        label={say('webhooks.types')}
        rules={[{ required: true, message: say('webhooks.pickOne') }]}
      >
        <TypePicker />
      </Form.Item>
    </Form>
  )
}

/** The types in groups, each with what it means; a form's control. */
function TypePicker({
  value = [],
  onChange,
}: {
  readonly value?: WebhookType[]
  readonly onChange?: (value: WebhookType[]) => void
}) {
  const { say } = useText()
  const chosen = new Set(value)
  const all = chosen.size === eventTypes.length
  const set = (type: WebhookType, on: boolean) =>
    onChange?.(eventTypes.filter((each) => (each === type ? on : chosen.has(each))))
  return (
    <div className={styles.picker}>
      {eventGroups.map((group) => (
        <div key={group} role="group" aria-label={say(`webhooks.group.${group}`)}>
          <div className={styles.group}>{say(`webhooks.group.${group}`)}</div>
          <div className={styles.types}>
            {typesOf(group).map((type) => (
              <Checkbox key={type} checked={chosen.has(type)} onChange={(event) => set(type, event.target.checked)}>
                {say(textOf(type))} <code className={styles.type}>{type}</code>
              </Checkbox>
            ))}
          </div>
        </div>
      ))}
      <div>
        <Button size="small" onClick={() => onChange?.(all ? [] : [...eventTypes])}>
          {say(all ? 'webhooks.pickNone' : 'webhooks.pickAll')}
        </Button>
      </div>
    </div>
  )
}
