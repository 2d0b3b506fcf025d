import { Fragment, useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { BenefitGlyph } from '../../shared/BenefitGlyph.tsx'
import { keepFocus, useModalFocus } from '../../shared/keep-focus.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import type { CampaignView } from '../data/benefit-views.ts'
import { Button } from '../parts/Button.tsx'
import { Overlay } from '../parts/Overlay.tsx'
import { glyphOf, waysOf } from './offers.ts'
import styles from './Won.module.css'

interface WonProps {
  readonly campaign: CampaignView
  readonly onDone: () => void
  /** to the whole result with its proof */
  readonly onWinners: () => void
}

/** «我中了»: what it is and how it comes to him. It stays until it is read (BEN-7). */
export function Won({ campaign, onDone, onWinners }: WonProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const titleId = useId()
  const card = useRef<HTMLDivElement>(null)
  useModalFocus(card)
  const ways = waysOf(campaign)
  const given = ways.some(({ way }) => way === 'wonGiven')
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    keepFocus(event)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onDone()
  }
  return (
    <Overlay>
      <div className={styles.cover}>
        <div
          ref={card}
          className={styles.card}
          role="dialog"
          aria-modal="true"
          aria-labelledby={titleId}
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          <span className={styles.glyph}>
            <BenefitGlyph kind={glyphOf(campaign)} size={4} />
          </span>
          <h2 id={titleId} className={styles.title}>
            {t('luck.won')}
          </h2>
          {ways.map(({ way, names }) => (
            <Fragment key={way}>
              {names.map((name, index) => (
                <p key={index} className={styles.prize}>
                  <MiddleEllipsis text={name} />
                </p>
              ))}
              <p className={styles.hint}>{t(`luck.${way}`)}</p>
            </Fragment>
          ))}
          <div className={styles.buttons}>
            <Button
              look="now"
              wide
              onClick={() => {
                onDone()
                if (given) void navigate(`/${campaign.ownerId}/wallet`)
              }}
            >
              {t(given ? 'luck.toWallet' : 'luck.fine')}
            </Button>
            <Button look="plain" wide onClick={onWinners}>
              {t('luck.winners')}
            </Button>
          </div>
        </div>
      </div>
    </Overlay>
  )
}
