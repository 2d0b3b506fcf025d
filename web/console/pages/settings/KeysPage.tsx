import { App, Button, Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { permissions, type Permission } from '../../../../src/contract/words.ts'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { keyed, useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { useApiKeys } from '../../data/club.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Copyable } from '../../parts/Copyable.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'

interface NewKey {
  readonly name: string
  readonly permissions: Permission[]
}

/** Keys of the club's own programs: each is shown once, when it is made. */
export function Component() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const keys = useApiKeys(ownerId)
  const [making, setMaking] = useState(false)
  const revoke = useCommand({
    run: (api, keyId: string) =>
      answerOf(api.DELETE('/v1/clubs/{ownerId}/api-keys/{keyId}', { params: { path: { ownerId, keyId } } })),
    changes: [['club', ownerId, 'apiKeys']],
    done: () => say('keys.revoked'),
  })
  const ask = (keyId: string, name: string) =>
    void modal.confirm({
      icon: null,
      title: say('keys.revokeTitle', { name }),
      content: say('keys.revokeBody'),
      okText: say('keys.revoke'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => revoke.mutateAsync(keyId).catch(() => undefined),
    })
  return (
    <Panel
      flush
      title={say('keys.title')}
      hint={say('keys.lede')}
      actions={<Button onClick={() => setMaking(true)}>{say('keys.create')}</Button>}
    >
      <Loaded query={keys}>
        {({ items }) => (
          <Rows empty={say('keys.empty')} hint={say('keys.emptyHint')}>
            {items.map((key) => (
              <Row
                key={key.keyId}
                title={
                  <>
                    {key.name}
                    {key.permissions.map((permission) => (
                      <Mark key={permission}>{say(`staff.permission.${permission}`)}</Mark>
                    ))}
                  </>
                }
                hint={say('keys.createdAt', { at: formatDateTime(key.createdAt, language) })}
                end={
                  <Button danger onClick={() => ask(key.keyId, key.name)}>
                    {say('keys.revoke')}
                  </Button>
                }
              />
            ))}
          </Rows>
        )}
      </Loaded>
      <KeyDialog open={making} onClose={() => setMaking(false)} />
    </Panel>
  )
}

function KeyDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const once = useOnce()
  const make = useCommand({
    run: (api, wish: NewKey) =>
      once(wish, (body, key) =>
        answerOf(api.POST('/v1/clubs/{ownerId}/api-keys', { params: { path: { ownerId }, header: keyed(key) }, body })),
      ),
    changes: [['club', ownerId, 'apiKeys']],
  })
  const made = make.data
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={made === undefined ? say('keys.create') : say('keys.once')}
      {...(made === undefined
        ? {
            okText: say('keys.create'),
            okButtonProps: { htmlType: 'submit' as const, form: 'newKey', loading: make.isPending },
          }
        : { okText: say('rooms.saved'), onOk: onClose, cancelButtonProps: { style: { display: 'none' } } })}
      cancelText={say('word.cancel')}
      mask={{ closable: made === undefined }}
      destroyOnHidden
      afterClose={() => make.reset()}
    >
      {made === undefined ? (
        <Form<NewKey>
          id="newKey"
          layout="vertical"
          initialValues={{ permissions: ['overview'] }}
          onFinish={(values) => make.mutate(values)}
        >
          <Form.Item
            name="name"
            label={say('keys.name')}
            rules={[{ required: true, whitespace: true, message: say('word.required') }]}
          >
            <Input autoFocus maxLength={64} placeholder={say('keys.namePlaceholder')} />
          </Form.Item>
          <Form.Item
            name="permissions"
            label={say('staff.permissions')}
            rules={[{ required: true, message: say('staff.pickOne') }]}
          >
            <PermissionChoice />
          </Form.Item>
        </Form>
      ) : (
        <div style={{ display: 'grid', gap: '1rem' }}>
          <Copyable label={made.name} value={made.key} />
          <Note title={say('keys.onceHint')} />
        </div>
      )}
    </Modal>
  )
}

/** The rights as boxes to tick; a form's control. */
export function PermissionChoice({
  value,
  onChange,
}: {
  readonly value?: Permission[]
  readonly onChange?: (value: Permission[]) => void
}) {
  const { say } = useText()
  return (
    <Checkbox.Group<Permission>
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      options={permissions.map((permission) => ({ value: permission, label: say(`staff.permission.${permission}`) }))}
      style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(11rem, 1fr))', gap: '0.5rem' }}
    />
  )
}
