import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { audienceWords, benefitValue } from '../../../shared/benefit-words.ts'
import { BenefitGlyph } from '../../../shared/BenefitGlyph.tsx'
import { formatCompact, formatDateTime } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { tierNumber } from '../../../shared/palette.ts'
import { useClub } from '../../club.tsx'
import { useText } from '../../text.ts'
import styles from './Matrix.module.css'
import type { MatrixLayout, MatrixRow, Rung } from './matrix-layout.ts'

interface MatrixProps {
  readonly layout: MatrixLayout
  readonly ladder: readonly Rung[]
  /** the level whose column is lit */
  readonly level: number
  readonly onLook: (level: number) => void
}

/**
 * Levels across, benefits down; a band runs from the level that opens a benefit to the top. The first column stays while the rest moves. A cell
 * is a short cut for the mouse to what the keyboard reaches by the benefit's name and by the buttons around the table.
 */
export function Matrix({ layout, ladder, level, onLook }: MatrixProps) {
  const { say } = useText()
  const tierOf = new Map(ladder.map((rung) => [rung.level, tierNumber(rung.tier)]))
  const levels = layout.tiers.flatMap((group) => group.levels)
  return (
    <div className={styles.window} role="region" aria-label={say('benefits.matrix.label')} tabIndex={0}>
      <table className={styles.matrix}>
        <Head layout={layout} level={level} onLook={onLook} />
        <tbody>
          {layout.rows.map((row) => (
            <Line key={row.benefit.benefitId} row={row} levels={levels} tierOf={tierOf} level={level} />
          ))}
        </tbody>
        <Foot layout={layout} ladder={ladder} level={level} />
      </table>
    </div>
  )
}

function Head({ layout, level, onLook }: Pick<MatrixProps, 'layout' | 'level' | 'onLook'>) {
  const { say } = useText()
  return (
    <thead>
      <tr>
        <th scope="col" rowSpan={2} className={styles.corner}>
          {say('benefits.matrix.benefit')}
        </th>
        {layout.tiers.map(({ tier, levels }) => (
          <th
            key={tier}
            scope="colgroup"
            colSpan={levels.length}
            className={styles.tier}
            style={
              {
                '--a': `var(--tier${tierNumber(tier)}-a)`,
                color: `var(--tier${tierNumber(tier)}-text)`,
              } as CSSProperties
            }
          >
            {say(`tier.${tier}`)}
          </th>
        ))}
      </tr>
      <tr>
        {layout.tiers.flatMap(({ levels }) =>
          levels.map((each) => (
            <th
              key={each}
              scope="col"
              className={each === level ? styles.levelHere : styles.level}
              onClick={() => onLook(each)}
            >
              <span className="tf-hidden">Lv</span>
              {each}
            </th>
          )),
        )}
      </tr>
    </thead>
  )
}

interface LineProps {
  readonly row: MatrixRow
  readonly levels: readonly number[]
  readonly tierOf: ReadonlyMap<number, number>
  readonly level: number
}

function Line({ row, levels, tierOf, level }: LineProps) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const navigate = useNavigate()
  const { benefit, start, beside, struck } = row
  const href = `/clubs/${encodeURIComponent(ownerId)}/benefits/${encodeURIComponent(benefit.benefitId)}`
  const value = benefitValue(benefit, t, language)
  const open = (from: number) => void navigate(from === start || beside !== null ? href : `${href}?from=${from}`)
  return (
    <tr className={struck ? styles.struck : styles.line}>
      <th scope="row" className={styles.benefit}>
        <span className={styles.cell}>
          <BenefitGlyph kind={benefit.kind} style={benefit.style} size={1.375} />
          <span className={styles.words}>
            <Link to={href} className={styles.name}>
              <MiddleEllipsis text={benefit.name} />
            </Link>
            <small className={styles.small}>
              {benefit.withdrawAt === null
                ? [audienceWords(benefit.audience, t), ...(value === null ? [] : [value])].join(' · ')
                : say(benefit.status === 'withdrawn' ? 'benefits.withdrawnAt' : 'benefits.withdrawsAt', {
                    at: formatDateTime(benefit.withdrawAt, language),
                  })}
            </small>
          </span>
        </span>
      </th>
      {levels.map((each) => (
        <td
          key={each}
          data-tier={tierOf.get(each)}
          className={[
            styles.slot,
            each === level && styles.column,
            beside === null ? each >= start && styles.has : styles.welcome,
            each === start && styles.start,
          ]
            .filter(Boolean)
            .join(' ')}
          onClick={() => open(each)}
          title={each < start ? say('benefits.matrix.startAt', { level: start }) : undefined}
        >
          <span className={styles.band} aria-hidden="true" />
          <span className="tf-hidden">{say(`benefits.matrix.${beside ?? (each < start ? 'hasNot' : 'has')}`)}</span>
        </td>
      ))}
    </tr>
  )
}

/** How many benefits and how many members each level has. */
function Foot({ layout, ladder, level }: Pick<MatrixProps, 'layout' | 'ladder' | 'level'>) {
  const { say, language } = useText()
  const rungs = [...ladder].sort((a, b) => a.level - b.level)
  return (
    <tfoot>
      <tr>
        <th scope="row" className={styles.benefit}>
          {say('benefits.matrix.count')}
        </th>
        {rungs.map((rung) => (
          <td key={rung.level} className={rung.level === level ? styles.column : undefined}>
            {layout.counts.get(rung.level)}
          </td>
        ))}
      </tr>
      <tr className={styles.members}>
        <th scope="row" className={styles.benefit}>
          {say('benefits.matrix.members')}
        </th>
        {rungs.map((rung) => (
          <td key={rung.level} className={rung.level === level ? styles.column : undefined}>
            {rung.members === 0 ? '–' : formatCompact(rung.members, language)}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
