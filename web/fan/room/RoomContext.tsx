import { useTranslation } from 'react-i18next'
import type { ClubView } from '../../../src/contract/views.ts'
import { formatNumber } from '../../shared/format.ts'
import { MiddleEllipsis } from '../../shared/MiddleEllipsis.tsx'
import { phoneAddress } from '../../shared/phone-address.ts'
import { QrCode } from '../../shared/QrCode.tsx'
import { useFan } from '../data/fan.tsx'
import { Avatar } from '../parts/Avatar.tsx'
import styles from './RoomContext.module.css'

/** Beside the phone on a wide screen: whose club this is, and the way to open it on a real phone. */
export function RoomContext({ club }: { readonly club: ClubView }) {
  const { t, i18n } = useTranslation()
  const { demo } = useFan()
  const base = phoneAddress(demo?.info.lanUrls ?? [])
  return (
    <section className={styles.context} aria-label={t('context.label')}>
      <Avatar id={club.ownerId} name={club.name} size={3.5} />
      <p className={styles.name}>
        <MiddleEllipsis text={club.name} />
      </p>
      <p className={styles.kind}>{t(`mode.${club.mode}`)}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{t('context.members')}</dt>
          <dd>{formatNumber(club.members, i18n.language)}</dd>
        </div>
        <div>
          <dt>{t('context.badge')}</dt>
          <dd>{club.badge.name}</dd>
        </div>
        {club.live?.title != null && (
          <div className={styles.wide}>
            <dt>{t('context.live')}</dt>
            <dd>{club.live.title}</dd>
          </div>
        )}
      </dl>
      {base !== null && (
        <figure className={styles.qr}>
          <QrCode text={`${base}/fan/${encodeURIComponent(club.ownerId)}`} label={t('context.qr')} />
          <figcaption>{t('context.qr')}</figcaption>
        </figure>
      )}
    </section>
  )
}
