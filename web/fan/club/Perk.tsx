import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BenefitCard } from '../../shared/BenefitCard.tsx'
import { stateFacts, wayBackOf } from '../../shared/benefit-words.ts'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { useClaim } from '../data/benefits.ts'
import { useServerNow } from '../data/clock.ts'
import type { MemberBenefit } from '../data/benefit-views.ts'
import { Button } from '../parts/Button.tsx'
import { toast, toastProblem } from '../parts/toast.ts'
import styles from './Perk.module.css'
import { canClaim } from './perks.ts'

/** How often what is to come is looked at again. */
const clockMilliseconds = 30_000

interface PerkProps {
  readonly ownerId: string
  readonly benefit: MemberBenefit
}

/** A benefit on the ladder: one line with its state in words; touched, it opens to the whole ticket (BEN-2, BEN-3). */
export function Perk({ ownerId, benefit }: PerkProps) {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  const id = useId()
  const now = useServerNow(clockMilliseconds)
  const gone = benefit.state === 'claimable' && benefit.left === 0
  const words = [
    t(gone ? 'perks.gone' : `benefit.state.${benefit.state}`),
    ...(gone ? [] : stateFacts(benefit, t, i18n.language, now)),
  ]
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={benefit.state === 'locked' || gone ? styles.dim : styles[`mark${markOf(benefit.state)}`]}>
          <BenefitGlyph kind={benefit.kind} style={benefit.style} size={1.5} />
        </span>
        <span className={styles.words}>
          <span className={styles.name}>
            <MiddleEllipsis text={benefit.name} />
          </span>
          <span className={styles.state}>{words.join(' · ')}</span>
        </span>
      </button>
      <div id={id} hidden={!open}>
        {open && <PerkCard ownerId={ownerId} benefit={benefit} />}
      </div>
    </li>
  )
}

const markOf = (state: MemberBenefit['state']): 'Ready' | 'Mine' | 'Over' =>
  state === 'claimable' ? 'Ready' : state === 'claimed' || state === 'reserved' ? 'Mine' : 'Over'

/** The whole ticket, with the one touch that takes it, or why it cannot be taken and what would bring it. */
export function PerkCard({ ownerId, benefit, first = false }: PerkProps & { readonly first?: boolean }) {
  const { t, i18n } = useTranslation()
  const now = useServerNow(clockMilliseconds)
  const claim = useClaim(ownerId, {
    taken: () => toast(t(`perks.taken.${benefit.kind}`)),
    refused: (error) => toastProblem(error, t),
  })
  const action = canClaim(benefit) ? (
    <Button
      look={first ? 'now' : 'strong'}
      className={styles.take}
      busy={claim.isPending}
      aria-label={t('perks.takeThis', { name: benefit.name })}
      onClick={() => claim.mutate(benefit.benefitId)}
    >
      {t('perks.take')}
    </Button>
  ) : undefined
  const foot =
    benefit.state === 'lapsed' && wayBackOf(benefit, now) === 'level'
      ? t('perks.lapsed', { level: benefit.fromLevel, n: formatNumber(benefit.missing, i18n.language) })
      : benefit.state === 'claimable' && benefit.left === 0
        ? t('perks.goneLong')
        : undefined
  return (
    <BenefitCard
      benefit={benefit}
      now={now}
      {...(action === undefined ? {} : { action })}
      {...(foot === undefined ? {} : { foot })}
    />
  )
}
