/** One bar of a picture. */
export interface Bar {
  readonly label: string
  readonly value: number
  /** what stands beside the bar */
  readonly note: string
  /** ours: in the strong colour */
  readonly strong: boolean
}

const WIDTH = 960
const ROW = 30
const LABELS = 440
const NOTES = 100
const TOP = 64
const FONT = `font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif"`

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** The greatest power of ten not above a value, and the least not below: the ends of a logarithmic scale. */
const decades = (values: readonly number[]): [number, number] => [
  Math.floor(Math.log10(Math.min(...values))),
  Math.ceil(Math.log10(Math.max(...values))),
]

/**
 * Horizontal bars as an SVG on a light ground.
 * @param scale 'log' for values that lie decades apart: a bar begins at the power of ten below the smallest
 */
export function barsOf(title: string, unit: string, bars: readonly Bar[], scale: 'linear' | 'log'): string {
  const space = WIDTH - LABELS - NOTES
  const values = bars.map(({ value }) => Math.max(value, Number.MIN_VALUE))
  const [low, high] = decades(values)
  const most = Math.max(...values)
  const lengthOf = (value: number): number =>
    scale === 'linear' ? (value / most) * space : ((Math.log10(value) - low) / Math.max(1, high - low)) * space
  const height = TOP + bars.length * ROW + 36
  const bottom = TOP + bars.length * ROW
  const grid =
    scale === 'linear'
      ? []
      : Array.from({ length: high - low + 1 }, (_, index) => {
          const x = LABELS + lengthOf(10 ** (low + index))
          return `<line x1="${x}" y1="${TOP - 8}" x2="${x}" y2="${bottom}" stroke="#e5e7eb"/>
<text x="${x}" y="${bottom + 20}" text-anchor="middle" font-size="12" fill="#6b7280">${(10 ** (low + index)).toLocaleString('en-US').replaceAll(',', ' ')}</text>`
        })
  const rows = bars.map(({ label, value, note, strong }, index) => {
    const y = TOP + index * ROW
    const length = Math.max(2, Math.round(lengthOf(Math.max(value, 10 ** low))))
    return `<text x="${LABELS - 12}" y="${y + 19}" text-anchor="end" font-size="13" fill="#1f2937">${escape(label)}</text>
<rect x="${LABELS}" y="${y + 4}" width="${length}" height="${ROW - 8}" rx="3" fill="${strong ? '#d9480f' : '#94a3b8'}"/>
<text x="${LABELS + length + 8}" y="${y + 19}" font-size="13" fill="#1f2937"${strong ? ' font-weight="600"' : ''}>${escape(note)}</text>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" ${FONT}>
<title>${escape(title)}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="24" y="30" font-size="18" font-weight="600" fill="#111827">${escape(title)}</text>
<text x="24" y="50" font-size="13" fill="#6b7280">${escape(unit)}${scale === 'log' ? ', logarithmic scale' : ''}</text>
${[...grid, ...rows].join('\n')}
</svg>
`
}
