import { useState, type CSSProperties, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberBenefit } from '../../src/contract/benefits.ts'
import { audienceWords, benefitFacts, benefitValue, stateFacts, type BenefitFace } from './benefit-words.ts'
import styles from './BenefitCard.module.css'
import { BenefitGlyph } from './BenefitGlyph.tsx'
import { formatNumber } from './format.ts'
import { MiddleEllipsis } from './MiddleEllipsis.tsx'
import { tierNumberOf } from './palette.ts'

interface BenefitCardProps {
  readonly benefit: BenefitFace & Partial<Pick<MemberBenefit, 'state' | 'missing' | 'expiresAt' | 'left'>>
  /** UTC ms of the decision clock, where the page has it; else the machine's */
  readonly now?: number
  /** what the reader can do with it now */
  readonly action?: ReactNode
  /** under everything else: a code, an order */
  readonly foot?: ReactNode
}

/** How a stub looks by the member's state: its tier's colour while it is his, an outline before, grey once it is over. */
const lookOf = {
  locked: 'locked',
  claimable: 'lit',
  claimed: 'lit',
  reserved: 'lit',
  used: 'over',
  expired: 'over',
  lapsed: 'over',
} as const

/** A benefit as a fan sees it: a ticket whose stub says what it is worth, in the colour of the tier that opens it (BEN-2, BEN-3). */
export function BenefitCard({ benefit, now, action, foot }: BenefitCardProps) {
  const { t, i18n } = useTranslation()
  const { language } = i18n
  const value = benefitValue(benefit, t, language)
  const [opened] = useState(() => Date.now())
  const { state = 'claimable', left } = benefit
  const look = lookOf[state]
  const facts = [...benefitFacts(benefit, t, language), ...stateFacts(benefit, t, language, now ?? opened)]
  if (left != null && (state === 'claimable' || state === 'locked'))
    facts.push(t('benefit.left', { n: formatNumber(left, language) }))
  return (
    <article className={`${styles.card} ${styles[look]}`} data-tier={tierNumberOf(benefit.fromLevel)}>
      <div className={styles.stub}>
        {value === null ? (
          <BenefitGlyph kind={benefit.kind} style={benefit.style} />
        ) : (
          <b className={styles.value} style={{ '--letters': lettersOf(value) } as CSSProperties}>
            {value}
          </b>
        )}
        <span className={styles.kind}>{t(`benefit.kind.${benefit.kind}`)}</span>
      </div>
      <div className={styles.body}>
        <div className={styles.head}>
          <span className={styles.name}>
            <MiddleEllipsis text={benefit.name} />
          </span>
          {benefit.state !== undefined && <span className={styles.state}>{t(`benefit.state.${benefit.state}`)}</span>}
        </div>
        {benefit.description != null && <p className={styles.description}>{benefit.description}</p>}
        <p className={styles.facts}>
          <span className={styles.audience}>{audienceWords(benefit.audience, t)}</span>
          {facts.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </p>
        {action !== undefined && <div className={styles.action}>{action}</div>}
        {foot !== undefined && <div className={styles.foot}>{foot}</div>}
      </div>
    </article>
  )
}

/** Widths of a figure's letters: a Han character is as wide as two digits. */
const lettersOf = (value: string): number => [...value].reduce((sum, letter) => sum + (letter > '⺀' ? 1.8 : 1), 0)
