import Popup from 'antd-mobile/es/components/popup'
import { Suspense, useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../shared/Icon.tsx'
import { keepFocus, useModalFocus } from '../../shared/keep-focus.ts'
import { Skeleton } from '../../shared/states.tsx'
import type { SheetProps } from './Sheet.tsx'
import { frameElement } from '../shell/frame.ts'
import styles from './SheetPopup.module.css'

/** A sheet from below, inside the phone's frame: a modal dialog that takes the focus, keeps it, and gives it back. */
export function SheetPopup(props: SheetProps) {
  const { open, onClose } = props
  return (
    <Popup
      visible={open}
      onClose={onClose}
      closeOnMaskClick
      closeOnSwipe
      destroyOnClose
      disableBodyScroll={false}
      getContainer={frameElement}
      bodyClassName={styles.body ?? ''}
    >
      <Panel {...props} />
    </Popup>
  )
}

/** Mounted only when Popup really shows it, so that there is something to focus. */
function Panel({ open, title, onClose, height = 'fit', children }: SheetProps) {
  const { t } = useTranslation()
  const titleId = useId()
  const panel = useRef<HTMLDivElement>(null)
  useModalFocus(panel, open)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else keepFocus(event)
  }
  return (
    <div
      ref={panel}
      className={[styles.panel, styles[height]].join(' ')}
      role="dialog"
      aria-modal="true"
      aria-labelledby={titleId}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className={styles.head}>
        <span className={styles.grip} aria-hidden="true" />
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        <button type="button" className={styles.close} aria-label={t('common.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div className={styles.content}>
        <Suspense fallback={<Skeleton lines={3} tall />}>{children}</Suspense>
      </div>
    </div>
  )
}
