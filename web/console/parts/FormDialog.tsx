import { Modal } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '../text.ts'
import styles from './FormDialog.module.css'

interface FormDialogProps {
  /** id of the form among the children, which the dialog's button sends */
  readonly form: string
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly ok: string
  /** what sending the form starts; forgotten when the dialog is closed */
  readonly command: { readonly isPending: boolean; readonly reset: () => void }
  readonly lede?: string
  readonly children: ReactNode
}

/** A dialog around one form: sent by its button or by Enter, empty again when it is opened the next time. */
export function FormDialog({ form, open, onClose, title, ok, command, lede, children }: FormDialogProps) {
  const { say } = useText()
  return (
    <Modal
      open={open}
      onCancel={onClose}
      title={title}
      okText={ok}
      cancelText={say('word.cancel')}
      okButtonProps={{ htmlType: 'submit', form, loading: command.isPending }}
      destroyOnHidden
      afterClose={command.reset}
    >
      {lede !== undefined && <p className={styles.lede}>{lede}</p>}
      {children}
    </Modal>
  )
}
