import type { ModeChange } from '../../../../../src/contract/views.ts'
import { formatDateTime, formatNumber } from '../../../../shared/format.ts'
import { Mark } from '../../../parts/Chip.tsx'
import { Panel } from '../../../parts/Page.tsx'
import { Rows, Row } from '../../../parts/Rows.tsx'
import { WorkProgress } from '../../../parts/WorkProgress.tsx'
import { useText } from '../../../text.ts'

const tones = { pending: 'warn', done: 'good', withdrawn: 'quiet' } as const

/** Every change that was announced and what became of it. */
export function ModeHistory({ changes }: { readonly changes: readonly ModeChange[] }) {
  const { say, language } = useText()
  return (
    <Panel title={say('modePage.history')} flush>
      <Rows empty={say('modePage.historyEmpty')}>
        {changes.map((change) => (
          <Row
            key={change.id}
            title={`${say(`mode.${change.from}`)} → ${say(`mode.${change.to}`)}`}
            hint={[
              formatDateTime(change.effectiveAt, language),
              say('modePage.requested', { at: formatDateTime(change.requestedAt, language) }),
              ...(change.carries > 0 ? [say('modePage.carried', { n: formatNumber(change.carries, language) })] : []),
            ].join(' · ')}
            end={<Mark tone={tones[change.status]}>{say(`modePage.status.${change.status}`)}</Mark>}
          >
            <WorkProgress progress={change.progress} words="modePage.carrying" />
          </Row>
        ))}
      </Rows>
    </Panel>
  )
}
