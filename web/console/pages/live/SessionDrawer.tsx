import { Drawer } from 'antd'
import { Link, useNavigate } from 'react-router'
import type { ScreenLine, SessionTotals } from '../../../../src/contract/views.ts'
import { Badge } from '../../../shared/Badge.tsx'
import { formatDateTime, formatMoney, formatNumber, formatTime } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useScreen, useSessionTotals } from '../../data/club.ts'
import { formatShare } from '../../format.ts'
import { Icon } from '../../parts/Icon.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { nameOf } from '../../parts/Person.tsx'
import { useText } from '../../text.ts'
import styles from './SessionDrawer.module.css'

/** One session: the whole room beside its members, and the public screen. */
export function SessionDrawer({ sessionId }: { readonly sessionId: string | undefined }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  return (
    <Drawer
      open={sessionId !== undefined}
      onClose={() => void navigate(`/clubs/${encodeURIComponent(ownerId)}/live`)}
      size="min(40rem, 100vw)"
      title={say('live.detail')}
      closable={{ placement: 'end' }}
      closeIcon={<Icon name="close" />}
      destroyOnHidden
    >
      {sessionId !== undefined && <OneSession sessionId={sessionId} />}
    </Drawer>
  )
}

function OneSession({ sessionId }: { readonly sessionId: string }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useSessionTotals(sessionId)
  return (
    <div className={styles.one}>
      <Loaded query={query}>
        {(totals) => (
          <>
            <div>
              <h2 className={styles.title}>{totals.title ?? say('sessionTasks.untitled')}</h2>
              <p className={styles.hint}>
                {say('overview.startedAt', { at: formatDateTime(totals.startedAt, language) })} ·{' '}
                <Link to={`/clubs/${encodeURIComponent(ownerId)}/tasks/${encodeURIComponent(sessionId)}`}>
                  {say('live.tasks')}
                </Link>
              </p>
            </div>
            <Totals totals={totals} />
          </>
        )}
      </Loaded>
      <section>
        <h3 className={styles.part}>{say('live.screen')}</h3>
        <Screen sessionId={sessionId} />
      </section>
    </div>
  )
}

function Totals({ totals }: { readonly totals: SessionTotals }) {
  const { say, language } = useText()
  const { club } = useClub()
  const number = (value: number) => formatNumber(value, language)
  const money = (value: number) => formatMoney({ value, currency: totals.sales.currency }, language)
  const rows = [
    { key: 'viewers', whole: totals.viewers, part: totals.members.viewers, words: number },
    { key: 'orders', whole: totals.orders, part: totals.members.orders, words: number },
    { key: 'sales', whole: totals.sales.value, part: totals.members.sales.value, words: money },
    { key: 'interactions', whole: totals.interactions, part: totals.members.interactions, words: number },
  ] as const
  return (
    <table className={styles.totals}>
      <caption className="tf-hidden">{say('live.compare')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{say('word.whole')}</th>
          <th scope="col">{say(club.mode === 'shopping' ? 'word.membersPart' : 'word.members')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, whole, part, words }) => (
          <tr key={key}>
            <th scope="row">{say(`live.figure.${key}`)}</th>
            <td>{words(whole)}</td>
            <td>{words(part)}</td>
            <td className={styles.share}>
              <span className={styles.bar} aria-hidden="true">
                <span style={{ width: `${whole <= 0 ? 0 : Math.min(100, (part / whole) * 100)}%` }} />
              </span>
              {whole > 0 && formatShare(part / whole, language)}
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say('live.figure.joins')}</th>
          <td>{number(totals.joins)}</td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  )
}

function Screen({ sessionId }: { readonly sessionId: string }) {
  const { say } = useText()
  const query = useScreen(sessionId)
  return (
    <Loaded query={query}>
      {(lines) =>
        lines.length === 0 ? (
          <Empty title={say('live.screenEmpty')} />
        ) : (
          <ol className={styles.screen}>
            {[...lines].reverse().map((line, index) => (
              <Line key={`${line.at}${line.userId}${line.kind}${lines.length - index}`} line={line} />
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}

function Line({ line }: { readonly line: ScreenLine }) {
  const { say, language } = useText()
  const words =
    line.kind === 'comment'
      ? (line.text ?? '')
      : say(`live.lines.${line.kind}`, { n: line.count ?? 1, title: line.title ?? '' })
  return (
    <li className={styles.line}>
      <time dateTime={line.at}>{formatTime(line.at, language)}</time>
      <span>
        {line.badge !== undefined && (
          <Badge
            level={line.level ?? 1}
            name={line.badge.name}
            lit={line.badge.lit}
            title={line.title}
            explains={false}
          />
        )}{' '}
        <b>{nameOf(line, say)}</b> {words}
      </span>
    </li>
  )
}
