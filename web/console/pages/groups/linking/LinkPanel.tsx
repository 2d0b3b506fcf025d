import { useQuery } from '@tanstack/react-query'
import { App, Button, Select, Space } from 'antd'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { formatList } from '../../../../shared/format.ts'
import type { LinkKind } from '../../../../../src/contract/linking.ts'
import { answerOf } from '../../../../shared/api.ts'
import { useApi } from '../../../../shared/connection.tsx'
import { CallIcon } from '../../../../shared/linking/CallIcon.tsx'
import { OwnerCall } from '../../../../shared/linking/OwnerCall.tsx'
import { useOwnerLink, type OwnerLink } from '../../../../shared/linking/useOwnerLink.ts'
import '../../../../shared/linking/words.ts'
import { problemWords } from '../../../../shared/problem.ts'
import { Empty } from '../../../../shared/states.tsx'
import { everyPage } from '../../../data/every-page.ts'
import { Loaded } from '../../../parts/Loaded.tsx'
import styles from './LinkPanel.module.css'

interface LinkPanelProps {
  readonly ownerId: string
  readonly groupId: string
}

/** On a group's page: who asks for a link there, calling a member, and the call itself. */
export function LinkPanel({ ownerId, groupId }: LinkPanelProps) {
  const { t, i18n } = useTranslation()
  const { message } = App.useApp()
  const owner = useOwnerLink(ownerId, (error) => void message.error(problemWords(error, t).title))
  const { state, talking, call, pass } = owner
  return (
    <section className={styles.panel} aria-label={t('link.queue.title')}>
      <Loaded query={state}>
        {({ link, asks }) => {
          const here = asks.filter((one) => one.groupId === groupId)
          const names = link?.parties
            .filter(({ party, status }) => party > 0 && status !== 'out')
            .map((one) => one.name ?? one.id)
          return (
            <>
              {link !== null && talking === null && (
                <div className={styles.row} role="status">
                  <span className={styles.words}>
                    {t('link.queue.running', { names: formatList(names ?? [], i18n.language) })}
                  </span>
                  <Button type="primary" onClick={() => owner.goOn(link)}>
                    {t('link.back')}
                  </Button>
                </div>
              )}
              {here.length === 0 && <Empty title={t('link.queue.empty')} hint={t('link.queue.emptyHint')} />}
              {here.map((one) => (
                <div key={one.userId} className={styles.row}>
                  <span className={styles.words}>
                    <b>{one.name ?? one.userId}</b>
                    <small>{t('link.queue.asks', { kind: t(`link.ask.kind.${one.kind}`) })}</small>
                  </span>
                  <Button type="text" disabled={pass.isPending} onClick={() => pass.mutate(one)}>
                    {t('link.queue.pass')}
                  </Button>
                  <Button
                    loading={call.isPending && call.variables.userId === one.userId}
                    disabled={link !== null}
                    onClick={() => call.mutate(one)}
                  >
                    {t('link.queue.call')}
                  </Button>
                </div>
              ))}
              <CallMember owner={owner} groupId={groupId} busy={link !== null} />
            </>
          )
        }}
      </Loaded>
      {talking !== null &&
        createPortal(
          <div className={styles.stage}>
            <div className={styles.call}>
              <OwnerCall owner={owner} ownerId={ownerId} />
            </div>
          </div>,
          document.body,
        )}
    </section>
  )
}

/** Of 200: twice what a group holds (GRP-1). */
const MEMBER_PAGES_MOST = 20

/** Calls somebody who did not ask. */
function CallMember({
  owner,
  groupId,
  busy,
}: {
  readonly owner: OwnerLink
  readonly groupId: string
  readonly busy: boolean
}) {
  const { t } = useTranslation()
  const api = useApi()
  const [userId, setUserId] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const members = useQuery({
    queryKey: ['group', groupId, 'callable'],
    enabled: open,
    queryFn: () =>
      everyPage((cursor) => {
        const query = { limit: 200, ...(cursor === null ? {} : { cursor }) }
        return answerOf(api.GET('/v1/groups/{groupId}/members', { params: { path: { groupId }, query } }))
      }, MEMBER_PAGES_MOST),
  })
  const ring = (kind: LinkKind) => {
    if (userId !== null) owner.call.mutate({ groupId, userId, kind }, { onSuccess: () => setUserId(null) })
  }
  const off = userId === null || busy || owner.call.isPending
  return (
    <Space.Compact className={styles.pick ?? ''}>
      <Select
        showSearch
        allowClear
        className={styles.select ?? ''}
        aria-label={t('link.queue.pickMember')}
        placeholder={t('link.queue.pickMember')}
        value={userId}
        loading={members.isFetching}
        onOpenChange={(shown) => shown && setOpen(true)}
        onChange={(value: string | undefined) => setUserId(value ?? null)}
        optionFilterProp="label"
        options={(members.data ?? []).map((one) => ({ value: one.userId, label: one.name ?? one.userId }))}
      />
      {(['voice', 'video'] as const).map((kind) => (
        <Button
          key={kind}
          disabled={off}
          icon={<CallIcon name={kind === 'voice' ? 'call' : 'camera'} size={1} />}
          onClick={() => ring(kind)}
        >
          {t(kind === 'voice' ? 'link.queue.callVoice' : 'link.queue.callVideo')}
        </Button>
      ))}
    </Space.Compact>
  )
}
