import styles from './Tile.module.css'

/**
 * Drawings for products, so that a shelf looks alike on every phone whatever its emoji font (or none). The shop names a product by an emoji; each
 * drawing serves a few, the parcel serves the rest.
 */
const drawings: readonly (readonly [emoji: string, path: string])[] = [
  [
    '🍵☕🍶🥛🧋🍺',
    'M5 9h12v5a5 5 0 0 1-5 5h-2a5 5 0 0 1-5-5zM17 10h1.5a2.5 2.5 0 0 1 0 5H17M8.5 3v2.5M11.5 3v2.5M4 21.5h14',
  ],
  [
    '🫖🏺⚱',
    'M7 10h9c2 2 2.5 6 .5 9h-10c-2-3-1.5-7 .5-9zM11.5 7.5v.1M8 10c.5-2 6.5-2 7 0M18 13c1.5 0 2.5-1.5 3.5-3.5M6 12c-3-.5-4 4-.7 4.5',
  ],
  ['🍡🍬🍪🍰🍫🥮🍯🍭🧁🍩🥟🍜🍚🌾', 'M4 12h16l-1.5 8h-13zM4 12c0-4 3.5-7 8-7s8 3 8 7M9 9v.1M13 7.5v.1M15 10v.1'],
  [
    '🍊🍎🍓🍑🍇🥭🍐🍉🍋🥝🍒🥬🌽🥕',
    'M12 8c4-2.5 8 .5 8 5s-4 8-6 8c-1 0-1.300-.5-2-.5s-1 .5-2 .5c-2 0-6-3.5-6-8s4-7.5 8-5zM12 8c0-2.5 1-4 3.5-5',
  ],
  ['🪵🪑🛋🧺🪴🛏🪞🎍', 'M3 12h18l-2 4H5zM7 16v4.5M17 16v4.5M6 12c0-5 2.5-7 6-7s6 2 6 7'],
  [
    '🌸🌹🌷💐🌺🌼',
    'M12 12.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM12 8.5c-2-5.5 2-5.5 0 0zM14 10.5c5-2.5 5 2.5 0 0zM10 10.5c-5-2.5-5 2.5 0 0zM12 12.5V21M12 18c2-3 4-3 5-3-.5 2.5-2.5 3.5-5 3z',
  ],
  ['💄🧴💅🧼🪥🧽💋🕯', 'M8 10h8v11H8zM10 10V6l4-3v7M8 14.5h8'],
  ['👗👚👕🧥🧣🧤🧦👖👘🩳', 'M9 3.5 4 6.5l1.5 4L8 9.5V21h8V9.5l2.5 1 1.5-4-5-3c-.5 2.5-5.5 2.5-6 0z'],
  ['👟👠👞🥾👡🩴', 'M3 9c2 2 4 2 6 0l4 4 6 1.5c1.5.5 2 2 2 4.5H3zM3 16.5h18'],
  ['👜🎒👝🛍💼🧳', 'M5 9h14l1 12H4zM9 12V7a3 3 0 0 1 6 0v5'],
  ['📚📖📓✏🖊📒📕🎨', 'M12 6c-2-1.5-5-2-8-1.5V19c3-.5 6 0 8 1.5 2-1.5 5-2 8-1.5V4.5c-3-.5-6 0-8 1.5zM12 6v14.5'],
  ['🎧📱⌚💻📷🔌💡🎮', 'M4 14v-2a8 8 0 0 1 16 0v2M4 14h3.5v6H6a2 2 0 0 1-2-2zM20 14h-3.5v6H18a2 2 0 0 0 2-2z'],
  ['🧸🪀🎁🎈🪁🧩', 'M4 10h16v11H4zM3 7h18v3H3zM12 7v14M12 7c-4 0-5-1-5-2.5S9.5 2.5 12 7c2.5-4.5 5-4 5-2.5S16 7 12 7z'],
]
const parcel = 'M4 8l8-4.5L20 8v9l-8 4.5L4 17zM4 8l8 4.5L20 8M12 12.5V21.5M8 5.800l8 4.5'

/** A product's picture: a drawing on the product's own colour. `size` in rem. */
export function Tile({
  emoji,
  hue,
  size = 4.25,
}: {
  readonly emoji: string
  readonly hue: number
  readonly size?: number
}) {
  const [letter = ''] = emoji
  const path = drawings.find(([all]) => letter !== '' && all.includes(letter))?.[1] ?? parcel
  return (
    <span
      className={styles.tile}
      aria-hidden="true"
      style={{
        width: `${size}rem`,
        height: `${size}rem`,
        color: `hsl(${hue} 45% 22%)`,
        background: `linear-gradient(150deg, hsl(${hue} 46% 86%), hsl(${hue} 38% 72%))`,
      }}
    >
      <svg viewBox="0 0 24 24">
        <path d={path} />
      </svg>
    </span>
  )
}
