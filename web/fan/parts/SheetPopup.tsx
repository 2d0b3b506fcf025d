import Popup from 'antd-mobile/es/components/popup'
import { Suspense, useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../shared/Icon.tsx'
import { Skeleton } from '../../shared/states.tsx'
import type { SheetProps } from './Sheet.tsx'
import { frameElement } from '../shell/frame.ts'
import styles from './SheetPopup.module.css'

const focusable = 'button:not(:disabled),a[href],input:not(:disabled),textarea,select,[tabindex]:not([tabindex="-1"])'

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
  useEffect(() => {
    if (!open) return
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [open])
  // what had the focus may go with what it did (a button that is done): the dialog then keeps it, so that its keys still work
  useEffect(() => {
    const dialog = panel.current
    if (!open || dialog === null) return
    const keep = new MutationObserver(() => {
      if (document.activeElement === document.body) dialog.focus({ preventScroll: true })
    })
    keep.observe(dialog, { childList: true, subtree: true })
    return () => keep.disconnect()
  }, [open])
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Tab') keepFocus(event)
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

function keepFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => one.offsetParent !== null,
  )
  const first = all[0]
  const last = all[all.length - 1]
  if (first === undefined || last === undefined) return
  const at = document.activeElement
  if (event.shiftKey && (at === first || at === event.currentTarget)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && at === last) {
    event.preventDefault()
    first.focus()
  }
}
