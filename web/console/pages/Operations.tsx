import type { OperationsView } from '../../../src/contract/operations.ts'
import { formatNumber } from '../../shared/format.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useOperations } from '../data/operations.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page } from '../parts/Page.tsx'
import { useText, type Say } from '../text.ts'
import { BatchSizes } from './operations/BatchSizes.tsx'
import { LagPanel } from './operations/LagPanel.tsx'
import { NodesPanel } from './operations/NodesPanel.tsx'
import { OperationsFigures } from './operations/OperationsFigures.tsx'
import { QuarantinePanel } from './operations/QuarantinePanel.tsx'
import { Rejections } from './operations/Rejections.tsx'
import { StreamsPanel } from './operations/StreamsPanel.tsx'
import { ThroughputChart } from './operations/ThroughputChart.tsx'
import { WorkPanel } from './operations/WorkPanel.tsx'
import { isBehind } from './operations/lags.ts'
import styles from './Operations.module.css'

/** How the service runs: rate, lag, batches, refusals, nodes, long work, streams, and what waits in quarantine (screens.md «Operations»). */
export function Component() {
  const { say, language } = useText()
  const query = useOperations()
  const lede = query.data === undefined ? ' ' : sentence(query.data, say, language)
  return (
    <Page title={say('operations.title')} lede={lede}>
      <Loaded query={query} skeleton={<Skeleton lines={6} tall />}>
        {(view) => (
          <>
            <OperationsFigures view={view} />
            <ThroughputChart minutes={view.minutes} />
            {view.work.length > 0 && <WorkPanel work={view.work} />}
            <div className={styles.three}>
              <LagPanel lag={view.lag} />
              <Rejections hour={view.hour} />
              <BatchSizes hour={view.hour} />
            </div>
            {view.streams.length > 0 && <StreamsPanel streams={view.streams} at={view.at} />}
            <NodesPanel nodes={view.nodes} at={view.at} />
            <QuarantinePanel held={view.quarantine} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** What matters now, in one sentence: what is wrong first, else that nothing is. */
function sentence(view: OperationsView, say: Say, language: string): string {
  const number = (value: number) => formatNumber(value, language)
  const alive = view.nodes.filter((node) => node.state === 'alive').length
  const dead = view.nodes.filter((node) => node.state === 'dead').length
  const broken = view.streams.reduce((sum, { open }) => sum + open, 0)
  const wrong = [
    ...(dead > 0 ? [say('operations.sentence.dead', { n: dead })] : []),
    ...(view.quarantine.waiting > 0
      ? [say('operations.sentence.quarantine', { n: number(view.quarantine.waiting) })]
      : []),
    ...(broken > 0 ? [say('operations.sentence.streams', { n: number(broken) })] : []),
    ...(isBehind(view.lag) ? [say('operations.sentence.behind')] : []),
  ]
  return [
    say('operations.sentence.alive', { n: alive }),
    ...(wrong.length === 0 ? [say('operations.sentence.fine')] : wrong),
  ].join(say('operations.sentence.and'))
}
