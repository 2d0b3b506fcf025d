import { Button, Popover } from 'antd'
import { Link, useParams } from 'react-router'
import type { z } from 'zod'
import type { sessionRow } from '../../../src/contract/views.ts'
import { formatDateTime, formatMoney, formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { phoneAddress } from '../../shared/phone-address.ts'
import { QrCode } from '../../shared/QrCode.tsx'
import { Empty } from '../../shared/states.tsx'
import { useClub } from '../club.tsx'
import { useSessions, useSessionTotals } from '../data/club.ts'
import { may } from '../data/me.ts'
import { useNow } from '../now.ts'
import { Mark } from '../parts/Chip.tsx'
import { Loaded } from '../parts/Loaded.tsx'
import { MoreButton } from '../parts/MoreButton.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { useSignedIn } from '../shell/me-context.ts'
import { useText } from '../text.ts'
import { durationWords } from '../time.ts'
import { SessionDrawer } from './live/SessionDrawer.tsx'
import styles from './Live.module.css'
import { TableSkeleton } from './members/MemberTable.tsx'
import { LiveStrip } from './overview/LiveStrip.tsx'

type Session = z.infer<typeof sessionRow>

/** 直播: the room on air, and every session with its totals (LIVE-1, LIVE-5's figures). */
export function Component() {
  const { say } = useText()
  const { ownerId, club } = useClub()
  const { sessionId } = useParams()
  const me = useSignedIn()
  const totals = useSessionTotals(club.live?.sessionId)
  const sessions = useSessions(ownerId)
  const connect = may(me, ownerId, 'rooms') && (
    <Link to={`/clubs/${encodeURIComponent(ownerId)}/settings/rooms`}>{say('live.connect')}</Link>
  )
  return (
    <Page title={say('live.title')} lede={say('live.lede')} actions={<StreamerPage />}>
      {club.live !== null && <LiveStrip live={club.live} totals={totals} />}
      <Loaded query={sessions} skeleton={<TableSkeleton rows={6} />}>
        {(data) => {
          const items = data.pages.flatMap((page) => page.items)
          if (items.length === 0) {
            return (
              <Panel>
                <Empty title={say('live.empty')} hint={say('live.emptyHint')} action={connect} />
              </Panel>
            )
          }
          return (
            <Panel flush>
              <div className={styles.scroll}>
                <table className={styles.table}>
                  <thead>
                    <tr>
                      <th scope="col">{say('live.column.session')}</th>
                      <th scope="col">{say('live.column.started')}</th>
                      <th scope="col">{say('live.column.duration')}</th>
                      <th scope="col" className={styles.number}>
                        {say('live.column.viewers')}
                      </th>
                      <th scope="col" className={styles.number}>
                        {say('live.column.orders')}
                      </th>
                      <th scope="col" className={styles.number}>
                        {say('live.column.sales')}
                      </th>
                      <th scope="col" className={styles.number}>
                        {say('live.column.joins')}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((session) => (
                      <Row key={session.sessionId} session={session} />
                    ))}
                  </tbody>
                </table>
              </div>
              <MoreButton query={sessions} />
            </Panel>
          )
        }}
      </Loaded>
      <SessionDrawer sessionId={sessionId} />
    </Page>
  )
}

/** The way to the streamer's page (CLUB-10), here and on the phone that it is made for. */
function StreamerPage() {
  const { say } = useText()
  const { ownerId } = useClub()
  const path = `/fan/${encodeURIComponent(ownerId)}/streamer`
  const base = phoneAddress([])
  return (
    <>
      {base !== null && (
        <Popover trigger="click" content={<QrCode text={base + path} label={say('live.streamerPage')} size={12} />}>
          <Button>{say('live.streamerQr')}</Button>
        </Popover>
      )}
      <Button href={path}>{say('live.streamerPage')}</Button>
    </>
  )
}

function Row({ session }: { readonly session: Session }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const now = useNow()
  const until = session.endedAt === null ? now : Date.parse(session.endedAt)
  const number = (value: number) => formatNumber(value, language)
  return (
    <tr>
      <td>
        <span className={styles.name}>
          <Link to={`/clubs/${encodeURIComponent(ownerId)}/live/${encodeURIComponent(session.sessionId)}`}>
            <MiddleEllipsis text={session.title ?? say('sessionTasks.untitled')} />
          </Link>
          {session.endedAt === null && <Mark tone="good">{say('overview.onAir')}</Mark>}
        </span>
      </td>
      <td>{formatDateTime(session.startedAt, language)}</td>
      <td>{durationWords(until - Date.parse(session.startedAt), say)}</td>
      <td className={styles.number}>{number(session.viewers)}</td>
      <td className={styles.number}>{number(session.orders)}</td>
      <td className={styles.number}>{formatMoney(session.sales, language)}</td>
      <td className={styles.number}>{number(session.joins)}</td>
    </tr>
  )
}
