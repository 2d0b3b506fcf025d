import { Form, Input } from 'antd'
import type { Gate } from '../../../../src/contract/groups.ts'
import { useText } from '../../text.ts'
import { groupBounds } from './bounds.ts'
import { GateField } from './GateField.tsx'

/** What is set on a group and holds in every sub-group of it (GRP-3). */
export interface GroupDraft {
  readonly name: string
  readonly gate: Gate | null
  readonly notice: string
  readonly autoReply: string
}

/** The fields of a group, alike where it is made and where it is changed. */
export function GroupFields({ gateHint }: { readonly gateHint: string }) {
  const { say } = useText()
  return (
    <>
      <Form.Item<GroupDraft>
        name="name"
        label={say('groups.form.name')}
        extra={say('groups.form.nameHint')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input
          maxLength={groupBounds.nameMost}
          showCount
          autoComplete="off"
          placeholder={say('groups.form.namePlaceholder')}
        />
      </Form.Item>
      <Form.Item<GroupDraft> name="gate" label={say('groups.form.gate')} extra={gateHint}>
        <GateField />
      </Form.Item>
      <Form.Item<GroupDraft> name="notice" label={say('groups.form.notice')} extra={say('groups.form.noticeHint')}>
        <Input.TextArea maxLength={groupBounds.noticeMost} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
      <Form.Item<GroupDraft>
        name="autoReply"
        label={say('groups.form.autoReply')}
        extra={say('groups.form.autoReplyHint')}
      >
        <Input.TextArea maxLength={groupBounds.autoReplyMost} showCount autoSize={{ minRows: 2, maxRows: 6 }} />
      </Form.Item>
    </>
  )
}
