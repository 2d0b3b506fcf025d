import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import styles from './Floats.module.css'
import { countdown, type Offer } from './offers.ts'

interface FloatsProps {
  readonly offers: readonly Offer[]
  /** UTC ms of the decision clock */
  readonly now: number
  readonly onOpen: (offer: Offer) => void
}

/** More wait behind a touch, so that the stage stays a stage. */
const shownMost = 3

/** What floats over the stage: it takes its own place above the public screen and covers nothing, least of all the way into the club. */
export function Floats({ offers, now, onOpen }: FloatsProps) {
  const { t } = useTranslation()
  const [first] = offers
  const [all, setAll] = useState(false)
  const waiting = all ? 0 : Math.max(0, offers.length - shownMost)
  return (
    <>
      <p className="tf-hidden" role="status">
        {first !== undefined && t(`luck.came.${first.kind}`)}
      </p>
      {offers.length > 0 && (
        <ul className={styles.row} aria-label={t('luck.now')}>
          {offers.slice(0, offers.length - waiting).map((offer) => (
            <li key={offer.id} className={styles.item}>
              <Float offer={offer} left={offer.endsAt - now} onOpen={() => onOpen(offer)} />
            </li>
          ))}
          {waiting > 0 && (
            <li className={styles.item}>
              <button type="button" className={styles.more} onClick={() => setAll(true)}>
                {t('luck.more', { count: waiting })}
              </button>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

interface FloatProps {
  readonly offer: Offer
  /** milliseconds */
  readonly left: number
  readonly onOpen: () => void
}

function Float({ offer, left, onOpen }: FloatProps) {
  const { t } = useTranslation()
  const packet = offer.kind === 'packet'
  return (
    <button type="button" className={`${styles.float} ${packet ? styles.packet : styles.bag}`} onClick={onOpen}>
      <span className={styles.glyph}>
        <BenefitGlyph kind={packet ? 'redPacket' : 'luckyBag'} size={2.25} />
      </span>
      <span className={styles.name}>{packet ? t('luck.packet') : t(`luck.kind.${offer.campaign.kind}`)}</span>
      <FloatState offer={offer} left={left} />
    </button>
  )
}

function FloatState({ offer, left }: Omit<FloatProps, 'onOpen'>) {
  const { t } = useTranslation()
  if (offer.kind === 'packet') return <span className={styles.state}>{t('luck.open')}</span>
  const { status, mine } = offer.campaign
  if (status === 'drawn') return <span className={styles.state}>{t('luck.result')}</span>
  if (status === 'closed' || left <= 0) return <span className={styles.state}>{t('luck.drawing')}</span>
  return (
    <>
      <span className={styles.state} role="timer">
        {countdown(left)}
      </span>
      {mine?.entered === true && <span className={styles.entered}>{t('luck.entered')}</span>}
    </>
  )
}
