import { Link } from 'react-router'
import type { BenefitView, BenefitWarning } from '../../../../src/contract/benefits.ts'
import { useClub } from '../../club.tsx'
import { Note } from '../../parts/Wrong.tsx'
import { useText } from '../../text.ts'
import type { Rung } from './matrix-layout.ts'
import styles from './Warnings.module.css'

interface WarningsProps {
  readonly warnings: readonly BenefitWarning[]
  readonly benefits: readonly BenefitView[]
  readonly ladder: readonly Rung[]
}

/** What the server finds odd about the benefits as a whole: told, never forbidden (BEN-1). */
export function Warnings({ warnings, benefits, ladder }: WarningsProps) {
  const { say } = useText()
  if (warnings.length === 0) return null
  return (
    <Note title={say('benefits.warn.title')}>
      <ul className={styles.list}>
        {warnings.map((warning) => (
          <OneWarning
            key={[warning.code, warning.level, ...warning.benefitIds].join(' ')}
            warning={warning}
            benefits={benefits}
            ladder={ladder}
          />
        ))}
      </ul>
    </Note>
  )
}

/** In one sentence, and the benefits that it is about as the way to mend it. */
function OneWarning({
  warning: { code, level, benefitIds },
  benefits,
  ladder,
}: Omit<WarningsProps, 'warnings'> & { readonly warning: BenefitWarning }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const named = benefits.filter(({ benefitId }) => benefitIds.includes(benefitId))
  const tier = ladder.find((rung) => rung.level === level)?.tier
  return (
    <li>
      {say(`benefits.warn.${code}`, { level, tier: tier === undefined ? `Lv${level}` : say(`tier.${tier}`) })}
      {named.map(({ benefitId, name }) => (
        <Link key={benefitId} to={`/clubs/${encodeURIComponent(ownerId)}/benefits/${encodeURIComponent(benefitId)}`}>
          {name}
        </Link>
      ))}
    </li>
  )
}
