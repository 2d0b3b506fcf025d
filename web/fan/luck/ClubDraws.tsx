import type { TFunction } from 'i18next'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { formatDateTime } from '../../shared/format.ts'
import { Icon } from '../../shared/Icon.tsx'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import type { CampaignView } from '../data/benefit-views.ts'
import styles from './ClubDraws.module.css'
import { glyphOf } from './offers.ts'
import { TellWon } from './Told.tsx'
import { useDraws } from './useDraws.ts'

interface ClubDrawsProps {
  readonly ownerId: string
  /** the session whose room tells of its own bags beside this */
  readonly toldBy: string | null
  /** another moment is on the screen: what was won waits for it */
  readonly busy: boolean
}

/** More wait behind a touch, so that the panel stays short. */
const shownMost = 4

/** Bags, draws and free orders in the club panel, whether anybody is on air or not; nothing where there is none (BEN-7, BEN-10). */
export function ClubDraws({ ownerId, toldBy, busy }: ClubDrawsProps) {
  const { t } = useTranslation()
  const headingId = useId()
  const [all, setAll] = useState(false)
  const { draws, won } = useDraws(ownerId, toldBy)
  const waiting = all ? 0 : Math.max(0, draws.length - shownMost)
  if (draws.length === 0) return null
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <h2 id={headingId} className={styles.title}>
        {t('luck.draws')}
      </h2>
      <ul className={styles.list}>
        {draws.slice(0, draws.length - waiting).map((campaign) => (
          <li key={campaign.campaignId}>
            <DrawLine campaign={campaign} />
          </li>
        ))}
      </ul>
      {waiting > 0 && (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('luck.more', { count: waiting })}
        </button>
      )}
      {!busy && <TellWon won={won} />}
    </section>
  )
}

function DrawLine({ campaign }: { readonly campaign: CampaignView }) {
  const { t, i18n } = useTranslation()
  const { ownerId, campaignId, kind, name, status } = campaign
  return (
    <Link to={`/${ownerId}/draws/${campaignId}`} className={styles.line}>
      <span className={status === 'drawn' ? styles.over : styles.open}>
        <BenefitGlyph kind={glyphOf(campaign)} size={1.5} />
      </span>
      <span className={styles.words}>
        <span className={styles.name}>
          <MiddleEllipsis text={name} />
        </span>
        <span className={styles.state}>
          {[t(`luck.kind.${kind}`), ...stateOf(campaign, t, i18n.language)].join(' · ')}
        </span>
      </span>
      <Icon name="next" size={1} />
    </Link>
  )
}

/** How it stands, for everybody and for him. */
function stateOf({ status, endsAt, mine }: CampaignView, t: TFunction, language: string): string[] {
  const entered = mine?.entered === true
  if (status === 'running')
    return [t('luck.drawsAt', { at: formatDateTime(endsAt, language) }), ...(entered ? [t('luck.entered')] : [])]
  if (status === 'closed') return [t('luck.drawing')]
  if ((mine?.won.length ?? 0) > 0) return [t('luck.won')]
  return [t(entered ? 'luck.notThisTime' : 'luck.over')]
}
