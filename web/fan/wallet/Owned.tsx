import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { copyText } from '../../shared/copy.ts'
import { BenefitCard } from '../../shared/BenefitCard.tsx'
import { formatMoney } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { QrCode } from '../../shared/QrCode.tsx'
import { useServerNow } from '../data/clock.ts'
import type { EntitlementView } from '../data/benefit-views.ts'
import { useFan } from '../data/fan.tsx'
import { Button } from '../parts/Button.tsx'
import { toast } from '../parts/toast.ts'
import { hoursLeft, readableCode } from './groups.ts'
import styles from './Wallet.module.css'

/** Something the fan has: the ticket, whose it is, and what to do with it now (BEN-3, BEN-6). */
export function Owned({ entitlement }: { readonly entitlement: EntitlementView }) {
  const { t } = useTranslation()
  // hours are told
  const now = useServerNow(60_000)
  const { state, expiresAt, ownerName } = entitlement
  const live = state === 'claimed' || state === 'reserved'
  const hours = live ? hoursLeft(expiresAt, now) : null
  return (
    <BenefitCard
      // what is his stays his: a withdrawal concerns those who have not taken it
      benefit={{ ...entitlement, withdrawAt: null }}
      foot={
        <>
          <p className={styles.club}>
            <MiddleEllipsis text={ownerName} />
          </p>
          {hours !== null && <p className={styles.soon}>{t('wallet.soon', { count: hours })}</p>}
          <Next entitlement={entitlement} />
        </>
      }
    />
  )
}

/** What to do next with it, in words. */
function Next({ entitlement }: { readonly entitlement: EntitlementView }) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const { kind, state, off, ownerId, code } = entitlement
  if (state === 'used') {
    return off === null ? null : <p>{t('wallet.usedFor', { off: formatMoney(off, i18n.language) })}</p>
  }
  if (state !== 'claimed') return null
  const shop = demo !== null && (kind === 'coupon' || kind === 'product')
  return (
    <>
      <p>{t(`wallet.how.${kind}`)}</p>
      {(shop || code !== null) && (
        <div className={styles.doing}>
          {shop && (
            <Link className={styles.use} to={`/${ownerId}?sheet=shelf`}>
              {t('wallet.use')}
            </Link>
          )}
          {code !== null && <Code code={code} />}
        </div>
      )}
    </>
  )
}

function Code({ code }: { readonly code: string }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  const copy = () =>
    copyText(code).then(
      () => toast(t('wallet.copied')),
      () => toast(t('wallet.notCopied')),
    )
  return (
    <>
      <Button className={styles.small} aria-expanded={shown} onClick={() => setShown(!shown)}>
        {t(shown ? 'wallet.hideCode' : 'wallet.showCode')}
      </Button>
      {shown && (
        <div className={styles.code}>
          <QrCode text={code} label={t('wallet.code')} size={7} />
          <p className={styles.letters}>{readableCode(code)}</p>
          <Button className={styles.small} onClick={() => void copy()}>
            {t('wallet.copy')}
          </Button>
        </div>
      )}
    </>
  )
}
