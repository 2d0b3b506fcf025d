import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import type { GroupView } from '../../../../src/contract/groups.ts'
import { formatNumber } from '../../../shared/format.ts'
import { gateWords } from '../../../shared/gate-words.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useGroup } from '../../data/groups.ts'
import { Bar } from '../../parts/Bar.tsx'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { NowButton } from '../../parts/NowButton.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import tabs from '../Benefits.module.css'
import { AdminsPanel } from './AdminsPanel.tsx'
import styles from './GroupPage.module.css'
import { MembersPanel } from './MembersPanel.tsx'
import { PhrasesPanel } from './PhrasesPanel.tsx'
import { SettingsPanel } from './SettingsPanel.tsx'
import { TalkPanel } from './talk/TalkPanel.tsx'
import { useRuns } from './use-runs.ts'

/** Calls bring what browsers need to speak to each other: not loaded before they are looked at. */
const LinkPanel = lazy(async () => ({ default: (await import('./linking/LinkPanel.tsx')).LinkPanel }))

const parts = ['talk', 'links', 'members', 'phrases', 'admins', 'settings'] as const
type Part = (typeof parts)[number]

/** One group: what is said there, who sits there, how one comes in, who runs it, what is set on it (GRP-2…11). */
export function Component() {
  const { ownerId } = useClub()
  const { groupId = '', part } = useParams()
  const query = useGroup(ownerId, groupId)
  const open = parts.find((each) => each === part) ?? 'talk'
  return (
    <Loaded query={query} skeleton={<Skeleton lines={6} tall />}>
      {(group) => <OneGroup key={groupId} group={group} part={open} />}
    </Loaded>
  )
}

function OneGroup({ group, part }: { readonly group: GroupView; readonly part: Part }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const runs = useRuns(group.groupId)
  const base = `/clubs/${encodeURIComponent(ownerId)}/groups`
  return (
    <>
      <Head group={group} runs={runs === true} />
      {group.status === 'closed' && <Note title={say('groups.one.closed')}>{say('groups.one.closedHint')}</Note>}
      {runs === false && group.status === 'open' && (
        <Note title={say('groups.one.readOnly')}>{say('groups.one.readOnlyHint')}</Note>
      )}
      <nav aria-label={say('groups.one.menu')} className={tabs.tabs}>
        {parts.map((each) => (
          <Link
            key={each}
            to={each === 'talk' ? `${base}/${group.groupId}` : `${base}/${group.groupId}/${each}`}
            className={(each === part ? tabs.here : tabs.tab) ?? ''}
            {...(each === part ? { 'aria-current': 'page' as const } : {})}
          >
            {say(`groups.one.tabs.${each}`)}
          </Link>
        ))}
      </nav>
      <Content group={group} part={part} runs={runs === true && group.status === 'open'} />
    </>
  )
}

function Content({ group, part, runs }: { readonly group: GroupView; readonly part: Part; readonly runs: boolean }) {
  switch (part) {
    case 'talk':
      return <TalkPanel group={group} runs={runs} />
    case 'links':
      return <Links group={group} runs={runs} />
    case 'members':
      return <MembersPanel group={group} runs={runs} />
    case 'phrases':
      return <PhrasesPanel group={group} runs={runs} />
    case 'admins':
      return <AdminsPanel group={group} />
    case 'settings':
      return <SettingsPanel group={group} runs={runs} />
  }
}

function Links({ group, runs }: { readonly group: GroupView; readonly runs: boolean }) {
  const { say } = useText()
  const { ownerId } = useClub()
  if (!runs) return <Note title={say('groups.one.readOnly')}>{say('groups.one.readOnlyHint')}</Note>
  return (
    <Suspense fallback={<Skeleton lines={3} />}>
      <LinkPanel ownerId={ownerId} groupId={group.groupId} />
    </Suspense>
  )
}

function Head({ group, runs }: { readonly group: GroupView; readonly runs: boolean }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId, club } = useClub()
  const navigate = useNavigate()
  const number = (value: number) => formatNumber(value, language)
  const base = `/clubs/${encodeURIComponent(ownerId)}/groups`
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <Link to={base} className={styles.back ?? ''}>{`‹ ${say('groups.one.back')}`}</Link>
        <h2 className={styles.name}>
          <MiddleEllipsis text={group.name} />
          {group.status === 'closed' && <Mark tone="bad">{say('groups.closed')}</Mark>}
        </h2>
        <p className={styles.hint}>
          {say('groups.one.gate', { gate: gateWords(group.gate, club.mode, t) })}
          {group.notice !== null && ` · ${say('groups.one.notice', { notice: group.notice })}`}
        </p>
      </div>
      <div className={styles.seats}>
        <div className={styles.count}>
          <b>{number(group.members)}</b> / {number(group.seats)}
          <span>{say('groups.list.subGroups', { n: number(group.subGroups) })}</span>
        </div>
        <Bar value={group.members} max={group.seats} label={say('groups.list.barLabel', { name: group.name })} />
      </div>
      {runs && group.status === 'open' && (
        <NowButton onClick={() => void navigate(`${base}/compose?group=${group.groupId}`)}>
          {say('groups.list.compose')}
        </NowButton>
      )}
    </header>
  )
}
