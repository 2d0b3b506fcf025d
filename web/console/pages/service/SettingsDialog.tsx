import { Checkbox, Form, Input, Modal, Radio, Switch } from 'antd'
import type { ServiceSettings } from '../../../../src/contract/service.ts'
import { answerOf } from '../../../shared/api.ts'
import { useClub } from '../../club.tsx'
import { useCommand } from '../../data/use-command.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import { deskKey, useDeskSettings } from './data.ts'
import styles from './SettingsDialog.module.css'

interface Values {
  readonly kept: 'always' | 'hours'
  readonly days: number[]
  readonly from: string
  readonly until: string
  readonly autoReply?: string
  readonly autoAssign: boolean
}

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const time = /^(?:[01]\d|2[0-3]):[0-5]\d$/
const end = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/

/** Service hours, what is said outside them, whether waiting fans are assigned by themselves. */
export function SettingsDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useDeskSettings(ownerId)
  const save = useCommand<ServiceSettings, unknown>({
    changes: [deskKey(ownerId, 'settings')],
    run: (api, body) =>
      answerOf(api.PUT('/v1/clubs/{ownerId}/service/settings', { params: { path: { ownerId } }, body })),
    done: () => say('service.settingsSaved'),
    then: onClose,
  })
  if (query.data === undefined)
    return (
      <Modal open={open} onCancel={onClose} title={say('service.settings')} footer={null}>
        <Loaded query={query}>{() => null}</Loaded>
      </Modal>
    )
  return (
    <FormDialog
      form="service-settings"
      open={open}
      onClose={onClose}
      title={say('service.settings')}
      ok={say('word.save')}
      command={save}
    >
      <Fields settings={query.data} onSave={(settings) => save.mutate(settings)} />
    </FormDialog>
  )
}

function Fields({
  settings,
  onSave,
}: {
  readonly settings: ServiceSettings
  readonly onSave: (settings: ServiceSettings) => void
}) {
  const { say } = useText()
  const [form] = Form.useForm<Values>()
  const kept = Form.useWatch('kept', form) ?? (settings.hours === null ? 'always' : 'hours')
  const [first, ...others] = settings.hours ?? []
  const initial: Values = {
    kept: settings.hours === null ? 'always' : 'hours',
    days: first?.days ?? [...weekdays],
    from: first?.from ?? '09:00',
    until: first?.until ?? '22:00',
    autoReply: settings.autoReply ?? '',
    autoAssign: settings.autoAssign,
  }
  return (
    <Form<Values>
      id="service-settings"
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={(values) => {
        // a desk that is always there keeps what it says outside its hours for when it has some again
        const words = (values.kept === 'always' ? settings.autoReply : values.autoReply)?.trim() ?? ''
        onSave({
          hours:
            values.kept === 'always'
              ? null
              : [{ days: [...values.days].sort(), from: values.from, until: values.until }, ...others],
          autoReply: words === '' ? null : words,
          autoAssign: values.autoAssign,
        })
      }}
    >
      <Form.Item name="kept" label={say('service.hoursLabel')}>
        <Radio.Group
          options={[
            { value: 'always', label: say('service.always') },
            { value: 'hours', label: say('service.someHours') },
          ]}
        />
      </Form.Item>
      {kept === 'hours' && (
        <>
          <Form.Item
            name="days"
            label={say('service.daysLabel')}
            rules={[{ required: true, message: say('service.daysRule') }]}
          >
            <Checkbox.Group options={weekdays.map((value) => ({ value, label: say(`service.weekdays.${value}`) }))} />
          </Form.Item>
          <div className={styles.pair}>
            <Form.Item
              name="from"
              label={say('service.from')}
              rules={[{ pattern: time, required: true, message: say('service.timeRule') }]}
            >
              <Input maxLength={5} inputMode="numeric" />
            </Form.Item>
            <Form.Item
              name="until"
              label={say('service.to')}
              extra={say('service.overnight')}
              rules={[{ pattern: end, required: true, message: say('service.timeRule') }]}
            >
              <Input maxLength={5} inputMode="numeric" />
            </Form.Item>
          </div>
          {others.length > 0 && <p className={styles.small}>{say('service.moreWindows', { n: others.length })}</p>}
          <Form.Item name="autoReply" label={say('service.autoReplyLabel')} extra={say('service.autoReplyHint')}>
            <Input.TextArea maxLength={300} showCount autoSize={{ minRows: 2, maxRows: 5 }} />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="autoAssign"
        label={say('service.autoAssign')}
        extra={say('service.autoAssignHint')}
        valuePropName="checked"
      >
        <Switch />
      </Form.Item>
    </Form>
  )
}
