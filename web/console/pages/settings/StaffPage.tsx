import { App, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import type { invitationView, staffView } from '../../../../src/contract/accounts.ts'
import type { Permission } from '../../../../src/contract/words.ts'
import { answerOf } from '../../../shared/api.ts'
import { formatDateTime } from '../../../shared/format.ts'
import { keyed, useOnce } from '../../../shared/use-once.ts'
import { useClub } from '../../club.tsx'
import { useStaff, useStaffInvitations } from '../../data/club.ts'
import { useCommand } from '../../data/use-command.ts'
import { Mark } from '../../parts/Chip.tsx'
import { FormDialog } from '../../parts/FormDialog.tsx'
import { InvitationLink } from '../../parts/InvitationLink.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { PermissionChoice } from './KeysPage.tsx'

type Staff = z.infer<typeof staffView>
type Invitation = z.infer<typeof invitationView>
interface StaffForm {
  readonly name: string
  readonly permissions: Permission[]
}

/** Sub-accounts: who, with which rights; invitations that were not taken yet (PLT-1). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const staff = useStaff(ownerId)
  const invitations = useStaffInvitations(ownerId)
  const [form, setForm] = useState<'invite' | Staff | null>(null)
  return (
    <>
      <Panel
        flush
        title={say('staff.title')}
        hint={say('staff.lede')}
        actions={<Button onClick={() => setForm('invite')}>{say('staff.invite')}</Button>}
      >
        <Loaded query={staff}>
          {({ items }) => (
            <Rows empty={say('staff.empty')} hint={say('staff.emptyHint')}>
              {items.map((member) => (
                <StaffRow key={member.staffId} staff={member} onEdit={() => setForm(member)} />
              ))}
            </Rows>
          )}
        </Loaded>
      </Panel>
      {invitations.data !== undefined && invitations.data.items.length > 0 && (
        <Panel flush title={say('staff.invited')}>
          <Rows empty="">
            {invitations.data.items.map((invitation) => (
              <InvitationRow key={invitation.invitationId} invitation={invitation} />
            ))}
          </Rows>
        </Panel>
      )}
      <InviteDialog open={form === 'invite'} onClose={() => setForm(null)} />
      <EditDialog staff={form === 'invite' ? null : form} onClose={() => setForm(null)} />
    </>
  )
}

function Rights({ list }: { readonly list: readonly Permission[] }) {
  const { say } = useText()
  if (list.length === 0) return <Mark tone="warn">{say('staff.permissionsNone')}</Mark>
  return list.map((permission) => <Mark key={permission}>{say(`staff.permission.${permission}`)}</Mark>)
}

function StaffRow({ staff, onEdit }: { readonly staff: Staff; readonly onEdit: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const { modal } = App.useApp()
  const remove = useCommand({
    run: (api) =>
      answerOf(
        api.DELETE('/v1/clubs/{ownerId}/staff/{staffId}', { params: { path: { ownerId, staffId: staff.staffId } } }),
      ),
    changes: [['club', ownerId, 'staff']],
    done: () => say('staff.removed'),
  })
  const ask = () =>
    void modal.confirm({
      icon: null,
      title: say('staff.removeTitle', { name: staff.name }),
      content: say('staff.removeBody'),
      okText: say('staff.remove'),
      okButtonProps: { danger: true },
      cancelText: say('word.cancel'),
      onOk: () => remove.mutateAsync(undefined).catch(() => undefined),
    })
  return (
    <Row
      title={staff.name}
      hint={<Rights list={staff.permissions} />}
      end={
        <>
          <Button onClick={onEdit}>{say('staff.edit')}</Button>
          <Button danger onClick={ask}>
            {say('staff.remove')}
          </Button>
        </>
      }
    />
  )
}

function InvitationRow({ invitation }: { readonly invitation: Invitation }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const withdraw = useCommand({
    run: (api) =>
      answerOf(
        api.DELETE('/v1/clubs/{ownerId}/staff-invitations/{invitationId}', {
          params: { path: { ownerId, invitationId: invitation.invitationId } },
        }),
      ),
    changes: [['club', ownerId, 'staffInvitations']],
    done: () => say('modePage.withdrawn'),
  })
  return (
    <Row
      title={invitation.name ?? say('word.unnamed')}
      hint={
        <>
          <Rights list={invitation.permissions} />{' '}
          {say('staff.until', { at: formatDateTime(invitation.expiresAt, language) })}
        </>
      }
      end={
        <Button loading={withdraw.isPending} onClick={() => withdraw.mutate(undefined)}>
          {say('modePage.withdraw')}
        </Button>
      }
    />
  )
}

function InviteDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const once = useOnce()
  const invite = useCommand({
    run: (api, wish: StaffForm) =>
      once(wish, (body, key) =>
        answerOf(api.POST('/v1/clubs/{ownerId}/staff', { params: { path: { ownerId }, header: keyed(key) }, body })),
      ),
    changes: [['club', ownerId, 'staffInvitations']],
  })
  const made = invite.data
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={say('staff.invite')}
      {...(made === undefined
        ? {
            okText: say('staff.makeLink'),
            okButtonProps: { htmlType: 'submit' as const, form: 'invite', loading: invite.isPending },
          }
        : { okText: say('word.close'), onOk: onClose, cancelButtonProps: { style: { display: 'none' } } })}
      cancelText={say('word.cancel')}
      destroyOnHidden
      afterClose={() => invite.reset()}
    >
      {made === undefined ? (
        <StaffFields
          id="invite"
          initial={{ name: '', permissions: ['overview', 'members', 'live'] }}
          onFinish={(values) => invite.mutate(values)}
        />
      ) : (
        <InvitationLink made={made} />
      )}
    </Modal>
  )
}

function EditDialog({ staff, onClose }: { readonly staff: Staff | null; readonly onClose: () => void }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const edit = useCommand({
    run: (api, body: StaffForm) =>
      answerOf(
        api.PUT('/v1/clubs/{ownerId}/staff/{staffId}', {
          params: { path: { ownerId, staffId: staff?.staffId ?? '' } },
          body,
        }),
      ),
    changes: [['club', ownerId, 'staff']],
    done: () => say('staff.saved'),
    then: onClose,
  })
  return (
    <FormDialog
      form="editStaff"
      open={staff !== null}
      onClose={onClose}
      title={say('staff.edit')}
      ok={say('word.save')}
      command={edit}
    >
      {staff !== null && (
        <StaffFields
          id="editStaff"
          initial={{ name: staff.name, permissions: staff.permissions }}
          onFinish={(values) => edit.mutate(values)}
        />
      )}
    </FormDialog>
  )
}

function StaffFields({
  id,
  initial,
  onFinish,
}: {
  readonly id: string
  readonly initial: StaffForm
  readonly onFinish: (values: StaffForm) => void
}) {
  const { say } = useText()
  return (
    <Form<StaffForm> id={id} layout="vertical" initialValues={initial} onFinish={onFinish}>
      <Form.Item
        name="name"
        label={say('word.name')}
        rules={[{ required: true, whitespace: true, message: say('word.required') }]}
      >
        <Input autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item
        name="permissions"
        label={say('staff.permissions')}
        rules={[{ required: true, message: say('staff.pickOne') }]}
      >
        <PermissionChoice />
      </Form.Item>
    </Form>
  )
}
