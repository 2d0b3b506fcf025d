import { Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MediaView } from '../../../../src/contract/media.ts'
import { MediaFace } from '../../../shared/message/MediaFace.tsx'
import '../../../shared/message/message-words.ts'
import { useMedia } from '../../../shared/message/use-media.ts'
import { useText } from '../../text.ts'
import styles from './ReportedMedia.module.css'

interface ReportedMediaProps {
  readonly media: MediaView
  /** its link may have run out: reads the case again */
  readonly onExpired: () => void
}

/** A picture or video before who decides on it: nobody sees such a thing who did not open it. */
export function ReportedMedia({ media, onExpired }: ReportedMediaProps) {
  const { say } = useText()
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.covered}>
      <MediaFace media={media} onOpen={() => setOpen(true)} onExpired={onExpired} />
      <small>{say('reports.covered')}</small>
      <Modal
        open={open}
        onCancel={() => setOpen(false)}
        title={t(`message.${media.kind}`)}
        footer={null}
        width="min(56rem, 100vw - 2rem)"
        centered
        destroyOnHidden
      >
        <Whole media={media} onExpired={onExpired} />
      </Modal>
    </div>
  )
}

function Whole({ media, onExpired }: ReportedMediaProps) {
  const { t } = useTranslation()
  const { broken, onError, retry } = useMedia(media, onExpired)
  if (broken)
    return (
      <button type="button" onClick={retry}>
        {t('message.again')}
      </button>
    )
  const { url, width, height, thumbnail, kind } = media
  return kind === 'video' ? (
    <video className={styles.whole} src={url} poster={thumbnail.url} controls playsInline onError={onError} />
  ) : (
    <img
      className={styles.whole}
      src={url}
      alt={t(`message.${kind}`)}
      width={width}
      height={height}
      onError={onError}
    />
  )
}
