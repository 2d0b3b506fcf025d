import { Segmented } from 'antd'
import { formatZone } from '../../../../shared/format.ts'
import { InstantInput } from '../../../parts/InstantInput.tsx'
import { nextQuarter } from '../../../parts/wall-time.ts'
import { useText, type TextKey } from '../../../text.ts'
import { postBounds } from '../bounds.ts'
import { Labelled } from './Labelled.tsx'

const minute = 60_000
const day = 24 * 60 * minute

interface WhenProps {
  /** RFC 3339; null: now; empty: later, and the time is being typed */
  readonly sendAt: string | null
  readonly onChange: (sendAt: string | null) => void
  /** UTC milliseconds */
  readonly now: number
}

/** Now, or at a time. A time that is half typed stays «later»: a post to everybody does not become one for now by itself. */
export function When({ sendAt, onChange, now }: WhenProps) {
  const { say, language } = useText()
  const wrong = sendAt === null ? null : wrongWith(sendAt, now)
  return (
    <>
      <Segmented<'now' | 'later'>
        value={sendAt === null ? 'now' : 'later'}
        onChange={(value) => onChange(value === 'now' ? null : new Date(nextQuarter(now + 15 * minute)).toISOString())}
        options={(['now', 'later'] as const).map((value) => ({ value, label: say(`groups.compose.when.${value}`) }))}
        aria-label={say('groups.compose.whenTitle')}
      />
      {sendAt !== null && (
        <Labelled label={say('groups.compose.sendAt')} hint={wrong === null ? formatZone(language) : say(wrong)}>
          {(id) => <InstantInput id={id} value={sendAt} from={now} onChange={onChange} />}
        </Labelled>
      )}
    </>
  )
}

/** Why nothing can be sent at that time; null: it can. */
export function wrongWith(sendAt: string, now: number): TextKey | null {
  const at = Date.parse(sendAt)
  if (at <= now) return 'groups.compose.past'
  return at > now + postBounds.daysAhead * day ? 'groups.compose.tooFar' : null
}
