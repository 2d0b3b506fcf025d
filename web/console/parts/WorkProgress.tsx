import { formatNumber } from '../../shared/format.ts'
import { useText } from '../text.ts'
import { Bar } from './Bar.tsx'
import styles from './WorkProgress.module.css'

/** Work on all members that is done piece by piece. */
export interface WorkDone {
  readonly done: number
  readonly total: number
}

/** Whether there is still something to do. */
export const isUnfinished = (progress: WorkDone | undefined): progress is WorkDone =>
  progress !== undefined && progress.done < progress.total

/** One line while it runs: how many of how many, and a bar; nothing before or after. */
export function WorkProgress({
  progress,
  words,
}: {
  readonly progress: WorkDone | undefined
  readonly words: 'modePage.carrying' | 'ruleSets.relevelling' | 'benefits.issue.running'
}) {
  const { say, language } = useText()
  if (!isUnfinished(progress)) return null
  const { done, total } = progress
  const text = say(words, { done: formatNumber(done, language), total: formatNumber(total, language) })
  return (
    <div className={styles.progress}>
      <span aria-hidden="true">{text}</span>
      <Bar value={done} max={total} label={text} />
    </div>
  )
}
