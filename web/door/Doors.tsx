import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { demoSignIn, type DemoInfo } from '../shared/demo.ts'
import { Icon, type IconName } from '../shared/Icon.tsx'
import { problemWords } from '../shared/problem.ts'
import { QrCode } from '../shared/QrCode.tsx'
import { saveSession } from '../shared/session.ts'
import styles from './Door.module.css'

interface DoorsProps {
  readonly owner: DemoInfo['owners'][number]
  /** an address that a phone in the same network can open, or null */
  readonly lanUrl: string | null
}

/** One-click doors of the demo: fan (with a QR code for a real phone), owner, reviewer. */
export function Doors({ owner, lanUrl }: DoorsProps) {
  const { t } = useTranslation()
  const room = `/fan/${encodeURIComponent(owner.ownerId)}`
  const walk = useMutation({
    mutationFn: async ({ as }: { readonly as: 'owner' | 'reviewer'; readonly to: string }) =>
      saveSession('desk', await demoSignIn(as, as === 'owner' ? owner.ownerId : undefined)),
    onSuccess: (_session, { to }) => window.location.assign(to),
  })
  const ownerHome = `/console/clubs/${encodeURIComponent(owner.ownerId)}`
  return (
    <>
      <div className={styles.doors}>
        <a className={`${styles.door} ${styles.fan}`} href={room}>
          <span className={styles.doorWords}>
            <DoorWords icon="heart" name="fan" />
          </span>
          {lanUrl === null ? (
            <small className={styles.phoneHint}>{t('door.phoneHint')}</small>
          ) : (
            <span className={styles.qr}>
              <QrCode text={lanUrl + room} label={t('door.qr')} size={7} />
              <small>{t('door.qr')}</small>
            </span>
          )}
        </a>
        <button
          type="button"
          className={styles.door}
          disabled={walk.isPending}
          onClick={() => walk.mutate({ as: 'owner', to: ownerHome })}
        >
          <DoorWords icon="desk" name="owner" />
        </button>
        <button
          type="button"
          className={styles.door}
          disabled={walk.isPending}
          onClick={() => walk.mutate({ as: 'reviewer', to: '/console/reviews' })}
        >
          <DoorWords icon="shield" name="reviewer" />
        </button>
      </div>
      <p role="alert" className={styles.problem}>
        {walk.isError ? problemWords(walk.error, t).title : ''}
      </p>
    </>
  )
}

function DoorWords({ icon, name }: { readonly icon: IconName; readonly name: 'fan' | 'owner' | 'reviewer' }) {
  const { t } = useTranslation()
  return (
    <>
      <span className={styles.doorIcon}>
        <Icon name={icon} size={1.5} />
      </span>
      <b className={styles.doorTitle}>{t(`door.${name}.title`)}</b>
      <span className={styles.doorText}>{t(`door.${name}.text`)}</span>
      <span className={styles.doorGo}>
        {t(`door.${name}.go`)}
        <Icon name="next" size={1} />
      </span>
    </>
  )
}
