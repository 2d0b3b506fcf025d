import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../src/contract/media.ts'
import { Icon } from '../Icon.tsx'
import styles from './MediaFace.module.css'
import { pictureBox } from './picture-box.ts'
import { useMedia } from './use-media.ts'

interface MediaFaceProps {
  readonly media: MediaView
  readonly onOpen: (() => void) | undefined
  /** its link may have run out: reads the message again */
  readonly onExpired?: (() => void) | undefined
}

/** A picture, or a video by its poster, in a box whose size is known before anything is loaded. */
export function MediaFace({ media, onOpen, onExpired }: MediaFaceProps) {
  const { t } = useTranslation()
  const { broken, onError, retry } = useMedia(media, onExpired)
  const { kind, thumbnail, width, height, seconds } = media
  // gone is only what nobody can read again
  const canRetry = onOpen !== undefined || onExpired !== undefined
  const onClick = broken && canRetry ? retry : onOpen
  const label = t(`message.${kind}`)
  const face = (
    <>
      {broken ? (
        <span className={styles.broken}>{t(canRetry ? 'message.again' : 'message.gone')}</span>
      ) : (
        <img src={thumbnail.url} alt={label} decoding="async" onError={onError} />
      )}
      {kind === 'video' && !broken && (
        <>
          <span className={styles.play} aria-hidden="true">
            <Icon name="play" size={1.5} filled />
          </span>
          {seconds !== undefined && <span className={styles.length}>{lengthOf(seconds)}</span>}
        </>
      )}
    </>
  )
  const style = pictureBox(width, height)
  if (onClick === undefined)
    return (
      <div className={styles.media} style={style}>
        {face}
      </div>
    )
  return (
    <button
      type="button"
      className={styles.media}
      style={style}
      aria-label={broken ? undefined : t('message.openThis', { what: label })}
      onClick={onClick}
    >
      {face}
    </button>
  )
}

/** 14.6 seconds → 0:15. */
function lengthOf(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
