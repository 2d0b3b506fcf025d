import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { answerOf } from '../../../shared/api.ts'
import { useClub } from '../../club.tsx'
import { useCommand } from '../../data/use-command.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { useText } from '../../text.ts'

/** Takes an account out of points with a reason, or takes it back in (TASK-15). */
export function ExcludeButton({
  userId,
  name,
  excluded,
}: {
  readonly userId: string
  readonly name: string
  readonly excluded: boolean
}) {
  const { say } = useText()
  const { ownerId } = useClub()
  const [asking, setAsking] = useState(false)
  const path = { ownerId, userId }
  const exclude = useCommand({
    run: (api, body: { reason: string }) =>
      answerOf(api.PUT('/v1/clubs/{ownerId}/exclusions/{userId}', { params: { path }, body })),
    changes: [['club', ownerId]],
    done: () => say('member.excludedDone'),
    then: () => setAsking(false),
  })
  const include = useCommand({
    run: (api) => answerOf(api.DELETE('/v1/clubs/{ownerId}/exclusions/{userId}', { params: { path } })),
    changes: [['club', ownerId]],
    done: () => say('member.included'),
  })
  if (excluded) {
    return (
      <Button loading={include.isPending} onClick={() => include.mutate(undefined)}>
        {say('member.include')}
      </Button>
    )
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{say('member.exclude')}</Button>
      <FormDialog
        form="exclude"
        open={asking}
        onClose={() => setAsking(false)}
        title={say('member.excludeTitle', { name })}
        ok={say('member.exclude')}
        command={exclude}
        lede={say('member.excludeHint')}
      >
        <Form<{ reason: string }> id="exclude" layout="vertical" onFinish={(body) => exclude.mutate(body)}>
          <Form.Item
            name="reason"
            label={say('word.reason')}
            rules={[{ required: true, whitespace: true, message: say('word.required') }]}
          >
            <Input.TextArea autoFocus rows={3} maxLength={500} showCount />
          </Form.Item>
        </Form>
      </FormDialog>
    </>
  )
}
