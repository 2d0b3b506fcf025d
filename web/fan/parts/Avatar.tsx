import { hueOf } from '../../shared/hue.ts'
import styles from './Avatar.module.css'

/** Initial of a name on a colour of its own; `size` in rem. */
export function Avatar({
  id,
  name,
  size = 2.25,
}: {
  readonly id: string
  readonly name: string
  readonly size?: number
}) {
  const [initial = '?'] = name
  return (
    <span
      className={styles.avatar}
      style={{
        width: `${size}rem`,
        height: `${size}rem`,
        fontSize: `${size * 0.44}rem`,
        background: `hsl(${hueOf(id)} 38% 36%)`,
      }}
      aria-hidden="true"
    >
      {initial.toUpperCase()}
    </span>
  )
}
