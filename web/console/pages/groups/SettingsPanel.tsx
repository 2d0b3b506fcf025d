import { Button, Form, Input, Modal } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { formatNumber } from '../../../shared/format.ts'
import { problemWords } from '../../../shared/problem.ts'
import { useClub } from '../../club.tsx'
import { groupsKey, oneGroupCalls, type GroupChange } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { Panel } from '../../parts/Page.tsx'
import { Note, Wrong } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { FanGroupCard } from './FanGroupCard.tsx'
import { GroupFields, type GroupDraft } from './GroupFields.tsx'
import styles from './SettingsPanel.module.css'
import { useIsMain } from './use-runs.ts'

interface PanelProps {
  readonly group: GroupView
  readonly runs: boolean
}

const draftOf = ({ name, gate, notice, autoReply }: GroupView): GroupDraft => ({
  name,
  gate,
  notice: notice ?? '',
  autoReply: autoReply ?? '',
})

/** Only what was changed here is sent, so that two who change a group at once do not undo each other. @param group as the form began with it */
function changeOf(group: GroupView, draft: GroupDraft): GroupChange {
  const before = draftOf(group)
  const text = (value: string) => (value.trim() === '' ? null : value.trim())
  return {
    ...(draft.name.trim() === before.name ? {} : { name: draft.name.trim() }),
    ...(draft.gate === null || JSON.stringify(draft.gate) === JSON.stringify(before.gate) ? {} : { gate: draft.gate }),
    ...(text(draft.notice) === group.notice ? {} : { notice: text(draft.notice) }),
    ...(text(draft.autoReply) === group.autoReply ? {} : { autoReply: text(draft.autoReply) }),
  }
}

/** What is set on a group and holds in each of its sub-groups; and closing it (GRP-3, GRP-4). */
export function SettingsPanel({ group, runs }: PanelProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const main = useIsMain()
  const [form] = Form.useForm<GroupDraft>()
  // the list is read anew while one writes: what the form began with, or last saved, stays what it is compared with
  const [before, setBefore] = useState(group)
  const [draft, setDraft] = useState(() => draftOf(group))
  const save = useCommand({
    run: (api, change: GroupChange) => oneGroupCalls(api, group.groupId).change(change),
    changes: [groupsKey(ownerId)],
    done: () => say('groups.settings.saved'),
    then: (saved) => {
      setBefore(saved)
      setDraft(draftOf(saved))
      form.setFieldsValue(draftOf(saved))
    },
    quiet: true,
  })
  const change = changeOf(before, draft)
  const changed = Object.keys(change).length > 0
  return (
    <>
      <Panel title={say('groups.settings.title')} hint={say('groups.settings.hint')}>
        <div className={styles.columns}>
          <Form<GroupDraft>
            form={form}
            layout="vertical"
            disabled={!runs}
            initialValues={draftOf(before)}
            onValuesChange={(_, values) => setDraft({ ...draftOf(before), ...values })}
            onFinish={() => save.mutate(change)}
          >
            {save.isError && <Wrong>{problemWords(save.error, t).title}</Wrong>}
            <GroupFields gateHint={say('groups.settings.gateHint')} />
            {'gate' in change && group.members > 0 && (
              <Note title={say('groups.settings.newcomersOnly')}>{say('groups.settings.newcomersOnlyHint')}</Note>
            )}
            {runs && (
              <Button type="primary" htmlType="submit" disabled={!changed} loading={save.isPending}>
                {say('word.save')}
              </Button>
            )}
          </Form>
          <FanGroupCard
            name={draft.name}
            gate={draft.gate ?? before.gate}
            notice={draft.notice}
            freeSeats={group.freeSeats}
          />
        </div>
      </Panel>
      {group.status === 'open' &&
        (main ? (
          <CloseGroup group={group} />
        ) : (
          <Note title={say('groups.settings.closeMain')}>{say('groups.settings.closeMainHint')}</Note>
        ))}
    </>
  )
}

function CloseGroup({ group }: { readonly group: GroupView }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const inputId = useId()
  const [asking, setAsking] = useState(false)
  const [typed, setTyped] = useState('')
  const close = useCommand({
    run: (api) => oneGroupCalls(api, group.groupId).close(),
    changes: [groupsKey(ownerId)],
    done: () => say('groups.settings.closed', { name: group.name }),
    then: () => setAsking(false),
    quiet: true,
  })
  const members = formatNumber(group.members, language)
  return (
    <Panel
      title={say('groups.settings.close')}
      hint={say('groups.settings.closeHint')}
      actions={
        <Button danger onClick={() => setAsking(true)}>
          {say('groups.settings.close')}
        </Button>
      }
    >
      <Modal
        open={asking}
        onCancel={() => setAsking(false)}
        title={say('groups.settings.closeTitle', { name: group.name })}
        okText={say('groups.settings.close')}
        okButtonProps={{ danger: true, disabled: typed.trim() !== group.name, loading: close.isPending }}
        cancelText={say('word.cancel')}
        onOk={() => close.mutate(undefined)}
        destroyOnHidden
        afterClose={() => {
          close.reset()
          setTyped('')
        }}
      >
        {close.isError && <Wrong>{problemWords(close.error, t).title}</Wrong>}
        <p>{say('groups.settings.closeBody', { n: members })}</p>
        <div className={styles.type}>
          <label htmlFor={inputId}>{say('groups.settings.closeType', { name: group.name })}</label>
          <Input
            id={inputId}
            value={typed}
            maxLength={40}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </Modal>
    </Panel>
  )
}
