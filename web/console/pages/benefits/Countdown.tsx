import { useNow } from '../../now.ts'
import { durationWords } from '../../time.ts'
import { useText } from '../../text.ts'
import { clockWords } from './campaign-draft.ts'
import styles from './Countdown.module.css'

const day = 86_400_000

/** How long until an instant by the decision clock, second by second. */
export function Countdown({ until, large = false }: { readonly until: string; readonly large?: boolean }) {
  const { say } = useText()
  const left = Date.parse(until) - useNow(1_000)
  const words = left >= day ? durationWords(left, say) : clockWords(left)
  return (
    <span
      className={!large ? styles.small : left >= day ? styles.long : styles.large}
      role="timer"
      aria-label={say('campaigns.left', { duration: words })}
    >
      {words}
    </span>
  )
}
