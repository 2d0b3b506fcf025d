import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../src/contract/media.ts'
import { Icon } from '../../shared/Icon.tsx'
import { keepFocus, useModalFocus } from '../../shared/keep-focus.ts'
import { useMedia } from '../../shared/message/use-media.ts'
import { Overlay } from '../parts/Overlay.tsx'
import styles from './MediaViewer.module.css'

interface MediaViewerProps {
  readonly media: MediaView
  /** its link may have run out: reads the message again */
  readonly onExpired: () => void
  readonly onClose: () => void
}

/** A picture or a video over the whole phone. */
export function MediaViewer({ media, onExpired, onClose }: MediaViewerProps) {
  const { t } = useTranslation()
  const { broken, onError, retry } = useMedia(media, onExpired)
  const close = useRef<HTMLButtonElement>(null)
  const viewer = useRef<HTMLDivElement>(null)
  useModalFocus(viewer, true, close)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    keepFocus(event)
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onClose()
  }
  const label = t(`message.${media.kind}`)
  return (
    <Overlay>
      <div
        ref={viewer}
        className={styles.viewer}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {broken ? (
          <button type="button" className={styles.broken} onClick={retry}>
            {t('message.again')}
          </button>
        ) : media.kind === 'video' ? (
          <video
            className={styles.shown}
            src={media.url}
            poster={media.thumbnail.url}
            controls
            autoPlay
            playsInline
            onError={onError}
          />
        ) : (
          <button
            type="button"
            className={styles.picture}
            tabIndex={-1}
            onClick={onClose}
            aria-label={t('common.close')}
          >
            <img
              className={styles.shown}
              src={media.url}
              alt={label}
              width={media.width}
              height={media.height}
              onError={onError}
              style={{ backgroundImage: `url("${media.thumbnail.url}")` }}
            />
          </button>
        )}
        <button ref={close} type="button" className={styles.close} aria-label={t('common.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
    </Overlay>
  )
}
