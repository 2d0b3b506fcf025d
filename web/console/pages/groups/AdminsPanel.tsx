import { App, Button, Select } from 'antd'
import { useState } from 'react'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useStaff } from '../../data/club.ts'
import { groupsKey, oneGroupCalls, useAdmins, useDesk, type GroupAdmin } from '../../data/groups.ts'
import { useCommand } from '../../data/use-command.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import { useIsMain } from './use-runs.ts'

/** Super admins of a group: at most nine sub-accounts, appointed by the main account only; a sub-account reads why it cannot (GRP-9). */
export function AdminsPanel({ group }: { readonly group: GroupView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const main = useIsMain()
  const admins = useAdmins(ownerId, group.groupId)
  const desk = useDesk(ownerId)
  const most = desk.data?.adminsMost
  const count = admins.data?.length ?? 0
  const number = (value: number) => formatNumber(value, language)
  const editable = main && group.status === 'open'
  return (
    <>
      {!main && <Note title={say('groups.admins.mainOnly')}>{say('groups.admins.mainOnlyHint')}</Note>}
      <Panel
        flush
        title={
          most === undefined
            ? say('groups.admins.title')
            : say('groups.admins.titleOf', { n: number(count), most: number(most) })
        }
        hint={say('groups.admins.hint')}
        actions={
          editable && admins.data !== undefined ? (
            <Appoint group={group} admins={admins.data} full={most !== undefined && count >= most} />
          ) : undefined
        }
      >
        <Loaded query={admins} skeleton={<Skeleton lines={3} />}>
          {(items) => (
            <Rows empty={say('groups.admins.empty')} hint={say('groups.admins.emptyHint')}>
              {items.map((admin) => (
                <AdminRow key={admin.staffId} group={group} admin={admin} editable={editable} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Panel>
    </>
  )
}

interface AppointProps {
  readonly group: GroupView
  readonly admins: readonly GroupAdmin[]
  readonly full: boolean
}

function Appoint({ group, admins, full }: AppointProps) {
  const { say } = useText()
  const { ownerId } = useClub()
  const staff = useStaff(ownerId)
  const [chosen, setChosen] = useState<string | null>(null)
  const appoint = useCommand({
    run: (api, staffId: string) => oneGroupCalls(api, group.groupId).appoint(staffId),
    changes: [groupsKey(ownerId)],
    done: () => say('groups.admins.appointed'),
    then: () => setChosen(null),
  })
  const options = (staff.data?.items ?? [])
    .filter(({ staffId }) => !admins.some((admin) => admin.staffId === staffId))
    .map(({ staffId, name, permissions }) => ({
      value: staffId,
      label: permissions.includes('groups') ? name : say('groups.admins.noRight', { name }),
      disabled: !permissions.includes('groups'),
    }))
  if (full) return <span>{say('groups.admins.full')}</span>
  return (
    <>
      <Select<string>
        style={{ minWidth: '14rem' }}
        value={chosen}
        onChange={setChosen}
        options={options}
        loading={staff.isPending}
        placeholder={say('groups.admins.choose')}
        notFoundContent={say('groups.admins.noStaff')}
        aria-label={say('groups.admins.choose')}
      />
      <Button
        disabled={chosen === null}
        loading={appoint.isPending}
        onClick={() => {
          if (chosen !== null) appoint.mutate(chosen)
        }}
      >
        {say('groups.admins.appoint')}
      </Button>
    </>
  )
}

interface AdminRowProps {
  readonly group: GroupView
  readonly admin: GroupAdmin
  readonly editable: boolean
}

function AdminRow({ group, admin, editable }: AdminRowProps) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const name = admin.name ?? admin.staffId
  const dismiss = useCommand({
    run: (api) => oneGroupCalls(api, group.groupId).dismiss(admin.staffId),
    changes: [groupsKey(ownerId)],
    done: () => say('groups.admins.dismissed', { name }),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('groups.admins.dismissTitle', { name }),
      content: say('groups.admins.dismissBody'),
      okText: say('groups.admins.dismiss'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => dismiss.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <Row
      title={name}
      hint={say('groups.admins.since', { at: formatDateTime(admin.appointedAt, language) })}
      end={
        editable ? (
          <Button size="small" danger onClick={ask}>
            {say('groups.admins.dismiss')}
          </Button>
        ) : undefined
      }
    />
  )
}
