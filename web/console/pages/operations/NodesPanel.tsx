import type { NodeView } from '../../../../src/contract/operations.ts'
import { formatCompact, formatDateTime, formatNumber } from '../../../shared/format.ts'
import { Empty } from '../../../shared/states.tsx'
import { Mark } from '../../parts/Chip.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import { shortTime } from './lags.ts'
import styles from './NodesPanel.module.css'

const tones = { alive: 'good', dead: 'bad', stopped: 'quiet' } as const

/** Every node heard of within a day: what it does, and when it was last heard of. `at` is the store's time. */
export function NodesPanel({ nodes, at }: { readonly nodes: readonly NodeView[]; readonly at: string }) {
  const { say, language } = useText()
  const columns = ['rate', 'queue', 'commit', 'streams', 'memory', 'seen'] as const
  return (
    <Panel flush title={say('operations.nodes.title')} hint={say('operations.nodes.hint')}>
      {nodes.length === 0 ? (
        <Empty title={say('operations.nodes.empty')} hint={say('operations.nodes.emptyHint')} />
      ) : (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={say('operations.nodes.title')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('operations.nodes.node')}</th>
                {columns.map((column) => (
                  <th key={column} scope="col" className={styles.number}>
                    {say(`operations.nodes.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {nodes.map((node) => (
                <NodeRow key={node.nodeId} node={node} at={at} language={language} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  )
}

function NodeRow({ node, at, language }: { readonly node: NodeView; readonly at: string; readonly language: string }) {
  const { say } = useText()
  const { figures, state } = node
  const alive = state === 'alive'
  const cells = alive
    ? [
        formatNumber(figures.eventsPerSecond, language),
        formatNumber(figures.queued, language),
        figures.commitP99 === null ? '–' : shortTime(figures.commitP99, say),
        formatNumber(figures.streamClients, language),
        `${formatCompact(Math.round(figures.memoryBytes / 2 ** 20), language)} MB`,
      ]
    : ['–', '–', '–', '–', '–']
  return (
    <tr className={alive ? undefined : styles.gone}>
      <th scope="row">
        <span className={styles.name}>
          <code title={node.nodeId}>{node.nodeId.slice(0, 8)}</code>
          <Mark tone={tones[state]}>{say(`operations.nodes.state.${state}`)}</Mark>
        </span>
        <small>
          {node.version} · {say('operations.nodes.started', { at: formatDateTime(node.startedAt, language) })}
        </small>
      </th>
      {cells.map((cell, index) => (
        <td key={index}>{cell}</td>
      ))}
      <td>{say('operations.ago', { time: shortTime(Date.parse(at) - Date.parse(node.seenAt), say) })}</td>
    </tr>
  )
}
