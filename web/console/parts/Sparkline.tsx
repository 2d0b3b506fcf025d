interface SparklineProps {
  readonly values: readonly number[]
  /** said to who cannot see it; empty where the figures beside it say the same */
  readonly label?: string
}

const width = 120
const height = 32

/** A fortnight in a line of 120 × 32: shape, not scale; its last point is marked. */
export function Sparkline({ values, label = '' }: SparklineProps) {
  if (values.length < 2) return null
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * (width - 6) + 3
    const y = span === 0 ? height - 6 : height - 4 - ((value - low) / span) * (height - 8)
    return [x, y] as const
  })
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
  const [lastX, lastY] = points.at(-1) ?? [0, 0]
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      height={height}
      preserveAspectRatio="none"
      style={{ overflow: 'visible', display: 'block' }}
      {...(label === '' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <polygon points={`3,${height} ${line} ${lastX},${height}`} fill="var(--sunken)" opacity="0.7" />
      <polyline
        points={line}
        fill="none"
        stroke="var(--text-3)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
      <line
        x1={lastX}
        y1={lastY}
        x2={lastX}
        y2={lastY}
        stroke="var(--text)"
        strokeWidth="6"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
