import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { QuickReply } from '../../../../src/contract/service.ts'
import { answerOf } from '../../../shared/api.ts'
import { makeUuid } from '../../../shared/make-uuid.ts'
import { useClub } from '../../club.tsx'
import { useCommand } from '../../data/use-command.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { deskKey, useQuickReplies } from './data.ts'
import styles from './QuickRepliesDialog.module.css'

const path = '/v1/clubs/{ownerId}/service/quick-replies/{replyId}'

/** The desk's quick replies: added, changed, taken away. */
export function QuickRepliesDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useQuickReplies(ownerId)
  const [editing, setEditing] = useState<QuickReply | 'new' | null>(null)
  const { modal } = App.useApp()
  const remove = useCommand<string, unknown>({
    then: (_, replyId) => setEditing((now) => (now !== 'new' && now?.replyId === replyId ? null : now)),
    changes: [deskKey(ownerId, 'quickReplies')],
    run: (api, replyId) => answerOf(api.DELETE(path, { params: { path: { ownerId, replyId } } })),
  })
  const ask = ({ replyId, shortcut }: QuickReply) =>
    void modal.confirm({
      icon: null,
      title: say('service.removeQuick', { name: shortcut }),
      okText: say('service.remove'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => remove.mutateAsync(replyId).catch(() => undefined),
    })
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={say('service.quick')}
      footer={null}
      destroyOnHidden
      afterClose={() => setEditing(null)}
      width="40rem"
    >
      <p className={styles.lede}>{say('service.quickLede')}</p>
      <Loaded query={query}>
        {(replies) => (
          <div className={styles.list}>
            <Rows empty={say('service.noQuickYet')} hint={say('service.noQuickHint')}>
              {replies.map((reply) => (
                <Row
                  key={reply.replyId}
                  title={`/${reply.shortcut}`}
                  hint={reply.text}
                  end={
                    <>
                      <Button
                        size="small"
                        aria-label={`${say('service.edit')} /${reply.shortcut}`}
                        onClick={() => setEditing(reply)}
                      >
                        {say('service.edit')}
                      </Button>
                      <Button
                        size="small"
                        danger
                        aria-label={`${say('service.remove')} /${reply.shortcut}`}
                        onClick={() => ask(reply)}
                      >
                        {say('service.remove')}
                      </Button>
                    </>
                  }
                />
              ))}
            </Rows>
          </div>
        )}
      </Loaded>
      {editing === null ? (
        <Button onClick={() => setEditing('new')}>{say('service.addQuick')}</Button>
      ) : (
        <Edit
          key={editing === 'new' ? 'new' : editing.replyId}
          reply={editing === 'new' ? null : editing}
          onDone={() => setEditing(null)}
        />
      )}
    </Modal>
  )
}

function Edit({ reply, onDone }: { readonly reply: QuickReply | null; readonly onDone: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const [replyId] = useState(() => reply?.replyId ?? makeUuid())
  const save = useCommand<{ shortcut: string; text: string }, unknown>({
    changes: [deskKey(ownerId, 'quickReplies')],
    run: (api, body) => answerOf(api.PUT(path, { params: { path: { ownerId, replyId } }, body })),
    then: onDone,
  })
  return (
    <Form
      layout="vertical"
      initialValues={reply ?? { shortcut: '', text: '' }}
      onFinish={(values: { shortcut: string; text: string }) =>
        save.mutate({ shortcut: values.shortcut, text: values.text.trim() })
      }
    >
      <Form.Item
        name="shortcut"
        label={say('service.shortcut')}
        rules={[
          { required: true, message: say('service.shortcutRule') },
          { pattern: /^[\p{L}\p{N}_-]+$/u, message: say('service.shortcutRule') },
        ]}
      >
        <Input prefix="/" maxLength={16} autoFocus />
      </Form.Item>
      <Form.Item
        name="text"
        label={say('service.quickText')}
        extra={say('service.variables')}
        rules={[{ required: true, whitespace: true, message: say('service.quickTextRule') }]}
      >
        <Input.TextArea maxLength={1_000} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <div className={styles.acts}>
        <Button onClick={onDone}>{say('word.cancel')}</Button>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('word.save')}
        </Button>
      </div>
    </Form>
  )
}
