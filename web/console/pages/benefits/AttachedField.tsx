import { Form, Select } from 'antd'
import { formatNumber } from '../../../shared/format.ts'
import { useClub } from '../../club.tsx'
import { useAttachable } from '../../data/benefits.ts'
import { useText } from '../../text.ts'
import { attachedKey, couponDraft, type Draft } from './benefit-draft.ts'

/** Whose coupon it is: the owner's own, or one that a shop lets him attach, whose terms then fill the fields (BEN-6). Nothing where none may be. */
export function AttachedField() {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const form = Form.useFormInstance<Draft>()
  const attachable = useAttachable(ownerId).data ?? []
  const attached = Form.useWatch<string | undefined>('attached') ?? ''
  const choose = (key: string) => {
    const chosen = attachable.find((each) => attachedKey(each) === key)
    if (chosen === undefined) return
    const name = form.getFieldValue('name') === '' ? { name: chosen.name } : {}
    form.setFieldsValue({ ...couponDraft(chosen.coupon), ...name })
  }
  // copied from one that may not be attached any more: the server says so
  const gone = attached !== '' && attachable.every((each) => attachedKey(each) !== attached)
  return (
    <Form.Item<Draft>
      name="attached"
      label={say('benefits.form.attached')}
      extra={say('benefits.form.attachedHint')}
      hidden={attachable.length === 0 && attached === ''}
    >
      <Select<string>
        virtual={false}
        onChange={choose}
        options={[
          { value: '', label: say('benefits.form.ownTerms') },
          ...(gone ? [{ value: attached, label: attached }] : []),
          ...attachable.map((each) => ({
            value: attachedKey(each),
            label: say('benefits.form.attachable', {
              shop: each.ownerName,
              name: each.name,
              left: formatNumber(each.left, language),
            }),
            disabled: each.left === 0,
          })),
        ]}
      />
    </Form.Item>
  )
}
