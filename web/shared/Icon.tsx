/** The product's own line icons, 24 × 24, one stroke. */
const drawings = {
  heart:
    'M12 20 4.6 12.7a4.7 4.7 0 0 1 .3-6.9 4.6 4.6 0 0 1 6.6.7l.5.6.5-.6a4.6 4.6 0 0 1 6.6-.7 4.7 4.7 0 0 1 .3 6.9z',
  bag: 'M6 8h12l1 12H5zM9 10V7a3 3 0 0 1 6 0v3',
  share: 'M14 5l6 6-6 6v-4c-5 0-8 1.5-10 5 0-6 4-9 10-9z',
  gift: 'M4 10h16v10H4zM3 7h18v3H3zM12 7v13M12 7c-4 0-5-1-5-2.5S9.5 2.5 12 7c2.5-4.5 5-4 5-2.5S16 7 12 7z',
  lamp: 'M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.7.5 1 1.2 1 2.1h5c0-.9.3-1.6 1-2.1A6 6 0 0 0 12 3z',
  close: 'M6 6l12 12M18 6 6 18',
  back: 'M15 5l-7 7 7 7',
  next: 'M9 5l7 7-7 7',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l2 2H4zM10 21.5h4M12 5V3',
  down: 'M5 9l7 7 7-7',
  send: 'M4 12 20 4l-5 16-3.5-6.5zM11.5 13.5 20 4',
  user: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5',
  users:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19c.8-3.5 3.3-5 6.5-5s5.7 1.5 6.5 5M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2 .6 3.2 2 3.6 4.5',
  sun: 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4 7 7 0 0 0 20 14.5z',
  globe: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3 12h18M12 3c3 3 3 15 0 18M12 3c-3 3-3 15 0 18',
  check: 'M5 12.5 10 17.5 19.5 7',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5M12 7.8v.2',
  warn: 'M12 4 2.5 20h19zM12 10v4.5M12 17.2v.2',
  cart: 'M3 4h2.5l2 11h10l2-8H6.5M9 19.5v.1M16 19.5v.1',
  eye: 'M2.5 12C5 7.5 8 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.5 6.5-9.5 6.5S5 16.5 2.5 12zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  play: 'M8 5.5v13l10.5-6.5z',
  comment: 'M4 5h16v11h-9l-4.5 4v-4H4z',
  star: 'm12 4 2.5 5.2 5.7.8-4.1 4 1 5.7-5.1-2.7-5.1 2.7 1-5.7-4.1-4 5.7-.8z',
  coin: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 8l3.5 4.5L15.5 8M12 12.5V17M9 13.5h6',
  refresh: 'M19 12a7 7 0 1 1-2-5l2 2M19 4v5h-5',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2',
  phone: 'M7 3h10v18H7zM11 18h2',
  desk: 'M3 5h18v11H3zM9 20h6M12 16v4',
  shield: 'M12 3l7.5 3v5.5c0 5-3.5 8-7.5 9.5-4-1.5-7.5-4.5-7.5-9.5V6z',
  exit: 'M14 4H5v16h9M10 12h11M17.5 8.5 21 12l-3.5 3.5',
  edit: 'M4 20l1-4L16.5 4.5l3 3L8 19z',
  up: 'M5 15l7-7 7 7',
  more: 'M5.5 12a.5.5 0 1 0-1 0 .5.5 0 0 0 1 0zM12.5 12a.5.5 0 1 0-1 0 .5.5 0 0 0 1 0zM19.5 12a.5.5 0 1 0-1 0 .5.5 0 0 0 1 0z',
  music: 'M9 18V6l10-2v12M9 18a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 16a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  plus: 'M12 5v14M5 12h14',
  smile: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 14c1 1.7 2.4 2.5 4 2.5s3-.8 4-2.5M9 9.5v.1M15 9.5v.1',
  image: 'M4 5h16v14H4zM4 16l4.5-4.5 4 4 2.5-2.5 5 5M15.5 9.5v.1',
  notice: 'M4 10v4h3l7 4.5v-13L7 10zM17.5 9a4 4 0 0 1 0 6',
  bellOff: 'M6 16.5h12l-1.500-2.500V10a4.5 4.500 0 0 0-9 0v4zM10.500 19.500h3M4 4l16 16',
  hush: 'M4 10v4h3l7 4.5v-13L7 10zM17 9.5l4.5 5M21.5 9.5 17 14.5',
} as const

export type IconName = keyof typeof drawings

/** One icon in the text's colour; hidden from who cannot see it: the control around it has the name. */
export function Icon({
  name,
  size = 1.25,
  filled = false,
}: {
  readonly name: IconName
  readonly size?: number
  readonly filled?: boolean
}) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none', width: `${size}rem`, height: `${size}rem` }}
    >
      <path d={drawings[name]} />
    </svg>
  )
}
