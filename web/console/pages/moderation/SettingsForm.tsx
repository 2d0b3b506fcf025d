import { Button, Form, InputNumber, Radio, Select, Switch } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModerationView } from '../../../../src/contract/moderation.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import type { ModerationChange } from '../../data/moderation.ts'
import { actorWords } from '../../parts/actor.ts'
import { Panel } from '../../parts/Page.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { moderationBounds } from './bounds.ts'
import styles from './Moderation.module.css'
import { hostOf } from './typed.ts'
import { useChange } from './use-change.ts'

interface Values {
  readonly linksAllowed: boolean
  readonly hosts: readonly string[]
  readonly contactsAllowed: boolean
  readonly hides: boolean
  readonly hideAt: number
}

/** How many reports are proposed where nothing was set. */
const hideAtFirst = 3
const hideAtMost = 1_000

const valuesOf = ({ linksAllowed, hosts, contactsAllowed, hideAt }: ModerationView): Values => ({
  linksAllowed,
  hosts,
  contactsAllowed,
  hides: hideAt !== null,
  hideAt: hideAt ?? hideAtFirst,
})

/** What was set otherwise since `before`: the form takes that, and keeps the rest as it was typed. */
function newsOf(before: ModerationView, now: ModerationView): Partial<Values> {
  const { linksAllowed, hosts, contactsAllowed, hides, hideAt } = valuesOf(now)
  return {
    ...(now.linksAllowed === before.linksAllowed ? {} : { linksAllowed }),
    ...(now.hosts.join() === before.hosts.join() ? {} : { hosts }),
    ...(now.contactsAllowed === before.contactsAllowed ? {} : { contactsAllowed }),
    ...(now.hideAt === before.hideAt ? {} : { hides, hideAt }),
  }
}

/** Only what differs is sent. @param asksHosts hosts that the form does not show are not sent */
function changeOf(before: ModerationView, values: Values, asksHosts: boolean): Omit<ModerationChange, 'version'> {
  const hosts = [...new Set(values.hosts.map((host) => hostOf(host) ?? host))]
  const hideAt = values.hides ? values.hideAt : null
  return {
    ...(values.linksAllowed === before.linksAllowed ? {} : { linksAllowed: values.linksAllowed }),
    ...(values.contactsAllowed === before.contactsAllowed ? {} : { contactsAllowed: values.contactsAllowed }),
    ...(!asksHosts || hosts.join() === before.hosts.join() ? {} : { hosts }),
    ...(hideAt === before.hideAt ? {} : { hideAt }),
  }
}

interface SettingsFormProps {
  readonly ownerId: string | null
  readonly view: ModerationView
}

/** Links, contacts, and from how many reports on a message is hidden; the platform's hosts and contacts bind every owner. */
export function SettingsForm({ ownerId, view }: SettingsFormProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const [form] = Form.useForm<Values>()
  const linksAllowed = Form.useWatch('linksAllowed', form) ?? view.linksAllowed
  const hides = Form.useWatch('hides', form) ?? view.hideAt !== null
  const save = useChange(ownerId, { done: () => say('moderation.saved'), quiet: true })
  const own = ownerId !== null
  const asksHosts = !own || !linksAllowed
  // what another set meanwhile is seen before it can be overwritten: only then `view.version` may be sent
  const shown = useRef(view)
  useEffect(() => {
    form.setFieldsValue(newsOf(shown.current, view))
    shown.current = view
  }, [form, view])
  const submit = (values: Values) => save.mutate({ version: view.version, ...changeOf(view, values, asksHosts) })
  const known = view.changedAt !== null && view.changedBy !== null
  return (
    <Panel
      title={say(own ? 'moderation.rules' : 'moderation.rulesPlatform')}
      {...(known
        ? {
            hint: say('moderation.changed', {
              by: actorWords(view.changedBy ?? '', say),
              at: formatDateTime(view.changedAt ?? '', language),
            }),
          }
        : {})}
    >
      <Form<Values>
        form={form}
        className={styles.form ?? ''}
        layout="vertical"
        initialValues={valuesOf(view)}
        onFinish={() => submit(form.getFieldsValue(true) as Values)}
      >
        {save.isError && <Wrong>{problemWords(save.error, t).title}</Wrong>}
        {own && (
          <Form.Item name="linksAllowed" label={say('moderation.links')}>
            <Radio.Group
              options={[
                { value: false, label: say('moderation.linksListed') },
                { value: true, label: say('moderation.linksAny') },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item<Values>
          name="hosts"
          hidden={!asksHosts}
          label={say('moderation.hosts')}
          extra={say(own ? 'moderation.hostsHint' : 'moderation.hostsPlatformHint')}
          rules={[
            {
              validator: (_, hosts: readonly string[]) => {
                const wrong = asksHosts ? hosts.find((host) => hostOf(host) === null) : undefined
                return wrong === undefined
                  ? Promise.resolve()
                  : Promise.reject(new Error(say('moderation.hostWrong', { host: wrong })))
              },
            },
          ]}
        >
          <Select
            mode="tags"
            open={false}
            suffixIcon={null}
            maxCount={moderationBounds.hostsMost}
            tokenSeparators={[' ', ',', ',', '、', ';', '\n']}
            placeholder="example.com"
          />
        </Form.Item>
        <Form.Item
          name="contactsAllowed"
          label={say('moderation.contacts')}
          extra={say('moderation.contactsHint')}
          valuePropName="checked"
        >
          <Switch checkedChildren={say('moderation.allowed')} unCheckedChildren={say('moderation.refused')} />
        </Form.Item>
        {own && (
          <Form.Item label={say('moderation.hide')} extra={say('moderation.hideHint')}>
            <div className={styles.line}>
              <Form.Item name="hides" valuePropName="checked" noStyle>
                <Switch aria-label={say('moderation.hide')} />
              </Form.Item>
              {hides && (
                <label className={styles.line}>
                  {say('moderation.hideFrom')}
                  <Form.Item name="hideAt" noStyle rules={[{ required: true, message: say('word.required') }]}>
                    <InputNumber min={1} max={hideAtMost} precision={0} />
                  </Form.Item>
                  {say('moderation.hideTo')}
                </label>
              )}
            </div>
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {say('word.save')}
        </Button>
      </Form>
    </Panel>
  )
}
