import { Form, Input, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import type { MemberView } from '../../../../src/contract/views.ts'
import { answerOf } from '../../../shared/api.ts'
import { formatDelta, formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { keyed, useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { useLevels } from '../../data/club.ts'
import { useCommand } from '../../data/use-command.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { nameOf } from '../../parts/Person.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'

interface Correction {
  readonly delta: number
  readonly reason: string
}

/** Adds or takes points with a reason, showing where that leads before it is done (TASK-15). */
export function CorrectionDialog({
  member,
  open,
  onClose,
}: {
  readonly member: MemberView
  readonly open: boolean
  readonly onClose: () => void
}) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const { userId } = member
  const once = useOnce()
  const correct = useCommand({
    run: (api, wish: Correction) =>
      once(wish, (body, key) =>
        answerOf(
          api.POST('/v1/clubs/{ownerId}/members/{userId}/corrections', {
            params: { path: { ownerId, userId }, header: keyed(key) },
            body,
          }),
        ),
      ),
    changes: [['club', ownerId]],
    done: (entry) =>
      say('member.correctDone', {
        delta: formatDelta(entry.delta, language),
        balance: formatNumber(entry.balance, language),
      }),
    then: onClose,
    quiet: true,
  })
  return (
    <FormDialog
      form="correction"
      open={open}
      onClose={onClose}
      title={say('member.correctTitle', { name: nameOf(member, say) })}
      ok={say('word.confirm')}
      command={correct}
      lede={say('member.correctHint')}
    >
      {correct.isError && <Wrong>{problemWords(correct.error, t).title}</Wrong>}
      <CorrectionFields member={member} onFinish={(body) => correct.mutate(body)} />
    </FormDialog>
  )
}

function CorrectionFields({
  member,
  onFinish,
}: {
  readonly member: MemberView
  readonly onFinish: (body: Correction) => void
}) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const [form] = Form.useForm<Correction>()
  const delta = Form.useWatch('delta', form)
  const ladder = useLevels(ownerId).data
  const after = Math.max(0, member.intimacy + (delta ?? 0))
  const level = ladder?.mode === member.mode ? ladder.items.findLast((row) => row.from <= after)?.level : undefined
  return (
    <Form<Correction>
      id="correction"
      form={form}
      layout="vertical"

      onFinish={onFinish}
    >
      <Form.Item
        name="delta"
        label={say('member.delta')}
        extra={say('member.deltaHint')}
        rules={[
          { required: true, message: say('word.required') },
          {
            validator: (_, value: unknown) =>
              value === 0 ? Promise.reject(new Error(say('word.required'))) : Promise.resolve(),
          },
        ]}
      >
        <InputNumber<number>
          autoFocus
          precision={0}
          min={-1_000_000_000}
          max={1_000_000_000}
          style={{ width: '100%' }}
        />
      </Form.Item>
      {typeof delta === 'number' && delta !== 0 && level !== undefined && (
        <p role="status" style={{ margin: '-0.5rem 0 1rem', fontWeight: 600 }}>
          {say('member.after', { n: formatNumber(after, language), level })}
        </p>
      )}
      <Form.Item
        name="reason"
        label={say('word.reason')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
    </Form>
  )
}
