import encodeQR from 'qr'
import { useMemo } from 'react'
import styles from './QrCode.module.css'

/** The light margin that scanners need, in modules. */
const quietModules = 4

/** A QR code drawn as one path; `label` says where it leads. */
export function QrCode({
  text,
  label,
  size = 9,
}: {
  readonly text: string
  readonly label: string
  readonly size?: number
}) {
  const { path, width } = useMemo(() => drawingOf(text), [text])
  return (
    <svg
      className={styles.code}
      style={{ width: `${size}rem`, height: `${size}rem` }}
      viewBox={`0 0 ${width} ${width}`}
      role="img"
      aria-label={`${label}: ${text}`}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  )
}

function drawingOf(text: string): { readonly path: string; readonly width: number } {
  const rows = encodeQR(text, 'raw', { border: quietModules })
  const cells = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { path: cells.join(''), width: rows.length }
}
