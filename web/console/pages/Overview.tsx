import { formatDay } from '../../shared/format.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useClub } from '../club.tsx'
import { useModeChanges, useOverview, useSessionTotals } from '../data/club.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { useDocumentTitle } from '../parts/Page.tsx'
import { useText } from '../text.ts'
import { Introduction } from './overview/Introduction.tsx'
import { LiveStrip } from './overview/LiveStrip.tsx'
import { leadSentence } from './overview/sentence.ts'
import { OverviewFigures } from './overview/OverviewFigures.tsx'
import { SalesChart } from './overview/SalesChart.tsx'
import { Waiting } from './overview/Waiting.tsx'
import styles from './Overview.module.css'

/** 概览: what matters now in one sentence, five figures, the room on air, what waits; before shopping mode, what it is (CLUB-8). */
export function Component() {
  const { say, language } = useText()
  const { ownerId, club } = useClub()
  const overview = useOverview(ownerId)
  const totals = useSessionTotals(club.live?.sessionId)
  const changes = useModeChanges(ownerId)
  useDocumentTitle(say('overview.title'))
  const everShopping =
    club.mode === 'shopping' ||
    (changes.data ?? []).some((change) => change.to === 'shopping' && change.status === 'done')
  const figures = overview.data
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <p className={styles.day}>
          {figures === undefined
            ? say('overview.title')
            : say('overview.day', { day: formatDay(figures.today.businessDay, language) })}
        </p>
        <h1 className={styles.sentence}>
          {overview.isError ? (
            say('overview.title')
          ) : figures === undefined ? (
            <span className={styles.sentenceWaiting} />
          ) : (
            leadSentence({ club, overview: figures, totals: totals.data, say, language })
          )}
        </h1>
      </header>
      {club.live !== null && <LiveStrip live={club.live} totals={totals} />}
      {!everShopping && changes.data !== undefined && <Introduction />}
      <Loaded query={overview} skeleton={<Skeleton lines={2} tall />}>
        {(data) => (
          <>
            <OverviewFigures overview={data} />
            <div className={styles.columns}>
              <SalesChart overview={data} />
              <Waiting overview={data} />
            </div>
          </>
        )}
      </Loaded>
    </div>
  )
}
