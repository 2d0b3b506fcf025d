import { Tooltip } from 'antd'
import { useState } from 'react'
import styles from './Explained.module.css'

/**
 * A term that says what it means: under a pointer, with the focus, at a touch; Escape and leaving close it. A click only opens: one that toggled would
 * close what the focus of the same tap, or of the Tab before Enter, has opened.
 */
export function Explained({ term, definition }: { readonly term: string; readonly definition: string }) {
  const [open, setOpen] = useState(false)
  return (
    <Tooltip title={definition} open={open} onOpenChange={setOpen} trigger={['hover', 'focus']}>
      <button type="button" className={styles.explained} onClick={() => setOpen(true)}>
        {term}
      </button>
    </Tooltip>
  )
}
