import type { ReactNode } from 'react'
import { partsOf } from './text-parts.ts'
import styles from './Words.module.css'

interface BubbleProps {
  /** said by who looks at it */
  readonly own: boolean
  /** said by the owner's side */
  readonly owner?: boolean
  readonly children: ReactNode
}

/** A bubble around what is said. */
export function Bubble({ own, owner = false, children }: BubbleProps) {
  const look = own ? styles.own : owner ? styles.owner : ''
  return <div className={`${styles.bubble} ${look}`}>{children}</div>
}

/** Somebody called on in a text; `me`: who reads it. */
export interface CalledOn {
  readonly name: string
  readonly me: boolean
}

const nobody: readonly CalledOn[] = []

/** Words as they were written, with those called on marked. A text of a few emoji alone is set large. */
export function Words({ text, names = nobody }: { readonly text: string; readonly names?: readonly CalledOn[] }) {
  return (
    <p className={isFewEmoji(text) ? `${styles.words} ${styles.large}` : styles.words}>
      {partsOf(text, names).map((part, index) =>
        part.mention === null ? (
          part.text
        ) : (
          <b key={index} className={part.mention.me ? `${styles.mention} ${styles.me}` : styles.mention}>
            {part.text}
          </b>
        ),
      )}
    </p>
  )
}

const fewEmoji =
  /^(?:\p{Extended_Pictographic}(?:\uFE0F|\p{Emoji_Modifier})*(?:\u200D\p{Extended_Pictographic}\uFE0F?)*){1,3}$/u
const isFewEmoji = (text: string): boolean => fewEmoji.test(text.trim())
