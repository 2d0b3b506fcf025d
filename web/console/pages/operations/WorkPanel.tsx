import type { OperationsView } from '../../../../src/contract/operations.ts'
import { formatNumber } from '../../../shared/format.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Panel } from '../../parts/Page.tsx'
import { Row, Rows } from '../../parts/Rows.tsx'
import { useText, type TextKey } from '../../text.ts'
import { formatShare } from '../../format.ts'
import styles from './WorkPanel.module.css'

const known: Readonly<Record<string, TextKey>> = {
  carry: 'operations.work.kind.carry',
  relevel: 'operations.work.kind.relevel',
  issue: 'operations.work.kind.issue',
  erase: 'operations.work.kind.erase',
  sweep: 'operations.work.kind.sweep',
}

/** Long work on clubs, with how far it is. */
export function WorkPanel({ work }: { readonly work: OperationsView['work'] }) {
  const { say, language } = useText()
  return (
    <Panel flush title={say('operations.work.title')} hint={say('operations.work.hint')}>
      <Rows empty="">
        {work.map((each) => {
          const share = each.total === 0 ? 1 : Math.min(1, each.done / each.total)
          const words = known[each.kind]
          const title = words === undefined ? each.kind : say(words)
          return (
            <Row
              key={`${each.kind} ${each.ownerId ?? ''}`}
              title={each.ownerName === null ? title : `${title} · ${each.ownerName}`}
              hint={say('operations.work.of', {
                done: formatNumber(each.done, language),
                total: formatNumber(each.total, language),
              })}
              end={
                each.failedAt === null ? (
                  <b>{formatShare(share, language)}</b>
                ) : (
                  <Mark tone="bad">{say('operations.work.aside')}</Mark>
                )
              }
            >
              <div
                className={styles.track}
                role="progressbar"
                aria-label={title}
                aria-valuemin={0}
                aria-valuemax={each.total}
                aria-valuenow={each.done}
              >
                <span style={{ width: `${share * 100}%` }} />
              </div>
            </Row>
          )
        })}
      </Rows>
    </Panel>
  )
}
