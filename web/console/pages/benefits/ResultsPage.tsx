import { Link } from 'react-router'
import type { BenefitResult, BenefitView } from '../../../../src/contract/benefits.ts'
import { BenefitGlyph } from '../../../shared/BenefitGlyph.tsx'
import { formatMoney, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty, Skeleton } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useBenefits } from '../../data/benefits.ts'
import { formatShare } from '../../format.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Explained } from '../../parts/Explained.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { Panel } from '../../parts/Page.tsx'
import { useText } from '../../text.ts'
import styles from './ResultsPage.module.css'

const columns = ['claimed', 'used', 'orders', 'sales', 'cost'] as const
type Column = (typeof columns)[number]

/** 权益 → 效果: taken, used, the orders that followed, what it cost; each figure explains itself (BEN-12). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useBenefits(ownerId, 'all')
  return (
    <Panel flush title={say('benefits.results.title')} hint={say('benefits.results.hint')}>
      <Loaded
        query={query}
        skeleton={
          <div style={{ padding: 'var(--space-4) var(--space-5)' }}>
            <Skeleton lines={5} />
          </div>
        }
      >
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('benefits.results.empty')} hint={say('benefits.results.emptyHint')} />
          ) : (
            <Table benefits={items} />
          )
        }
      </Loaded>
    </Panel>
  )
}

const valueOf = (result: BenefitResult, column: Column): number => {
  const value = result[column]
  return typeof value === 'number' ? value : value.value
}

/** Each column's bars are measured by its own largest figure. */
function Table({ benefits }: { readonly benefits: readonly BenefitView[] }) {
  const { say } = useText()
  const most = new Map(
    columns.map((column) => [column, Math.max(1, ...benefits.map(({ result }) => valueOf(result, column)))]),
  )
  const rows = [...benefits].sort(
    (a, b) => b.result.claimed - a.result.claimed || a.createdAt.localeCompare(b.createdAt),
  )
  return (
    <div className={styles.window} role="region" aria-label={say('benefits.results.title')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('benefits.matrix.benefit')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className={styles.number}>
                <Explained term={say(`benefits.results.${column}`)} definition={say(`benefits.define.${column}`)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((benefit) => (
            <ResultRow key={benefit.benefitId} benefit={benefit} most={most} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ResultRow({ benefit, most }: { readonly benefit: BenefitView; readonly most: ReadonlyMap<Column, number> }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const { result, status, kind, style } = benefit
  const words = (column: Column) => {
    const value = result[column]
    return typeof value === 'number' ? formatNumber(value, language) : formatMoney(value, language)
  }
  const isUsed = kind === 'coupon'
  const used = [
    ...(result.claimed === 0 || !isUsed
      ? []
      : [say('benefits.results.ofClaimed', { share: formatShare(result.used / result.claimed, language) })]),
    ...(result.expired === 0 ? [] : [say('benefits.results.expired', { n: formatNumber(result.expired, language) })]),
  ]
  const notes: Partial<Record<Column, string>> = {
    ...(benefit.stock === null
      ? {}
      : { claimed: say('benefits.results.ofStock', { n: formatNumber(benefit.stock, language) }) }),
    used: used.join(' · '),
  }
  return (
    <tr>
      <th scope="row" className={styles.benefit}>
        <span className={styles.cell}>
          <BenefitGlyph kind={kind} style={style} size={1.375} />
          <span className={styles.name}>
            <Link
              to={`/clubs/${encodeURIComponent(ownerId)}/benefits/${encodeURIComponent(benefit.benefitId)}${status === 'withdrawn' ? '?all' : ''}`}
            >
              <MiddleEllipsis text={benefit.name} />
            </Link>
          </span>
          {status !== 'open' && (
            <Mark tone={status === 'withdrawn' ? 'quiet' : 'warn'}>{say(`benefits.status.${status}`)}</Mark>
          )}
        </span>
      </th>
      {columns.map((column) => (
        <td key={column} className={styles.number}>
          <span className={styles.value}>{column === 'used' && !isUsed ? '–' : words(column)}</span>
          <span className={styles.bar} aria-hidden="true">
            <i style={{ width: `${(Math.max(0, valueOf(result, column)) / (most.get(column) ?? 1)) * 100}%` }} />
          </span>
          <small className={styles.note}>{notes[column] ?? ' '}</small>
        </td>
      ))}
    </tr>
  )
}
