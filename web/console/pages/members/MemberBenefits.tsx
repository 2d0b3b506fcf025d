import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { MemberBenefit } from '../../../../src/contract/benefits.ts'
import { BenefitGlyph } from '../../../shared/BenefitGlyph.tsx'
import { audienceWords } from '../../../shared/benefit-words.ts'
import { formatDateTime, formatNumber } from '../../../shared/format.ts'
import { MiddleEllipsis } from '../../../shared/MiddleEllipsis.tsx'
import { Empty } from '../../../shared/states.tsx'
import { useClub } from '../../club.tsx'
import { useMemberBenefits } from '../../data/member.ts'
import { Mark } from '../../parts/Chip.tsx'
import { Loaded } from '../../parts/Loaded.tsx'
import { useText } from '../../text.ts'
import styles from './MemberStory.module.css'
import { inOrder } from './tabs.ts'

/** Every benefit with what it is for this member: held, ready, used, still to come (BEN-3). */
export function MemberBenefits({ userId }: { readonly userId: string }) {
  const { say } = useText()
  const { ownerId } = useClub()
  const query = useMemberBenefits(ownerId, userId)
  return (
    <Loaded query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty title={say('member.benefitsEmpty')} hint={say('member.benefitsEmptyHint')} />
        ) : (
          <ol className={styles.list}>
            {inOrder(items).map((benefit) => (
              <OneBenefit key={benefit.benefitId} benefit={benefit} />
            ))}
          </ol>
        )
      }
    </Loaded>
  )
}

const tones = {
  locked: 'quiet',
  claimable: 'warn',
  claimed: 'good',
  reserved: 'good',
  used: 'quiet',
  expired: 'quiet',
  lapsed: 'quiet',
} as const

function OneBenefit({ benefit }: { readonly benefit: MemberBenefit }) {
  const { say, language } = useText()
  const { t } = useTranslation()
  const { ownerId } = useClub()
  const { state, missing, claimedAt, expiresAt } = benefit
  const facts = [
    audienceWords(benefit.audience, t),
    ...(claimedAt === null ? [] : [say('member.claimedAt', { at: formatDateTime(claimedAt, language) })]),
    ...(expiresAt === null || state === 'used'
      ? []
      : [t('benefit.expires', { at: formatDateTime(expiresAt, language) })]),
    ...(missing === 0 || claimedAt !== null ? [] : [t('benefit.missing', { n: formatNumber(missing, language) })]),
  ]
  return (
    <li className={styles.order}>
      <div className={styles.named}>
        <BenefitGlyph kind={benefit.kind} style={benefit.style} size={1.375} />
        <div className={styles.cut}>
          <p className={styles.strong}>
            <Link to={`/clubs/${encodeURIComponent(ownerId)}/benefits/${encodeURIComponent(benefit.benefitId)}?all`}>
              <MiddleEllipsis text={benefit.name} />
            </Link>
          </p>
          <p className={styles.hint}>{facts.join(' · ')}</p>
        </div>
      </div>
      <Mark tone={tones[state]}>{t(`benefit.state.${state}`)}</Mark>
    </li>
  )
}
