import type { OperationsView } from '../../../../src/contract/operations.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText } from '../../text.ts'
import { lagRows, shortTime } from './lags.ts'

/** What is behind: messages not yet readable, due work, deliveries to other servers. */
export function LagPanel({ lag }: { readonly lag: OperationsView['lag'] }) {
  const { say, language } = useText()
  const waitingText = (count: number | null, late: number | null): string => {
    if (count === null) return shortTime(late ?? 0, say)
    const n = formatNumber(count, language)
    return late === null
      ? say('operations.lag.aside', { n })
      : say('operations.lag.waiting', { n, time: shortTime(late, say) })
  }
  return (
    <Panel flush title={say('operations.lag.title')} hint={say('operations.lag.hint')}>
      <Rows empty="">
        {lagRows(lag).map(({ key, count, late, bad }) => (
          <Row
            key={key}
            title={say(`operations.lag.${key}`)}
            hint={say(`operations.lag.${key}Hint`)}
            end={
              (late ?? 0) === 0 && (count ?? 0) === 0 ? (
                <Mark tone="good">{say('operations.lag.none')}</Mark>
              ) : (
                <Mark tone={bad ? 'bad' : 'quiet'}>{waitingText(count, late)}</Mark>
              )
            }
          />
        ))}
      </Rows>
    </Panel>
  )
}
