import { Button, Drawer, Switch, Tooltip } from 'antd'
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { answerOf } from '../../shared/api.ts'
import { Empty, Failed, Skeleton } from '../../shared/states.tsx'
import { useClub } from '../club.tsx'
import { may } from '../data/me.ts'
import { useCommand } from '../data/use-command.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { useDocumentTitle } from '../parts/Page.tsx'
import { useFilters } from '../parts/use-filters.ts'
import { useSignedIn } from '../shell/me-context.ts'
import { useText } from '../text.ts'
import { deskKey, useAgents, useLiveDesk, useThread, useThreads, views } from './service/data.ts'
import { FanCard } from './service/FanCard.tsx'
import { Inbox } from './service/Inbox.tsx'
import { isTyping } from './service/keys.ts'
import { QuickRepliesDialog } from './service/QuickRepliesDialog.tsx'
import { ReplyStrip } from './service/ReplyStrip.tsx'
import { SettingsDialog } from './service/SettingsDialog.tsx'
import { Thread } from './service/Thread.tsx'
import styles from './Service.module.css'

/** 客服: one inbox, one conversation, who the fan is (GRP-14). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  useDocumentTitle(say('service.title'))
  return may(me, ownerId, 'service') ? (
    <Desk />
  ) : (
    <Empty title={say('state.forbidden')} hint={say('state.forbiddenHint')} />
  )
}

function Desk() {
  const { say } = useText()
  const { ownerId } = useClub()
  const { userId } = useParams()
  const navigate = useNavigate()
  const { search, set } = useFilters()
  const view = views.find((name) => name === search.get('view')) ?? 'waiting'
  const q = search.get('q') ?? ''
  useLiveDesk(ownerId)
  const query = useThreads(ownerId, view, q)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data])
  const agents = useAgents(ownerId)
  const thread = useThread(ownerId, userId)
  const [card, setCard] = useState(false)
  const [quick, setQuick] = useState(false)
  const [settings, setSettings] = useState(false)
  const keep = search.size === 0 ? '' : `?${search.toString()}`
  const here = `/clubs/${encodeURIComponent(ownerId)}/service`
  const hrefOf = (id: string) => `${here}/${encodeURIComponent(id)}${keep}`
  const agentName = useCallback(
    (id: string) => agents.data?.items.find(({ agentId }) => agentId === id)?.name ?? id,
    [agents.data],
  )
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTyping(event)) return
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0
    if (step === 0 || rows.length === 0) return
    const at = rows.findIndex((row) => row.userId === userId)
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))]
    if (next !== undefined) void navigate(hrefOf(next.userId))
  })
  useEffect(() => {
    const hear = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{say('service.title')}</h1>
        <ReplyStrip />
        <div className={styles.actions}>
          <Duty />
          <Button size="small" onClick={() => setQuick(true)}>
            {say('service.quick')}
          </Button>
          <Button size="small" onClick={() => setSettings(true)}>
            {say('service.settings')}
          </Button>
        </div>
      </header>
      <div className={userId === undefined ? styles.desk : `${styles.desk} ${styles.opened}`}>
        <Inbox
          view={view}
          q={q}
          query={query}
          rows={rows}
          openId={userId}
          hrefOf={hrefOf}
          onView={(next) => set('view', next === 'waiting' ? '' : next)}
          onSearch={(next) => set('q', next)}
          agentName={agentName}
        />
        {userId === undefined ? (
          <div className={styles.none}>
            <Empty title={say('service.choose')} hint={say('service.keys')} />
          </div>
        ) : (
          <>
            <Loaded
              query={agents}
              skeleton={
                <section className={styles.loading}>
                  <Skeleton lines={6} tall />
                </section>
              }
            >
              {({ items, me }) =>
                thread.isLoadingError ? (
                  <section className={styles.loading}>
                    <Failed error={thread.error} onRetry={() => void thread.refetch()} />
                  </section>
                ) : (
                  <Thread
                    key={userId}
                    userId={userId}
                    thread={thread.data ?? null}
                    agents={items}
                    me={me}
                    agentName={agentName}
                    onBack={() => void navigate(`${here}${keep}`)}
                    onCard={() => setCard(true)}
                    onManage={() => setQuick(true)}
                  />
                )
              }
            </Loaded>
            <aside className={styles.card} aria-label={say('service.card')}>
              <FanCard key={userId} userId={userId} agentName={agentName} />
            </aside>
          </>
        )}
      </div>
      <Drawer
        open={card && userId !== undefined}
        onClose={() => setCard(false)}
        title={say('service.card')}
        closable={{ placement: 'end' }}
        size="min(24rem, 100vw)"
        destroyOnHidden
      >
        {userId !== undefined && <FanCard userId={userId} agentName={agentName} />}
      </Drawer>
      <QuickRepliesDialog open={quick} onClose={() => setQuick(false)} />
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
    </div>
  )
}

/** On duty, or off it: who is on duty is given waiting fans where they are assigned by themselves. */
function Duty() {
  const { say } = useText()
  const { ownerId } = useClub()
  const agents = useAgents(ownerId).data
  const mine = agents?.items.find(({ agentId }) => agentId === agents.me)
  const set = useCommand<boolean, unknown>({
    changes: [deskKey(ownerId, 'agents')],
    run: (api, onDuty) =>
      answerOf(
        api.PUT('/v1/clubs/{ownerId}/service/agents/{agentId}/duty', {
          params: { path: { ownerId, agentId: agents?.me ?? '' } },
          body: { onDuty },
        }),
      ),
  })
  return (
    <Tooltip title={say('service.dutyHint')}>
      <span>
        <Switch
          checked={mine?.onDutySince != null}
          loading={set.isPending || agents === undefined}
          checkedChildren={say('service.onDuty')}
          unCheckedChildren={say('service.offDuty')}
          aria-label={say('service.duty')}
          onChange={(onDuty) => set.mutate(onDuty)}
        />
      </span>
    </Tooltip>
  )
}
