import styles from './MiddleEllipsis.module.css'

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** One line, never wrapped: a name too long for its place is cut in the middle, so that «小雨的铺子…旗舰店» keeps both ends. */
export function MiddleEllipsis({ text, tail = 4 }: { readonly text: string; readonly tail?: number }) {
  const letters = [...segmenter.segment(text)].map((part) => part.segment)
  if (letters.length <= tail * 2) return <span className={styles.whole}>{text}</span>
  return (
    <span className={styles.cut} title={text}>
      <span className="tf-hidden">{text}</span>
      <span className={styles.head} aria-hidden="true">
        {letters.slice(0, -tail).join('')}
      </span>
      <span className={styles.tail} aria-hidden="true">
        {letters.slice(-tail).join('')}
      </span>
    </span>
  )
}
