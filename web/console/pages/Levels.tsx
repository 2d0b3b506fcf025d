import { Link } from 'react-router'
import type { z } from 'zod'
import type { levelRow, levelsView } from '../../../src/contract/views.ts'
import { tiers } from '../../../src/contract/words.ts'
import { formatNumber } from '../../shared/format.ts'
import { tierNumber } from '../../shared/palette.ts'
import { Skeleton } from '../../shared/states.tsx'
import { useClub } from '../club.tsx'
import { useLevels } from '../data/club.ts'
import { may } from '../data/me.ts'
import { formatShare } from '../format.ts'
import { Loaded } from '../parts/Loaded.tsx'
import { Page, Panel } from '../parts/Page.tsx'
import { useSignedIn } from '../shell/me-context.ts'
import { useText } from '../text.ts'
import styles from './Levels.module.css'

type Ladder = z.infer<typeof levelsView>
type Rung = z.infer<typeof levelRow>

/** 等级: the ladder with its score ranges and how many stand on each rung (LVL-3). */
export function Component() {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useLevels(ownerId)
  const lede =
    query.data === undefined
      ? ' '
      : say('levels.lede', { mode: say(`mode.${query.data.mode}`), version: query.data.ruleSetVersion })
  return (
    <Page title={say('levels.title')} lede={lede}>
      <Loaded query={query} skeleton={<Skeleton lines={8} tall />}>
        {(ladder) => (
          <>
            <Proportion ladder={ladder} />
            <Rungs ladder={ladder} />
          </>
        )}
      </Loaded>
    </Page>
  )
}

/** The four tiers as they are: a line cut in true proportion, where the upper tiers may be a hair. */
function Proportion({ ladder }: { readonly ladder: Ladder }) {
  const { say, language } = useText()
  const total = totalOf(ladder)
  const parts = tiers.map((tier) => ({
    tier,
    members: ladder.items.filter((row) => row.tier === tier).reduce((sum, row) => sum + row.members, 0),
  }))
  return (
    <Panel
      title={say('levels.proportion')}
      actions={<b>{say('levels.total', { n: formatNumber(total, language) })}</b>}
    >
      <div className={styles.line} aria-hidden="true">
        {parts.map(
          ({ tier, members }) =>
            members > 0 && (
              <span key={tier} style={{ flexGrow: members, background: `var(--tier${tierNumber(tier)}-a)` }} />
            ),
        )}
      </div>
      <ul className={styles.tiers}>
        {parts.map(({ tier, members }) => (
          <li key={tier}>
            <span
              className={styles.dot}
              style={{ background: `var(--tier${tierNumber(tier)}-a)` }}
              aria-hidden="true"
            />
            {say(`tier.${tier}`)} <b>{formatNumber(members, language)}</b>{' '}
            <small>{formatShare(total === 0 ? 0 : members / total, language)}</small>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Twenty rungs, the highest on top. Length grows with the logarithm of the count: one member shows beside a million, the number says the rest. */
function Rungs({ ladder }: { readonly ladder: Ladder }) {
  const { say, language } = useText()
  const { ownerId } = useClub()
  const me = useSignedIn()
  const total = totalOf(ladder)
  const most = Math.max(1, ...ladder.items.map((row) => row.members))
  const lengthOf = (members: number) => (members === 0 ? 0 : 6 + 94 * (Math.log1p(members) / Math.log1p(most)))
  const rows = [...ladder.items].sort((a, b) => b.level - a.level)
  const link = may(me, ownerId, 'members')
  return (
    <Panel flush>
      <table className={styles.ladder}>
        <caption className={styles.caption}>{say('levels.scale')}</caption>
        <thead className="tf-hidden">
          <tr>
            <th scope="col">{say('levels.column.level')}</th>
            <th scope="col">{say('levels.column.range')}</th>
            <th scope="col">{say('levels.column.members')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={row.level}
              className={index > 0 && rows[index - 1]?.tier !== row.tier ? styles.tierBegins : undefined}
            >
              <th scope="row" className={styles.title} style={{ color: `var(--tier${tierNumber(row.tier)}-text)` }}>
                {row.title}
              </th>
              <td className={styles.range}>{rangeWords(row)}</td>
              <td className={styles.barCell}>
                <span
                  className={styles.bar}
                  style={{
                    width: `${lengthOf(row.members)}%`,
                    background: `linear-gradient(90deg, var(--tier${tierNumber(row.tier)}-a), var(--tier${tierNumber(row.tier)}-b))`,
                  }}
                />
              </td>
              <td className={styles.count}>
                {row.members === 0 ? (
                  <span className={styles.nobody}>{say('levels.nobody')}</span>
                ) : link ? (
                  <Link
                    to={`/clubs/${encodeURIComponent(ownerId)}/members?level=${row.level}`}
                    title={say('levels.seeMembers', { level: row.level })}
                  >
                    {formatNumber(row.members, language)}
                  </Link>
                ) : (
                  formatNumber(row.members, language)
                )}
              </td>
              <td className={styles.share}>{row.members === 0 ? '' : formatShare(row.members / total, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )

  function rangeWords(row: Rung): string {
    if (row.to === null) return say('levels.rangeTop', { from: formatNumber(row.from, language) })
    return say('levels.range', { from: formatNumber(row.from, language), to: formatNumber(row.to, language) })
  }
}

const totalOf = (ladder: Ladder): number => ladder.items.reduce((sum, row) => sum + row.members, 0)
