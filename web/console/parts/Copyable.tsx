import { App, Button } from 'antd'
import { useState } from 'react'
import { copyText } from '../../shared/copy.ts'
import { useText } from '../text.ts'
import styles from './Copyable.module.css'
import { Icon } from './Icon.tsx'

/** A text to paste elsewhere: shown whole, selected by a touch, copied by a button that says so. */
export function Copyable({ label, value }: { readonly label: string; readonly value: string }) {
  const { say } = useText()
  const { message } = App.useApp()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    void copyText(value).then(
      () => setCopied(true),
      () => message.error(say('word.notCopied')),
    )
  }
  return (
    <div className={styles.copyable}>
      <div className={styles.label}>{label}</div>
      <div className={styles.row}>
        <code className={styles.value} tabIndex={0}>
          {value}
        </code>
        <Button onClick={copy} icon={<Icon name={copied ? 'check' : 'copy'} />}>
          {copied ? say('word.copied') : say('word.copy')}
        </Button>
      </div>
    </div>
  )
}
