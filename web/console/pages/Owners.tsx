import { Button, Form, Input, Modal, Segmented, Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import { Link } from 'react-router'
import type { z } from 'zod'
import type { ownerView } from '../../../src/contract/views.ts'
import { answerOf } from '../../shared/api.ts'
import { formatDateTime, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { Empty } from '../../shared/states.tsx'
import { keyed, useOnce } from '../../shared/use-once.ts'
import { useOwners } from '../data/platform.ts'
import { useCommand } from '../data/use-command.ts'
import { Mark } from '../parts/Chip.tsx'
import { FormDialog } from '../parts/FormDialog.tsx'
import { Icon } from '../parts/Icon.tsx'
import { InvitationLink } from '../parts/InvitationLink.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { MoreButton } from '../parts/MoreButton.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { Row, Rows } from '../parts/Rows.tsx'
import { useText } from '../text.ts'
import { TableSkeleton } from './members/MemberTable.tsx'

type Owner = z.infer<typeof ownerView>
type Invitee = { readonly role: 'owner'; readonly owner: Owner } | { readonly role: 'reviewer' | 'admin' }

/** The platform's list of creators and merchants: find, register, invite (CLUB-1, PLT-1). */
export function Component() {
  const { say, language } = useText()
  const [search, setSearch] = useState('')
  const q = useDeferredValue(search.trim())
  const query = useOwners(q)
  const [registering, setRegistering] = useState(false)
  const [invitee, setInvitee] = useState<Invitee | null>(null)
  return (
    <Page
      title={say('owners.title')}
      lede={say('owners.lede')}
      actions={
        <>
          <Button onClick={() => setInvitee({ role: 'reviewer' })}>{say('owners.inviteReviewer')}</Button>
          <Button onClick={() => setInvitee({ role: 'admin' })}>{say('owners.inviteAdmin')}</Button>
          <Button type="primary" onClick={() => setRegistering(true)}>
            {say('owners.register')}
          </Button>
        </>
      }
    >
      <Input
        allowClear
        style={{ maxWidth: '24rem' }}
        value={search}
        maxLength={80}
        onChange={(event) => setSearch(event.target.value)}
        prefix={<Icon name="search" />}
        placeholder={say('owners.search')}
        aria-label={say('owners.search')}
      />
      <Loaded query={query} skeleton={<TableSkeleton rows={6} />}>
        {(data) => {
          const owners = data.pages.flatMap((page) => page.items)
          if (owners.length === 0) {
            return (
              <Panel>
                {q === '' ? (
                  <Empty title={say('owners.empty')} hint={say('owners.emptyHint')} />
                ) : (
                  <Empty title={say('owners.emptySearch')} />
                )}
              </Panel>
            )
          }
          return (
            <Panel flush>
              <Rows empty="">
                {owners.map((owner) => (
                  <Row
                    key={owner.ownerId}
                    title={
                      <>
                        <Link to={`/clubs/${encodeURIComponent(owner.ownerId)}`} style={{ minWidth: 0 }}>
                          <MiddleEllipsis text={owner.name} />
                        </Link>
                        <Mark>{say(`kind.${owner.kind}`)}</Mark>
                      </>
                    }
                    hint={`${owner.ownerId} · ${say('owners.createdAt')} ${formatDateTime(owner.createdAt, language)} · ${owner.currency}`}
                    end={<Button onClick={() => setInvitee({ role: 'owner', owner })}>{say('owners.invite')}</Button>}
                  />
                ))}
              </Rows>
              <MoreButton query={query} end={say('state.end', { n: formatNumber(owners.length, language) })} />
            </Panel>
          )
        }}
      </Loaded>
      <RegisterDialog open={registering} onClose={() => setRegistering(false)} />
      <InviteDialog invitee={invitee} onClose={() => setInvitee(null)} />
    </Page>
  )
}

interface Registration {
  readonly ownerId: string
  readonly name: string
  readonly kind: 'creator' | 'merchant'
  readonly mode: 'live' | 'shopping'
  readonly currency: string
}

function RegisterDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const { say } = useText()
  const register = useCommand({
    run: (api, { ownerId, ...body }: Registration) =>
      answerOf(api.PUT('/v1/owners/{ownerId}', { params: { path: { ownerId: ownerId.trim() } }, body })),
    changes: [['owners']],
    done: (owner) => say('owners.registered', { name: owner.name }),
    then: onClose,
  })
  const required = { required: true, whitespace: true, message: say('word.required') }
  return (
    <FormDialog
      form="register"
      open={open}
      onClose={onClose}
      title={say('owners.registerTitle')}
      ok={say('owners.register')}
      command={register}
    >
      <Form<Registration>
        id="register"
        layout="vertical"
        initialValues={{ kind: 'creator', mode: 'live', currency: 'CNY' }}
        onFinish={(values) => register.mutate(values)}
      >
        <Form.Item name="kind" label={say('word.kind')}>
          <Segmented
            block
            options={(['creator', 'merchant'] as const).map((value) => ({ value, label: say(`kind.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="name" label={say('word.name')} rules={[required]}>
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item
          name="ownerId"
          label={say('owners.id')}
          extra={say('owners.idHint')}
          rules={[{ ...required, pattern: /^\s*[A-Za-z0-9._:@-]{1,128}\s*$/, message: say('owners.idHint') }]}
        >
          <Input maxLength={128} />
        </Form.Item>
        <Form.Item name="mode" label={say('owners.mode')}>
          <Segmented
            block
            options={(['live', 'shopping'] as const).map((value) => ({ value, label: say(`mode.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="currency" label={say('owners.currency')}>
          <Select
            options={['CNY', 'HKD', 'USD', 'GBP', 'EUR', 'JPY', 'SGD', 'THB', 'VND', 'IDR', 'MYR'].map((value) => ({
              value,
              label: value,
            }))}
          />
        </Form.Item>
      </Form>
    </FormDialog>
  )
}

function InviteDialog({ invitee, onClose }: { readonly invitee: Invitee | null; readonly onClose: () => void }) {
  const { say } = useText()
  const once = useOnce()
  const invite = useCommand({
    run: (api, to: Invitee) =>
      once(
        to.role === 'owner'
          ? { role: to.role, ownerId: to.owner.ownerId, name: to.owner.name.slice(0, 64) }
          : { role: to.role },
        (body, key) => answerOf(api.POST('/v1/invitations', { params: { header: keyed(key) }, body })),
      ),
    changes: [],
  })
  const made = invite.data
  const title =
    invitee === null
      ? ''
      : invitee.role === 'owner'
        ? say('owners.inviteTitle', { name: invitee.owner.name })
        : say(invitee.role === 'admin' ? 'owners.inviteAdminTitle' : 'owners.inviteReviewerTitle')
  return (
    <Modal
      open={invitee !== null}
      onCancel={onClose}
      title={title}
      {...(made === undefined
        ? {
            okText: say('staff.makeLink'),
            okButtonProps: { loading: invite.isPending },
            onOk: () => invitee !== null && invite.mutate(invitee),
          }
        : { okText: say('word.close'), onOk: onClose, cancelButtonProps: { style: { display: 'none' } } })}
      cancelText={say('word.cancel')}
      destroyOnHidden
      afterClose={() => invite.reset()}
    >
      {made === undefined ? <p>{say('owners.inviteBody')}</p> : <InvitationLink made={made} />}
    </Modal>
  )
}
