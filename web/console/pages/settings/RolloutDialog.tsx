import { Form, InputNumber, Radio } from 'antd'
import type { ClubView } from '../../../../src/contract/views.ts'
import { answerOf } from '../../../shared/api.ts'
import { useClub } from '../../club.tsx'
import { useCommand } from '../../data/use-command.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useText } from '../../text.ts'

interface Rollout {
  readonly phase: 1 | 2 | 3
  /** per cent */
  readonly percent?: number
}

/** Sets the phase and, in the first, the share of viewers who see the task; the platform only (TASK-6). */
export function RolloutDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const roll = useCommand({
    run: (api, { phase: to, percent }: Rollout) =>
      answerOf(
        api.PUT('/v1/clubs/{ownerId}/purchase-task/rollout', {
          params: { path: { ownerId } },
          body: to === 1 && percent !== undefined ? { phase: to, share: percent / 100 } : { phase: to },
        }),
      ),
    changes: [['club', ownerId, 'view']],
    done: (task) => say('purchase.rolloutDone', { n: task.phase }),
    then: onClose,
  })
  return (
    <FormDialog
      form="rollout"
      open={open}
      onClose={onClose}
      title={say('purchase.rolloutTitle')}
      ok={say('word.save')}
      command={roll}
    >
      <RolloutFields task={club.purchaseTask} onFinish={(values) => roll.mutate(values)} />
    </FormDialog>
  )
}

function RolloutFields({
  task,
  onFinish,
}: {
  readonly task: ClubView['purchaseTask']
  readonly onFinish: (values: Rollout) => void
}) {
  const { say } = useText()
  const [form] = Form.useForm<Rollout>()
  const phase = Form.useWatch('phase', form)
  return (
    <Form<Rollout>
      id="rollout"
      form={form}
      layout="vertical"
      initialValues={{ phase: task.phase, percent: Math.round(task.share * 100) }}
      onFinish={onFinish}
    >
      <Form.Item name="phase" label={say('purchase.phases')}>
        <Radio.Group
          vertical
          options={([1, 2, 3] as const).map((value) => ({
            value,
            label: `${say('purchase.phaseNow', { n: value })} · ${say(`purchase.phase${value}.title`)}`,
          }))}
        />
      </Form.Item>
      {phase === 1 && (
        <Form.Item
          name="percent"
          label={say('purchase.rolloutShare')}
          rules={[{ required: true, message: say('word.required') }]}
        >
          <InputNumber<number> min={0} max={100} precision={0} suffix="%" />
        </Form.Item>
      )}
    </Form>
  )
}
