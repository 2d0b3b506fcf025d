import { Tooltip } from 'antd'
import { formatDateTime } from '../../shared/format.ts'
import { useSandboxClock } from '../data/clock.ts'
import { useNow } from '../now.ts'
import { Icon } from '../parts/Icon.tsx'
import { useText } from '../text.ts'
import styles from './SandboxClockFace.module.css'

/** The test clock's time and speed; nothing where the server runs on real time (PLT-5). */
export function SandboxClockFace() {
  const { say, language } = useText()
  const clock = useSandboxClock().data
  const now = useNow(1_000)
  if (clock === undefined || clock === null) return null
  const speed = clock.rate === 0 ? say('top.clockStill') : say('top.clockRate', { rate: clock.rate })
  return (
    <Tooltip title={say('top.clockHint')} trigger={['hover', 'focus']}>
      <span className={styles.clock} role="timer" aria-label={say('top.clock')} tabIndex={0}>
        <Icon name="clock" />
        <time dateTime={new Date(now).toISOString()}>{formatDateTime(new Date(now).toISOString(), language)}</time>
        {clock.rate !== 1 && <small>{speed}</small>}
      </span>
    </Tooltip>
  )
}
