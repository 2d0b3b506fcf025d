import { useTranslation } from 'react-i18next'
import type { LedgerEntry } from '../../../../src/contract/views.ts'
import { explain } from '../../../shared/explain.ts'
import { formatDelta, formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useLedger } from '../../data/club.ts'
import { MoreButton } from '../../parts/MoreButton.tsx'
import { actorWords } from '../../parts/actor.ts'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import styles from './LedgerList.module.css'

/** The ledger in sentences: when, what, how much, and why it was not more (TASK-12). */
export function LedgerList({ userId, today = '' }: { readonly userId: string; readonly today?: string }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const query = useLedger(ownerId, userId)
  return (
    <Loaded query={query}>
      {(data) => {
        const entries = data.pages.flatMap((page) => page.items)
        if (entries.length === 0) return <Empty title={say('member.ledgerEmpty')} />
        return (
          <div>
            <ol className={styles.list}>
              {entries.map((entry) => (
                <Line key={entry.id} entry={entry} today={today} />
              ))}
            </ol>
            <MoreButton query={query} end={say('state.end', { n: formatNumber(entries.length, language) })} />
          </div>
        )
      }}
    </Loaded>
  )
}

function Line({ entry, today }: { readonly entry: LedgerEntry; readonly today: string }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const words = explain(entry, t, language, today)
  const notes = [
    ...words.notes,
    ...(entry.actor === undefined ? [] : [`${say('word.by')} ${actorWords(entry.actor, say)}`]),
  ]
  return (
    <li className={styles.line}>
      <div>
        <p className={styles.what}>{words.subject}</p>
        <p className={styles.notes}>{[words.when, ...notes].join(' · ')}</p>
      </div>
      <div className={styles.sum}>
        <b className={entry.delta < 0 ? styles.less : styles.more}>{formatDelta(entry.delta, language)}</b>
        <small>{formatNumber(entry.balance, language)}</small>
      </div>
    </li>
  )
}
