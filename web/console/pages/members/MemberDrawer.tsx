import { Button, Drawer, Segmented } from 'antd'
import { useState } from 'react'
import type { MemberView } from '../../../../src/contract/views.ts'
import { useStream } from '../../../shared/connection.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { Badge } from '../../../shared/Badge.tsx'
import { CountUp } from '../../../shared/CountUp.tsx'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { tierNumber } from '../../../shared/palette.ts'
import { codeOf } from '../../../shared/problem.ts'
import { refreshQueries } from '../../../shared/refresh.ts'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { memberTopic } from '../../../shared/topics.ts'
import { useClub } from '../../club.tsx'
import { useLevels, useMember } from '../../data/club.ts'
import { may } from '../../data/me.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { nameOf, Person } from '../../parts/Person.tsx'
import { useSignedIn } from '../../shell/me-context.ts'
import { useText } from '../../text.ts'
import { CorrectionDialog } from './CorrectionDialog.tsx'
import { ExcludeButton } from './ExcludeButton.tsx'
import { LedgerList } from './LedgerList.tsx'
import { MemberBenefits } from './MemberBenefits.tsx'
import styles from './MemberDrawer.module.css'
import { MemberGroups } from './MemberGroups.tsx'
import { MembershipList, OrderList, StoryChart } from './MemberStory.tsx'
import { tabsFor, type Tab } from './tabs.ts'
import { TodayTasks } from './TodayTasks.tsx'

/** One member's story, opened from the right; the address names the member, so that it can be sent to a colleague. */
export function MemberDrawer({
  userId,
  onClose,
}: {
  readonly userId: string | undefined
  readonly onClose: () => void
}) {
  const { say } = useText()
  return (
    <Drawer
      open={userId !== undefined}
      onClose={onClose}
      size="min(46rem, 100vw)"
      title={say('member.title')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
      styles={{ body: { padding: 0 } }}
    >
      {userId !== undefined && <OneMember key={userId} userId={userId} />}
    </Drawer>
  )
}

function OneMember({ userId }: { readonly userId: string }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const queries = useQueryClient()
  const query = useMember(ownerId, userId)
  useStream([memberTopic(ownerId, userId)], () => void refreshQueries(queries, ['club', ownerId, 'member', userId]))
  if (codeOf(query.error) === 'not_a_member' || codeOf(query.error) === 'unknown_user') {
    return (
      <>
        <Empty title={say('member.gone')} hint={say('member.goneHint')} />
        <div className={styles.body}>
          <LedgerList userId={userId} />
        </div>
      </>
    )
  }
  return (
    <Loaded query={query} skeleton={<div className={styles.body}>{<Skeleton lines={3} tall />}</div>}>
      {(member) => <MemberBody member={member} />}
    </Loaded>
  )
}

function MemberBody({ member }: { readonly member: MemberView }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  const [tab, setTab] = useState<Tab>('story')
  return (
    <>
      <MemberHead member={member} />
      <div className={styles.tabs}>
        <Segmented<Tab>
          block
          value={tab}
          onChange={setTab}
          options={tabsFor((permission) => may(me, ownerId, permission)).map((value) => ({
            value,
            label: say(`member.tabs.${value}`),
          }))}
        />
      </div>
      <div className={styles.body}>
        {tab === 'story' && (
          <>
            <StoryChart member={member} />
            <TodayTasks member={member} />
          </>
        )}
        {tab === 'ledger' && <LedgerList userId={member.userId} today={member.today.businessDay} />}
        {tab === 'orders' && <OrderList userId={member.userId} />}
        {tab === 'benefits' && <MemberBenefits userId={member.userId} />}
        {tab === 'groups' && <MemberGroups userId={member.userId} />}
        {tab === 'membership' && <MembershipList userId={member.userId} />}
      </div>
    </>
  )
}

function MemberHead({ member }: { readonly member: MemberView }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  const [correcting, setCorrecting] = useState(false)
  const progress = useProgress(member)
  return (
    <div className={styles.head}>
      <div className={styles.who}>
        <h2 className={styles.name}>
          <Person name={member.name} userId={member.userId} />
        </h2>
        <p className={styles.small}>
          <Badge
            level={member.level}
            name={member.badge.name}
            lit={member.badge.lit}
            title={member.title}
            mode={member.mode}
          />
          <span>{member.title}</span>
          {member.excluded && <Mark tone="warn">{say('members.excluded')}</Mark>}
        </p>
        <p className={styles.small}>
          {say('member.joined', { at: formatDateTime(member.joinedAt, language), scene: say(`scene.${member.scene}`) })}
          {member.name !== null && <span className={styles.id}>{say('member.shortId', { id: member.userId })}</span>}
        </p>
      </div>
      <div className={styles.score}>
        <p className={styles.points}>
          <CountUp value={member.intimacy} /> <small>{say('member.intimacy')}</small>
        </p>
        <span className={styles.bar} aria-hidden="true">
          <span style={{ width: `${progress * 100}%`, background: `var(--tier${tierNumber(member.tier)}-a)` }} />
        </span>
        <p className={styles.small}>
          {member.next === null
            ? say('member.top')
            : say('member.next', { n: formatNumber(member.next.missing, language), level: member.next.level })}
        </p>
      </div>
      {may(me, ownerId, 'corrections') && (
        <div className={styles.actions}>
          <Button onClick={() => setCorrecting(true)}>{say('member.correct')}</Button>
          <ExcludeButton userId={member.userId} name={nameOf(member, say)} excluded={member.excluded} />
          <CorrectionDialog member={member} open={correcting} onClose={() => setCorrecting(false)} />
        </div>
      )}
    </div>
  )
}

/** How far from this rung to the next, 0 to 1; 1 at the top. Measured from zero until the ladder is known. */
function useProgress(member: MemberView): number {
  const { ownerId } = useClub()
  const ladder = useLevels(ownerId).data
  if (member.next === null) return 1
  const from = ladder?.mode === member.mode ? (ladder.items.find((row) => row.level === member.level)?.from ?? 0) : 0
  return Math.min(1, Math.max(0, (member.intimacy - from) / Math.max(1, member.next.at - from)))
}
