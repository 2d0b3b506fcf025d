import { Button, Dropdown, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { groupsKey, oneGroupCalls } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { useNow } from '../../now.ts'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { nameOf } from '../../parts/Person.tsx'
import { Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'

/** Whom a moderator deals with. */
export interface Moderated {
  readonly userId: string
  readonly name: string | null
}

const minutes = [10, 60, 1_440, 10_080] as const

/** Mutes for a while, or until it is lifted (GRP-9). */
export function MuteButton({
  groupId,
  person,
  muted,
  text = false,
}: {
  readonly groupId: string
  readonly person: Moderated
  readonly muted: boolean
  readonly text?: boolean
}) {
  const { say } = useText()
  const { ownerId } = useClub()
  const now = useNow()
  const name = nameOf(person, say)
  const changes = [groupsKey(ownerId, groupId, 'members')]
  const mute = useCommand({
    run: (api, until: string | null) => oneGroupCalls(api, groupId).mute(person.userId, until),
    changes,
    done: () => say('groups.moderation.muted', { name }),
  })
  const unmute = useCommand({
    run: (api) => oneGroupCalls(api, groupId).unmute(person.userId),
    changes,
    done: () => say('groups.moderation.unmuted', { name }),
  })
  const look = { size: 'small', type: text ? 'text' : 'default' } as const
  if (muted)
    return (
      <Button {...look} loading={unmute.isPending} onClick={() => unmute.mutate(undefined)}>
        {say('groups.moderation.unmute')}
      </Button>
    )
  const items = [
    ...minutes.map((length) => ({ key: String(length), label: say(`groups.moderation.for.${length}`) })),
    { key: 'ever', label: say('groups.moderation.for.ever') },
  ]
  const choose = (key: string) =>
    mute.mutate(key === 'ever' ? null : new Date(now + Number(key) * 60_000).toISOString())
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => choose(key) }}>
      <Button {...look} loading={mute.isPending} aria-label={say('groups.moderation.muteName', { name })}>
        {say('groups.moderation.mute')}
      </Button>
    </Dropdown>
  )
}

/** Asks for a reason and takes the seat away; he may not join again until that is lifted (GRP-9). */
export function RemoveDialog({
  groupId,
  person,
  onClose,
}: {
  readonly groupId: string
  /** null: closed */
  readonly person: Moderated | null
  readonly onClose: () => void
}) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const remove = useCommand({
    run: (api, { userId, reason }: { readonly userId: string; readonly reason: string }) =>
      oneGroupCalls(api, groupId).remove({ userId, ...(reason === '' ? {} : { reason }) }),
    changes: [groupsKey(ownerId)],
    done: ({ name, userId }) => say('groups.moderation.removed', { name: nameOf({ name, userId }, say) }),
    then: onClose,
    quiet: true,
  })
  return (
    <FormDialog
      form="group-remove"
      open={person !== null}
      onClose={onClose}
      title={say('groups.moderation.removeTitle', { name: person === null ? '' : nameOf(person, say) })}
      ok={say('groups.moderation.remove')}
      command={remove}
      lede={say('groups.moderation.removeLede')}
    >
      {remove.isError && <Wrong>{problemWords(remove.error, t).title}</Wrong>}
      <Form<{ reason?: string }>
        id="group-remove"
        layout="vertical"
        onFinish={({ reason = '' }) => {
          if (person !== null) remove.mutate({ userId: person.userId, reason: reason.trim() })
        }}
      >
        <Form.Item name="reason" label={say('groups.moderation.reason')} extra={say('groups.moderation.reasonHint')}>
          <Input maxLength={200} autoFocus autoComplete="off" />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}

/** Opens the dialog for one of many rows. */
export function useRemoval(groupId: string) {
  const [person, setPerson] = useState<Moderated | null>(null)
  return {
    ask: setPerson,
    dialog: <RemoveDialog groupId={groupId} person={person} onClose={() => setPerson(null)} />,
  }
}
