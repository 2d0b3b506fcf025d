import { Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { answerOf } from '../../../../shared/api.ts'
import { problemWords } from '../../../../shared/problem.ts'
import { keyed, useOnce } from '../../../../shared/use-once.ts'
import { useClub } from '../../../club.tsx'
import { useCommand } from '../../../data/use-command.ts'
import { Wrong } from '../../../parts/Wrong.tsx'
import { useText } from '../../../text.ts'
import { Pasting } from './Pasting.tsx'

type Platform = 'douyinLive' | 'bilibiliLive' | 'doudianShop'
const platforms: readonly Platform[] = ['douyinLive', 'bilibiliLive', 'doudianShop']

interface Connect {
  readonly platform: Platform
  readonly name: string
  readonly roomId?: string
  readonly appKey?: string
  readonly shopId?: string
  readonly appSecret?: string
}

/** Choose the platform, name the room, take the address and the secrets that are shown this once. */
export function ConnectDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const once = useOnce()
  const connect = useCommand({
    run: (api, input: Connect) =>
      once(bodyOf(input), (body, key) =>
        answerOf(api.POST('/v1/clubs/{ownerId}/rooms', { params: { path: { ownerId }, header: keyed(key) }, body })),
      ),
    changes: [['club', ownerId, 'rooms']],
    quiet: true,
  })
  const made = connect.data
  return (
    <Modal
      open={open}
      onCancel={onClose}
      width={640}
      title={made === undefined ? say('rooms.create') : say('rooms.pasteTitle')}
      {...(made === undefined
        ? {
            okText: say('rooms.create'),
            okButtonProps: { htmlType: 'submit' as const, form: 'connect', loading: connect.isPending },
          }
        : { okText: say('rooms.saved'), onOk: onClose, cancelButtonProps: { style: { display: 'none' } } })}
      cancelText={say('word.cancel')}
      mask={{ closable: made === undefined }}
      destroyOnHidden
      afterClose={() => connect.reset()}
    >
      {made !== undefined ? (
        <Pasting address={made.address} secrets={made.secrets} />
      ) : (
        <>
          {connect.isError && <Wrong>{problemWords(connect.error, t).title}</Wrong>}
          <ConnectFields onFinish={(input) => connect.mutate(input)} />
        </>
      )}
    </Modal>
  )
}

function ConnectFields({ onFinish }: { readonly onFinish: (input: Connect) => void }) {
  const { say } = useText()
  const [form] = Form.useForm<Connect>()
  const platform = Form.useWatch('platform', form)
  const required = { required: true, whitespace: true, message: say('word.required') }
  return (
    <Form<Connect>
      id="connect"
      form={form}
      layout="vertical"

      initialValues={{ platform: 'douyinLive' }}
      onFinish={onFinish}
    >
      <Form.Item name="platform" label={say('rooms.platform')}>
        <Radio.Group
          vertical
          options={platforms.map((value) => ({
            value,
            label: `${say(`rooms.platforms.${value}`)} · ${say(`rooms.platformHint.${value}`)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="name" label={say('rooms.name')} rules={[required]}>
        <Input autoFocus maxLength={80} placeholder={say('rooms.namePlaceholder')} />
      </Form.Item>
      {platform === 'doudianShop' ? (
        <>
          <Form.Item name="appKey" label={say('rooms.appKey')} rules={[required]}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
          <Form.Item name="appSecret" label={say('rooms.appSecret')} rules={[required]}>
            <Input.Password maxLength={256} autoComplete="off" />
          </Form.Item>
          <Form.Item name="shopId" label={say('rooms.shopId')} extra={say('rooms.shopIdHint')}>
            <Input maxLength={128} />
          </Form.Item>
        </>
      ) : (
        <Form.Item name="roomId" label={say('rooms.roomId')} extra={say('rooms.roomIdHint')}>
          <Input maxLength={128} />
        </Form.Item>
      )}
    </Form>
  )
}

function bodyOf(input: Connect) {
  const name = input.name.trim()
  const given = (value: string | undefined) => (value === undefined || value.trim() === '' ? undefined : value.trim())
  if (input.platform === 'doudianShop') {
    const shopId = given(input.shopId)
    return {
      platform: input.platform,
      name,
      settings: { appKey: input.appKey?.trim() ?? '', ...(shopId === undefined ? {} : { shopId }) },
      secrets: { appSecret: input.appSecret?.trim() ?? '' },
    }
  }
  const roomId = given(input.roomId)
  return { platform: input.platform, name, ...(roomId === undefined ? {} : { roomId }) }
}
