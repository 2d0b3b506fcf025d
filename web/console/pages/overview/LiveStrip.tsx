import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { ClubView, SessionTotals } from '../../../../src/contract/views.ts'
import { CountUp } from '../../../shared/CountUp.tsx'
import { formatMoney, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { useClub } from '../../club.tsx'
import { useNow } from '../../now.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import { durationWords } from '../../time.ts'
import styles from './LiveStrip.module.css'

/** The room on air: five figures moving live, the members' part (购物团) under each (LIVE-5's, on the desk). */
export function LiveStrip({
  live,
  totals,
}: {
  readonly live: NonNullable<ClubView['live']>
  readonly totals: UseQueryResult<SessionTotals>
}) {
  const { say } = useText()
  const { ownerId } = useClub()
  const now = useNow()
  return (
    <section className={styles.strip} aria-label={say('overview.onAir')}>
      <header className={styles.head}>
        <span className={styles.onAir}>
          <span className={styles.pulse} aria-hidden="true" />
          {say('overview.onAir')}
        </span>
        <Link
          to={`/clubs/${encodeURIComponent(ownerId)}/live/${encodeURIComponent(live.sessionId)}`}
          className={styles.name}
        >
          <MiddleEllipsis text={live.title ?? say('sessionTasks.untitled')} />
        </Link>
        <span className={styles.since}>
          {say('overview.since', { duration: durationWords(now - Date.parse(live.startedAt), say) })}
        </span>
      </header>
      <Loaded query={totals} skeleton={<div className={styles.waiting} />}>
        {(data) => <SessionFigures totals={data} />}
      </Loaded>
    </section>
  )
}

/** A session's five figures on ink, each with the members' part. */
function SessionFigures({ totals }: { readonly totals: SessionTotals }) {
  const { say, language } = useText()
  const { club } = useClub()
  const ours = say(club.mode === 'shopping' ? 'word.membersPart' : 'word.members')
  const number = (value: number) => formatNumber(value, language)
  const money = (value: number) => formatMoney({ value, currency: totals.sales.currency }, language)
  const rows = [
    { key: 'viewers', whole: totals.viewers, part: totals.members.viewers, words: number },
    { key: 'orders', whole: totals.orders, part: totals.members.orders, words: number },
    { key: 'sales', whole: totals.sales.value, part: totals.members.sales.value, words: money },
    { key: 'joins', whole: totals.joins, part: null, words: number },
    { key: 'interactions', whole: totals.interactions, part: totals.members.interactions, words: number },
  ] as const
  return (
    <dl className={styles.figures}>
      {rows.map(({ key, whole, part, words }) => (
        <div key={key} className={styles.figure}>
          <dt>{say(`live.figure.${key}`)}</dt>
          <dd className={styles.value}>
            <CountUp value={whole} format={words} />
          </dd>
          {part !== null && (
            <dd className={styles.part}>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ width: `${whole <= 0 ? 0 : Math.min(100, (part / whole) * 100)}%` }} />
              </span>
              {ours} {words(part)}
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
